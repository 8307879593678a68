"""What shapes and words are put on; it grows with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pmtui.drawing.svg.letters import BOLD, visible, width

SIZE, SMALL = 13.0, 11.0
"""Sizes of letters, in pixels."""
LINE, SMALL_LINE = 17.0, 14.0
"""From one line of text to the next."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A shape or a line of text.

    Attributes:
        top: Its upper edge.
        bottom: Its lower edge.
        solid: Whether the edge of a printed page had better not go through it.
        markup: Its element.
    """

    top: float
    bottom: float
    solid: bool
    markup: str


class Canvas:
    """A canvas without an edge; y grows downwards. What lies where decides the size of the drawing.

    A `style` is one or more names of the style sheet (see `sheet.py`), with blanks between them.

    Attributes:
        parts: What is on it, from the back to the front.
        left, top, right, bottom: Within which it all lies.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.left = self.top = float("inf")
        self.right = self.bottom = float("-inf")

    def line(self, points: Iterable[Point], style: str = "line") -> None:
        """Draw a line through the points."""
        points = list(points)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self._add(
            (min(xs), min(ys)), (max(xs), max(ys)), f'<path class="{_classes(style)}" d="M{steps}"/>', False
        )

    def path(self, data: str, at: Point, radius: float, style: str, solid: bool = True) -> None:
        """Draw SVG path data given around (0, 0), moved to `at`; it lies within `radius` of there."""
        place = f"translate({number(at[0])} {number(at[1])})"
        markup = f'<path class="{_classes(style)}" transform="{place}" d="{data}"/>'
        self._add((at[0] - radius, at[1] - radius), (at[0] + radius, at[1] + radius), markup, solid)

    def circle(self, at: Point, radius: float, style: str) -> None:
        """Draw a circle."""
        place = f'cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}"'
        reach = radius + 1
        corners = (at[0] - reach, at[1] - reach), (at[0] + reach, at[1] + reach)
        self._add(*corners, f'<circle class="{_classes(style)}" {place}/>')

    def box(
        self, at: Point, wide: float, high: float, style: str = "box", round_: float = 3, solid: bool = True
    ) -> None:
        """Draw a rectangle; `at` is its upper left corner, `round_` the radius of its corners."""
        place = f'x="{number(at[0])}" y="{number(at[1])}" width="{number(wide)}" height="{number(high)}"'
        markup = f'<rect class="{_classes(style)}" {place} rx="{number(round_)}"/>'
        self._add(at, (at[0] + wide, at[1] + high), markup, solid)

    def words(
        self, at: Point, lines: Sequence[str], style: str = "", anchor: str = "start", small: bool = False
    ) -> float:
        """Write lines of text, each an element, and return the y beneath them.

        Args:
            at: Where the first line's upper edge begins, ends or has its middle, as `anchor` says.
            lines: The lines, as they were typed.
            style: "" or "strong".
            anchor: start, middle or end.
            small: Whether the letters are small.
        """
        x, y = at
        size, step = (SMALL, SMALL_LINE) if small else (SIZE, LINE)
        names = f"{style} small".strip() if small else style
        look = f' class="{_classes(names)}" font-size="{number(size)}"' if names else ""
        look += f' text-anchor="{anchor}"' if anchor != "start" else ""
        for line in map(visible, lines):
            wide = width(line, size) * (BOLD if style == "strong" else 1)
            before = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            place = f'x="{number(x)}" y="{number(y + size)}"'
            markup = f"<text {place}{look}>{escape(line, quote=False)}</text>" if line else ""
            self._add((x - before, y + 1), (x - before + wide, y + 1.22 * size), markup)
            y += step
        return y

    def _add(self, corner: Point, opposite: Point, markup: str, solid: bool = True) -> None:
        self.left, self.right = min(self.left, corner[0]), max(self.right, opposite[0])
        self.top, self.bottom = min(self.top, corner[1]), max(self.bottom, opposite[1])
        self.parts.append(Part(corner[1], opposite[1], solid, markup))


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _classes(style: str) -> str:
    return " ".join(f"pmd-{name}" for name in style.split())
