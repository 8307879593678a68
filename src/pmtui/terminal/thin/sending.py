"""Says what to send for the cells that changed, in as few bytes as are sure in every terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.terminal.thin.language import Piece
from pmtui.terminal.thin.screen import Row
from pmtui.terminal.thin.style import PLAIN, Style, change

_NEAR = 12
"""Cells that a gap may have for it to be worth a look whether writing it again is shorter than a move."""
_WORTH_CLEARING = 8
"""Blank cells at the end of a row, from which on clearing to the end is shorter than writing them."""


class Sending:
    """What is sent for one frame.

    Args:
        pen: The style in which the terminal writes now; None where it is not known.
        cursor: Where its cursor is, row and column from 0; None where terminals may differ.
        width: The number of columns.
    """

    def __init__(self, pen: Style | None, cursor: tuple[int, int] | None, width: int) -> None:
        self.pen, self.cursor = pen, cursor
        self._width = width
        self._parts: list[str] = []

    def text(self) -> str:
        """Return all that is to be sent."""
        return "".join(self._parts)

    def whole(self, piece: Piece, pen: Style, after: Style) -> None:
        """Send a piece as Textual wrote it."""
        self._parts.append(f"\x1b[{piece.row + 1};{piece.column + 1}H")
        self._style(pen)
        self._parts.append(piece.text)
        self.pen, self.cursor = after, None

    def row(self, number: int, before: Row, after: Row) -> None:
        """Send what differs between two states of a row."""
        changed = after.changes(before)
        blank = after.blank_from()
        tail = [column for column in changed if column >= blank]
        clears = len(tail) >= _WORTH_CLEARING
        if clears:
            changed = changed[: -len(tail)]
        end = -1
        for start, stop in _runs(changed):
            if end >= 0 and self._joins(number, after, end, start):
                self._write(after, end, stop)
            else:
                self._move(number, start)
                self._write(after, start, stop)
            end = stop
        if clears:
            self._move(number, tail[0])
            self._style(PLAIN)
            self._parts.append("\x1b[K")

    def end(self, was: Style, pen: Style, cursor: tuple[int, int]) -> None:
        """Leave the terminal as Textual's own frame would have left it, which began in the style `was`."""
        if self._parts or self.pen is not None or pen != was:
            self._style(pen)
        if cursor != self.cursor:
            self._parts.append(move(self.cursor, cursor))
            self.cursor = cursor

    def _move(self, row: int, column: int) -> None:
        if self.cursor != (row, column):
            self._parts.append(move(self.cursor, (row, column)))
            self.cursor = row, column

    def _style(self, style: Style) -> None:
        self._parts.append(change(self.pen, style))
        self.pen = style

    def _write(self, row: Row, start: int, stop: int) -> None:
        """Write the cells from where the cursor is."""
        at = start
        text = ""
        while at < stop:
            style, begin = row.styles[at], at
            while at < stop and row.styles[at] == style:
                at += 1
            self._style(style)
            text = "".join(char or "" for char in row.chars[begin:at])
            self._parts.append(text)
            if not text.isascii():
                self.cursor = None
        if self.cursor is not None:
            # After the last column some terminals are still in it, others behind it.
            self.cursor = (self.cursor[0], self.cursor[1] + stop - start) if stop < self._width else None

    def _joins(self, number: int, row: Row, start: int, stop: int) -> bool:
        """Return whether writing the cells between two runs again is shorter than moving over them."""
        if stop - start > _NEAR or None in row.chars[start:stop]:
            return False
        pen, cost = self.pen, 0
        for at in range(start, stop):
            cost += len(change(pen, row.styles[at])) + len((row.chars[at] or "").encode())
            pen = row.styles[at]
        cost += len(change(pen, row.styles[stop]))
        moving = len(move(self.cursor, (number, stop))) + len(change(self.pen, row.styles[stop]))
        return cost <= moving


def move(before: tuple[int, int] | None, after: tuple[int, int]) -> str:
    """Return the shortest sequence that moves the cursor; `before` is None where it is not known."""
    row, column = after
    best = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H" if row else "\x1b[H"
    if before is None or before == after:
        return "" if before == after else best
    found = [best]
    if before[0] == row:
        found += _along(before[1], column)
    elif before[1] == column:
        found.append(_by(row - before[0], "B", "A"))
    elif not column:
        found.append("\r" + _by(row - before[0], "B", "A"))
    return min(found, key=len)


def _along(before: int, after: int) -> Iterator[str]:
    yield _by(after - before, "C", "D")
    if after < before:
        yield "\b" * (before - after)
    if not after:
        yield "\r"


def _by(count: int, forth: str, back: str) -> str:
    number = abs(count)
    return f"\x1b[{number if number > 1 else ''}{forth if count > 0 else back}"


def _runs(columns: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first column of each run, and the one behind it."""
    start = stop = -1
    for column in columns:
        if column != stop:
            if stop >= 0:
                yield start, stop
            start = column
        stop = column + 1
    if stop >= 0:
        yield start, stop
