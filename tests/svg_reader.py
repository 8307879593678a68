"""What is in an SVG drawing: its elements, its lines of text and where they lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from pmtui.drawing.svg.letters import BOLD, visible, width

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "style", "rect", "path", "circle", "text"}
ATTRIBUTES = {
    *(
        "class",
        "role",
        "aria-labelledby",
        "viewBox",
        "width",
        "height",
        "font-family",
        "font-size",
        "id",
        "x",
    ),
    *("y", "rx", "fill", "d", "transform", "cx", "cy", "r", "text-anchor"),
}


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def over(self, other: Box, slack: float = 0.5) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )

    def inside(self, other: Box, slack: float = 1.0) -> bool:
        return (
            other.left - slack <= self.left
            and self.right <= other.right + slack
            and other.top - slack <= self.top
            and self.bottom <= other.bottom + slack
        )


class Drawn:
    """A drawing that was read; asserts that it is well formed and holds only what it may."""

    def __init__(self, svg: str) -> None:
        self.svg = svg
        self.root = ElementTree.fromstring(svg)
        for element in self.root.iter():
            assert element.tag.removeprefix(SVG) in TAGS, element.tag
            assert set(element.keys()) <= ATTRIBUTES, element.attrib
        assert self.root.tag == f"{SVG}svg"
        assert self.root.get("role") == "img"
        labels = (self.root.get("aria-labelledby") or "").split()
        ids = {element.get("id"): element.text for element in self.root.iter() if element.get("id")}
        assert labels and all(ids[label] for label in labels)
        x, y, wide, high = map(float, (self.root.get("viewBox") or "").split())
        assert 0 < wide < 1e6 and 0 < high < 1e7
        self.frame = Box(x, y, x + wide, y + high)

    @property
    def lines(self) -> list[str]:
        """The lines of text, in the order in which they stand."""
        return [element.text or "" for element in self.root.iter(f"{SVG}text")]

    @property
    def words(self) -> str:
        """All text without any blanks."""
        return squeezed(" ".join(self.lines))

    def boxes(self, *classes: str) -> list[Box]:
        """The rectangles of these classes."""
        found = []
        for rect in self.root.iter(f"{SVG}rect"):
            if set((rect.get("class") or "").split()) & set(classes):
                x, y, wide, high = (float(rect.get(name) or 0) for name in ("x", "y", "width", "height"))
                found.append(Box(x, y, x + wide, y + high))
        return found

    def text_boxes(self) -> list[Box]:
        """Where the lines of text lie, about; a little less than what the drawing reckons with."""
        found = []
        for element in self.root.iter(f"{SVG}text"):
            size = float(element.get("font-size") or 13)
            words = element.text or ""
            wide = width(words, size) * (BOLD if "pmd-strong" in (element.get("class") or "") else 1)
            x, y = float(element.get("x") or 0), float(element.get("y") or 0)
            x -= {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor") or "start"]
            found.append(Box(x, y - 0.8 * size, x + wide, y + 0.2 * size, words))
        return found

    def overlaps(self) -> list[tuple[str, str]]:
        """Lines of text that lie over each other."""
        boxes = sorted(self.text_boxes(), key=lambda box: box.top)
        found, near = [], []
        for box in boxes:
            near = [other for other in near if other.bottom > box.top]
            found += [(other.words, box.words) for other in near if box.over(other)]
            near.append(box)
        return found

    def marks(self, *classes: str) -> int:
        """How many elements have all of these classes."""
        return sum(set(classes) <= set((one.get("class") or "").split()) for one in self.root.iter())


def squeezed(text: str) -> str:
    """Return a text as it is shown, without any blanks."""
    return re.sub(r"\s+", "", visible(text))
