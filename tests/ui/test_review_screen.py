"""The Review screen: ten criteria with their reason, the engineer's own score, the average."""

from __future__ import annotations

from pathlib import Path

from half_filled import HALF, at_both_sizes, said, types

from interview import example, open_app, settled, weak
from pmtui.screens.review import ReviewScreen
from snap import Snap


async def test_ten_criteria_with_a_reason_each_and_the_average(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "review.override.timeline", (120, 40)) as (app, _):
        shown = said(app)
        assert len(app.known.scores()) == 10
        for score in app.known.scores():
            assert score.label in shown and score.reason
        assert "of 5: below 3.5" in shown


async def test_enter_on_a_criterion_asks_for_its_score(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "review.override.timeline") as (app, pilot):
        await pilot.press("escape", "g", "j", "enter")
        screen = app.screen
        assert isinstance(screen, ReviewScreen) and screen.now_asked is not None
        assert screen.now_asked.path == f"review.override.{app.known.scores()[1].id}"
        assert app.known.scores()[1].reason[:30] in said(app)


async def test_a_score_of_ones_own_needs_a_reason_and_can_be_taken_back(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "review.override.timeline") as (app, pilot):
        worked_out = app.known.scores()[0].worked_out
        await types(pilot, "5", "enter")
        assert app.draft.pm.review.override == () and "Why this score?" in said(app)
        await types(pilot, ", the log is complete", "enter")
        await settled(app, pilot)
        own = app.draft.pm.review.override[0]
        assert (own.criterion, own.score, own.why) == ("timeline", 5, "the log is complete")
        shown = said(app)
        assert f"yours (worked out {worked_out})" in shown and "the log is complete" in shown
        assert "worked out: " in shown
        await types(pilot, "none", "enter")
        assert app.draft.pm.review.override == ()


async def test_a_good_average_is_done_on_the_way(tmp_path: Path) -> None:
    async with open_app(tmp_path, example("gitlab"), "review.override.timeline") as (app, _):
        assert "▸●Review" in said(app) and "enough to share" in said(app)


@at_both_sizes
async def test_empty(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, None, size=size) as (app, pilot):
        app.go("review.override.timeline")
        await settled(app, pilot)
        snap(app)


@at_both_sizes
async def test_half_filled(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "review.override.impact", size) as (app, pilot):
        await types(pilot, "3, the figures are with finance", "enter")
        await settled(app, pilot)
        snap(app)


@at_both_sizes
async def test_complete(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, example("gitlab"), "review.override.timeline", size) as (app, _):
        snap(app)


@at_both_sizes
async def test_with_findings(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, weak("ticket"), "review.override.depth", size) as (app, _):
        snap(app)
