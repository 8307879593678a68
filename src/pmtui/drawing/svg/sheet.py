"""A finished drawing: as one `<svg>` element, or in bands that a printer can put on several pages."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from html import escape

from pmtui.drawing.svg.canvas import SIZE, Canvas, number
from pmtui.drawing.svg.letters import visible

_MARGIN = 12.0
_BAND = 0.6
"""How high a band is at most, as a share of its width: some go on a page, and little of it stays empty."""
_LEAST = 420.0
_APART = 9.0
"""What is as far apart as this need not stay together."""

STYLE = """\
.pmd text{fill:#1c2024;font:13px/1 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.pmd .pmd-small{font-size:11px;fill:#4a525a}.pmd .pmd-strong{font-weight:600}
.pmd .pmd-paper{fill:#fff}
.pmd .pmd-line{fill:none;stroke:#4a525a;stroke-width:1.5}
.pmd .pmd-thick{fill:none;stroke:#1c2024;stroke-width:3}
.pmd .pmd-faint{fill:none;stroke:#9aa3ac;stroke-width:1}
.pmd .pmd-dashed{stroke-dasharray:5 4}.pmd .pmd-dotted{stroke-dasharray:2 2}
.pmd .pmd-box{fill:#f4f6f8;stroke:#4a525a;stroke-width:1.2}
.pmd .pmd-head{fill:#e3e8ee;stroke:#1c2024;stroke-width:2}
.pmd .pmd-ink{fill:#1c2024;stroke:#1c2024;stroke-width:1.5}
.pmd .pmd-open{fill:#fff;stroke:#1c2024;stroke-width:1.5}
.pmd .pmd-mark{fill:none;stroke:#fff;stroke-width:2.4}.pmd .pmd-sign{fill:none;stroke:#1c2024;stroke-width:2}
.pmd .pmd-time{fill:#f2dcc0;stroke:#a2650f;stroke-width:1.2}
@media screen and (prefers-color-scheme:dark){
.pmd text{fill:#e4e8ec}.pmd .pmd-small{fill:#b3bcc5}.pmd .pmd-paper{fill:#16191d}
.pmd .pmd-line{stroke:#a5afb9}.pmd .pmd-thick{stroke:#e4e8ec}.pmd .pmd-faint{stroke:#5c666f}
.pmd .pmd-box{fill:#22272d;stroke:#a5afb9}.pmd .pmd-head{fill:#2e353d;stroke:#e4e8ec}
.pmd .pmd-ink{fill:#e4e8ec;stroke:#e4e8ec}.pmd .pmd-open{fill:#16191d;stroke:#e4e8ec}
.pmd .pmd-mark{stroke:#16191d}.pmd .pmd-sign{stroke:#e4e8ec}
.pmd .pmd-time{fill:#4d3515;stroke:#d99a3d}
}"""
"""The style sheet of every drawing: for a light and a dark screen, and for paper."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished drawing.

    Attributes:
        canvas: What is on it.
        name: What it is called in the file, such as "fish".
        title: What it is.
        about: What it shows, in a sentence or two, for those who don't see it.
    """

    canvas: Canvas
    name: str
    title: str
    about: str

    def element(self) -> str:
        """Return the whole drawing as one self-contained `<svg>` element."""
        top, bottom = self._edges()
        markup = "".join(part.markup for part in self.canvas.parts)
        return self._svg(top, bottom, f"<style>{STYLE}</style>", markup)

    def bands(self) -> list[str]:
        """Return the drawing as elements that, one beneath the other without a gap, show the whole of it.

        No line of text and no box is in two of them, as far as there is a height at which none lies. They
        need the style sheet `STYLE`, which is in none of them.
        """
        top, bottom = self._edges()
        edges = [top, *self._cuts(top, bottom), bottom]
        held: list[list[str]] = [[] for _ in edges[1:]]
        for part in self.canvas.parts:
            first = max(bisect_right(edges, part.top) - 1, 0)
            last = max(bisect_left(edges, part.bottom) - 1, first)
            for band in range(first, min(last + 1, len(held))):
                held[band].append(part.markup)
        return [
            self._svg(edges[place], edges[place + 1], "", "".join(markup), place, len(held))
            for place, markup in enumerate(held)
        ]

    def _edges(self) -> tuple[float, float]:
        if not self.canvas.parts:
            return 0.0, 2 * _MARGIN
        return math.floor(self.canvas.top - _MARGIN), math.ceil(self.canvas.bottom + _MARGIN)

    def _cuts(self, top: float, bottom: float) -> list[float]:
        """Return the heights between the bands, where possible such as no text and no box lies at."""
        limit = max(_LEAST, _BAND * (self.canvas.right - self.canvas.left))
        count = max(round((bottom - top) / limit), 1)
        if count == 1:
            return []
        most = 1.1 * (bottom - top) / count  # about as high as each other, so that the last is no scrap
        solid = [part for part in self.canvas.parts if part.solid and part.bottom - part.top < most / 2]
        cuts: list[float] = []
        begin = free = tight = reached = top
        for part in sorted(solid, key=lambda part: part.top):
            gap = part.top - math.ceil(reached)
            if gap > 0:
                tight = math.ceil(reached)
                free = tight if gap >= _APART else free
            reached = max(reached, part.bottom)
            while reached > begin + most:
                if free < begin + most / 3:
                    if reached <= begin + 2 * most:
                        break  # a little higher, so that what belongs together stays together
                    free = tight if tight >= begin + most / 3 else math.floor(begin + most)
                cuts.append(free)
                begin = free
        return [cut for cut in cuts if cut < bottom - most / 5]

    def _svg(self, top: float, bottom: float, style: str, markup: str, place: int = 0, of: int = 1) -> str:
        left = self.canvas.left - _MARGIN if self.canvas.parts else 0.0
        wide = self.canvas.right + _MARGIN - left if self.canvas.parts else 2 * _MARGIN
        high = number(bottom - top)
        frame = f'x="{number(left)}" y="{number(top)}" width="{number(wide)}" height="{high}"'
        title = f"{self.title} ({place + 1}/{of})" if of > 1 else self.title
        id_ = f"pmd-{self.name}-{place}"
        names, about = f"{id_}-title", ""
        if place == 0:
            names += f" {id_}-desc"
            about = f'<desc id="{id_}-desc">{escape(visible(self.about), quote=False)}</desc>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="pmd pmd-{self.name}" role="img"'
            f' aria-labelledby="{names}"'
            f' viewBox="{number(left)} {number(top)} {number(wide)} {high}"'
            f' width="{number(wide)}" height="{high}"'
            f' font-family="sans-serif" font-size="{number(SIZE)}">'
            f'<title id="{id_}-title">{escape(visible(title), quote=False)}</title>{about}{style}'
            f'<rect class="pmd-paper" {frame} fill="#fff"/>{markup}</svg>'
        )
