"""Passages: pieces of running text taken out of a larger one, which know where each character stood there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

from pmtui.values import dataclass

Kind = Literal["paragraph", "item", "heading", "row", "line"]
Edit = tuple[int, int, str]
"""Start and end (exclusive) of what goes, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that reads on, without the marks that were in it.

    Attributes:
        text: What it says.
        kind: What it was: a paragraph, a list item, a heading, a table's row, a line.
        starts: Where in `text` each run of characters begins that stood together in the whole text.
        places: Where in the whole text each of the runs begins, in characters.
    """

    text: str
    kind: Kind
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, at: int) -> int:
        """Return where the character `at` of `text` stands in the whole text."""
        run = bisect_right(self.starts, at) - 1
        return self.places[run] + at - self.starts[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to before `end` stand in the whole text."""
        first = self.place(start)
        return first, max(first, self.place(end - 1) + 1) if end > start else first

    def edited(self, edits: Iterable[Edit]) -> Passage:
        """Return the passage after edits, which stand in order and do not overlap."""
        texts: list[str] = []
        starts: list[int] = []
        places: list[int] = []
        length = here = 0

        def keep(until: int) -> None:
            nonlocal length
            if until > here:
                for start, place in self._runs(here, until):
                    starts.append(length + start - here)
                    places.append(place)
                texts.append(self.text[here:until])
                length += until - here

        for start, end, instead in edits:
            keep(start)
            if instead:
                starts.append(length)
                places.append(self.place(start))
                texts.append(instead)
                length += len(instead)
            here = end
        keep(len(self.text))
        return Passage("".join(texts), self.kind, tuple(starts) or (0,), tuple(places) or self.places[:1])

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the runs between two places of `text`, each with where it begins here and there."""
        yield start, self.place(start)
        for run in range(bisect_right(self.starts, start), len(self.starts)):
            if self.starts[run] >= end:
                return
            yield self.starts[run], self.places[run]


def joined(text: str, lines: list[tuple[int, int, str]], kind: Kind) -> Passage:
    """Return lines of `text` as one passage.

    Args:
        text: The whole text.
        lines: Start and end of each line in it, and what joins it to the line before.
        kind: What they are together.
    """
    parts: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for number, (start, end, joint) in enumerate(lines):
        if number and joint:
            starts.append(length)
            places.append(lines[number - 1][1])
            parts.append(joint)
            length += len(joint)
        starts.append(length)
        places.append(start)
        parts.append(text[start:end])
        length += end - start
    return Passage("".join(parts), kind, tuple(starts), tuple(places))
