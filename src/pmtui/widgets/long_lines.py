"""The lines of a list that has thousands: a long table, and what stands beneath it.

A line of the table is worked out when it comes into sight, and where the cursor stops is told without going
through the rows: so what a list costs hangs on its window, not on its length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol, overload

from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.stops import Stop, Stops


class Table(Protocol):
    """The lines of a long table: one for each row, with remarks between them, where no cursor stops."""

    @property
    def rows(self) -> int:
        """How many rows it has."""

    @property
    def lines(self) -> int:
        """How many lines it has, with the remarks."""

    def line(self, at: int) -> BoardLine:
        """Return the line `at`."""

    def line_of(self, row: int) -> int:
        """Return the line of a row; it grows with the row's number."""

    def path_of(self, row: int) -> str:
        """Return the path that the line of a row shows."""

    def row_of(self, path: str) -> int:
        """Return the row whose line shows `path`, or that `path` lies in; -1 where there is none."""


class LongLines(Sequence[BoardLine]):
    """The lines of a table, and those beneath it.

    Args:
        table: The table.
        below: The lines beneath it.
        worded: What is done to each line before it is shown.
    """

    def __init__(
        self,
        table: Table,
        below: Sequence[BoardLine],
        worded: Callable[[BoardLine], BoardLine] = lambda line: line,
    ) -> None:
        self._table, self._below, self._worded = table, tuple(below), worded
        self._seen: dict[int, BoardLine] = {}
        self.stops = LongStops(table, Stops(self._below))
        """Where the cursor stops."""

    def __len__(self) -> int:
        return self._table.lines + len(self._below)

    @overload
    def __getitem__(self, at: int) -> BoardLine: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[BoardLine]: ...
    def __getitem__(self, at: int | slice) -> BoardLine | Sequence[BoardLine]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        at = at + len(self) if at < 0 else at
        if not 0 <= at < len(self):
            raise IndexError(at)
        found = self._seen.get(at)
        if found is None:
            below = at - self._table.lines
            line = self._table.line(at) if below < 0 else self._below[below]
            self._seen[at] = found = self._worded(line)
        return found

    def each(self, worded: Callable[[BoardLine], BoardLine]) -> LongLines:
        """Return the same lines, with something done to each before it is shown."""
        return LongLines(self._table, self._below, worded)

    def path_in_row(self, path: str) -> str:
        """Return the path of the line that shows `path`, or the row that it lies in; empty for none."""
        row = self._table.row_of(path)
        return self._table.path_of(row) if row >= 0 else ""

    @property
    def below(self) -> Sequence[BoardLine]:
        """The lines beneath the table."""
        return self._below


class LongStops(Stops):
    """The stops of such lines: each row of the table, then those of the lines beneath it."""

    def __init__(self, table: Table, below: Stops) -> None:
        super().__init__()
        self._table, self._below = table, below

    def __len__(self) -> int:
        return self._table.rows + len(self._below)

    def __getitem__(self, at: int) -> Stop:
        row = at + len(self) if at < 0 else at
        if row < self._table.rows:
            return Stop(self._table.line_of(row), self._table.path_of(row))
        stop = self._below[row - self._table.rows]
        return Stop(stop.line + self._table.lines, stop.path, stop.cells, stop.under)

    def get(self, at: int) -> Stop | None:
        """Return the stop `at`; None where there is none."""
        return self[at] if 0 <= at < len(self) else None

    def find(self, path: str, near: int, under: str = "") -> int:
        """Return the stop of `path`, as `Stops` does."""
        row = self._table.row_of(path)
        if row >= 0 and self._table.path_of(row) == path:
            return row
        below = self._below.find(path, near - self._table.lines, under)
        return below if below < 0 else below + self._table.rows

    def nearest(self, line: int) -> int:
        """Return the stop nearest to a line; -1 where there is none."""
        row = self._behind(line)
        near = [each for each in (row - 1, row) if 0 <= each < self._table.rows]
        below = self._below.nearest(line - self._table.lines)
        near += [below + self._table.rows] if below >= 0 else []
        return min(near, key=lambda at: (abs(self[at].line - line), self[at].line), default=-1)

    def by_rows(self, at: int, rows: int) -> int:
        """Return the stop about `rows` rows from the stop `at`, at least one stop on."""
        wanted = self[at].line + rows
        if rows > 0:
            there = bisect_right(range(len(self)), wanted, key=self._line) - 1
            return max(there, at + 1)
        return min(bisect_left(range(len(self)), wanted, key=self._line), at - 1)

    def on(self, line: int, cell: int) -> int:
        """Return the stop on a line, of several that at or before `cell`; -1 for none."""
        row = self._behind(line)
        if row < self._table.rows and self._table.line_of(row) == line:
            return row
        below = self._below.on(line - self._table.lines, cell)
        return below if below < 0 else below + self._table.rows

    def _line(self, at: int) -> int:
        return self[at].line

    def _behind(self, line: int) -> int:
        """Return the first row that is not above the line."""
        return bisect_left(range(self._table.rows), line, key=self._table.line_of)


def stops_of(lines: Sequence[BoardLine]) -> Stops:
    """Return where the cursor stops in lines, short or long."""
    return lines.stops if isinstance(lines, LongLines) else Stops(lines)


def shown_for(lines: Sequence[BoardLine], path: str, row: str) -> str:
    """Return the path of the line that shows `path`: its own, else that of the row it lies in, else `path`.

    Args:
        lines: The lines, short or long.
        path: A field.
        row: The path of the row in which the field lies; empty where it lies in none.
    """
    if isinstance(lines, LongLines):
        found = lines.path_in_row(path)
        if found:
            return found
        lines = lines.below
    known = [shown for line in lines for shown in line.paths]
    if path in known or not row:
        return path
    return next((each for each in known if each.startswith(f"{row}.")), path)
