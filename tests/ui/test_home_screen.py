"""The library: what is there, what is due, what is broken; open one, begin one."""

from __future__ import annotations

from pathlib import Path

import pytest
from half_filled import HALF, at_both_sizes, said

from interview import NOW, example, open_app, put, settled, weak
from pmtui.draft.journal import Journal
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.model.tomlform import dumps
from pmtui.screens.frame import StepScreen
from pmtui.screens.help_screen import HelpScreen
from pmtui.screens.home import BEGUN, UNSAVED, HomeScreen
from pmtui.screens.recovery import RecoveryScreen
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


def left(folder: Path, path: Path, raw: bytes, *, new: bool = False) -> None:
    """Leave a journal behind, as a kill does."""
    one = Journal(folder / "state", path, raw, new=new)
    one.append((Edit("impact.note", "Typed and not saved"),), NOW)
    one.abandon()


async def test_what_was_typed_and_not_saved_is_told_in_the_list(folder: Path, snap: Snap) -> None:
    fill(folder)
    file = put(folder / "library", HALF)
    assert file is not None
    left(folder, file, file.read_bytes())
    async with open_app(folder, home=True) as (app, pilot):
        assert said(app).count(UNSAVED) == 1
        assert BEGUN not in said(app)
        snap(app)
        here = next(at for at, one in enumerate(app.screen._entries) if one.path.name == file.name)  # type: ignore[attr-defined]
        await pilot.press("g", *["j"] * here, "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, RecoveryScreen)


async def test_one_that_was_never_saved_is_told_and_gone_on_with(folder: Path, snap: Snap) -> None:
    begun = Postmortem(id="2026-11-24-untitled", created=NOW)
    left(folder, folder / "library" / f"{begun.id}.toml", dumps(begun).encode(), new=True)
    async with open_app(folder, home=True) as (app, pilot):
        assert BEGUN in said(app)
        snap(app)
        await pilot.press("n")
        await settled(app, pilot)
        assert isinstance(app.screen, RecoveryScreen)
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.draft.pm.impact.note == "Typed and not saved"


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
