"""The palette: everything that has a name, found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fields.base import FieldMessage
from pmtui.widgets.fields.text import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult

Offered = tuple[str, str, str]
"""What is offered: its id, its words, and a hint at the right, such as its key."""


class Palette(Overlay[str]):
    """A line to type in and the list of what matches; the result is the id of what was chosen.

    Args:
        title: What the palette is for.
        offered: What can be chosen, in order.
    """

    close_keys = (*CLOSE, "ctrl+p", "ctrl+o")

    def __init__(self, title: str, offered: Sequence[Offered]) -> None:
        super().__init__(title, (("↓", "on"), ("Enter", "choose"), ("Esc", "back"), ("^Q", "quit")))
        self._offered = tuple(offered)
        self._found = self._offered

    def body(self) -> ComposeResult:
        """Return the line and the list."""
        yield TextField(one_line=True, rows=1, placeholder="Type a few letters of its name")
        board = Board()
        board.can_focus = False
        yield board

    def on_mount(self) -> None:
        """Show all that is offered."""
        super().on_mount()
        self._filter()

    def hear(self, message: FieldMessage) -> bool:
        """Show what matches what was typed."""
        if isinstance(message, TextField.Typed):
            self._filter()
            return True
        return super().hear(message)

    def act(self, key: str) -> bool:
        """Move in the list, or choose."""
        board = self.query_one(Board)
        if key == "enter":
            at = board.caret()
            if 0 <= at < len(self._found):
                self.close(self._found[at][0])
            return True
        return key in ("up", "down", "pageup", "pagedown") and board.press(key, None)

    def _filter(self) -> None:
        self._found = matching(self._offered, self.query_one(TextField).text)
        lines = [
            BoardLine(path=str(at), text=text, right=hint) for at, (_, text, hint) in enumerate(self._found)
        ]
        self.query_one(Board).show(
            lines or [BoardLine(text="Nothing of that name.", style="dim", selectable=False)], "0"
        )


def matching(offered: Sequence[Offered], typed: str) -> tuple[Offered, ...]:
    """Return what holds each typed word, those first whose words begin so; the order is else kept."""
    words = typed.casefold().split()
    if not words:
        return tuple(offered)
    ranked = []
    for one in offered:
        whole = " ".join(one[1:]).casefold()
        if all(word in whole for word in words):
            begins = sum(any(part.startswith(word) for part in whole.split()) for word in words)
            ranked.append((not whole.startswith(words[0]), -begins, one))
    return tuple(one for _, _, one in sorted(ranked, key=lambda rank: rank[:2]))
