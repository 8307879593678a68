"""Tables without the columns that nobody filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the head of each column, and the rows with a cell for each."""

    head: list[str]
    rows: list[list[str]]


def used_columns(rows: Sequence[dict[str, str]]) -> Table:
    """Return rows, each with the same columns, as a table of the columns that some row fills."""
    head = [name for name in (rows[0] if rows else ()) if any(row[name] for row in rows)]
    return Table(head, [[row[name] for name in head] for row in rows])
