"""The lines of a long table are found as those of a short list are, without going through them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.interview.timeline_leads import leads
from pmtui.model.postmortem import TimelineEvent
from pmtui.screens.timeline_table import TimelineTable
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine, Place
from pmtui.widgets.long_lines import LongLines, shown_for, stops_of
from pmtui.widgets.stops import Stops


class Few:
    """A table of rows `a0`, `a1` and so on, with remarks above some of them."""

    def __init__(self, rows: int, remarks: list[int]) -> None:
        self.rows, self._remarks = rows, sorted({each for each in remarks if each < rows})
        self.lines = rows + len(self._remarks)
        self.drawn: list[int] = []

    def line(self, at: int) -> BoardLine:
        self.drawn.append(at)
        row = next((row for row in range(self.rows) if self.line_of(row) == at), None)
        return BoardLine(selectable=False) if row is None else BoardLine(path=self.path_of(row))

    def line_of(self, row: int) -> int:
        return row + bisect_right(self._remarks, row)

    def path_of(self, row: int) -> str:
        return f"t.a{row}.what"

    def row_of(self, path: str) -> int:
        return next((row for row in range(self.rows) if path.startswith(f"t.a{row}.")), -1)


_below = st.lists(
    st.builds(
        lambda path, selectable, places: BoardLine(path=path, selectable=selectable, places=tuple(places)),
        st.sampled_from(["b", "c", ""]),
        st.booleans(),
        st.lists(
            st.builds(Place, st.integers(0, 3), st.just(2), st.just(5), st.sampled_from(["d", "e"])),
            max_size=2,
        ),
    ),
    max_size=4,
)


@given(st.integers(0, 9), st.lists(st.integers(0, 9)), _below, st.integers(-3, 25), st.integers(-9, 9))
def test_they_are_what_a_plain_list_of_them_is(
    rows: int, remarks: list[int], below: list[BoardLine], line: int, by: int
) -> None:
    below = [replace(each, places=()) for each in below]  # those of a drawing come first, and there is none
    long = LongLines(Few(rows, remarks), below)
    plain = list(long)
    stops, known = stops_of(long), Stops(plain)
    assert len(long) == len(plain) and [long[at] for at in range(-len(long), 0)] == plain
    assert long[1:5] == plain[1:5] and long[:-1] == plain[:-1]
    assert [stops[at] for at in range(len(stops))] == [known[at] for at in range(len(known))]
    assert (stops.get(-1), stops.get(len(stops))) == (None, None)
    assert stops.nearest(line) == known.nearest(line)
    assert stops.on(line, 3) == known.on(line, 3)
    for path in ("t.a0.what", "t.a3.what", "t.a3.at", "t.a99.what", "b", "c", "nowhere"):
        row = path.rpartition(".")[0]
        assert stops.find(path, line) == known.find(path, line)
        assert shown_for(long, path, row) == shown_for(plain, path, row)
    for at in range(len(stops)):
        if by:
            assert stops.by_rows(at, by) == known.by_rows(at, by)


def test_a_line_is_worked_out_once_and_only_when_it_is_asked_for() -> None:
    table = Few(9, [4])
    long = LongLines(table, [])
    assert (long[2], long[2], len(table.drawn)) == (long[2], long[2], 1)
    worded = long.each(lambda line: replace(line, right="new"))
    assert worded[2].right == "new" and long[2].right == ""


def test_moving_among_thousands_of_rows_costs_what_it_does_among_ten() -> None:
    def work(rows: int) -> list[int]:
        events = tuple(TimelineEvent(id=f"t-{number}", what="x") for number in range(rows))
        table = TimelineTable(leads(events, None), "UTC", lambda _path: "")
        board = Board()
        here = f"timeline.t-{rows // 2}.what"
        board.show(LongLines(table, []), here)
        again = LongLines(TimelineTable(leads(events, None), "UTC", lambda _path: ""), [])
        moves = [steps(lambda: board._go(name)) for name in ("down", "up", "first", "last", "page-up")]  # noqa: B023
        return [*moves, steps(lambda: board.show(again, here)), steps(lambda: board.reveal(here))]

    for many, few in zip(work(5000), work(50), strict=True):
        assert many <= 1.5 * few + 50
