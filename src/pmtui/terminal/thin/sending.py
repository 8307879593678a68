"""Says what to send for the cells that changed, in as few bytes as are sure in every terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pmtui.terminal.thin.language import HALF, Piece
from pmtui.terminal.thin.moving import Known, move
from pmtui.terminal.thin.screen import Row
from pmtui.terminal.thin.style import Style, bare, blank_pen, change

_NEAR = 8
"""Cells that a gap may have for writing it again to be shorter than a move: the longest has as many bytes."""
_MOVE = 3
"""Bytes of the shortest move: as many blanks that need no other style are never longer."""
_WORTH_CLEARING = 4
"""Blank cells at the end of a row, from which on clearing to the end is shorter than writing them."""


class Stretch(NamedTuple):
    """Cells beside each other that are written in one style.

    Attributes:
        row: The row, from 0.
        start: The first column.
        stop: The column behind the last.
        text: What to write; `CSI K` to clear to the end of the row.
        style: The style; None where all are blanks, which any style shows that draws no more than `bg`.
        bg: The colour behind them.
    """

    row: int
    start: int
    stop: int
    text: str
    style: Style | None
    bg: str


class Sending:
    """What is sent for one frame.

    Args:
        pen: The style in which the terminal writes now; None where it is not known.
        cursor: Where its cursor is; None where that is not known.
        width: The number of columns.
        one_intensity: As for `change`.
    """

    def __init__(self, pen: Style | None, cursor: Known | None, width: int, one_intensity: bool) -> None:
        self.pen, self.cursor = pen, cursor
        self._width = width
        self._one_intensity = one_intensity
        self._parts: list[str] = []
        self._stretches: list[Stretch] = []

    def whole(self, piece: Piece, pen: Style, after: Style) -> None:
        """Send a piece as Textual wrote it, which leaves the terminal in the style `after`."""
        self._flush()
        self._parts += (f"\x1b[{piece.row + 1};{piece.column + 1}H", self._change(pen), piece.text)
        self.pen, self.cursor = after, None

    def blanks(self, number: int, row: Row) -> None:
        """Send the blanks of a row just as Textual wrote them."""
        self._flush()
        for start, stop in _runs(at for at, char in enumerate(row.chars) if char == " "):
            for at in range(start, stop):
                self._parts += ("" if at > start else move(self.cursor, (number, at)),)
                self._parts += (self._change(row.styles[at]), " ")
                self.pen = row.styles[at]
            self.cursor = number, stop if stop < self._width else None

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
            stop += after.chars[stop : stop + 1] == [HALF]
            last = self._stretches[-1] if end >= 0 else None
            self._stretches += self._behind(last, number, after, start, stop)
            end = stop
        if clears:
            self._stretches.append(Stretch(number, tail[0], tail[0], "\x1b[K", None, ""))

    def text(self) -> str:
        """Return all that is to be sent, but for the last move of the cursor."""
        self._flush()
        return "".join(self._parts)

    def _flush(self) -> None:
        """Send the stretches so far: what comes next may join what stands before it, even a row above."""
        written = self._spelled(self._stretches)
        if len({stretch.style for stretch in self._stretches} | {self.pen}) > 1:
            other = self._spelled(by_pens(self._stretches, self.pen))
            written = min(written, other, key=lambda each: len(each[0]))
        text, self.pen, self.cursor = written
        self._stretches = []
        self._parts.append(text)

    def _change(self, style: Style) -> str:
        return change(self.pen, style, self._one_intensity)

    def _spelled(self, stretches: list[Stretch]) -> tuple[str, Style | None, Known | None]:
        return spelled(stretches, self.pen, self.cursor, self._width, self._one_intensity)

    def _behind(self, last: Stretch | None, number: int, row: Row, start: int, stop: int) -> list[Stretch]:
        """Return the stretches that write a run, and the gap before it where that is shorter than a move."""
        gap = slice(last.stop, start) if last else slice(0)
        if last is None or start - last.stop > _NEAR or None in row.chars[gap]:
            return _stretches(number, row, start, stop)
        joined = _stretches(number, row, last.stop, stop)
        if start - last.stop <= _MOVE and (last.style is None or bare(last.style)):
            blanks, plain = row.chars[gap].count(" "), row.looks[gap].count(Style(bg=last.bg))
            if blanks == plain == start - last.stop:
                return joined
        apart = _stretches(number, row, start, stop)
        texts = [
            spelled([last, *each], last.style, (number, last.start), self._width, self._one_intensity)[0]
            for each in (apart, joined)
        ]
        return min(joined, apart, key=lambda each: len(texts[each is joined].encode()))


def spelled(
    stretches: list[Stretch], pen: Style | None, cursor: Known | None, width: int, one_intensity: bool
) -> tuple[str, Style | None, Known | None]:
    """Return what writes stretches one after the other, and the style and the cursor's place after it."""
    parts: list[str] = []
    behind = cursor
    for row, start, stop, text, style, bg in stretches:
        if behind != (row, start):
            parts.append(move(cursor, (row, start)))
        after = style or (pen if pen and pen.bg == bg and bare(pen) else blank_pen(pen, bg))
        if after != pen:
            parts.append(change(pen, after, one_intensity))
            pen = after
        parts.append(text)
        # After the last column some terminals are still in it, others behind it.
        behind = cursor = row, stop if stop < width else None
        if not text.isascii():  # it goes on from there, but moves by counting are left to what is sure
            cursor = row, None
    return "".join(parts), pen, cursor


def by_pens(stretches: list[Stretch], pen: Style | None) -> list[Stretch]:
    """Return stretches in the order of their styles, so that few changes are sent; first those in `pen`."""
    order: dict[Style, int] = {} if pen is None else {pen: 0}
    for stretch in stretches:
        if stretch.style:
            order.setdefault(stretch.style, len(order))
    behind: dict[str, int] = {}
    for style, at in order.items():
        if bare(style):
            behind.setdefault(style.bg, at)

    def when(stretch: Stretch) -> int:
        return order[stretch.style] if stretch.style else behind.get(stretch.bg, len(order))

    return sorted(stretches, key=when)


def _stretches(number: int, row: Row, start: int, stop: int) -> list[Stretch]:
    """Return the stretches that cells consist of; blanks go with what stands beside them."""
    found: list[Stretch] = []
    begin, style, bg = start, None, row.looks[start].bg
    for at in range(start, stop):
        look = row.looks[at]
        if row.chars[at] == " " and bare(look):
            fits = look.bg == bg and (style is None or bare(style))
            wanted = style if fits else None
        else:
            fits = look == style or (style is None and look.bg == bg and (at == begin or bare(look)))
            wanted = look
        if not fits:
            found.append(_stretch(number, row, begin, at, style, bg))
            begin, bg = at, look.bg
        style = wanted
    found.append(_stretch(number, row, begin, stop, style, bg))
    return found


def _stretch(number: int, row: Row, start: int, stop: int, style: Style | None, bg: str) -> Stretch:
    return Stretch(number, start, stop, "".join(char or "" for char in row.chars[start:stop]), style, bg)


def _runs(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
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
