"""The list: its cursor, what it scrolls to, what it draws, and that only changed lines are drawn."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.pilot import Pilot

from effort import steps
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from ui_app import WidgetApp, drive


def rows(count: int) -> list[BoardLine]:
    return [BoardLine(path=f"row.{n}", text=f"line {n}") for n in range(count)]


def with_headings() -> list[BoardLine]:
    out: list[BoardLine] = []
    for day in range(4):
        out.append(BoardLine(text=f"day {day}", style="heading", selectable=False))
        out += [BoardLine(path=f"row.{day}{n}", text=f"line {day}{n}", mark="▲") for n in range(3)]
    return out


def test_the_cursor_follows_the_question_in_front_and_its_line_is_marked() -> None:
    board = Board()
    board.can_focus = False
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(5), "row.2")
        await pilot.pause()
        assert board.here == "row.2"
        assert app.text()[2].startswith("▸  line 2")
        board.show(rows(5), "row.4")
        await pilot.pause()
        assert board.here == "row.4"
        assert [line[0] for line in app.text()[:5]] == [" ", " ", " ", " ", "▸"]

    drive(app, steps)


def test_keys_move_over_lines_that_can_be_chosen() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(with_headings())
        assert board.here == "row.00"
        for key, here in (
            ("j", "row.01"),
            ("down", "row.02"),
            ("down", "row.10"),
            ("k", "row.02"),
            ("up", "row.01"),
            ("G", "row.32"),
            ("g", "row.00"),
            ("end", "row.32"),
            ("home", "row.00"),
        ):
            await pilot.press(key)
            assert board.here == here, key

    drive(app, steps)


def test_pages_move_by_what_is_in_sight() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(100))
        await pilot.press("pagedown")
        assert board.here == "row.9"
        await pilot.press("pagedown", "pageup")
        assert board.here == "row.9"
        await pilot.press("end", "pagedown")
        assert board.here == "row.99"

    drive(app, steps, size=(40, 10))


def test_the_cursor_can_be_seen_without_colour() -> None:
    board = Board()
    app = WidgetApp(board, theme="ansi-dark")

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(3))
        await pilot.press("down")
        strip = board.render_line(1)
        assert strip.text.startswith(">")
        assert all(segment.style is not None and segment.style.reverse for segment in strip if segment.text)
        assert not any(
            segment.style is not None and segment.style.reverse for segment in board.render_line(0)
        )

    drive(app, steps)


def test_the_cursor_keeps_its_line_when_lines_come_and_go() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(6), "row.0")
        await pilot.press("down", "down", "down")
        board.show([BoardLine(path="new", text="new"), *rows(6)], "row.0")
        assert board.here == "row.3"
        gone = [line for line in rows(6) if line.path != "row.3"]
        board.show(gone, "row.0")
        assert board.here in ("row.4", "row.5")
        board.show([], "")
        assert board.here == ""
        board.show(rows(2))
        assert board.here == "row.0"

    drive(app, steps)


def test_it_begins_at_the_end_where_the_question_in_front_adds_a_row() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(50), "row.new")
        await pilot.pause()
        assert board.here == "row.49"
        assert any("line 49" in line for line in app.text())

    drive(app, steps, size=(40, 10))


def test_more_lines_out_of_sight_are_told() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(30))
        await pilot.pause()
        assert app.text()[9].endswith("↓") and "↑" not in app.text()[0]
        await pilot.press("pagedown")
        await pilot.press("pagedown")
        assert app.text()[9].endswith("↓") and app.text()[0].endswith("↑")
        await pilot.press("end")
        assert app.text()[0].endswith("↑") and "↓" not in app.text()[9]

    drive(app, steps, size=(40, 10))


def test_a_heading_comes_into_sight_with_the_line_beneath_it() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(with_headings())
        await pilot.press("end", *["up"] * 5)
        assert board.here == "row.20"
        await pilot.press("up", "up", "up", "up", "up", "up", "up")
        assert board.here == "row.00"
        assert "day 0" in app.text()[0]

    drive(app, steps, size=(40, 6))


def test_long_and_wide_text_is_cut_with_a_sign_and_the_right_end_stays() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(
            [
                BoardLine(path="a", text="x" * 100, right="owner"),
                BoardLine(path="b", text="日本語" * 20),
                BoardLine(path="c", text=Content.styled("styled " * 20, "bold"), right="owner"),
                BoardLine(path="d", text="short", right="日本 owner"),
            ]
        )
        await pilot.pause()
        for y in range(4):
            assert board.render_line(y).cell_length == 40
        shown = [board.render_line(y).text.rstrip() for y in range(4)]
        assert shown[0].endswith("… owner") and shown[2].endswith("owner") and "…" in shown[2]
        assert shown[1].endswith("…") and cell_len(shown[1]) <= 40
        assert shown[3].endswith("日本 owner")

    drive(app, steps, size=(40, 10))


def test_typed_text_is_never_markup_and_sends_nothing_to_the_terminal() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show([BoardLine(path="a", text="[b]bold[/b] [/] \x1b[2J", right="[red]\x07")])
        await pilot.pause()
        shown = board.render_line(0).text
        assert "[b]bold[/b] [/]" in shown and "[red]" in shown
        assert "\x1b" not in shown and "\x07" not in shown

    drive(app, steps)


def test_only_lines_that_changed_are_drawn() -> None:
    drawn: list[int] = []

    class Watched(Board):
        def render_line(self, y: int):  # type: ignore[no-untyped-def]
            drawn.append(y)
            return super().render_line(y)

    board = Watched()
    board.can_focus = False
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(10), "row.0")
        await pilot.pause()
        drawn.clear()
        board.show(rows(10), "row.0")
        await pilot.pause()
        assert drawn == []
        changed = rows(10)
        changed[4] = BoardLine(path="row.4", text="line 4, and more")
        board.show(changed, "row.0")
        await pilot.pause()
        assert set(drawn) == {4}
        drawn.clear()
        board.show(changed, "row.7")
        await pilot.pause()
        assert set(drawn) == {0, 7}

    drive(app, steps)


def test_enter_and_the_end_of_the_list_are_told() -> None:
    told: list[object] = []

    class Hearing(WidgetApp):
        def on_board_chosen(self, message: Board.Chosen) -> None:
            told.append(message.path)

        def on_field_left(self, message: Board.Left) -> None:
            told.append(message.direction)

    board = Board()
    app = Hearing(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(2))
        await pilot.press("down", "enter", "down")
        await pilot.pause()
        assert told == ["row.1", "down"]

    drive(app, steps)


def test_reveal_brings_a_line_into_sight() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(100), "row.new")
        board.reveal("row.30")
        await pilot.pause()
        assert board.here == "row.30"
        assert any("line 30" in line for line in app.text())
        board.reveal("nowhere")
        assert board.here == "row.30"

    drive(app, steps, size=(40, 10))


def test_a_smaller_terminal_keeps_the_cursor_in_sight() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show(rows(20))
        await pilot.press(*["down"] * 15)
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert any(line.startswith(">") and "line 15" in line for line in app.text())

    drive(app, steps)


def test_of_thousands_of_lines_a_key_costs_no_more_than_of_few() -> None:
    cost: dict[int, tuple[int, int]] = {}
    for count in (500, 5000):
        board = Board()

        async def measure(pilot: Pilot[Any], board: Board = board, count: int = count) -> None:
            lines = rows(count)
            board.show(lines, "row.250")
            board.press("j", "j")

            def key() -> None:
                board.press("j", "j")
                board.render_line(3)

            cost[count] = steps(key), steps(lambda: board.show(lines, "row.251"))

        drive(WidgetApp(board), measure)
    assert cost[5000][0] <= cost[500][0] + 50
    assert cost[5000][1] <= 11 * cost[500][1]
