"""The outline of a part of a tree: how far it reaches on each level, so that parts stand close together.

The contours of Reingold and Tilford (Tidier Drawings of Trees, 1981), as lists in place of threads.
"""

from __future__ import annotations

from collections.abc import Sequence


class Outline:
    """How far a part of a tree reaches from x = 0, level by level; the top level is the last of the lists."""

    __slots__ = ("_lefts", "_rights", "_shift", "high", "low")

    def __init__(self, wide: float, levels: int = 1) -> None:
        """Make the outline of a block around x = 0."""
        self._lefts, self._rights = [-wide / 2] * levels, [wide / 2] * levels
        self._shift, self.low, self.high = 0.0, -wide / 2, wide / 2

    @property
    def wide(self) -> float:
        """The width of all levels together."""
        return self.high - self.low

    def copy(self) -> Outline:
        """Return one that can be changed by itself."""
        other = Outline(0, 0)
        other._lefts, other._rights = self._lefts.copy(), self._rights.copy()
        other._shift, other.low, other.high = self._shift, self.low, self.high
        return other

    def move(self, by: float) -> None:
        """Move it to the right."""
        self._shift += by
        self.low += by
        self.high += by

    def crown(self, wide: float) -> None:
        """Put a part of this width, around x = 0, on top of it."""
        self._lefts.append(-wide / 2 - self._shift)
        self._rights.append(wide / 2 - self._shift)
        self.low, self.high = min(self.low, -wide / 2), max(self.high, wide / 2)

    def _apart(self, right: Outline) -> float:
        """Return by how much `right` has to move so that it touches this one and lies nowhere over it."""
        shared = range(-1, -1 - min(len(self._lefts), len(right._lefts)), -1)
        return max(self._rights[at] - right._lefts[at] for at in shared) + self._shift - right._shift

    def _join(self, right: Outline) -> Outline:
        """Return both as one; uses up the two. The work is that of the less deep of them."""
        deep = self if len(self._lefts) >= len(right._lefts) else right
        for at in range(-1, -1 - min(len(self._lefts), len(right._lefts)), -1):
            if deep is self:
                self._rights[at] = right._rights[at] + right._shift - self._shift
            else:
                right._lefts[at] = self._lefts[at] + self._shift - right._shift
        deep.low, deep.high = min(self.low, right.low), max(self.high, right.high)
        return deep


def side_by_side(outlines: Sequence[Outline], between: float) -> tuple[Outline, list[float]]:
    """Put outlines beside each other, as near as they may; uses them up.

    Returns:
        The outline of all, around the middle of the first's and the last's tops, and by how much each moved.
    """
    whole, moves = outlines[0], [0.0]
    for outline in outlines[1:]:
        by = whole._apart(outline) + between
        outline.move(by)
        whole = whole._join(outline)
        moves.append(by)
    middle = (moves[0] + moves[-1]) / 2
    whole.move(-middle)
    return whole, [move - middle for move in moves]
