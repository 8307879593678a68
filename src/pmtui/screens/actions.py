"""Actions: what will prevent the next one, each SMART, each as high in the hierarchy as it can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from pmtui.interview.question import Asked, Step
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Action
from pmtui.screens.status import OWNER_CELLS, StatusScreen, first_name
from pmtui.screens.values import SIGN, answer_line, row_of
from pmtui.widgets.board import BoardLine
from pmtui.widgets.fit import padded

EXAMPLE = "  Check config in the pipeline, bad ones 3/month -> 0, by Apr 1 (Owner: Al)"
LEVEL: dict[str, str] = {
    "eliminate": "eliminate",
    "substitute": "substitute",
    "engineering": "engineer",
    "administrative": "admin",
    "training": "training",
}
"""The levels of the hierarchy, in a word that fits beside an action."""
LEVEL_CELLS = max(map(len, LEVEL.values()))


class ActionsScreen(StatusScreen):
    """The actions, with the fields of the one in hand beneath it."""

    step: ClassVar[Step] = "actions"
    own_keys: ClassVar[tuple[str, ...]] = ("take",)

    def lines(self) -> list[BoardLine]:
        """Return a line for each action, the answers of the one in hand, and what was decided against."""
        pm, out = self.draft.pm, []
        in_hand = row_of(pm, self.now_asked.path) if self.now_asked else ""
        asked = self.asked_here()
        owners = owner_cells(pm.action)
        for action in pm.action:
            row = f"action.{action.id}"
            out.append(action_line(action, SIGN[self.worst(row)], owners))
            if row == in_hand:
                mine = [one for one in asked if one.path.startswith(row + ".") and one.path != f"{row}.what"]
                out += [answer_line(pm, one, self.worst(one.path)) for one in mine]
        if not pm.action:
            for words in ("No actions yet. One line each: what, measure, by when, who. Such as:", EXAMPLE):
                out.append(BoardLine(text=words, style="dim", selectable=False))
        unanswered = [
            root for root in pm.causes.root if not any(root.id in action.answers for action in pm.action)
        ]
        for root in unanswered:
            out.append(BoardLine(text=f"unanswered: {root.what}", style="open", selectable=False))
        for at, one in enumerate(pm.not_doing):
            row = f"not_doing.{at}"
            text = f"not doing: {one.what}"
            out.append(BoardLine(path=f"{row}.what", text=text, style="dim", mark=SIGN[self.worst(row)]))
            if row == in_hand:
                why = next(one for one in asked if one.path == f"{row}.why")
                out.append(answer_line(pm, why, self.worst(why.path)))
        return out

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:
        """Ask whether the guessed level could be one up; else for what the new action lacks still."""
        if one.path != "action.new":
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


def owner_cells(actions: Sequence[Action]) -> int:
    """Return the cells that the names of owners need beside each other, within bounds."""
    return min(max((cell_len(first_name(action)) for action in actions), default=0), OWNER_CELLS)


def action_line(action: Action, mark: str, owners: int) -> BoardLine:
    """Return the line of an action: what, level, owner and day, the last three in columns."""
    level = LEVEL.get(action.level or "", "level?")
    due = action.due.isoformat() if action.due else "date?"
    right = f"{level:<{LEVEL_CELLS}} {padded(first_name(action), owners)} {due:<10}"
    return BoardLine(path=f"action.{action.id}.what", text=action.what, mark=mark, right=right)
