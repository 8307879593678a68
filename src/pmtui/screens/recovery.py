"""What a journal holds that the file does not: shown before it is taken over or kept aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Literal

from pmtui.errors import PmtuiError
from pmtui.interview.asking import for_path
from pmtui.screens.overlay import Overlay
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import plain
from pmtui.widgets.reader import BLANK, Reader, heading, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from pmtui.draft.recovery import Recovery
    from pmtui.model.postmortem import Postmortem

ROWS_OF_A_TEXT = 4


class RecoveryScreen(Overlay[Literal["take", "aside"]]):
    """Shows what was typed and not saved; the result is whether it is taken over or kept aside.

    Args:
        found: What the journals hold.
        pm: The postmortem as its file has it.
    """

    close_keys = ()

    def __init__(self, found: Sequence[Recovery], pm: Postmortem) -> None:
        keys = (("Enter", "take it over"), ("k", "keep it aside"), ("↓", "on"), ("^Q", "quit"))
        super().__init__("Not all that was typed last time is in the file", keys)
        self._found, self._pm = tuple(found), pm

    def body(self) -> ComposeResult:
        """Return the list of what was found."""
        yield Reader(self.pages)

    def pages(self, width: int) -> list[BoardLine]:
        """Return each field that the journals hold, with its last text."""
        held: dict[str, object] = {}
        for one in self._found:
            for edit in chain.from_iterable(one.edits):
                held.pop(edit.path, None)
                held[edit.path] = edit.value
        what = "field" if len(held) == 1 else "fields"
        words = (
            f"{len(held)} {what} below. Taken over, ^Z takes it out again; kept aside, nothing is deleted."
        )
        lines = paragraph(words, width)
        lost = sum(one.lost for one in self._found)
        if lost:
            lines += paragraph(f"{lost} of the lines kept could not be read.", width, style="problem")
        lines.append(BLANK)
        for path, value in held.items():
            text = "(removed)" if value is None else _told(value)
            rows = [line for part in text.split("\n") for line in paragraph(part, width, indent="  ")]
            lines += [heading(self._heading_of(path.removeprefix("unfinished."))), *rows[:ROWS_OF_A_TEXT]]
            if len(rows) > ROWS_OF_A_TEXT:
                lines.append(
                    BoardLine(
                        text=f"  … {len(rows) - ROWS_OF_A_TEXT} more lines", style="dim", selectable=False
                    )
                )
        return lines

    def _heading_of(self, path: str) -> str:
        """Return the label of a field with its path; a row that is only in the journal has but its path."""
        try:
            return f"{for_path(self._pm, path).question.label}  ({path})"
        except PmtuiError:
            return path

    def act(self, key: str) -> bool:
        """Take it over, or keep it aside."""
        if key in ("enter", "k"):
            self.close("take" if key == "enter" else "aside")
            return True
        return False


def _told(value: object) -> str:
    """Return a value of an edit as words; a row by its texts."""
    if isinstance(value, str):
        return value
    if hasattr(value, "model_dump"):
        value = value.model_dump(exclude_defaults=True)
    if isinstance(value, dict):
        return "; ".join(
            f"{name}: {_told(part)}" for name, part in value.items() if part not in (None, "", ())
        )
    if isinstance(value, tuple | list):
        return ", ".join(_told(part) for part in value)
    return plain(str(value))
