"""Impact: numbers are read while they are typed; how long it took comes from the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from halfway import HALF, SIZE_IDS, SIZES, Case, asked, here, listed, pictures, pm, press

from interview import example, open_app, weak


def test_a_number_is_read_while_it_is_typed(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="impact.users") as (app, pilot):
            await press(app, pilot, " 50K")
            assert pm(app).impact.users == 50_000
            await press(app, pilot, "enter")
            assert asked(app) != "impact.users"
            assert any(line.startswith("Users") and "50000" in line for line in listed(app))

    asyncio.run(run())


def test_a_word_in_place_of_a_number_is_kept_and_asked_about(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="impact.users") as (app, pilot):
            await press(app, pilot, " many", "tab")
            assert pm(app).impact.users is None and pm(app).unfinished["impact.users"] == "many"
            assert any("… many" in line for line in listed(app))

    asyncio.run(run())


def test_vague_words_are_found_while_they_are_typed(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="impact.note") as (app, pilot):
            await press(app, pilot, " Significant downtime for many customers")
            assert here(app).findings
            await press(app, pilot, "ctrl+z")
            assert not here(app).findings

    asyncio.run(run())


def test_a_metric_is_a_line_with_before_and_after(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="impact.metric.new") as (app, pilot):
            await press(app, pilot, " labels an hour, 900 -> 0", "enter")
            metric = pm(app).impact.metric[0]
            assert (metric.before, metric.after) == (900, 0)
            await press(app, pilot, "escape")
            here(app).board.reveal("impact.metric.0.name")
            await press(app, pilot, "d")
            assert not pm(app).impact.metric
            await press(app, pilot, "ctrl+z")
            assert pm(app).impact.metric[0].after == 0

    asyncio.run(run())


def test_how_long_it_took_is_shown_with_both_ends_or_why_not(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="impact.users") as (app, _):
            assert "TTD" in here(app).info() and "TTR ?" in here(app).info()
            assert any("38 min" in line and "started to detected" in line for line in listed(app))
            assert any("resolved is not given yet" in line for line in listed(app))

    asyncio.run(run())


def test_a_duration_in_the_list_leads_to_its_moment(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="impact.users") as (app, pilot):
            await press(app, pilot, "escape", "G", "enter")
            assert here(app).step == "impact" and asked(app) == "clock.resolved"
            await press(app, pilot, " 09:10")
            assert "TTR 3 h 8 min" in here(app).info()

    asyncio.run(run())


def test_enter_through_all_of_it_leads_to_the_next_step(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="impact.users") as (app, pilot):
            for _ in range(20):
                if here(app).step != "impact":
                    break
                await press(app, pilot, "tab" if asked(app) == "impact.note" else "enter")
            assert here(app).step == "causes"

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    cases: tuple[Case, ...] = (
        ("empty", None, "", ("f7", "f7")),
        ("half", HALF, "impact.users", (" many",)),
        ("complete", example("gitlab"), "impact.note", ()),
        ("findings", weak("ticket-shop"), "impact.note", ()),
        ("list", example("circleci"), "impact.users", ("escape", "G")),
    )
    pictures(tmp_path, snap, size, cases)
