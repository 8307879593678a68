"""Where the cursor of a list stops: at lines, or at places of a drawing in the order of its own."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pmtui.widgets.board_line import BoardLine, Place
from pmtui.widgets.stops import Stop, Stops


def drawn(*places: tuple[int, int, int, str]) -> BoardLine:
    return BoardLine(text="x" * 40, places=tuple(Place(*place) for place in places))


FISH = (
    drawn((0, 2, 10, "bone:people"), (3, 12, 20, "bone:process")),
    BoardLine(text=" \\", selectable=False),
    drawn((1, 2, 8, "cf-1"), (4, 12, 18, "cf-3")),
    drawn((2, 2, 8, "cf-2"), (5, 30, 38, "problem")),
    BoardLine(path="cf-1", text="spread out"),
    BoardLine(text="heading", selectable=False),
    BoardLine(path="causes.factor.new", text="+ factor"),
)


def walk(stops: Stops) -> list[str]:
    return [stops[at].path for at in range(len(stops))]


def test_the_places_of_a_drawing_come_in_its_order_and_then_the_lines() -> None:
    order = ["bone:people", "cf-1", "cf-2", "bone:process", "cf-3", "problem", "cf-1", "causes.factor.new"]
    assert walk(Stops(FISH)) == order
    assert Stops(FISH)[3] == Stop(0, "bone:process", (12, 20))
    assert Stops(FISH)[6] == Stop(4, "cf-1")


def test_a_row_with_places_is_no_stop_as_a_whole() -> None:
    line = BoardLine(path="row", text="x", places=(Place(0, 0, 1, "place"),))
    assert walk(Stops([line])) == ["place"]


def test_there_is_no_stop_outside() -> None:
    stops = Stops(FISH)
    assert stops.get(-1) is None and stops.get(8) is None
    assert stops.get(7) == Stop(6, "causes.factor.new")
    assert len(Stops()) == 0 and Stops().get(0) is None
    assert Stops([BoardLine(text="heading", selectable=False)]).nearest(0) == -1


def test_a_field_is_found_on_the_line_at_hand_else_at_its_first_place() -> None:
    stops = Stops(FISH)
    assert stops.find("cf-1", 4) == 6
    assert stops.find("cf-1", 2) == 1 == stops.find("cf-1", -1)
    assert stops.find("nowhere", 0) == -1


def test_the_nearest_stop_is_the_upper_of_two() -> None:
    stops = Stops(FISH)
    assert stops[stops.nearest(1)].line == 0
    assert stops.nearest(5) == 6
    assert stops.nearest(99) == 7


def test_a_page_goes_by_rows_and_at_least_one_stop() -> None:
    lines = Stops([BoardLine(path=f"row.{n}") for n in range(30)])
    assert lines.by_rows(3, 10) == 13 and lines.by_rows(13, -10) == 3
    assert lines.by_rows(3, 1) == 4 and lines.by_rows(4, -1) == 3
    far = Stops([BoardLine(path="a"), *[BoardLine(selectable=False)] * 20, BoardLine(path="b")])
    assert far.by_rows(0, 5) == 1 and far.by_rows(1, -5) == 0


def test_a_click_finds_the_place_under_it_whatever_the_order_of_the_cursor() -> None:
    stops = Stops([drawn((0, 20, 28, "right"), (1, 2, 10, "left"))])
    assert [stops[stops.on(0, cell)].path for cell in (0, 2, 9, 15, 20, 27, 39)] == [
        "left", "left", "left", "left", "right", "right", "right",
    ]  # fmt: skip
    assert stops.on(1, 0) == -1


def test_a_click_on_a_line_finds_the_line() -> None:
    stops = Stops(FISH)
    assert stops.on(4, 0) == 6 and stops.on(6, 99) == 7
    assert stops.on(1, 5) == -1


_paths = st.sampled_from(["a", "b", "c"])
_place = st.builds(lambda order, start, width, path: Place(order, start, start + width, path),
                   st.integers(0, 9), st.integers(0, 30), st.integers(1, 9), _paths)  # fmt: skip
_lines = st.builds(
    lambda path, selectable, places: BoardLine(path=path, selectable=selectable, places=tuple(places)),
    _paths, st.booleans(), st.lists(_place, max_size=3),
)  # fmt: skip


@given(st.lists(_lines, max_size=8), st.integers(-3, 12), st.integers(-3, 45))
def test_every_stop_is_reached_and_found(lines: Sequence[BoardLine], line: int, cell: int) -> None:
    stops = Stops(lines)
    whole = sum(len(each.places) or each.selectable for each in lines)
    assert len(stops) == whole
    for at in range(len(stops)):
        stop = stops[at]
        found = stops.get(stops.find(stop.path, stop.line))
        assert found is not None and (found.path, found.line) == (stop.path, stop.line)
        assert abs(stops[stops.nearest(line)].line - line) <= abs(stop.line - line)
        for rows in (-9, -1, 1, 9):
            on = stops.by_rows(at, rows)
            assert -1 <= on <= len(stops) and (on - at) * rows > 0
    hit = stops.get(stops.on(line, cell))
    assert (hit is None) == all(stops[at].line != line for at in range(len(stops)))
    if hit is not None and hit.cells is not None:
        starts = [s.cells[0] for at in range(len(stops)) if (s := stops[at]).line == line and s.cells]
        assert hit.cells[0] == max((start for start in starts if start <= cell), default=min(starts))
