"""The fishbone in text: a fish with its head at the right, or stood upright where there is little room."""

from __future__ import annotations

from collections.abc import Callable

from pmtui.drawing.bone import SLANT, Bone, fitted
from pmtui.drawing.canvas import Canvas, Pen, pen
from pmtui.drawing.cells import one_line, wrapped
from pmtui.drawing.skeleton import PROBLEM, Number, ribs
from pmtui.drawing.spots import Drawing, Spot
from pmtui.drawing.upright import indented
from pmtui.drawing.words import words
from pmtui.model.postmortem import Causes

__all__ = ["NARROWEST", "fish", "indented"]

NARROWEST = 90
"""Cells that a fish needs; with fewer it stands upright."""
BAYS = (26, 56)
"""Cells from one rib to the next, at least and at most."""
HEADS = (22, 30)
"""Cells of the head, at least and at most."""
HEAD_ROWS = 12

Pair = list[Bone]
"""A bone above the spine and one beneath it; the last bone may be alone."""


def fish(
    causes: Causes,
    width: int,
    label: Callable[[str], str],
    plain: bool = False,
    number: Number | None = None,
) -> Drawing:
    """Return the causes as a fish: the spine runs to the problem at the right, bones above and below it.

    The bones stand in pairs, first above and then below, from the left; pairs that don't fit beside each
    other stand on a spine of their own beneath, which runs to the same head. A likely factor has a filled
    mark before it, any other an empty one.

    Args:
        causes: The causes.
        width: The cells there are; with fewer than `NARROWEST` the fish stands upright (`indented`).
        label: Says a bone's name.
        plain: Whether to draw with ASCII alone.
        number: Gives the short name of a factor, which then stands before its words.

    Returns:
        The drawing; its spots are the head, then each bone with its factors. A bone's label has the path
        `bone:` and its name; what is said of a bone without factors has `causes.none_found`.
    """
    if width < NARROWEST:
        return indented(causes, width, label, plain, number)
    with_pen = pen(plain)
    head_width = min(max(width // 4, HEADS[0]), HEADS[1])
    room = width - head_width - SLANT - 2
    found = ribs(causes, label)
    count = -(-len(found) // 2)
    spines = -(-count // (room // BAYS[0]))
    beside = -(-count // spines)
    bay = min(room // beside, BAYS[1])
    bones = [fitted(rib, bay, with_pen, number) for rib in found]
    pairs = [bones[at : at + 2] for at in range(0, len(bones), 2)]
    problem = one_line(causes.problem) or words("fish")["no_problem"]
    head = wrapped(problem, head_width - 4, HEAD_ROWS, with_pen.ellipsis)
    sheet = _Sheet(width - head_width, head_width, head, with_pen)
    for at in range(0, count, beside):
        sheet.add(pairs[at : at + beside], bay)
    return sheet.drawing()


class _Sheet:
    """A fish as it is drawn: spine beneath spine, all running into one head."""

    def __init__(self, head_at: int, head_width: int, head: list[str], with_pen: Pen) -> None:
        self._canvas, self._pen = Canvas(), with_pen
        self._head_at, self._head_width, self._head = head_at, head_width, head
        self._above_head = (len(head) + 1) // 2  # rows of the head above the spine, with its border
        self._spines: list[int] = []
        self._next = 0
        self._spots: list[Spot] = []

    def add(self, pairs: list[Pair], bay: int) -> None:
        """Draw the pairs of one spine."""
        upper = max(pair[0].height for pair in pairs)
        lower = max((pair[1].height for pair in pairs if len(pair) > 1), default=-1)
        first = not self._spines
        spine = self._next + max(upper + 1, self._above_head if first else 0)
        below = max(lower + 1, len(self._head) + 1 - self._above_head if first else 0)
        last_join = self._head_at - 2
        joins = [last_join - bay * place for place in reversed(range(len(pairs)))]
        self._spine(spine, joins[0] - bay - SLANT + 1)
        for join, pair in zip(joins, pairs, strict=True):
            for bone, height, up in zip(pair, (upper, lower), (True, False), strict=False):
                self._spots += bone.draw(self._canvas, join, spine, height, up)
        self._spines.append(spine)
        self._next = spine + below + 1

    def _spine(self, row: int, tail: int) -> None:
        end = self._head_at if not self._spines else self._trunk
        self._canvas.put(row, tail + 2, self._pen.spine * (end - tail - 2))
        for away, at in ((1, tail + 1), (2, tail)):
            self._canvas.put(row - away, at, "\\")
            self._canvas.put(row + away, at, "/")

    @property
    def _trunk(self) -> int:
        """The cell in which further spines turn up to the head."""
        return self._head_at + self._head_width // 2

    def drawing(self) -> Drawing:
        """Return the fish with its head."""
        problem = self._draw_head(self._spines[0] - self._above_head)
        return Drawing(self._canvas.rows(), (problem, *self._spots))

    def _draw_head(self, top: int) -> Spot:
        canvas, with_pen, at = self._canvas, self._pen, self._head_at
        inner, first = self._head_width - 2, self._spines[0]
        bottom = top + len(self._head) + 1
        for row, left, right in ((top, *with_pen.corners[:2]), (bottom, *with_pen.corners[2:])):
            canvas.put(row, at, left + with_pen.line * inner + right)
        for row, line in enumerate(self._head, top + 1):
            canvas.put(row, at, with_pen.into_head if row == first else with_pen.bar)
            canvas.put(row, at + 2, line)
            canvas.put(row, at + inner + 1, with_pen.bar)
        for row in range(bottom + 1, self._spines[-1]):
            canvas.put(row, self._trunk, with_pen.joins[0] if row in self._spines else with_pen.upright)
        if len(self._spines) > 1:
            canvas.put(self._spines[-1], self._trunk, with_pen.joins[1])
        end = canvas.put(top + 1, at + 2, self._head[0])
        return Spot(top + 1, at + 2, end, PROBLEM)
