"""A journal that makes pmtui crash is read once: the next start sets it aside and says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from half_filled import HALF

from interview import environment, open_app, put, settled
from pmtui.draft import holds, left_behind
from pmtui.draft.draft import Draft
from pmtui.draft.holds import Hold
from pmtui.draft.recovery import Recovery
from pmtui.model.edit import Edit
from pmtui.screens.frame import StepScreen
from pmtui.screens.recovery import RecoveryScreen
from pmtui.store import files
from pmtui.widgets.coach import Coach

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


class OddError(Exception):
    """What nobody foresaw."""


def killed_at(folder: Path) -> Path:
    """Leave a journal behind, as a kill does; return the postmortem's file."""
    file = put(folder / "library", HALF)
    assert file is not None
    stored = files.read(file)
    draft = Draft(file, stored.pm, stored.raw, now=lambda: NOW, state_dir=folder / "state")
    draft.do(Edit("impact.note", "Typed and not saved"))
    assert draft.journaled()
    draft._journal.abandon()  # type: ignore[union-attr]
    return file


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch) -> list[Hold]:
    """What the program holds, which the system lets go of when it has ended."""
    taken: list[Hold] = []
    real = holds.take

    def take(path: Path) -> Hold | None:
        found = real(path)
        if found is not None:
            taken.append(found)
        return found

    monkeypatch.setattr(holds, "take", take)
    return taken


def let_go(holding: list[Hold]) -> None:
    while holding:
        holding.pop().let_go()


def raise_odd(*_: object, **__: object) -> None:
    raise OddError


@pytest.mark.parametrize("where", ["computed", "rendered", "taken", "taken at once"])
async def test_what_crashes_is_set_aside_at_the_next_start_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holding: list[Hold], where: str
) -> None:
    killed_at(tmp_path)
    at = "summary" if where == "taken at once" else ""
    with monkeypatch.context() as patch:
        if where == "computed":
            patch.setattr(Recovery, "joined", raise_odd)
        elif where == "rendered":
            patch.setattr(RecoveryScreen, "pages", raise_odd)
        else:
            patch.setattr("pmtui.screens.recovering.difference", raise_odd)
        with pytest.raises(OddError):
            await crashing(tmp_path, at)
    let_go(holding)
    said = list[str]()
    plain = Coach.say
    monkeypatch.setattr(Coach, "say", lambda coach, text: (said.append(text), plain(coach, text)))
    await only_opening(tmp_path)
    (words,) = said
    assert "could not be read" in words
    assert "pmtui recover" in words
    assert len(left_behind.laid_aside(tmp_path / "state")) == 1
    await only_opening(tmp_path)
    assert len(said) == 1


async def crashing(folder: Path, at: str) -> None:
    async with open_app(folder, HALF, at) as (app, pilot):
        assert isinstance(app.screen, RecoveryScreen)
        await pilot.press("enter")
        await settled(app, pilot)


async def only_opening(folder: Path) -> None:
    async with open_app(folder, HALF) as (app, _):
        assert isinstance(app.screen, StepScreen)


async def test_what_is_shown_and_not_answered_is_offered_again(tmp_path: Path, holding: list[Hold]) -> None:
    file = killed_at(tmp_path)

    async def look() -> None:
        async with open_app(tmp_path, HALF) as (app, _):
            assert isinstance(app.screen, RecoveryScreen)

    await look()
    let_go(holding)
    (found,) = left_behind.pending(tmp_path / "state", file)
    found.let_go()


async def test_a_new_postmortem_that_was_killed_before_it_was_saved_is_offered_another_day(
    tmp_path: Path,
) -> None:
    async with open_app(tmp_path) as (app, _):
        begun = app.draft.path
    begun.unlink()
    from pmtui.draft.draft import begin

    path, pm = begin(tmp_path / "library", NOW)
    draft = Draft(path, pm, None, now=lambda: NOW, state_dir=Path(environment(tmp_path)["PMTUI_STATE_DIR"]))
    draft.do(Edit("summary", "Typed and never saved"))
    assert draft.journaled()
    draft._journal.abandon()  # type: ignore[union-attr]
    put(tmp_path / "library", 'format = 1\nid = "x"\n')
    (tmp_path / "library" / "2026-11-24-test.toml").rename(path)  # a stranger's, by that name
    next_day = NOW.replace(day=25)
    async with open_app(tmp_path, clock=lambda: next_day) as (app, pilot):
        assert isinstance(app.screen, RecoveryScreen)
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.draft.pm.summary == "Typed and never saved"
        taken = app.draft.path
    assert taken != path
    assert files.read(taken).pm.summary == "Typed and never saved"
    assert files.read(path).pm.id == "x"


async def test_a_change_during_a_slow_save_is_saved_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(tmp_path, HALF) as (app, pilot):
        real, meanwhile = app.draft.save, [Edit("impact.note", "Typed meanwhile")]

        def slow(**more: bool) -> None:
            real(**more)
            while meanwhile:
                app.call_from_thread(app.draft.do, meanwhile.pop())
                app.call_from_thread(app.keeping._save_soon)  # the pause after it, while the save goes on

        monkeypatch.setattr(app.draft, "save", slow)
        app.draft.do(Edit("summary", "Typed"))
        app.keeping._save_soon()
        await app.workers.wait_for_complete()
        await pilot.pause()
        timer = app.keeping._timer
        assert timer is not None
        assert timer._active.is_set()
        monkeypatch.undo()
