"""Rows that hang beneath each other, drawn as an outline with lines from each to what is beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pmtui.drawing.canvas import Canvas, Pen
from pmtui.drawing.cells import cells, wrapped
from pmtui.drawing.spots import Drawing, Spot

ROWS = 4
"""Rows that a line's words may take; what is longer ends in an ellipsis."""
LEAST = 36
"""Cells that a line keeps however deep it stands."""
SIGN = 16
"""Cells that a sign may take, which is ASCII where it is long."""
_STEP = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an outline.

    Attributes:
        depth: How far down it stands, from 0; at most one more than the line above it.
        sign: What stands before the words, on the first row only.
        text: The words, as one line.
        path: The path of the field that they show; "" for none.
        after: What is said after the words, outside the spot.
        heading: Whether it stands above lines of its depth: no line leads to it, theirs go past it.
        hang: How far its further rows stand in.
    """

    depth: int
    sign: str
    text: str
    path: str = ""
    after: str = ""
    heading: bool = False
    hang: int = 2


def outline(lines: Sequence[Line], width: int, with_pen: Pen, deeper: str, most: int = ROWS) -> Drawing:
    """Return lines as a drawing of at most `width` cells.

    Args:
        lines: The lines in reading order.
        width: The cells there are; taken as 40 at least.
        with_pen: What to draw with.
        deeper: What is said after a line that stands deeper than there is room for, with `{}` for its level.
        most: Rows that a line's words may take, 0 for any number.
    """
    width = max(width, LEAST + 4)
    deepest = (width - LEAST) // _STEP
    canvas, spots = Canvas(), list[Spot]()
    goes_on = _siblings(lines, deepest)
    trunk: list[bool] = []  # for each depth, whether another line follows at it
    row = 0
    for number, line in enumerate(lines):
        depth = min(line.depth, deepest)
        del trunk[max(depth - 1, 0) :]
        if depth:
            trunk += [False] * (depth - 1 - len(trunk)) + [goes_on[number] or line.heading]
        at = _STEP * depth
        sign = f"{_short(line.sign, with_pen)} " if line.sign else ""
        if line.depth > deepest:
            line = replace(line, after=f"{deeper.format(line.depth + 1)} {line.after}".strip())
        words, ends = _fitted(line, width - at, cells(sign), with_pen, most)
        below = number + 1 < len(lines) and lines[number + 1].depth > line.depth and depth < deepest
        for each, text in enumerate(words, row):
            for level, continued in enumerate(trunk):
                if level == depth - 1 and each == row and not line.heading:
                    canvas.put(each, _STEP * level, with_pen.branch if continued else with_pen.last)
                elif continued:
                    canvas.put(each, _STEP * level, with_pen.bar)
            if each > row and below:
                canvas.put(each, at, with_pen.bar)
            start = canvas.put(each, at, sign) if each == row else at + min(line.hang, cells(sign))
            canvas.put(each, start, text)
            if each == row and line.path:
                spots.append(Spot(row, start, start + ends, line.path))
        row += len(words)
    return Drawing(canvas.rows(), tuple(spots))


def _fitted(line: Line, width: int, sign: int, with_pen: Pen, most: int) -> tuple[list[str], int]:
    """Return a line's rows, and the cells of its words in the first one."""
    hang = min(line.hang, sign)
    first, rest = width - sign, width - hang
    rows = wrapped(line.text, rest, most, with_pen.ellipsis, first)
    ends = cells(rows[0])
    if not line.after:
        return rows, ends
    after = wrapped(line.after, rest, most, with_pen.ellipsis)
    room = (first if len(rows) == 1 else rest) - cells(rows[-1])
    if len(after) == 1 and 2 + cells(after[0]) <= room:
        rows[-1] = f"{rows[-1]}  {after[0]}"
        return rows, ends
    return rows + after, ends


def _short(sign: str, with_pen: Pen) -> str:
    """Return a sign, or of a long one, as numbers of deep rungs are, its end."""
    return sign if cells(sign) <= SIGN else with_pen.ellipsis + sign[3 - SIGN :]


def _siblings(lines: Sequence[Line], deepest: int) -> list[bool]:
    """Return for each line whether another follows beneath the same one."""
    out = [False] * len(lines)
    seen: list[bool] = []
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].heading:
            continue
        depth = min(lines[number].depth, deepest)
        del seen[depth + 1 :]
        seen += [False] * (depth + 1 - len(seen))
        out[number] = seen[depth]
        seen[depth] = True
    return out
