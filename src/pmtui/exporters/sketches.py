"""The causes as drawings in a document of text, each with its Mermaid for viewers that draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pmtui.drawing import mermaid
from pmtui.drawing.cells import cells, one_line
from pmtui.drawing.fish import fish
from pmtui.drawing.ladder import ladder
from pmtui.drawing.tree import tree
from pmtui.model.postmortem import Causes

WIDTH = 100
"""Cells of a drawing: what wikis show of a block of code without scrolling."""
LONGEST_WORD = 32
"""Cells of a word that a drawing never splits, however deep it stands less its number."""

Word = Callable[[str, str], str]
"""Says a value of the file: `word("bone", "people")`."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing for a program.

    Attributes:
        kind: The key of what is said above it, in the table `diagram` of the document's words.
        language: The fence's language: `mermaid` where any viewer that knows it can draw it, else `text`.
        source: The text.
    """

    kind: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing in text, and the same for programs.

    Attributes:
        text: The rows.
        diagrams: The same for programs; none where it is larger than they take.
    """

    text: str
    diagrams: tuple[Diagram, ...]


def ladder_sketch(causes: Causes) -> Sketch:
    """Return the ladder, words uncut."""
    drawing = ladder(causes, WIDTH, whole=True)
    return _sketch(drawing.rows, Diagram("mermaid", "mermaid", mermaid.ladder(causes)))


def fish_sketch(causes: Causes, word: Word, number: Callable[[str], str]) -> Sketch:
    """Return the fishbone with the numbers of its factors.

    Its Mermaid is a mind map, which old viewers draw, too; the Ishikawa diagram is given as text, as a viewer
    that does not know it would show an error in its place.
    """
    drawing = fish(causes, WIDTH, lambda bone: word("bone", bone), number=number)
    return _sketch(
        drawing.rows,
        Diagram("mindmap", "mermaid", mermaid.mindmap(causes, lambda bone: word("bone", bone))),
        Diagram("ishikawa", "text", mermaid.fish(causes, lambda bone: word("bone", bone))),
    )


def tree_sketch(causes: Causes, number: Callable[[str], str]) -> Sketch:
    """Return the fault tree with the numbers of its basic events, words uncut."""
    drawing = tree(causes, WIDTH, number=number, whole=True)
    return _sketch(drawing.rows, Diagram("mermaid", "mermaid", mermaid.tree(causes, number)))


def shown_whole(text: str) -> bool:
    """Return whether an outline shows a text as it was typed: on one line, and no word of it split."""
    line = one_line(text)
    return (
        line == text.strip()
        and "://" not in line
        and all(cells(word) <= LONGEST_WORD for word in line.split(" "))
    )


def _sketch(rows: tuple[str, ...], *diagrams: Diagram) -> Sketch:
    return Sketch("\n".join(rows), tuple(each for each in diagrams if mermaid.drawable(each.source)))
