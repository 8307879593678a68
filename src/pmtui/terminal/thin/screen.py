"""What the terminal shows now, as far as that is known, cell by cell."""

from __future__ import annotations

from pmtui.terminal.thin.language import HALF, Run
from pmtui.terminal.thin.style import PLAIN, Style


class Row:
    """A row of cells.

    Attributes:
        chars: The character of each cell; `HALF` for the second cell of a wide one, None where not known.
        styles: The style that Textual has written each cell in.
        looks: What of it is seen; blanks on the terminal may have other styles that look the same.
        odd: Whether something was written into it that terminals may show differently.
        last: While it is odd, what was written into it last: columns, texts, and the styles they began in.
    """

    __slots__ = ("chars", "last", "looks", "odd", "styles")

    def __init__(self, width: int) -> None:
        self.chars: list[str | None] = [None] * width
        self.styles: list[Style] = [PLAIN] * width
        self.looks: list[Style] = [PLAIN] * width
        self.odd = False
        self.last: tuple[tuple[int, str, Style], ...] = ()

    def copy(self) -> Row:
        """Return a row that shows the same."""
        row = Row(0)
        row.chars, row.styles, row.looks = self.chars[:], self.styles[:], self.looks[:]
        row.odd, row.last = self.odd, self.last
        return row

    def shows(self, column: int, run: Run) -> bool:
        """Return whether it shows `run` at `column`."""
        end = column + len(run.chars)
        return self.chars[column:end] == run.chars and self.looks[column:end] == run.looks

    def put(self, column: int, run: Run) -> bool:
        """Write `run` at `column`; return whether it cuts a wide character: the rest of it is not known."""
        if not run.chars:
            return False
        end = column + len(run.chars)
        cuts = False
        if self.chars[column] == HALF:
            self.chars[column - 1] = None
            cuts = True
        if end < len(self.chars) and self.chars[end] == HALF:
            self.chars[end] = None
            cuts = True
        self.chars[column:end] = run.chars
        self.styles[column:end] = run.styles
        self.looks[column:end] = run.looks
        return cuts

    def lose(self) -> None:
        """Know none of its cells any more."""
        self.chars = [None] * len(self.chars)

    def changes(self, before: Row) -> list[int]:
        """Return the columns that are to be written where `before` is shown; wide characters whole."""
        chars, looks, old_chars, old_looks = self.chars, self.looks, before.chars, before.looks
        return [
            at
            for at, char in enumerate(chars)
            if char is not None and (char != old_chars[at] or looks[at] != old_looks[at])
        ]

    def blank_from(self) -> int:
        """Return the column from which on it is blank, on no colour, to the end."""
        at = len(self.chars)
        while at and self.chars[at - 1] == " " and self.looks[at - 1] == PLAIN:
            at -= 1
        return at
