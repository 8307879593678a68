"""A pasted block as timeline rows: shown for review before they are added."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from pmtui.interview.event_entry import EventEntry
from pmtui.screens.overlay import Overlay
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.reader import BLANK, Reader, paragraph


class PastedScreen(Overlay[bool]):
    """Shows what a block was understood as; the result is whether its rows are added."""

    def __init__(self, entries: Sequence[EventEntry], zone: str) -> None:
        rows = "row" if len(entries) == 1 else "rows"
        keys = (("Enter", "add them"), ("Esc", "keep as text"), ("↓", "on"))
        super().__init__(f"{len(entries)} {rows} in what you pasted", keys)
        self._entries, self._zone = tuple(entries), zone

    def body(self) -> ComposeResult:
        """Return the list of the rows."""
        yield Reader(self.pages)

    def pages(self, width: int) -> list[BoardLine]:
        """Return a line for each row: time, phase, lane, words; those without a time are marked."""
        lines = paragraph("Enter adds all; ^Z takes them out again. A ? marks what has no time.", width)
        lines.append(BLANK)
        for entry in self._entries:
            mark = "" if entry.moment else "▲"
            when, *rest = entry.shown(self._zone)
            said = "  ".join(rest)
            text = f"{when if entry.moment else '?'}  {entry.what}"
            lines.append(BoardLine(text=text, mark=mark, selectable=False, right=said))
        return lines

    def act(self, key: str) -> bool:
        """Add the rows."""
        if key == "enter":
            self.close(True)
            return True
        return False
