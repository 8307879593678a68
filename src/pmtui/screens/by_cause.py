"""Actions by cause: which cause the entry line is for, and what keys mean where the list holds causes."""

from __future__ import annotations

from collections.abc import Sequence

from pmtui import content
from pmtui.analysis.causes.answers import Answered, Group, answered, groups
from pmtui.interview.question import Asked
from pmtui.interview.wording import clause
from pmtui.model.edit import Edit
from pmtui.screens.status import StatusScreen
from pmtui.screens.values import row_of
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.lines import QuestionLine

NEW = "action.new"
CAUSES = ("causes.root.", "causes.factor.")


class ByCause(StatusScreen):
    """A step whose entry line adds an action for one cause: the chosen one, else the next without any."""

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self._chose_cause = False

    def ask(self, path: str, *, focus: bool = True) -> None:
        """Ask; for a new action, about the chosen cause, else about the next that nothing answers."""
        if path.startswith(CAUSES):
            self.target, self._chose_cause = path.split(".")[2], True
            path = NEW
        elif path == NEW:
            self._aim()
        super().ask(path, focus=focus)

    def _aim(self) -> None:
        """Keep the cause that was chosen, else mean the next root cause that nothing answers."""
        causes = answered(self.draft.pm)
        if self._chose_cause and any(cause.id == self.target for cause in causes):
            return
        left = (cause.id for cause in causes if cause.kind == "root" and not cause.actions)
        self.target, self._chose_cause = next(left, ""), False

    def cause(self) -> Answered | None:
        """Return the cause that the entry line is for; None where it is for none."""
        return next((cause for cause in answered(self.draft.pm) if cause.id == self.target), None)

    def _show_question(self, one: Asked) -> None:
        cause = self.cause()
        if one.path != NEW or cause is None or not cause.what.strip():
            super()._show_question(one)
            return
        words = one.question.ask.replace("{open_root}", clause(cause.what, 90))
        self.query_one(QuestionLine).show(words)

    def mean_next(self) -> None:
        """Mean no cause in particular any more: the next one that nothing answers."""
        self.target, self._chose_cause = "", False

    def in_list(self, lines: Sequence[BoardLine], path: str) -> str:
        """Return the path of the line that shows `path`; the entry line is shown by the cause it is for."""
        cause = self.cause()
        return cause.path if path == NEW and cause is not None else super().in_list(lines, path)

    def do_add(self) -> None:
        """Go to the line that adds an action: for the cause at the cursor, else for the next one."""
        self.ask(self.board.here if self.board.here.startswith(CAUSES) else NEW)

    def do_delete(self) -> None:
        """Take the chosen row away; a cause is not of this step."""
        if not self._on_cause():
            super().do_delete()

    def do_move_up(self) -> None:
        """Move the chosen action up among those listed with it."""
        if not self._on_cause():
            super().do_move_up()

    def do_move_down(self) -> None:
        """Move the chosen action down among those listed with it."""
        if not self._on_cause():
            super().do_move_down()

    def _on_cause(self) -> bool:
        """Return whether the list's cursor is on a cause, and say then that it is changed elsewhere."""
        here = self.board.here.startswith(CAUSES)
        if here:
            self.coach.say(content.toml("guide/coverage.toml")["list"]["not_here"])
        return here

    def shifted(self, path: str, by: int) -> Edit | None:
        """Return the edit that moves an action to the place of its neighbour beneath the same cause."""
        row = row_of(self.draft.pm, path)
        if not row.startswith("action."):
            return super().shifted(path, by)
        order = [action.id for action in self.draft.pm.action]
        beside = next([a.id for a in group.actions] for group in groups(self.draft.pm) if _holds(group, row))
        at = beside.index(row.rpartition(".")[2])
        if not 0 <= at + by < len(beside):
            return None
        here, there = order.index(beside[at]), order.index(beside[at + by])
        return Edit(row, self.draft.pm.action[here], there)


def _holds(group: Group, row: str) -> bool:
    return any(f"action.{action.id}" == row for action in group.actions)
