"""The checklist in full: the steps and the criteria of success, each with what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmtui.interview.question import Criterion
from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import wrapped
from pmtui.widgets.lines import clock_words
from pmtui.widgets.reader import BLANK, heading

if TYPE_CHECKING:
    from textual.app import ComposeResult

TEXT_AT_MOST = 100
"""Columns of what is missing; longer lines are hard to read."""


class ChecklistScreen(Overlay[str]):
    """What is met and what is missing; Enter goes to the field, and is told as the result.

    Args:
        steps: The steps as they stand.
        criteria: The criteria of success as they stand.
        hours_left: What is left of the 48 hours; None where no clock runs.
    """

    close_keys = (*CLOSE, "f2", "q")

    def __init__(
        self, steps: Sequence[Criterion], criteria: Sequence[Criterion], hours_left: float | None = None
    ) -> None:
        met = sum(one.met for one in criteria)
        clock = clock_words(hours_left)
        title = f"Checklist: {met} of {len(criteria)} criteria of success met"
        if hours_left is not None:
            title += f"; {clock} {'of' if hours_left >= 0 else ''} the 48 hours".replace("  ", " ")
        keys = (("↓", "on"), ("Enter", "go there"), ("Esc", "back"), ("^Q", "quit"))
        super().__init__(title, keys)
        self._steps, self._criteria = tuple(steps), tuple(criteria)

    def body(self) -> ComposeResult:
        """Return the list."""
        yield Board()

    def on_resize(self) -> None:
        """Wrap what is missing anew."""
        width = min(self.app.size.width - 16, TEXT_AT_MOST)
        lines = [heading("Steps"), *_items(self._steps, width), BLANK]
        lines += [heading("Criteria of success"), *_items(self._criteria, width)]
        self.query_one(Board).show(lines)

    def act(self, key: str) -> bool:
        """Go to the field of the chosen line."""
        if key != "enter":
            return False
        if path := self.query_one(Board).here:
            self.close(path)
        return True


def _items(items: Sequence[Criterion], width: int) -> list[BoardLine]:
    lines = []
    for item in items:
        box = "[x]" if item.met else "[-]" if item.begun else "[ ]"
        lines.append(BoardLine(path=item.path, text=f"{box} {item.label}", selectable=bool(item.path)))
        if item.missing and not item.met:
            lines += [
                BoardLine(text=f"      {row}", style="dim", selectable=False)
                for row in wrapped(item.missing, width)
            ]
    return lines
