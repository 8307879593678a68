"""The list that shows a drawing: the cursor goes through its places, and is seen on exactly their cells."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from pmtui.widgets.board import GUTTER, Board
from pmtui.widgets.board_line import BoardLine, Place
from ui_app import WidgetApp, drive


def line(text: str, *places: tuple[int, str, str]) -> BoardLine:
    """Return a row of a drawing; each place is given by its order, its words in the text and its path."""
    starts = [cell_len(text[: text.index(words)]) for _, words, _ in places]
    return BoardLine(
        text=text,
        selectable=False,
        places=tuple(
            Place(order, start, start + cell_len(words), path)
            for start, (order, words, path) in zip(starts, places, strict=True)
        ),
    )


FISH = [
    line("  People        Process", (0, "People", "bone:people"), (3, "Process", "bone:process")),
    BoardLine(text="   \\             \\", selectable=False),
    line("  ● typed       ○ no step", (1, "● typed", "cf-1"), (4, "○ no step", "cf-3")),
    line("  ○ 長い夜        [b]no[/b]", (2, "○ 長い夜", "cf-2"), (5, "[b]no[/b]", "cf-4")),
    BoardLine(path="causes.factor.new", text="+ factor"),
]


def lit(board: Board, y: int, style: str = "reverse") -> str:
    """Return the cells of a row that are drawn in a style."""
    segments = board.render_line(y)
    return "".join(each.text for each in segments if each.style is not None and getattr(each.style, style))


def test_the_cursor_goes_through_the_places_in_their_order_then_the_lines() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(FISH)
        seen = [board.here]
        for _ in range(6):
            await pilot.press("down")
            seen.append(board.here)
        assert seen == ["bone:people", "cf-1", "cf-2", "bone:process", "cf-3", "cf-4", "causes.factor.new"]
        await pilot.press("up", "up")
        assert board.here == "cf-3"
        await pilot.press("home")
        assert board.here == "bone:people"
        await pilot.press("end")
        assert board.here == "causes.factor.new"

    drive(app, steps)


def test_the_cursor_is_seen_on_its_cells_alone_whatever_their_width() -> None:
    board = Board()
    app = WidgetApp(board, theme="ansi-dark")

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(FISH)
        for y, words in ((0, "People"), (2, "● typed"), (3, "○ 長い夜"), (0, "Process"), (2, "○ no step")):
            assert lit(board, y) == words
            assert board.render_line(y).text.startswith(">")
            assert [lit(board, other) for other in range(5) if other != y] == [""] * 4
            await pilot.press("down")
        assert lit(board, 3) == "[b]no[/b]"
        await pilot.press("down")
        assert lit(board, 4).strip() == ">  + factor"
        assert {board.render_line(y).cell_length for y in range(5)} == {80}

    drive(app, steps)


def test_what_is_in_front_is_marked_at_its_place() -> None:
    board = Board()
    board.can_focus = False
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(FISH, "cf-2")
        await pilot.pause()
        assert board.here == "cf-2"
        assert board.render_line(3).text.startswith("▸")
        assert lit(board, 3, "bold") == "▸ ○ 長い夜"
        assert lit(board, 3) == "", "the keyboard is elsewhere"

    drive(app, steps)


@pytest.mark.parametrize(("width", "seen"), [(40, "Process"), (24, "Proce"), (22, "Pro"), (10, "")])
def test_a_place_at_the_right_edge_shows_the_cursor_as_far_as_it_is_in_sight(width: int, seen: str) -> None:
    board = Board()
    app = WidgetApp(board, theme="ansi-dark")

    async def steps(pilot: Pilot[Any]) -> None:
        board.show([line("People       Process", (0, "People", "a"), (1, "Process", "b"))])
        await pilot.press("end")
        assert board.here == "b"
        assert lit(board, 0).rstrip(" …") == seen
        row = board.render_line(0)
        assert row.cell_length == width and row.text.startswith(">")

    drive(app, steps, size=(width, 4))


def test_a_click_goes_to_the_place_under_it() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(FISH)
        for x, y, here in (
            (16, 2, "cf-3"),
            (2, 2, "cf-1"),
            (20, 0, "bone:process"),
            (0, 4, "causes.factor.new"),
        ):
            await pilot.click(Board, offset=(GUTTER + x, y))
            assert board.here == here

    drive(app, steps)


def test_the_cursor_stays_with_its_place_when_the_drawing_changes() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(FISH, "bone:people")
        await pilot.press(*["down"] * 4)
        assert board.here == "cf-3"
        board.show([BoardLine(text="above", selectable=False), *FISH], "bone:people")
        assert board.here == "cf-3" and board.caret() == 3
        board.show([BoardLine(text="above", selectable=False), *FISH[:2], *FISH[3:]], "bone:people")
        assert board.here == "cf-2", "what stands on its line now"

    drive(app, steps)


def test_only_rows_whose_places_changed_are_drawn() -> None:
    drawn: list[int] = []

    class Watched(Board):
        def render_line(self, y: int):  # type: ignore[no-untyped-def]
            drawn.append(y)
            return super().render_line(y)

    board = Watched()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(FISH)
        await pilot.pause()
        drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert set(drawn) == {0, 2}
        drawn.clear()
        await pilot.press("end", "up", "up")  # from place to place of the rows 4, 3 and 2
        await pilot.pause()
        assert set(drawn) == {2, 3, 4}

    drive(app, steps)
