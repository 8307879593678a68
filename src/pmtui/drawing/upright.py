"""The fish stood upright for narrow terminals: its head at the top, the bones along the spine beneath."""

from __future__ import annotations

from collections.abc import Callable

from pmtui.drawing.canvas import Canvas, Pen, pen
from pmtui.drawing.cells import cells, one_line, wrapped
from pmtui.drawing.skeleton import NONE_FOUND, PROBLEM, Number, bone_path, factor_mark, factor_path, ribs
from pmtui.drawing.spots import Drawing, Spot
from pmtui.drawing.words import words
from pmtui.model.postmortem import Causes

HEAD_ROWS = 3
FACTOR_ROWS = 4
"""Rows that words may take; what is longer ends in an ellipsis."""
_WORDS_AT = 6


def indented(
    causes: Causes,
    width: int,
    label: Callable[[str], str],
    plain: bool = False,
    number: Number | None = None,
) -> Drawing:
    """Return the causes as a fish that stands upright: the same spots as `fish`, in the same order.

    Args:
        causes: The causes.
        width: The cells there are; taken as 20 at least.
        label: Says a bone's name.
        plain: Whether to draw with ASCII alone.
        number: Gives the short name of a factor, which then stands before its words.
    """
    sheet = _Sheet(max(width, 20), pen(plain))
    said, with_pen = words("fish"), sheet.pen
    sheet.put(with_pen.first, 3, one_line(causes.problem) or said["no_problem"], PROBLEM, HEAD_ROWS)
    found = ribs(causes, label)
    for place, rib in enumerate(found, 1):
        sheet.put(with_pen.rib, 3, rib.label, bone_path(rib.bone), 1)
        if place == len(found):
            sheet.end(with_pen.last_rib)
        if not rib.factors:
            sheet.put("", _WORDS_AT, rib.empty, NONE_FOUND)
        for factor in rib.factors:
            mark = " " * (_WORDS_AT - 2) + factor_mark(factor, with_pen, number)
            sheet.put(mark, cells(mark), one_line(factor.what) or said["no_words"], factor_path(factor))
    return sheet.drawing()


class _Sheet:
    """The upright fish as it is drawn, row by row, its spine at the left."""

    def __init__(self, width: int, with_pen: Pen) -> None:
        self.pen = with_pen
        self._width, self._canvas = width, Canvas()
        self._row, self._ended = 0, False
        self._spots: list[Spot] = []

    def put(self, sign: str, at: int, text: str, path: str, most: int = FACTOR_ROWS) -> None:
        """Draw a sign, and a text beside it from the cell `at` on; the spine goes past both."""
        lines = wrapped(text, self._width - at, most, self.pen.ellipsis)
        for row, line in enumerate(lines, self._row):
            if not self._ended:
                self._canvas.put(row, 0, self.pen.upright)
            end = self._canvas.put(row, at, line)
            if row == self._row:
                self._canvas.put(row, len(sign) - len(sign.lstrip()), sign.strip())
                self._spots.append(Spot(row, at, end, path))
        self._row += len(lines)

    def end(self, sign: str) -> None:
        """Let the spine end in the row that was drawn last."""
        self._canvas.put(self._row - 1, 0, sign)
        self._ended = True

    def drawing(self) -> Drawing:
        """Return what was drawn."""
        return Drawing(self._canvas.rows(), tuple(self._spots))
