"""Actions: what will prevent the next one, each SMART, each as high in the hierarchy as it can be."""

from __future__ import annotations

from typing import ClassVar

from pmtui import content
from pmtui.analysis.causes.answers import Answered
from pmtui.analysis.causes.breaking_words import sentences
from pmtui.checks.finding import Finding
from pmtui.checks.open_combinations import breaking_of
from pmtui.errors import PmtuiError
from pmtui.interview.offers import new_action
from pmtui.interview.question import Asked, Step
from pmtui.interview.suggestions import Suggestion, for_action, for_cause
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Action
from pmtui.screens.action_lines import action_lines
from pmtui.screens.by_cause import CAUSES, NEW, ByCause
from pmtui.screens.suggesting import SuggestionsScreen
from pmtui.screens.values import SIGN, answer_line, row_of
from pmtui.widgets.board_line import BoardLine

EXAMPLE = "  Check config in the pipeline, bad ones 3/month -> 0, by Apr 1 (Owner: Al)"


class ActionsScreen(ByCause):
    """The actions by cause, with the fields of the one in hand beneath it."""

    step: ClassVar[Step] = "actions"
    own_keys: ClassVar[tuple[str, ...]] = ("suggest", "coverage")

    # -- the list ---------------------------------------------------------------------------------------

    def lines(self) -> list[BoardLine]:
        """Return the causes with their actions, the answers of the one in hand, what was decided against."""
        pm, out = self.draft.pm, []
        in_hand = row_of(pm, self.now_asked.path) if self.now_asked else ""
        asked = self.asked_here()

        def beneath(action: Action) -> list[BoardLine]:
            row = f"action.{action.id}"
            if row != in_hand:
                return []
            mine = [one for one in asked if one.path.startswith(row + ".") and one.path != f"{row}.what"]
            return [answer_line(pm, one, self.worst(one.path)) for one in mine]

        if not pm.action:
            for words in ("No actions yet. One line each: what, measure, by when, who. Such as:", EXAMPLE):
                out.append(BoardLine(text=words, style="dim", selectable=False))
        floors = self._floors()

        def floor(cause: Answered) -> str:
            rows = (cause.row, *(f"action.{each.id}" for each in cause.actions))
            worst = {finding.severity for row in rows for finding in floors.get(row, ())}
            return next((each for each in ("error", "warning", "hint") if each in worst), "")

        out += action_lines(pm, self.worst, floor, beneath, ascii_signs=self.board.ascii_signs)
        for at, one in enumerate(pm.not_doing):
            row = f"not_doing.{at}"
            text = f"not doing: {one.what}"
            out.append(BoardLine(path=f"{row}.what", text=text, style="dim", mark=SIGN[self.worst(row)]))
            if row == in_hand:
                why = next(each for each in asked if each.path == f"{row}.why")
                out.append(answer_line(pm, why, self.worst(why.path)))
        return out

    def _floors(self) -> dict[str, list[Finding]]:
        """Return what was found about how strongly causes are answered, by the row that it is about."""
        found: dict[str, list[Finding]] = {}
        for finding in self.desk.known.findings():
            if finding.rule.startswith("prevention."):
                found.setdefault(finding.path.rpartition(".")[0], []).append(finding)
        return found

    def info(self) -> str:
        """Return how the cause in front falls short, or what the actions break of the fault tree."""
        cause = self.cause() if self.now_asked is not None and self.now_asked.path == NEW else None
        if cause is not None and cause.actions:
            floors = self._floors()
            short = [one for each in cause.actions for one in floors.get(f"action.{each.id}", ())]
            if short:
                return f"{SIGN[short[0].severity]} {short[0].what}"
        pm = self.draft.pm
        found = breaking_of(pm) if pm.action else None
        return sentences(pm, found)[0] if found else ""

    # -- adding and changing --------------------------------------------------------------------------------

    def entered(self, one: Asked, text: str) -> bool:
        """Do what Enter means for an entry line; where a gap is left in an action, go to it."""
        added = super().entered(one, text)
        if not added and one.path == NEW:
            self.slot.set_caret(0)
            self.slot.select_gap()
        return added

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:
        """Ask whether the guessed level could be one up; else for what the new action lacks still."""
        self.mean_next()
        if one.path != NEW:
            self.ask(one.path)
            return
        row = edits[0].path
        if (edits[0].value or {}).get("level"):
            self.ask(f"{row}.level")
            return
        lacking = next(
            (each for each in self.asked_here() if each.path.startswith(row + ".") and not each.answered),
            None,
        )
        self.ask(lacking.path if lacking else one.path)

    # -- what is laid over it ---------------------------------------------------------------------------

    def do_suggest(self) -> None:
        """Offer actions: in place of the one in front, else for the cause that the entry line is for."""
        pm = self.draft.pm
        words = content.toml("guide/suggestions.toml")["said"]
        path = self.board.here if self.listing else self.now_asked.path if self.now_asked else ""
        row = row_of(pm, path)
        action = next((each for each in pm.action if row == f"action.{each.id}"), None)
        if action is None:
            if path != NEW:
                self.ask(path if path.startswith(CAUSES) else NEW, focus=not self.listing)
            cause = self.cause()
            offered = for_cause(pm, self.target)
            title = words["title"].format(cause=cause.what) if cause else words["title_none"]
        else:
            offered = for_action(pm, action)
            title = words["title_action"].format(what=action.what)
        if not offered:
            self.coach.say(words["none"])
            return

        def done(chosen: Suggestion | None) -> None:
            if chosen is None:
                return
            try:
                self._take_suggestion(chosen, row if action is not None else "")
            except PmtuiError as error:  # nothing may be written, or the row is gone
                self.coach.say(str(error))

        self.app.push_screen(SuggestionsScreen(" ".join(title.split()), offered), done)

    def _take_suggestion(self, chosen: Suggestion, row: str) -> None:
        """Put a suggestion into the field: of a new action, or in place of what the action at `row` says."""
        if not row:
            self.ask(NEW)
            self.put_offered(new_action(chosen.words))
            return
        what = f"{row}.what"
        self.draft.do(Edit(what, chosen.words), Edit(f"{row}.level", chosen.level), place=what)
        self.ask(what)
        self.slot.set_caret(0)
        self.slot.select_gap()

    def offered(self) -> str:
        """Return the words offered for the question in front; for a new action, those for its cause."""
        one = self.now_asked
        return self.desk.offer(NEW, self.target) if one and one.path == NEW else super().offered()

    def go_to_row(self, path: str) -> None:
        """Go to a row of the matrix; a cause is a heading of this screen's own list."""
        if path.startswith(CAUSES):
            self.ask(path)
        else:
            super().go_to_row(path)
