"""Actions: what will prevent the next one, each SMART, each as high in the hierarchy as it can be."""

from __future__ import annotations

from typing import ClassVar

from pmtui.interview.question import Asked, Step
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Action
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import SIGN, answer_line, row_of
from pmtui.widgets.board import BoardLine


class ActionsScreen(StepScreen):
    """The actions, with the fields of the one in hand beneath it."""

    step: ClassVar[Step] = "actions"
    own_keys: ClassVar[tuple[str, ...]] = ("take",)

    def lines(self) -> list[BoardLine]:
        """Return a line for each action, the answers of the one in hand, and what was decided against."""
        pm, out = self.draft.pm, []
        in_hand = row_of(pm, self.now_asked.path) if self.now_asked else ""
        asked = self.asked_here()
        for action in pm.action:
            row = f"action.{action.id}"
            out.append(action_line(action, SIGN[self.worst(row)]))
            if row == in_hand:
                mine = [one for one in asked if one.path.startswith(row + ".") and one.path != f"{row}.what"]
                out += [answer_line(pm, one, self.worst(one.path)) for one in mine]
        if not pm.action:
            words = "No actions yet. Such as: what, measure before -> after, by Apr 1 (Owner: name)"
            out.append(BoardLine(text=words, style="dim", selectable=False))
        unanswered = [
            root for root in pm.causes.root if not any(root.id in action.answers for action in pm.action)
        ]
        for root in unanswered:
            out.append(BoardLine(text=f"  unanswered: {root.what}", style="open", selectable=False))
        for at, one in enumerate(pm.not_doing):
            out.append(BoardLine(path=f"not_doing.{at}.what", text=f"  not doing: {one.what}", style="dim"))
        return out

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:
        """Ask for what the new action lacks still."""
        if one.path != "action.new":
            self.ask(one.path)
            return
        row = edits[0].path
        lacking = next(
            (each for each in self.asked_here() if each.path.startswith(row + ".") and not each.answered),
            None,
        )
        self.ask(lacking.path if lacking else one.path)


def action_line(action: Action, mark: str) -> BoardLine:
    """Return the line of an action: what, level, owner and day."""
    right = " ".join(
        [
            (action.level or "level?")[:11],
            action.owner.split(" ")[0][:10] if action.owner else "owner?",
            action.due.isoformat() if action.due else "date?",
        ]
    )
    return BoardLine(path=f"action.{action.id}.what", text=action.what, mark=mark, right=right)
