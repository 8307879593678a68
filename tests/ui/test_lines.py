"""The lines of every step, the coach, the panel: shortened, never wrapped; drawn only where words changed."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from pmtui.checks.finding import Finding, Rewrite
from pmtui.interview.question import STEPS, Asked, Criterion, Question
from pmtui.widgets.coach import Coach
from pmtui.widgets.lines import InfoLine, TitleLine, WayLine, clock_words
from pmtui.widgets.shown import Shown
from pmtui.widgets.side import SidePanel
from ui_app import WidgetApp, drive

TITLE = "Checkout was down for an hour and nobody could say why"
STATES = [
    Criterion(step, step, n < 2, n < 4, "" if n < 2 else "not timed yet") for n, step in enumerate(STEPS)
]
CRITERIA = [
    Criterion(f"c{n}", f"criterion {n}", n < 4, n < 5, "" if n < 4 else "no number") for n in range(7)
]
QUESTION = Question(
    "impact.users",
    "impact",
    "impact.users",
    "number",
    "users",
    "How many?",
    why="Later decisions are weighed against this number, and nobody remembers it in a month. " * 3,
    weak="many users",
    strong="1,240 of 30,000 active users, from the access log, between 14:05 and 15:10",
)
ASKED = Asked(QUESTION, "impact.users", "How many?", False)
FINDING = Finding(
    "blame.role-fault",
    "error",
    "impact.users",
    "The sentence ends at a role.",
    "It stops the search where it should begin.",
    "What made it look right at that moment?",
    rewrite=Rewrite("", 0, 0, "It was possible because ⟨what⟩"),
)


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
def test_the_title_line_keeps_the_first_characters_of_the_title(width: int) -> None:
    line = TitleLine()
    line.show(TITLE, "SEV1", 31.4, "problem: the disk is full, free some space and save again")
    shown = line.words(width, 1).plain
    assert cell_len(shown) == width
    assert TITLE[:19] in shown


def test_the_title_line_shows_all_where_there_is_room() -> None:
    line = TitleLine()
    line.show("DNS", "SEV2", 31.9, "saved")
    shown = line.words(80, 1).plain
    assert shown.split() == ["DNS", "SEV2", "31h", "left", "saved"]
    line.show("", "", None, "saved")
    assert line.words(80, 1).plain.split() == ["Untitled", "saved"]


def test_whether_it_is_saved_is_shown_before_all_else_that_is_dropped() -> None:
    line = TitleLine()
    line.show(TITLE, "SEV1", 31.4, "saved")
    shown = line.words(34, 1).plain
    assert "saved" in shown and "SEV1" not in shown


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (None, ""),
        (47.99, "47h left"),
        (1, "1h left"),
        (0.5, "<1h left"),
        (-0.2, "1h over"),
        (-5.9, "5h over"),
        (-95.9, "95h over"),
        (-96, "4d over"),
    ],
)
def test_the_clock_in_whole_hours(hours: float | None, words: str) -> None:
    assert clock_words(hours) == words


def test_the_way_fits_80_columns_with_all_eight_places() -> None:
    line = WayLine()
    line.show(STATES, CRITERIA, "review")
    shown = line.words(80, 1).plain
    assert cell_len(shown) <= 80
    for place in ("●Triage", "●Timeline", "◐Impact", "◐Causes", "○Actions", "○Share", "○Track", "▸○Review"):
        assert place in shown
    assert shown.rstrip().endswith("criteria 4/7")


@pytest.mark.parametrize("width", [60, 70, 80, 99, 100, 120, 200])
@pytest.mark.parametrize("here", STEPS)
def test_the_way_fits_every_width(width: int, here: str) -> None:
    line = WayLine()
    line.show(STATES, CRITERIA, here)
    shown = line.words(width, 1).plain
    assert cell_len(shown) <= width
    assert "4/7" in shown and shown.count("▸") == 1
    assert ("Root cause" in shown) == (width >= 100)


def test_lines_are_drawn_only_where_their_words_changed() -> None:
    drawn: list[str] = []

    def watch(kind: type[Shown]) -> Shown:
        class Watched(kind):  # type: ignore[valid-type,misc]
            def render(self):  # type: ignore[no-untyped-def]
                drawn.append(kind.__name__)
                return super().render()

        return Watched()

    title, info, coach = watch(TitleLine), watch(InfoLine), watch(Coach)
    app = WidgetApp(title, info, coach)

    async def steps(pilot: Pilot[Any]) -> None:
        assert isinstance(title, TitleLine) and isinstance(info, InfoLine) and isinstance(coach, Coach)
        title.show("A", "", 31.9, "saved")
        info.show("start 14:05")
        coach.show_question(ASKED)
        await pilot.pause()
        drawn.clear()
        title.show("A", "", 31.2, "saved")  # the same in whole hours
        info.show("start 14:05")
        coach.show_question(ASKED)
        await pilot.pause()
        assert drawn == []
        title.show("A", "", 30.9, "saved")
        await pilot.pause()
        assert set(drawn) == {"TitleLine"}

    drive(app, steps)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_coach_says_why_and_shows_a_weak_and_a_strong_answer(width: int) -> None:
    coach = Coach()
    coach.show_question(ASKED)
    lines = coach.words(width, 4).plain.split("\n")
    assert len(lines) <= 4
    assert all(cell_len(line) <= width for line in lines)
    for head in ("Why:", "Weak:", "Strong:"):
        assert any(line.startswith(f" {head}") for line in lines)
    assert any(line.endswith("…") for line in lines)


def test_the_coach_says_what_was_found_and_what_to_do() -> None:
    coach = Coach()
    coach.show_finding(FINDING, 1, 2)
    said = coach.words(80, 4).plain
    assert "✕ error 1/2: The sentence ends at a role." in said
    assert "Next: What made it look right at that moment?" in said
    assert "^R takes: It was possible because ⟨what⟩" in said
    assert "Why: It stops" in said


def test_the_coach_says_a_notice_as_it_is() -> None:
    coach = Coach()
    coach.say("[b]Removed[/b]. ^Z brings it back.\x1b[2J")
    assert coach.words(80, 4).plain == " [b]Removed[/b]. ^Z brings it back.\ufffd[2J"
    coach.say("word " * 200)
    lines = coach.words(80, 4).plain.split("\n")
    assert len(lines) == 4 and lines[-1].endswith("…")


def test_the_coach_has_always_the_same_height() -> None:
    coach = Coach()
    app = WidgetApp(coach)

    async def steps(pilot: Pilot[Any]) -> None:
        heights = set()
        for say in (
            lambda: coach.show_question(ASKED),
            lambda: coach.show_finding(FINDING),
            lambda: coach.say("x"),
            lambda: coach.say("x " * 500),
        ):
            say()
            await pilot.pause()
            heights.add(coach.outer_size.height)
            assert coach.size.height == 4
        assert len(heights) == 1

    drive(app, steps)


def test_the_panel_shows_the_checklist_in_full_and_says_what_it_hides() -> None:
    panel = SidePanel()
    panel.show(STATES, CRITERIA, ASKED, [FINDING] * 3)
    whole = panel.words(40, 0).plain
    assert whole.count("[x]") == 6 and whole.count("[ ]") == 6 and whole.count("[-]") == 3
    assert "Weak" in whole and "Strong" in whole and "Findings of this step: 3" in whole
    assert all(cell_len(line) <= 40 for line in whole.split("\n"))
    short = panel.words(40, 20).plain.split("\n")
    assert len(short) == 20
    assert short[-1].startswith(" … ") and short[-1].endswith(" more lines: F2, F3")


def test_what_is_missing_gives_way_to_the_findings_of_the_question() -> None:
    panel = SidePanel()
    panel.show(STATES, CRITERIA, ASKED, [FINDING] * 3)
    whole = panel.words(40, 0).plain
    fitted = panel.words(40, len(whole.split(chr(10))) - 1).plain
    assert "Findings of this step: 3" in fitted and "more lines" not in fitted
    assert fitted.count("[x]") == whole.count("[x]")
