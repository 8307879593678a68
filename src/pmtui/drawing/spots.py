"""A drawing in text, and which of its cells show which field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Cells of a drawing that show a field.

    Attributes:
        row: The row, from 0.
        start: The first cell, from 0.
        end: The cell after the last.
        path: The field's path, such as `causes.factor.cf-1.what`.
    """

    row: int
    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows of text, and what they show.

    Attributes:
        rows: The rows, without markup and without blanks at their ends.
        spots: What the cells show, in the order in which a cursor goes through them.
    """

    rows: tuple[str, ...]
    spots: tuple[Spot, ...] = ()
