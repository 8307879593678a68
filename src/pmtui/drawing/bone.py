"""One bone of the fish: a rib that leans back from the head, its label at its tip, its factors beside it."""

from __future__ import annotations

from dataclasses import dataclass

from pmtui.drawing.canvas import Canvas, Pen
from pmtui.drawing.cells import cells, cut, one_line, wrapped
from pmtui.drawing.skeleton import NONE_FOUND, Number, Rib, bone_path, factor_mark, factor_path
from pmtui.drawing.spots import Spot
from pmtui.drawing.words import words

SLANT = 8
"""How far a rib leans back at most, in cells; a higher one is steeper."""
LOWEST = 3
"""Rows that a rib has at least."""
FACTOR_ROWS = 6
"""Rows that a factor's words may take; what is longer ends in an ellipsis."""
_GAP = 2  # cells between the rib before and the words
_LINE = 3  # cells from the words to their own rib: a blank, and the line at least


@dataclass(frozen=True, slots=True)
class Item:
    """What hangs on a rib: a factor, or the word that there is none."""

    mark: str
    lines: list[str]
    path: str


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone with its words fitted into the room between two ribs.

    Attributes:
        rib: The bone.
        items: What hangs on it.
        bay: The cells from the rib before to this one.
        pen: What to draw with.
    """

    rib: Rib
    items: list[Item]
    bay: int
    pen: Pen

    @property
    def height(self) -> int:
        """The rows that it needs between the spine and its label."""
        return max(sum(len(item.lines) for item in self.items), LOWEST)

    def draw(self, canvas: Canvas, join: int, spine: int, height: int, up: bool) -> list[Spot]:
        """Draw it from the spine up or down and return its spots: the label, then its factors.

        Args:
            canvas: Where to draw.
            join: The cell at which the rib meets the spine.
            spine: The row of the spine.
            height: The rows of the rib, at least `self.height`.
            up: Whether the bone stands above the spine.
        """
        step, sign = (-1, "\\") if up else (1, "/")
        for row in range(1, height + 1):
            canvas.put(spine + step * row, join - shift(row, height), sign)
        spots = [self._label(canvas, join - shift(height, height), spine + step * (height + 1))]
        row = spine - height if up else spine + 1
        spare = height - sum(len(item.lines) for item in self.items)
        for place, item in enumerate(self.items, 1):
            spread = spare * place // (len(self.items) + 1)
            spots.append(self._item(canvas, item, row + spread, join, spine, height))
            row += len(item.lines)
        return spots

    def _label(self, canvas: Canvas, tip: int, row: int) -> Spot:
        text = cut(one_line(self.rib.label), self.bay - _GAP, self.pen.ellipsis)
        start = max(tip - cells(text) + 1, 0)
        end = canvas.put(row, start, text)
        return Spot(row, start, end, bone_path(self.rib.bone))

    def _item(self, canvas: Canvas, item: Item, row: int, join: int, spine: int, height: int) -> Spot:
        rows = range(row, row + len(item.lines))
        left = join - self.bay + _GAP - min(shift(abs(spine - each), height) for each in rows)
        start = canvas.put(row, left, item.mark)
        end = start
        for each, line in zip(rows, item.lines, strict=True):
            after = canvas.put(each, start, line)
            end = after if each == row else end
        rib = join - shift(abs(spine - row), height)
        canvas.put(row, end + 1, self.pen.line * (rib - end - 1))
        return Spot(row, start, end, item.path)


def fitted(rib: Rib, bay: int, pen: Pen, number: Number | None = None) -> Bone:
    """Return a bone with its words in lines that fit into its bay."""
    said = words("fish")
    if not rib.factors:
        return Bone(rib, [Item("", _lines(rib.empty, bay, pen), NONE_FOUND)], bay, pen)
    items = []
    for factor in rib.factors:
        mark = factor_mark(factor, pen, number)
        what = one_line(factor.what) or said["no_words"]
        items.append(Item(mark, _lines(what, bay - cells(mark), pen), factor_path(factor)))
    return Bone(rib, items, bay, pen)


def shift(row: int, height: int) -> int:
    """Return how many cells a rib of `height` rows has leant back in its row, counted from the spine."""
    return -(-row * min(height, SLANT) // height)


def _lines(text: str, bay: int, pen: Pen) -> list[str]:
    """Return a text in lines between two leaning ribs: each further row costs all of them a cell."""
    lines: list[str] = []
    for most in range(1, FACTOR_ROWS + 1):
        lines = wrapped(text, bay - _GAP - _LINE - (most - 1), FACTOR_ROWS, pen.ellipsis)
        if len(lines) <= most:
            break
    return lines
