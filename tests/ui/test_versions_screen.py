"""Earlier versions on their screen: listed, looked at, and brought back as one step."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from half_filled import HALF, at_both_sizes, said
from textual.pilot import Pilot

from interview import NOW, open_app, settled
from pmtui.app import PmtuiApp
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.screens.frame import StepScreen
from pmtui.screens.versions import VersionScreen, VersionsScreen
from pmtui.store import versions
from pmtui.widgets.board import Board
from snap import Snap

PM = tomlform.loads(HALF)
OLDER = apply(
    PM,
    [
        Edit("summary", "Checkout was down.\nIt was found by a user."),
        Edit("action.ac-2", None),
        Edit("clock.detected", PM.clock.started),
    ],
)
OLDEST = apply(
    OLDER, [Edit("id", "2026-11-24-untitled"), Edit("title", ""), Edit("timeline.ev-1", {"what": "x"})]
)
PM = apply(PM, [Edit("summary", "Checkout was slow.\nIt was found by a user.")])


def kept(folder: Path, *each: Postmortem | bytes) -> None:
    """Keep versions of the postmortem that a test opens, oldest first, a day apart."""
    for at, one in enumerate(each):
        raw = one if isinstance(one, bytes) else tomlform.dumps(one).encode()
        when = NOW - timedelta(days=len(each) - at, minutes=at)
        assert versions.keep(folder / "state", folder / "library" / f"{PM.id}.toml", raw, when) == ""


def count(folder: Path) -> int:
    return len(versions.versions(folder / "state", folder / "library" / f"{PM.id}.toml"))


async def opened(app: PmtuiApp, pilot: Pilot[int]) -> VersionsScreen:
    await pilot.press("shift+f5")
    await settled(app, pilot)
    assert isinstance(app.screen, VersionsScreen)
    return app.screen


@at_both_sizes
async def test_versions_are_listed_and_looked_at(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    kept(tmp_path, OLDEST, b"not TOML [", OLDER)
    async with open_app(tmp_path, PM, "summary", size) as (app, pilot):
        await opened(app, pilot)
        snap(app, "list")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, VersionScreen)
        assert "Checkout was [-down.-]{+slow.+}" in said(app)
        snap(app, "one")
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, StepScreen)


async def test_in_the_smallest_terminal(tmp_path: Path, snap: Snap) -> None:
    kept(tmp_path, OLDEST, OLDER)
    async with open_app(tmp_path, PM, "summary", (60, 15)) as (app, pilot):
        await opened(app, pilot)
        snap(app, "list")
        await pilot.press("down", "enter")
        await settled(app, pilot)
        snap(app, "one")


@pytest.mark.parametrize("looked_at", [False, True])
async def test_a_version_is_brought_back_as_one_step(tmp_path: Path, looked_at: bool) -> None:
    kept(tmp_path, OLDEST, OLDER)
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        await opened(app, pilot)
        await pilot.press("down", *(["enter"] if looked_at else []))
        await settled(app, pilot)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, StepScreen)
        assert app.draft.pm == OLDEST.model_copy(update={"id": PM.id})
        assert app.screen.slot.text == OLDEST.summary
        assert "Brought back as it was until 2026-11-22 18:00. ^Z takes it out again." in said(app)
        await pilot.press("ctrl+z")
        await settled(app, pilot)
        assert app.draft.pm == PM
    assert count(tmp_path) >= 3


async def test_what_was_there_is_kept_before_it_is_replaced(tmp_path: Path) -> None:
    kept(tmp_path, OLDER)
    versions.keep(tmp_path / "state", tmp_path / "library" / f"{PM.id}.toml", b'id = "y"\n', NOW)
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        await opened(app, pilot)
        await pilot.press("down", "r")
        await settled(app, pilot)
        assert app.draft.pm == OLDER
    found = versions.versions(tmp_path / "state", tmp_path / "library" / f"{PM.id}.toml")
    assert PM in [versions.read(one).pm for one in found]


async def test_the_row_in_front_may_go(tmp_path: Path) -> None:
    kept(tmp_path, OLDER)
    async with open_app(tmp_path, PM, "action.ac-2.measure") as (app, pilot):
        await opened(app, pilot)
        await pilot.press("r")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen) and app.screen.step == "actions"
        assert app.draft.pm == OLDER
        await pilot.press("ctrl+z")
        await settled(app, pilot)
        assert app.draft.pm == PM


async def test_a_broken_version_is_passed_over(tmp_path: Path) -> None:
    kept(tmp_path, b"\xff", b"[")
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        await opened(app, pilot)
        assert "can't be read: not valid TOML" in said(app) and "not UTF-8" in said(app)
        await pilot.press("enter", "r", "q")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen) and app.draft.pm == PM


async def test_a_version_that_breaks_meanwhile_says_so(tmp_path: Path) -> None:
    kept(tmp_path, OLDER)
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        await opened(app, pilot)
        (one,) = versions.versions(tmp_path / "state", app.draft.path)
        one.path.write_bytes(b"[")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, VersionsScreen) and "can't be read" in said(app)
        await pilot.press("escape", "shift+f5")
        one.path.unlink()
        await settled(app, pilot)
        await pilot.press("r")
        await settled(app, pilot)
        assert app.draft.pm == PM


async def test_without_versions_it_says_when_one_is_kept(tmp_path: Path) -> None:
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        screen = await opened(app, pilot)
        assert "None is kept yet" in said(app)
        await pilot.press("enter", "r")
        assert app.screen is screen
        await pilot.press("f17")
        assert isinstance(app.screen, StepScreen)


async def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    kept(tmp_path, PM)
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        await opened(app, pilot)
        assert "nothing that shows" in said(app)
        await pilot.press("r")
        await pilot.pause()
        assert "That version is the same as what is here." in said(app)
        assert app.draft.undo() is None


async def test_what_is_shown_is_no_markup_and_no_escape_sequence(tmp_path: Path) -> None:
    odd = apply(PM, [Edit("summary", "[b]bold[/b] \x1b[31mred"), Edit("title", "[link=x]\x9b")])
    kept(tmp_path, odd)
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert "[b]bold[/b]" in said(app) and not set(said(app)) & {"\x1b", "\x9b"}


async def test_the_list_is_there_before_the_versions_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, OLDEST, OLDER)
    monkeypatch.setattr(VersionsScreen, "_read", lambda _: None)
    async with open_app(tmp_path, PM, "summary") as (app, pilot):
        screen = await opened(app, pilot)
        lines = screen.query_one(Board).lines
        assert [str(line.text)[-1] for line in lines] == ["…", "…"]
        await pilot.press("r")
        await settled(app, pilot)
        assert app.draft.pm == OLDER
