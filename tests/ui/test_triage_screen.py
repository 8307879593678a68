"""Triage: it asks, advises, and keeps what the person decides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from halfway import HALF, SIZE_IDS, SIZES, Case, asked, coach, here, listed, pictures, pm, press

from interview import example, open_app, put, settled, weak
from pmtui.interview.script import kind_of
from pmtui.model.postmortem import Postmortem


def test_answers_bring_the_next_question_and_stand_in_the_list(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path) as (app, pilot):
            assert asked(app) == "triage.ongoing"
            await press(app, pilot, "1", "enter")
            assert pm(app).triage.ongoing is False and asked(app) == "triage.purpose"
            await press(app, pilot, "down", "up", "enter")
            assert pm(app).triage.purpose == "learning" and asked(app) == "triage.learning"
            await press(app, pilot, " Certificates end unseen", "enter")
            assert pm(app).triage.learning == "Certificates end unseen"
            assert "Over?          It is over" in listed(app)
            assert "To learn       Certificates end unseen" in listed(app)

    asyncio.run(run())


def test_enter_on_an_empty_line_passes_a_question_by(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, at="") as (app, pilot):
            await press(app, pilot, "1", "enter", "1", "enter", "enter")
            assert pm(app).triage.learning == "" and asked(app) not in ("triage.learning", "triage.ongoing")

    asyncio.run(run())


def test_tab_walks_through_the_questions_and_back(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path) as (app, pilot):
            await press(app, pilot, "tab", "tab")
            assert asked(app) == "triage.learning"
            await press(app, pilot, "shift+tab")
            assert asked(app) == "triage.purpose"
            await press(app, pilot, "shift+tab", "shift+tab")
            assert asked(app) == "triage.ongoing" and "first step" in coach(app)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("keys", "advised"),
    [
        (("2",), "resolve it first"),
        (("1", "enter", "2"), "Ask instead"),
        (("1", "enter", "1", "tab", "tab", "2"), "one line of record"),
    ],
    ids=["ongoing", "blame", "trivial"],
)
def test_it_advises_in_sight_of_the_answer(tmp_path: Path, keys: tuple[str, ...], advised: str) -> None:
    async def run() -> None:
        async with open_app(tmp_path) as (app, pilot):
            assert not any(line.style == "advice" for line in here(app).board.lines)
            await press(app, pilot, *keys)
            lines = here(app).board.lines
            said = " ".join(str(line.text) for line in lines if line.style == "advice")
            assert advised in " ".join(said.split())
            at = [n for n, line in enumerate(lines) if line.style == "advice"]
            assert max(at) < here(app).board.size.height, "the advice is out of sight"

    asyncio.run(run())


def test_the_decision_is_kept_whatever_was_advised(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path) as (app, pilot):
            await press(app, pilot, "2", "enter", "1", "enter", " Why", "tab")
            assert asked(app) == "triage.decision"
            await press(app, pilot, "1", "enter")
            assert pm(app).triage.ongoing is True and pm(app).triage.decision == "postmortem"
            await press(app, pilot, "ctrl+s")
            assert 'decision = "postmortem"' in app.draft.path.read_text(encoding="utf-8")

    asyncio.run(run())


def test_another_kind_changes_phases_and_impact(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="kind") as (app, pilot):
            await press(app, pilot, "s")
            await press(app, pilot, "space")
            assert pm(app).kind == "security-incident"
            assert kind_of(pm(app)).phases[0][0] == "breach"
            await press(app, pilot, "f7")
            await press(app, pilot, "f7")
            assert "impact.data_exposed" in [one.path for one in here(app).asked_here()]
            assert any("Regulators" in line for line in listed(app))

    asyncio.run(run())


def test_escape_goes_to_the_list_and_enter_back_into_the_line(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="title") as (app, pilot):
            await press(app, pilot, " x", "escape")
            assert here(app).listing and pm(app).title.endswith("hoursx")
            await press(app, pilot, "j", "k", "d")
            assert "no row" in coach(app) and pm(app).title.endswith("hoursx")
            await press(app, pilot, "g", "enter")
            assert asked(app) == "triage.ongoing" and not here(app).listing
            await press(app, pilot, "escape", "escape")
            assert not here(app).listing

    asyncio.run(run())


def test_undo_and_redo_bring_an_answer_back_and_forth(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path) as (app, pilot):
            await press(app, pilot, "2", "ctrl+z")
            assert pm(app).triage.ongoing is None
            await press(app, pilot, "ctrl+y")
            assert pm(app).triage.ongoing is True

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    cases: tuple[Case, ...] = (
        ("empty", None, "", ()),
        ("half", HALF, "severity", ()),
        ("complete", example("gitlab"), "title", ()),
        ("ongoing", None, "", ("2", "enter")),
        ("blame", weak("open-bucket"), "triage.purpose", ()),
        ("list", HALF, "title", ("escape", "up", "up")),
    )
    pictures(tmp_path, snap, size, cases)


def test_what_was_there_before_is_shown_with_what_never_shipped(tmp_path: Path) -> None:
    rows = [{"id": "ac-1", "what": "Refuse an empty snapshot"}]
    before = {"id": "2025-01-01-x", "title": "Search index rebuilt from an empty snapshot", "action": rows}
    now = Postmortem(id="2026-11-24-y", title="Search down: the index came from an empty snapshot")

    async def main() -> None:
        put(tmp_path / "library", Postmortem.model_validate(before))
        async with open_app(tmp_path, now, "title") as (app, pilot):
            await app.workers.wait_for_complete()
            await settled(app, pilot)
            app.screen.to_list()  # type: ignore[attr-defined]
            await pilot.press("G")
            await settled(app, pilot)
            shown = [str(line.text) for line in app.screen.board.lines]  # type: ignore[attr-defined]
            assert any("2025-01-01  Search index rebuilt" in line for line in shown)
            assert any("never shipped: Refuse an empty snapshot" in line for line in shown)

    asyncio.run(main())
