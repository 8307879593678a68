"""The library: what is there, what is due, what is broken; open one, begin one."""

from __future__ import annotations

from pathlib import Path

import pytest
from half_filled import HALF, at_both_sizes, said

from interview import example, open_app, put, settled, weak
from pmtui.screens.frame import StepScreen
from pmtui.screens.help_screen import HelpScreen
from pmtui.screens.home import HomeScreen
from snap import Snap


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own folder, under a short name that is the same in every run."""
    monkeypatch.chdir(tmp_path)
    return Path()


def fill(folder: Path) -> None:
    """Put several postmortems into the library, one of which is broken."""
    for what in (HALF, example("gitlab"), example("circleci"), weak("ticket"), weak("fare")):
        put(folder / "library", what)
    (folder / "library" / "2026-07-01-broken.toml").write_text("title = \n", encoding="utf-8")


async def test_a_new_one_is_begun(folder: Path) -> None:
    async with open_app(folder, home=True) as (app, pilot):
        assert "No postmortems here yet" in said(app)
        await pilot.press("n")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen) and app.screen.step == "triage"
        assert not app.draft.path.exists()


async def test_one_is_opened(folder: Path) -> None:
    async with open_app(folder, HALF, home=True) as (app, pilot):
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, StepScreen)
        assert app.draft.pm.title == "Checkout refused payments"


async def test_a_broken_file_is_shown_and_says_what_is_wrong(folder: Path) -> None:
    fill(folder)
    async with open_app(folder, home=True) as (app, pilot):
        broken = next(at for at, one in enumerate(app.screen._entries) if not one.readable)  # type: ignore[attr-defined]
        await pilot.press("g", *["j"] * broken, "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "unreadable 2026-07-01-broken.toml" in said(app)
        assert "2026-07-01-broken.toml:" in said(app)
        assert (folder / "library" / "2026-07-01-broken.toml").read_text(encoding="utf-8") == "title = \n"


async def test_help_and_leaving(folder: Path) -> None:
    async with open_app(folder, home=True) as (app, pilot):
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "q")
        await pilot.pause()
        assert app.return_code == 0


@at_both_sizes
async def test_empty(folder: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(folder, home=True, size=size) as (app, _):
        snap(app)


@at_both_sizes
async def test_filled(folder: Path, size: tuple[int, int], snap: Snap) -> None:
    fill(folder)
    async with open_app(folder, home=True, size=size) as (app, pilot):
        snap(app)
        broken = next(at for at, one in enumerate(app.screen._entries) if not one.readable)  # type: ignore[attr-defined]
        await pilot.press("g", *["j"] * broken, "enter")
        await settled(app, pilot)
        snap(app, "broken")
