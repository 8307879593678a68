"""What others write into the file, as the person sees it: told, marked, never under their fingers."""

from __future__ import annotations

from pathlib import Path

from half_filled import HALF

from interview import open_app, settled
from pmtui.draft.presence import Presence
from pmtui.model.edit import Edit, apply
from pmtui.screens.frame import StepScreen
from pmtui.store import files
from pmtui.widgets.coach import Coach
from snap import Snap


def somebody_does(path: Path, *edits: Edit) -> None:
    stored = files.read(path)
    files.write(path, apply(stored.pm, edits), base=stored.raw)


def looked(app) -> StepScreen:
    """Do what the watch does once a second, now; return the step in front."""
    app.draft.look_outside()
    app.keeping.tell()
    assert isinstance(app.screen, StepScreen)
    return app.screen


def said(screen: StepScreen) -> str:
    return screen.query_one(Coach).words(300, 4).plain


async def test_rows_from_outside_are_told_and_marked_until_they_are_looked_at(
    tmp_path: Path, snap: Snap
) -> None:
    async with open_app(tmp_path, HALF, "timeline.new") as (app, pilot):
        row = {"what": "the queue is empty again", "at": app.now()}
        somebody_does(app.draft.path, Edit("timeline.ev-zz", row), Edit("summary", "The queue stood still."))
        screen = looked(app)
        await pilot.pause()
        assert "From outside" in said(screen)
        assert "1 row in the timeline" in said(screen)
        assert [line.path for line in screen.board.lines if "from outside" in line.right] == [
            "timeline.ev-zz.what"
        ]
        snap(app)
        screen.ask("timeline.ev-zz.what")
        await settled(app, pilot)
        assert not any("from outside" in line.right for line in screen.board.lines)


async def test_the_field_in_front_is_not_changed_under_the_cursor(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "summary") as (app, pilot):
        await pilot.press("M", "i", "n", "e")
        await settled(app, pilot)
        mine = app.draft.pm.summary
        somebody_does(app.draft.path, Edit("summary", "Theirs"))
        screen = looked(app)
        await settled(app, pilot)
        assert screen.slot.text == mine
        await pilot.press("tab")
        await settled(app, pilot)
        assert app.draft.pm.summary == "Theirs"
        assert app.draft.pm.conflict == ()


async def test_a_field_that_both_type_in_keeps_both_and_says_so(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "summary") as (app, pilot):
        await pilot.press("M", "i", "n", "e")
        await settled(app, pilot)
        somebody_does(app.draft.path, Edit("summary", "Theirs"))
        looked(app)
        await pilot.press("x")
        await settled(app, pilot)
        screen = looked(app)
        await pilot.pause()
        assert "two values: both are kept" in said(screen)
        assert [row.other for row in app.draft.pm.conflict] == ["Theirs"]
        assert screen.slot.text.endswith("x")


async def test_a_field_that_is_only_looked_at_shows_what_came(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "summary") as (app, pilot):
        somebody_does(app.draft.path, Edit("summary", "Theirs"))
        screen = looked(app)
        await settled(app, pilot)
        assert screen.slot.text == "Theirs"


async def test_who_else_is_there_is_told(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "summary") as (app, pilot):
        other = Presence(app.draft.path, "Robin", app.now())
        app.keeping.look()
        await pilot.pause()
        assert isinstance(app.screen, StepScreen)
        assert "Robin" in said(app.screen)
        assert app.keeping.state_words() == "saved, with Robin"
        other.leave()
        app.keeping.look()
        await settled(app, pilot)
        assert app.keeping.state_words() == "saved"


async def test_a_problem_is_said_and_gone_when_it_is_mended(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "summary") as (app, pilot):
        whole = app.draft.path.read_bytes()
        app.draft.path.write_bytes(whole + b"= broken")
        app.keeping.look()
        await pilot.pause()
        assert "not valid TOML" in app.keeping.state_words()
        assert "kept meanwhile" in said(app.screen)
        app.draft.path.write_bytes(whole)
        app.keeping.look()
        await pilot.pause()
        assert app.keeping.state_words() == "saved"
