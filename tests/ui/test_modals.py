"""The screens laid over a step: they close by one key, answer at once, and lose no key typed ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from pmtui import keys
from pmtui.interview.question import STEPS, Asked, Criterion, Question
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.screens.checklist_screen import ChecklistScreen
from pmtui.screens.help_screen import HelpScreen
from pmtui.screens.home import HomeScreen
from pmtui.screens.palette import Palette, matching
from pmtui.screens.preview import PreviewScreen
from pmtui.screens.reason import ReasonScreen
from pmtui.screens.recovery import RecoveryScreen
from pmtui.store.library import Entry
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.document import markdown_lines
from pmtui.widgets.fields.text import TextField
from ui_app import WidgetApp, drive

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ASKED = Asked(
    Question(
        "q",
        "impact",
        "impact.users",
        "number",
        "users",
        "How many?",
        "To weigh it.",
        "many",
        "1,240",
        "Impact",
    ),
    "impact.users",
    "How many users were touched?",
    False,
    prompts=("Of how many?",),
)
OFFERED = [
    ("export", "Write the document", "F8"),
    ("next-step", "Go to the next step", "F7"),
    ("save", "Save now", "^S"),
    ("odd", "[b]marked[/b] up", "x"),
]


class Leaving(WidgetApp):
    """An app that counts how often it was asked to save and end."""

    left = 0

    def leave(self) -> None:
        self.left += 1


def shown_over(screen: Screen[Any], size: tuple[int, int], *pressed: str) -> tuple[list[object], list[str]]:
    """Push a screen, press keys one by one, and return its results and what was on the screen before them."""
    app = WidgetApp()
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app.push_screen(screen, app.results.append)
        await pilot.pause()
        seen.extend(app.text())
        await pilot.press(*pressed)
        await pilot.pause()

    drive(app, steps, size)
    return app.results, seen


@pytest.mark.parametrize("key", ["escape", "f1", "q"])
def test_help_closes_and_tells_of_the_question_and_of_all_keys(key: str) -> None:
    screen = HelpScreen(ASKED)
    results, seen = shown_over(screen, (80, 24), key)
    assert results == [None]
    said = "\n".join(str(line.text) for line in screen.pages(70))
    for words in (ASKED.ask, "To weigh it.", "1,240", "Impact", "Of how many?"):
        assert words in said
    for action in keys.ACTIONS:
        assert keys.display(action.key) in said
    assert any(ASKED.ask in line for line in seen)


def test_help_scrolls_to_its_end_and_back() -> None:
    app = WidgetApp()

    async def steps(pilot: Pilot[Any]) -> None:
        app.push_screen(HelpScreen(ASKED))
        await pilot.pause()
        await pilot.press("end")
        last = "\n".join(app.text())
        assert "Show causes by actions" in last
        await pilot.press("home")
        assert any(ASKED.ask in line for line in app.text())
        await pilot.press("space")
        assert not any(ASKED.ask in line for line in app.text())

    drive(app, steps)


def test_the_palette_filters_while_typed_and_returns_the_id() -> None:
    assert shown_over(Palette("Do", OFFERED), (80, 24), *"step", "enter")[0] == ["next-step"]
    assert shown_over(Palette("Do", OFFERED), (80, 24), "down", "down", "enter")[0] == ["save"]
    assert shown_over(Palette("Do", OFFERED), (80, 24), *"zzz", "enter", "escape")[0] == [None]
    seen = shown_over(Palette("Do", OFFERED), (80, 24), "escape")[1]
    assert any("[b]marked[/b] up" in line for line in seen)


def test_what_matches_best_comes_first() -> None:
    offered = [("a", "The way to save", ""), ("b", "Save now", ""), ("c", "unsaved", "")]
    assert [one[0] for one in matching(offered, "save")] == ["b", "a", "c"]
    assert [one[0] for one in matching(offered, "now save")] == ["b"]
    assert [one[0] for one in matching(offered, "")] == ["a", "b", "c"]


def test_keys_typed_before_the_palette_is_there_are_not_lost() -> None:
    app = WidgetApp()

    async def steps(pilot: Pilot[Any]) -> None:
        app.push_screen(Palette("Do", OFFERED), app.results.append)
        for character in "step":
            app.post_message(events.Key(character, character))
        app.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert app.results == ["next-step"]

    drive(app, steps)


def test_a_reason_is_needed_and_esc_keeps_what_was_typed_with_the_caller() -> None:
    screen = ReasonScreen("Waive a finding", "Why does it [b]not[/b] apply?")
    results, seen = shown_over(screen, (80, 24), "enter", *"old", "escape")
    assert results == [None] and screen.text == "old"
    assert any("Why does it [b]not[/b] apply?" in line for line in seen)
    again = ReasonScreen("Waive a finding", "Why?", screen.text)
    assert shown_over(again, (80, 24), *" log", "enter")[0] == ["old log"]


def test_a_block_pasted_as_a_reason_becomes_one_line() -> None:
    app = WidgetApp()
    screen = ReasonScreen("Drop an action", "Why?")

    async def steps(pilot: Pilot[Any]) -> None:
        app.push_screen(screen, app.results.append)
        await pilot.pause()
        app.post_message(events.Paste("first line\nsecond line\n"))
        await pilot.pause()
        assert screen.query_one(TextField).text == "first line second line"
        await pilot.press("enter")
        assert app.results == ["first line second line"]

    drive(app, steps)


def test_the_checklist_shows_what_is_missing_and_goes_there() -> None:
    steps = [Criterion(step, step.title(), True, True) for step in STEPS]
    criteria = [
        Criterion("a", "An owner and a date", False, True, "Two actions have no date.", "action.act-1.due"),
        Criterion("b", "Shared", False, False, "Not shared yet.", "share.shared"),
    ]
    results, seen = shown_over(ChecklistScreen(steps, criteria), (80, 24), "down", "enter")
    assert results == ["share.shared"]
    text = "\n".join(seen)
    assert "0 of 2" in text and "[-] An owner and a date" in text and "Two actions have no date." in text
    assert text.count("[x]") == len(STEPS) and "[ ] Shared" in text
    assert shown_over(ChecklistScreen(steps, criteria), (80, 24), "f2")[0] == [None]


def test_the_preview_wraps_prose_and_keeps_code() -> None:
    document = (
        "# Title\n\n"
        + "word " * 40
        + "\n\n- item "
        + "more " * 20
        + "\n\n| a | b |\n\n```\ncode\n```\n\n1\\. x\n"
    )
    lines = markdown_lines(document, 40)
    texts = [str(line.text) for line in lines]
    assert lines[0].style == "heading" and texts[0] == "# Title"
    assert all(len(text) <= 40 for text in texts)
    hanging = texts.index("- item more more more more more more")
    assert texts[hanging + 1].startswith("  more")
    assert "a  b" in texts and "code" in texts and "1. x" in texts
    assert shown_over(PreviewScreen(document), (80, 24), "space", "b", "f5")[0] == [None]


@pytest.mark.parametrize(("key", "result"), [("enter", "take"), ("k", "aside")])
def test_recovery_shows_what_was_typed_and_asks(key: str, result: str) -> None:
    steps = (
        Edit("title", "Database [b]outage[/b]"),
        Edit("unfinished.timeline.new", "22:00 repl"),
        Edit("summary", "line\n" * 10),
    )
    pm = Postmortem(id="pm-1")
    screen = RecoveryScreen(pm, apply(pm, steps), NOW, lost=1)
    results, seen = shown_over(screen, (80, 30), "escape", key)
    assert results == [result]
    text = "\n".join(seen)
    assert "3 fields" in text and "Database [b]outage[/b]" in text and "22:00 repl" in text
    assert "1 of the lines kept could not be read" in text and "more lines" in text


def home(*entries: Entry) -> HomeScreen:
    return HomeScreen(entries, Path("/library"), NOW)


def test_an_empty_library_says_what_to_do() -> None:
    results, seen = shown_over(home(), (80, 24), "enter", "n")
    assert results == ["new"]
    assert any("Press n to begin" in line for line in seen)


def test_the_library_shows_what_is_due_and_opens_one() -> None:
    ended = NOW - timedelta(hours=5)
    days = (NOW.date() - timedelta(days=1), NOW.date())
    due = Entry(
        Path("a.toml"), "a", "Down [b]x[/b]", "SEV1", "draft", resolved=ended, open_actions=3, due=days
    )
    late = Entry(Path("b.toml"), "b", "Late", status="draft", resolved=NOW - timedelta(days=9))
    closed = Entry(Path("c.toml"), "c", "Closed", status="closed", resolved=NOW - timedelta(days=9))
    results, seen = shown_over(home(due, late, closed), (80, 24), "down", "enter")
    assert results == [Path("b.toml")]
    first = next(line for line in seen if "Down [b]x[/b]" in line)
    assert "SEV1" in first and "3 open  1 overdue  43h left" in first
    assert "7d over" in next(line for line in seen if "Late" in line)
    assert "48h" not in next(line for line in seen if "Closed" in line)


def test_a_file_that_cannot_be_read_says_why_and_does_not_open() -> None:
    app = WidgetApp()

    async def steps(pilot: Pilot[Any]) -> None:
        app.push_screen(
            home(Entry(Path("bad.toml"), "bad", problem="line 3: not TOML", readable=False)),
            app.results.append,
        )
        await pilot.pause()
        await pilot.press("enter")
        assert any("bad.toml: line 3: not TOML" in line for line in app.text())
        assert app.results == []
        await pilot.press("f1", "escape", "q")
        await pilot.pause()
        assert app.results == [None]

    drive(app, steps)


@pytest.mark.parametrize("theme", ["pmtui-dark", "pmtui-light", "ansi-dark", "ansi-light"])
def test_every_overlay_can_be_left_and_quit_from(theme: str) -> None:
    overlays: list[Screen[Any]] = [
        HelpScreen(),
        Palette("Do", OFFERED),
        ReasonScreen("Waive", "Why?"),
        PreviewScreen("# x"),
        ChecklistScreen([], []),
    ]
    for screen in overlays:
        app = Leaving(theme=theme)

        async def steps(pilot: Pilot[Any], app: Leaving = app, screen: Screen[Any] = screen) -> None:
            app.push_screen(screen)
            await pilot.pause()
            await pilot.press("ctrl+q")
            assert app.left == 1
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is not screen

        drive(app, steps)


def test_the_palette_leaves_the_step_in_sight() -> None:
    board = Board()
    app = WidgetApp(board)

    async def steps(pilot: Pilot[Any]) -> None:
        board.show([BoardLine(path="a", text="the first answer")])
        app.push_screen(Palette("Do", OFFERED))
        await pilot.pause()
        assert any("the first answer" in line for line in app.text())

    drive(app, steps)
