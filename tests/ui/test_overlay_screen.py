"""What is laid over a step, opened from it by its key: it does what it says, and looks as it should."""

from __future__ import annotations

from pathlib import Path

from half_filled import HALF, at_both_sizes, said, types

from interview import example, open_app, put, settled, weak
from pmtui.model.edit import Edit
from pmtui.screens.checklist_screen import ChecklistScreen
from pmtui.screens.frame import StepScreen
from pmtui.screens.help_screen import HelpScreen
from pmtui.screens.palette import Palette
from pmtui.screens.preview import PreviewScreen
from pmtui.screens.reason import ReasonScreen
from pmtui.screens.recovery import RecoveryScreen
from snap import Snap


async def test_the_checklist_shows_the_review_and_goes_to_what_is_missing(tmp_path: Path, snap: Snap) -> None:
    async with open_app(tmp_path, weak("ticket"), "summary") as (app, pilot):
        await pilot.press("f2")
        await settled(app, pilot)
        assert isinstance(app.screen, ChecklistScreen)
        assert "The average is" in said(app) and "over the 48 hours" in said(app)
        snap(app)
        await pilot.press("j", "enter")
        assert isinstance(app.screen, StepScreen) and app.screen.step == "timeline"


async def test_the_help_of_the_question_in_front(tmp_path: Path, snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "action.ac-1.measure") as (app, pilot):
        await pilot.press("f1")
        await settled(app, pilot)
        assert isinstance(app.screen, HelpScreen)
        snap(app)
        await pilot.press("f1")
        assert isinstance(app.screen, StepScreen)


async def test_an_action_is_found_by_its_name(tmp_path: Path, snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "lessons.badly") as (app, pilot):
        await types(pilot, "late", "ctrl+p")
        await settled(app, pilot)
        assert isinstance(app.screen, Palette)
        snap(app, "all")
        await types(pilot, "undo")
        await settled(app, pilot)
        snap(app, "undo")
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.draft.pm.lessons.badly == ()


async def test_a_question_is_found_by_its_label(tmp_path: Path, snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "lessons.badly") as (app, pilot):
        await pilot.press("ctrl+o")
        await settled(app, pilot)
        snap(app, "all")
        await types(pilot, "summ")
        await settled(app, pilot)
        snap(app, "found")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen) and app.screen.now_asked is not None
        assert app.screen.now_asked.path == "summary"


async def test_a_finding_is_waived_with_a_reason(tmp_path: Path, snap: Snap) -> None:
    async with open_app(tmp_path, weak("ticket"), "action.new") as (app, pilot):
        await pilot.press("escape", "g", "j", "enter", "f9")
        await settled(app, pilot)
        assert isinstance(app.screen, ReasonScreen)
        await pilot.press("enter")
        await settled(app, pilot)
        snap(app)
        await types(pilot, "named in the ticket", "enter")
        assert app.draft.pm.history[-1].why == "named in the ticket"


@at_both_sizes
async def test_the_document(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, example("gitlab"), "summary", size) as (app, pilot):
        await pilot.press("f5")
        await settled(app, pilot)
        assert isinstance(app.screen, PreviewScreen)
        snap(app, "top")
        await pilot.press("space", "space", "space")
        await settled(app, pilot)
        snap(app, "further")


async def test_what_was_not_saved_is_offered_and_taken_over(tmp_path: Path, snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "summary") as (app, pilot):
        app.draft.do(Edit("summary", "Checkout was down."), Edit("unfinished.timeline.new", "14:05 pag"))
        app.draft.journaled()
        journals = {file: file.read_bytes() for file in (tmp_path / "state").rglob("*") if file.is_file()}
    put(tmp_path / "library", HALF)
    for file, data in journals.items():  # as after a kill: nothing was saved, the journal is there
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    async with open_app(tmp_path, HALF) as (app, pilot):
        assert isinstance(app.screen, RecoveryScreen)
        snap(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.draft.pm.summary == "Checkout was down."
        assert app.draft.pm.unfinished["timeline.new"] == "14:05 pag"
