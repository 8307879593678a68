"""Where the cursor of a list stops: at a line as a whole, or at places in a row of a drawing."""

from __future__ import annotations

from collections.abc import Sequence

from pmtui.values import dataclass
from pmtui.widgets.board_line import BoardLine


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the cursor can stand: a line, from 0, and the cells of it; `cells` None for the whole line.

    `under` is the id of what a row stands under, where it may stand at several places.
    """

    line: int
    path: str
    cells: tuple[int, int] | None = None
    under: str = ""


class Stops:
    """The stops of a list, in the order of the cursor: those of a drawing first, then the lines."""

    def __init__(self, lines: Sequence[BoardLine] = ()) -> None:
        placed = [(place, at) for at, line in enumerate(lines) for place in line.places]
        drawn = [
            Stop(at, place.path, (place.start, place.end))
            for place, at in sorted(placed, key=lambda each: (each[0].order, each[1]))
        ]
        whole = [
            Stop(at, line.path, under=line.under)
            for at, line in enumerate(lines)
            if line.selectable and not line.places
        ]
        self._stops = [*drawn, *whole]

    def __len__(self) -> int:
        return len(self._stops)

    def __getitem__(self, at: int) -> Stop:
        return self._stops[at]

    def get(self, at: int) -> Stop | None:
        """Return the stop `at`; None where there is none."""
        return self._stops[at] if 0 <= at < len(self._stops) else None

    def find(self, path: str, near: int, under: str = "") -> int:
        """Return the stop of `path`: beneath `under`, on the line `near`, else the first one; -1 for none."""
        found = [at for at, stop in enumerate(self._stops) if stop.path == path]
        found = [at for at in found if under and self._stops[at].under == under] or found
        return next((at for at in found if self._stops[at].line == near), found[0] if found else -1)

    def nearest(self, line: int) -> int:
        """Return the stop nearest to a line; -1 where there is none."""
        stops = range(len(self._stops))
        return min(stops, key=lambda at: (abs(self._stops[at].line - line), self._stops[at].line), default=-1)

    def by_rows(self, at: int, rows: int) -> int:
        """Return the stop about `rows` rows from the stop `at`, at least one stop on."""
        wanted, step = self._stops[at].line + rows, 1 if rows > 0 else -1
        at += step
        while 0 <= at + step < len(self) and (wanted - self._stops[at + step].line) * step >= 0:
            at += step
        return at

    def on(self, line: int, cell: int) -> int:
        """Return the stop on a line, of several that at or before `cell`; -1 for none."""
        starts = {at: (stop.cells or (0,))[0] for at, stop in enumerate(self._stops) if stop.line == line}
        before = [at for at, start in starts.items() if start <= cell]
        return (
            max(before, key=starts.__getitem__) if before else min(starts, key=starts.__getitem__, default=-1)
        )
