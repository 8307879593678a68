"""The Track screen: the status of each action, slips with their reason, and the gate that closes."""

from __future__ import annotations

from pathlib import Path

from half_filled import HALF, at_both_sizes, said, types

from interview import example, open_app, settled, weak
from pmtui.screens.reason import ReasonScreen
from pmtui.screens.track import TrackScreen
from snap import Snap


async def test_a_status_is_picked_and_the_bar_grows(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.ac-1.status") as (app, pilot):
        app.visits.step("track", "action.ac-1.status")
        await settled(app, pilot)
        assert "0 of 2 done" in said(app) and "late Kim 2026-11-20" in said(app)
        await pilot.press("3")
        await settled(app, pilot)
        assert app.draft.pm.action[0].status == "done"
        assert "[##########..........] 1 of 2 done" in said(app)


async def test_news_with_a_day_move_the_deadline_and_keep_the_reason(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.ac-2.log.new") as (app, pilot):
        await types(pilot, "15 Dec, waits for the vendor", "enter")
        await settled(app, pilot)
        late = app.draft.pm.action[1]
        assert str(late.due) == "2026-12-15"
        assert late.log[-1].what == "due moved from 2026-11-20 to 2026-12-15: waits for the vendor"
        assert "due moved from 2026-11-20" in said(app)
        await pilot.press("ctrl+z")
        assert str(app.draft.pm.action[1].due) == "2026-11-20" and app.draft.pm.action[1].log == ()


async def test_a_day_without_a_reason_moves_nothing(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.ac-2.log.new") as (app, pilot):
        await types(pilot, "15 Dec", "enter")
        assert str(app.draft.pm.action[1].due) == "2026-11-20"
        assert "What moved it?" in said(app)


async def test_dropping_asks_for_a_reason_and_waits_for_it(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF) as (app, pilot):
        app.visits.step("track", "action.ac-1.status")
        await settled(app, pilot)
        await pilot.press("d", "d", "enter")
        assert isinstance(app.screen, ReasonScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.draft.pm.action[0].status == "open"
        screen = app.screen
        assert isinstance(screen, TrackScreen) and screen.now_asked is not None
        assert screen.now_asked.path == "action.ac-1.status"  # it is not passed by
        assert "It is left as it was." in said(app)
        await pilot.press("4")
        await types(pilot, "checkout is retired in March", "enter")
        await settled(app, pilot)
        first = app.draft.pm.action[0]
        assert first.status == "dropped" and first.log[-1].what == "dropped: checkout is retired in March"
        assert "0 of 2 done, 1 dropped" in said(app)
        assert app.screen.now_asked.path == "action.ac-2.status"  # type: ignore[attr-defined]


async def test_the_gate_says_what_is_missing_and_does_not_close(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "status") as (app, pilot):
        await pilot.press("c", "enter")
        assert app.draft.pm.status == "draft" and app.draft.pm.history == ()
        assert isinstance(app.screen, TrackScreen)  # the refusal is seen, not passed by
        shown = said(app)
        assert "Not closed yet." in shown and "before closing: Still open: Add schema validation" in shown


async def test_closing_is_recorded_and_a_correction_afterwards_too(tmp_path: Path) -> None:
    text = example("gitlab").read_text(encoding="utf-8").replace('status = "closed"', 'status = "shared"', 1)
    async with open_app(tmp_path, text, "status") as (app, pilot):
        before = len(app.draft.pm.history)
        await pilot.press("4")
        assert app.draft.pm.status == "closed"
        assert app.draft.pm.history[-1].what == "shared -> closed"
        app.go("lessons.surprised")
        await settled(app, pilot)
        await types(pilot, "!?")
        await settled(app, pilot)
        corrected = app.draft.pm.history[before + 1 :]
        assert [(row.what, row.field) for row in corrected] == [
            ("corrected after closing", "lessons.surprised")
        ]
        await pilot.press("ctrl+z")
        assert len(app.draft.pm.history) == before + 1  # the correction is taken back, and so is its record


@at_both_sizes
async def test_empty(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, None, size=size) as (app, pilot):
        app.go("status")
        await settled(app, pilot)
        snap(app)


@at_both_sizes
async def test_half_filled(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "action.ac-2.log.new", size) as (app, pilot):
        await types(pilot, "15 Dec, waits for the vendor")
        await settled(app, pilot)
        snap(app, "slip")
        await pilot.press("enter")
        await settled(app, pilot)
        snap(app, "slipped")


@at_both_sizes
async def test_complete(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, example("gitlab"), "status", size) as (app, pilot):
        snap(app)
        await pilot.press("escape", "g", "enter")
        await settled(app, pilot)
        snap(app, "action")


@at_both_sizes
async def test_with_findings(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, weak("ticket"), "status", size) as (app, pilot):
        await pilot.press("4")
        await pilot.pause()
        snap(app)
