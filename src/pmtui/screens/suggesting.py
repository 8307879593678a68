"""What could be done: a list of suggestions, from the top of the prevention hierarchy down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widgets import Static

from pmtui.interview.script import levels
from pmtui.interview.suggestions import Suggestion
from pmtui.screens.levels import level_bar
from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import cut, plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class SuggestionsScreen(Overlay[Suggestion]):
    """The suggestions by level; the result is the one that was taken, None where Esc was pressed.

    Args:
        title: What they are for.
        offered: The suggestions, most effective first; at least one.
    """

    close_keys = (*CLOSE, "f6", "q")

    def __init__(self, title: str, offered: Sequence[Suggestion]) -> None:
        keys = (("↓", "on"), ("Enter", "take its words"), ("Esc", "back"), ("^Q", "quit"))
        super().__init__(plain(title), keys)
        self._offered = tuple(offered)

    def body(self) -> ComposeResult:
        """Return the list, and room for the whole of the one at the cursor."""
        yield Board()
        yield Static("", markup=False, classes="overlay--words")

    def on_mount(self) -> None:
        """Show what is offered."""
        super().on_mount()
        board = self.query_one(Board)
        names = {one.value: one for one in levels()}
        lines: list[BoardLine] = []
        for at, one in enumerate(self._offered):
            if at == 0 or one.level != self._offered[at - 1].level:
                bar = level_bar(one.level, ascii_signs=board.ascii_signs)
                head = f"{bar} {names[one.level].label}"
                lines.append(BoardLine(text=head, style="heading", selectable=False))
            lines.append(BoardLine(path=str(at), text=one.words, right=one.source))
        board.show(lines)
        self._tell()

    def act(self, key: str) -> bool:
        """Take the one at the cursor, or move."""
        board = self.query_one(Board)
        if key == "enter":
            if board.here:
                self.close(self._offered[int(board.here)])
            return True
        moved = board.press(key, None)
        if moved:
            self._tell()
        return moved

    def on_resize(self) -> None:
        """Cut the title to its one row."""
        title = cut(self._title, max(self.app.size.width - 2, 1))
        self.query_one(".overlay--title", Static).update(title)

    def _tell(self) -> None:
        """Show the whole of the suggestion at the cursor, which may be cut in the list, and its source."""
        here = self.query_one(Board).here
        one = self._offered[int(here)] if here else None
        words = f"{one.words}  ({one.whole_source})" if one else ""
        self.query_one(".overlay--words", Static).update(words)
