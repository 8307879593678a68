"""What a journal holds that the file does not: shown before it is taken over or kept aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pmtui.interview.differences import Difference, differences
from pmtui.model.postmortem import Postmortem
from pmtui.screens.overlay import Overlay
from pmtui.text.changed_words import told_lines
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.reader import BLANK, Reader, heading, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult

ROWS_OF_A_TEXT = 6


class RecoveryScreen(Overlay[Literal["take", "aside"]]):
    """Shows what was typed and not saved; the result is whether it is taken over or kept aside.

    Args:
        pm: The postmortem as its file has it.
        joined: The postmortem with what was typed.
        written: When the last of it was typed, in UTC.
        lost: Lines of the journals that could not be read.
        shown: Called when it has been shown.
    """

    close_keys = ()

    def __init__(
        self,
        pm: Postmortem,
        joined: Postmortem,
        written: datetime,
        lost: int,
        shown: Callable[[], None] = lambda: None,
    ) -> None:
        keys = (("Enter", "take it over"), ("k", "keep it aside"), ("↓", "on"), ("^Q", "quit"))
        super().__init__("Not all that was typed last time is in the file", keys)
        self._found = differences(pm, joined)
        self._written, self._lost, self._shown = written, lost, shown

    def body(self) -> ComposeResult:
        """Return the list of what was found."""
        yield Reader(self.pages)

    def pages(self, width: int) -> list[BoardLine]:
        """Return each field that differs, with what stands in the file and what was typed."""
        count = len(self._found)
        what = "1 field differs" if count == 1 else f"{count} fields differ"
        words = (
            f"Last typed {self._written:%Y-%m-%d %H:%M} UTC; {what}: {{+typed then+}} [-in the file-]. Taken"
            " over, ^Z takes it out again; kept aside, nothing is deleted."
        )
        lines = paragraph(words, width)
        if self._lost:
            lines += paragraph(f"{self._lost} of the lines kept could not be read.", width, style="problem")
        lines.append(BLANK)
        for one in self._found:
            lines += [heading(one.label), *_told(one, width)]
        self.call_after_refresh(self._shown)
        return lines

    def act(self, key: str) -> bool:
        """Take it over, or keep it aside."""
        if key in ("enter", "k"):
            self.close("take" if key == "enter" else "aside")
            return True
        return False


def _told(one: Difference, width: int) -> list[BoardLine]:
    """Return what changed in a field, its words marked; a long text in part."""
    told = told_lines(one.before, one.after)
    rows = [line for text in told for line in paragraph(text, width, indent="  ")]
    more = len(rows) - ROWS_OF_A_TEXT
    if more > 0:
        rows[ROWS_OF_A_TEXT:] = [BoardLine(text=f"  … {more} more lines", style="dim", selectable=False)]
    return rows
