"""On the screens the texts of a hostile postmortem are texts: nothing in them is obeyed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from hostile import CONTROLS, EVIL, evil_postmortem
from interview import open_app, put, settled
from pmtui.draft.journal import Journal
from pmtui.model import tomlform
from pmtui.model.edit import Edit
from pmtui.screens.frame import StepScreen
from pmtui.screens.home import HomeScreen
from pmtui.screens.recovery import RecoveryScreen

NEVER = CONTROLS | frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
STEPS = {
    "triage": "triage.learning",
    "timeline": "timeline.tim-1.what",
    "impact": "impact.could_not",
    "causes": "causes.why.why-1.because",
    "factors": "causes.factor.fac-1.what",
    "tree": "causes.event.bas-1.what",
    "roots": "causes.root.roo-1.what",
    "actions": "action.act-1.what",
    "review": "review",
    "share": "summary",
    "track": "action.act-1.log",
}


def segments(app: App[Any]) -> list[Any]:
    """Return what is drawn on the screen, with those beneath it."""
    below = app._background_screens
    update = app.screen._compositor.render_update(full=True, screen_stack=below)
    return [segment for line in update.strips for strip in line for segment in strip]


def only_text(app: App[Any]) -> str:
    """Assert that nothing on the screen acts; return its text."""
    found = segments(app)
    for segment in found:
        assert not set(segment.text) & NEVER, ascii(segment.text)
        style = segment.style
        if style is not None:
            assert not style.link, segment
            assert not any(str(value).startswith("app.") for value in (style.meta or {}).values()), segment
    return "".join(segment.text for segment in found)


@pytest.mark.parametrize("at", STEPS.values(), ids=STEPS)
async def test_each_step(tmp_path: Path, at: str) -> None:
    async with open_app(tmp_path, evil_postmortem(), at) as (app, pilot):
        assert "evil" in only_text(app)
        await pilot.press("tab", "down")
        await settled(app, pilot)
        assert "evil" in only_text(app)
        assert isinstance(app.screen, StepScreen)


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(at, id=name, marks=[] if name == "actions" else pytest.mark.long)
        for name, at in STEPS.items()
    ],
)
async def test_all_that_is_laid_over_a_step(tmp_path: Path, at: str) -> None:
    async with open_app(tmp_path, evil_postmortem(), at, size=(120, 40)) as (app, pilot):
        assert isinstance(app.screen, StepScreen)
        for keys in (
            ["f1"],
            ["f2"],
            ["f5"],
            ["shift+f5"],
            ["f12"],
            ["f6"],
            ["ctrl+p"],
            ["f3"],
            ["down", "down"],
        ):
            await pilot.press(*keys)
            await settled(app, pilot)
            only_text(app)
            for _ in range(3):
                if isinstance(app.screen, StepScreen):
                    break
                await pilot.press("escape")
                await settled(app, pilot)
            only_text(app)
        assert isinstance(app.screen, StepScreen)
        assert app.is_running


async def test_markup_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    words = "[red]red[/red] [link=https://evil.example]l[/link] [@click=app.quit]quit[/] [bold"
    async with open_app(tmp_path, evil_postmortem(words), "summary", size=(120, 40)) as (app, pilot):
        assert words in only_text(app)
        await pilot.press("f5")
        await settled(app, pilot)
        assert "[red]red[/red]" in only_text(app)


async def test_the_library_and_the_names_of_its_files(tmp_path: Path) -> None:
    library = tmp_path / "library"
    put(library, evil_postmortem())
    for name in (
        "2026-01-01-\x1b[2J\x9b\u202ename.toml",
        "2026-01-02-[red]r[@click=app.quit]q[bold.toml",
    ):
        (library / name).write_text(tomlform.dumps(evil_postmortem()), encoding="utf-8")
        (library / f"2026-01-03{name[10:]}").write_bytes(b"\x1b[2J = 1\n")
    async with open_app(tmp_path, None, home=True, size=(120, 40)) as (app, pilot):
        assert isinstance(app.screen, HomeScreen)
        assert "evil" in only_text(app)
        for _ in range(6):
            await pilot.press("down")
            await pilot.pause()
            only_text(app)


async def test_what_is_recovered(tmp_path: Path) -> None:
    file = put(tmp_path / "library", evil_postmortem())
    assert file is not None
    kept = Journal(tmp_path / "state", file, file.read_bytes())
    kept.append((Edit("summary", EVIL + " and more"), Edit("tags", (EVIL, "x"))), evil_postmortem().created)
    kept.abandon()
    async with open_app(tmp_path, file, size=(120, 40)) as (app, pilot):
        assert isinstance(app.screen, RecoveryScreen)
        assert "evil" in only_text(app)
        await pilot.press("escape")
        await settled(app, pilot)
        only_text(app)


@pytest.mark.skipif(shutil.which("true") is None, reason="needs the program `true`")
async def test_a_text_goes_to_the_editor_and_back_as_it_is(tmp_path: Path) -> None:
    from pmtui.terminal.editor import edit_text

    state = tmp_path / "state"
    old = os.umask(0)
    try:
        state.mkdir(mode=0o755)
        edited = edit_text(EVIL.replace("\r", ""), {"EDITOR": "true", "PATH": os.environ["PATH"]}, state)
    finally:
        os.umask(old)
    assert edited.text == EVIL.replace("\r", "")
    assert not edited.changed
    assert edited.file.stat().st_mode & 0o777 == 0o600
    assert edited.file.parent == state
