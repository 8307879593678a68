"""Two versions of a field, on the screen: shown, chosen by a key, taken back, never chosen by accident."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from half_filled import HALF, at_both_sizes, said, types
from textual import events

from interview import open_app, settled
from pmtui.app import PmtuiApp
from pmtui.model import tomlform
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.screens import conflicts
from pmtui.screens.conflicts import ConflictsScreen
from pmtui.screens.frame import StepScreen
from pmtui.widgets.coach import Coach
from pmtui.widgets.reader import Reader
from snap import Snap, screen_text

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
SUMMARY = (
    "A change of the payment configuration reached production at 14:01. Checkout refused every card payment "
    "until 15:44, when the change was taken back."
)
OTHER = (
    "A change of the payment configuration reached production at 14:01. Checkout refused about half of all "
    "card payments until 15:44, when the change was taken back.\n\n"
    "Nothing paged: the alert counts errors, and refusals are none."
)
ROWS: list[dict[str, Any]] = [
    {"id": "x-1", "field": "summary", "here": SUMMARY, "other": OTHER, "from": "outside", "at": AT},
    {
        "id": "x-2",
        "field": "action.ac-2.due",
        "other": datetime(2026, 12, 1).date(),
        "from": "feature/due",
        "at": AT,
    },
    {
        "id": "x-3",
        "field": "action.ac-1",
        "here": {"what": "x"},
        "removed": True,
        "from": "outside",
        "at": AT,
    },
]

OPEN = "3 fields have two versions. S-F6 shows both, to choose."


def half(*rows: dict[str, Any], **fields: Any) -> Postmortem:
    """Return the half filled postmortem with conflicts."""
    data = {**tomlform.parse(HALF), "summary": SUMMARY, "conflict": list(rows), **fields}
    return tomlform.from_data(data)


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the coach is asked to say, in order."""
    told: list[str] = []
    say = Coach.say

    def kept(coach: Coach, text: str) -> None:
        told.append(text)
        say(coach, text)

    monkeypatch.setattr(Coach, "say", kept)
    return told


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a key that comes as soon as the two versions are drawn: nobody reads in a test."""
    monkeypatch.setattr(conflicts, "QUIET", 0.0)


def in_front(app: PmtuiApp) -> str:
    return app.screen._id if isinstance(app.screen, ConflictsScreen) else ""


@at_both_sizes
async def test_a_file_with_two_versions_is_walked_through_when_it_is_opened(
    tmp_path: Path, size: tuple[int, int], snap: Snap, notices: list[str]
) -> None:
    async with open_app(tmp_path, half(*ROWS), size=size) as (app, pilot):
        assert in_front(app) == "x-1"
        snap(app, "text")
        await pilot.press("t")
        await settled(app, pilot)
        assert app.draft.pm.summary == OTHER
        assert in_front(app) == "x-2"
        snap(app, "day")
        await pilot.press("enter")
        await settled(app, pilot)
        assert str(app.draft.pm.action[1].due) == "2026-11-20"
        snap(app, "row")
        await pilot.press("t")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen)
        assert [action.id for action in app.draft.pm.action] == ["ac-2"]
        assert app.draft.pm.conflict == ()
        assert notices == [
            "No field has two versions any more. "
            "Removed: Action: Add schema validation of payment config … ^Z takes that back."
        ]


async def test_each_choice_is_one_step_that_is_undone_by_itself(tmp_path: Path, notices: list[str]) -> None:
    async with open_app(tmp_path, half(*ROWS)) as (app, pilot):
        before = app.draft.pm
        await pilot.press("ctrl+z")
        assert "Nothing was chosen here yet" in said(app)
        await pilot.press("b")
        await settled(app, pilot)
        await pilot.press("t")
        assert app.draft.pm.summary == f"{SUMMARY}\n\n{OTHER}"  # no line of them is the same
        await pilot.press("ctrl+z")
        assert in_front(app) == "x-2" and str(app.draft.pm.action[1].due) == "2026-11-20"
        await pilot.press("ctrl+z")
        assert in_front(app) == "x-1" and app.draft.pm == before
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen) and app.draft.pm == before
        assert notices == [OPEN]


async def test_on_a_step_a_choice_is_undone_as_any_other_change(tmp_path: Path) -> None:
    async with open_app(tmp_path, half(ROWS[0]), "summary") as (app, pilot):
        before = app.draft.pm
        await pilot.press("shift+f6")
        await settled(app, pilot)
        await pilot.press("t")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen) and app.screen.slot.text == OTHER
        await pilot.press("ctrl+z")
        await settled(app, pilot)
        assert app.draft.pm == before and app.screen.slot.text == SUMMARY


async def test_tab_goes_round_and_changes_nothing(tmp_path: Path) -> None:
    async with open_app(tmp_path, half(*ROWS), size=(80, 40)) as (app, pilot):
        before = app.draft.pm
        await pilot.press("tab")
        assert in_front(app) == "x-2"
        await pilot.press("down")
        assert in_front(app) == "x-3"
        await pilot.press("tab")
        assert in_front(app) == "x-1"
        await pilot.press("shift+tab")
        assert in_front(app) == "x-3" and app.draft.pm == before


async def test_a_field_that_was_asked_for_comes_first_and_the_coach_names_the_key(
    tmp_path: Path, notices: list[str]
) -> None:
    async with open_app(tmp_path, half(*ROWS), "title") as (app, pilot):
        assert isinstance(app.screen, StepScreen)
        assert notices == [OPEN]
        await pilot.press("f18")  # as most terminals send it
        assert in_front(app) == "x-1"


async def test_the_finding_goes_to_the_field_and_names_the_key(tmp_path: Path, snap: Snap) -> None:
    async with open_app(tmp_path, half(ROWS[0]), "share.audiences") as (app, pilot):
        for _ in range(12):
            await pilot.press("f3")
            await settled(app, pilot)
            if "Two people gave this field" in said(app):
                break
        assert isinstance(app.screen, StepScreen) and app.screen.now_asked is not None
        assert app.screen.now_asked.path == "summary"
        assert "S-F6 shows both versions" in said(app)
        snap(app)


async def test_a_conflict_about_a_row_that_is_gone_has_a_finding_to_go_to(tmp_path: Path) -> None:
    gone = {"id": "x-9", "field": "action.ac-9.what", "here": "Old words", "other": "New words"}
    async with open_app(tmp_path, half(gone), "action.new") as (app, pilot):
        await settled(app, pilot)
        assert "Two versions are kept of action.ac-9.what" in said(app)
        await pilot.press("shift+f6")
        await settled(app, pilot)
        assert "New words" in screen_text(app) and "Its row is gone" in screen_text(app)
        await pilot.press("t")
        assert in_front(app) == "x-9"
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.draft.pm.conflict == ()


async def test_a_key_from_before_it_was_read_chooses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "QUIET", 0.3)
    async with open_app(tmp_path, half(*ROWS)) as (app, pilot):
        before = app.draft.pm
        screen = app.screen
        assert isinstance(screen, ConflictsScreen)
        drawn = screen._quiet_from
        for key, character in (("enter", "\r"), ("t", "t"), ("b", "b")):
            event = events.Key(key, character)
            for late in (-1.0, 0.29):
                event.time = drawn + late
                screen._quiet_from = drawn
                screen.query_one(Reader)._act(event)
                screen.on_key(event)
        assert app.draft.pm == before and in_front(app) == "x-1"
        await settled(app, pilot)
        assert "A key that came before this was shown chose nothing" in said(app)
        late_enough = events.Key("t", "t")
        late_enough.time = screen._quiet_from + 0.3
        screen.on_key(late_enough)
        assert app.draft.pm.summary == OTHER


async def test_each_key_that_came_too_early_lets_the_next_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "QUIET", 1000.0)
    async with open_app(tmp_path, half(*ROWS)) as (app, pilot):
        before = app.draft.pm
        await pilot.press("t", "b", "enter", "t")
        assert app.draft.pm == before and in_front(app) == "x-1"
        await pilot.press("tab")
        assert in_front(app) == "x-2"


async def test_two_keys_in_one_breath_choose_for_one_field_only(tmp_path: Path) -> None:
    async with open_app(tmp_path, half(*ROWS)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ConflictsScreen)
        for _ in range(3):
            screen.query_one(Reader)._act(events.Key("t", "t"))
        assert len(app.draft.pm.conflict) == 2 and in_front(app) == "x-2"
        await settled(app, pilot)
        await pilot.press("t")
        assert len(app.draft.pm.conflict) == 1


async def test_what_changed_since_it_was_shown_is_shown_again_before_a_choice(tmp_path: Path) -> None:
    async with open_app(tmp_path, half(*ROWS)) as (app, pilot):
        app.draft.do(Edit("summary", "Something else."))
        await pilot.press("enter")
        assert len(app.draft.pm.conflict) == 3
        assert "It was changed just now" in said(app) and "Something else." in screen_text(app)
        await settled(app, pilot)
        await pilot.press("enter")
        assert app.draft.pm.summary == "Something else." and len(app.draft.pm.conflict) == 2


async def test_leaving_from_it_keeps_what_was_taken(tmp_path: Path) -> None:
    async with open_app(tmp_path, half(*ROWS), "summary") as (app, pilot):
        await pilot.press("shift+f6")
        await settled(app, pilot)
        await pilot.press("t", "ctrl+q")
        await settled(app, pilot)
    file = next((tmp_path / "library").glob("*.toml"))
    saved = tomlform.loads(file.read_text())
    assert saved.summary == OTHER and [row.id for row in saved.conflict] == ["x-2", "x-3"]


async def test_the_row_in_front_can_be_removed_by_a_choice(tmp_path: Path) -> None:
    async with open_app(tmp_path, half(ROWS[2]), "action.ac-1.measure") as (app, pilot):
        await pilot.press("shift+f6")
        await settled(app, pilot)
        await pilot.press("t")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen) and app.screen.now_asked is not None
        assert not app.screen.now_asked.path.startswith("action.ac-1")
        await types(pilot, "x")
        assert [action.id for action in app.draft.pm.action] == ["ac-2"]


async def test_without_two_versions_the_key_says_so(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "title") as (app, pilot):
        await pilot.press("shift+f6")
        assert isinstance(app.screen, StepScreen) and "No field has two versions" in said(app)


async def test_it_can_be_found_by_its_name(tmp_path: Path) -> None:
    async with open_app(tmp_path, half(*ROWS), "title") as (app, pilot):
        await pilot.press("ctrl+p")
        await types(pilot, "two ver", "enter")
        await settled(app, pilot)
        assert in_front(app) == "x-1"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_a_long_text_is_scrolled_and_a_hostile_one_is_only_text(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    row = {"id": "x-1", "field": "summary", "here": "x", "from": "[red]\x1b[2J"}
    row["other"] = "[bold]not bold[/] \x1b[31mnot red " + "words that go on " * 200 + "the end of it"
    async with open_app(tmp_path, half(row), size=size) as (app, pilot):
        assert "[bold]not bold[/]" in screen_text(app) and "\x1b" not in screen_text(app)
        labels = ("Enter keep ", "t take ", "b both ") if size[0] < 72 else ("Enter keep this", "b keep both")
        assert all(label in screen_text(app) for label in labels)
        assert "the end of it" not in screen_text(app)
        await pilot.press("end")
        assert "the end of it" in screen_text(app)
        assert in_front(app) == "x-1"
