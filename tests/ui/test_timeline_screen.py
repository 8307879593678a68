"""The timeline: rows in a line each, edited in place, and the key moments of the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from halfway import (
    HALF,
    SIZE_IDS,
    SIZES,
    Case,
    asked,
    at_rest,
    coach,
    here,
    listed,
    pictures,
    pm,
    press,
    words,
)
from textual import events

from interview import example, open_app, weak
from pmtui.screens.palette import Palette
from pmtui.screens.pasted import PastedScreen

BLOCK = "06:50 support: a call goes out to all shifts\n07:05 queue: certificate renewed by hand\nno time here"


def test_an_entry_line_becomes_a_row_in_its_place(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.new") as (app, pilot):
            await press(app, pilot, " 06:20 queue: the first retry storm begins")
            assert "06:20" in words(app, "#parse")
            await press(app, pilot, "enter")
            whats = [event.what for event in pm(app).timeline]
            assert len(whats) == 3 and "retry storm" in whats[1]
            assert asked(app) == "timeline.new" and here(app).slot.text == ""
            await press(app, pilot, " +7m a second one", "enter")
            assert len(pm(app).timeline) == 4

    asyncio.run(run())


def test_what_is_typed_and_not_entered_is_kept(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.new") as (app, pilot):
            await press(app, pilot, " 06:3", "tab", "shift+tab")
            assert here(app).slot.text == "06:3"
            assert pm(app).unfinished["timeline.new"] == "06:3"

    asyncio.run(run())


def test_a_row_is_chosen_edited_removed_and_brought_back(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.new") as (app, pilot):
            await press(app, pilot, "escape", "g")
            assert here(app).board.here == "timeline.ev-first.what"
            await press(app, pilot, "e")
            assert asked(app) == "timeline.ev-first.what" and not here(app).listing
            await press(app, pilot, " .", "escape")
            assert pm(app).timeline[0].what.endswith("on.")
            await press(app, pilot, "d")
            assert [event.id for event in pm(app).timeline] == ["ev-call"]
            assert here(app).listing and "Removed" in coach(app) and asked(app) == "timeline.new"
            assert not any("runs out" in line for line in listed(app))
            await press(app, pilot, "ctrl+z")
            assert [event.id for event in pm(app).timeline] == ["ev-first", "ev-call"]
            assert here(app).listing and here(app).board.here == "timeline.ev-first.what"

    asyncio.run(run())


def test_rows_move_up_and_down_and_stop_at_the_ends(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.ev-first.what") as (app, pilot):
            await press(app, pilot, "escape", "J")
            assert [event.id for event in pm(app).timeline] == ["ev-call", "ev-first"]
            assert here(app).board.here == "timeline.ev-first.what"
            await press(app, pilot, "shift+down")
            assert "can't be moved" in coach(app)
            await press(app, pilot, "K")
            assert [event.id for event in pm(app).timeline] == ["ev-first", "ev-call"]

    asyncio.run(run())


def test_add_goes_to_the_entry_line(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="clock.resolved") as (app, pilot):
            await press(app, pilot, "escape", "a")
            assert asked(app) == "timeline.new" and not here(app).listing

    asyncio.run(run())


def test_tab_in_a_row_goes_through_its_fields_and_out(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.ev-call.what") as (app, pilot):
            await press(app, pilot, "shift+tab")
            assert asked(app) == "timeline.ev-call.at"
            await press(app, pilot, "tab", "tab")
            assert asked(app) == "timeline.ev-call.phase"
            await press(app, pilot, "2")
            assert pm(app).timeline[1].phase == "investigation"
            assert here(app).in_list(here(app).board.lines, asked(app)) == "timeline.ev-call.what"

    asyncio.run(run())


def test_f6_makes_the_time_of_a_row_a_key_moment(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.ev-call.what") as (app, pilot):
            await press(app, pilot, "f6")
            assert isinstance(app.screen, Palette)
            await press(app, pilot, " mitigated", "enter")
            clock = pm(app).clock
            assert clock.mitigated == datetime(2026, 11, 23, 6, 40, tzinfo=UTC)
            assert clock.precision.mitigated == "approximate"
            assert "mitigated ~06:40" in here(app).info()

    asyncio.run(run())


def test_f6_without_a_row_says_what_is_missing(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, at="") as (app, pilot):
            await press(app, pilot, "f7", "f6")
            assert "no row with a time" in coach(app)

    asyncio.run(run())


@pytest.mark.parametrize("answer", ["enter", "escape"])
def test_a_pasted_block_is_shown_before_it_becomes_rows(tmp_path: Path, answer: str) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.new") as (app, pilot):
            app.screen.focused.post_message(events.Paste(BLOCK))  # type: ignore[union-attr]
            await pilot.pause()
            await pilot.pause()
            assert isinstance(app.screen, PastedScreen)
            await press(app, pilot, answer)
            if answer == "enter":
                said = " ".join(event.what for event in pm(app).timeline)
                assert "all shifts" in said and "renewed by hand" in said and "no time here" in said
                assert here(app).slot.text == ""
                await press(app, pilot, "ctrl+z")
                assert len(pm(app).timeline) == 2
            else:
                assert len(pm(app).timeline) == 2
                assert "no time here" in pm(app).unfinished["timeline.new"]

    asyncio.run(run())


def test_a_moment_is_read_while_it_is_typed_and_what_is_none_is_kept(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="clock.resolved") as (app, pilot):
            await press(app, pilot, " soon")
            assert pm(app).clock.resolved is None and pm(app).unfinished["clock.resolved"] == "soon"
            await press(app, pilot, "ctrl+a", "ctrl+k", " 09:10")
            assert pm(app).clock.resolved == datetime(2026, 11, 23, 9, 10, tzinfo=UTC)
            assert "clock.resolved" not in pm(app).unfinished

    asyncio.run(run())


def test_blame_is_found_while_it_is_typed_and_goes_with_the_words(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.ev-call.what") as (app, pilot):
            assert not here(app).findings
            await press(app, pilot, " ; the operator carelessly ignored it")
            assert here(app).findings and "Next:" in coach(app)
            await press(app, pilot, *["backspace"] * len("; the operator carelessly ignored it"))
            assert not here(app).findings

    asyncio.run(run())


def test_a_finding_is_waived_with_a_reason_that_is_kept(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, weak("ticket-shop"), at="timeline.ev-2.what") as (app, pilot):
            rule = here(app).findings[0].rule
            await press(app, pilot, "f9", " it is quoted from the chat", "enter")
            row = pm(app).history[-1]
            assert (row.rule, row.why) == (rule, "it is quoted from the chat")
            assert rule not in [finding.rule for finding in here(app).findings]

    asyncio.run(run())


def test_a_gap_is_shown_and_an_empty_list_says_how_it_is_filled(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.new") as (app, pilot):
            assert any("38 min without an entry" in line for line in listed(app))
            await press(app, pilot, "escape", "g", "d", "d")
            assert any("Enter adds it" in line for line in listed(app))

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    cases: tuple[Case, ...] = (
        ("empty", None, "", ("f7", "tab", "tab")),
        ("half", HALF, "timeline.new", (" +5m queue: jobs",)),
        ("complete", example("gitlab"), "timeline.new", ()),
        ("findings", weak("ticket-shop"), "timeline.ev-2.what", ()),
        ("picker", HALF, "timeline.ev-call.phase", ()),
        ("list", example("gitlab"), "timeline.new", ("escape", "up", "up", "up")),
        ("moment", HALF, "timeline.ev-call.what", ("f6",)),
    )
    pictures(tmp_path, snap, size, cases)


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshot_of_a_pasted_block(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="timeline.new", size=size) as (app, pilot):
            app.screen.focused.post_message(events.Paste(BLOCK))  # type: ignore[union-attr]
            await pilot.pause()
            await pilot.pause()
            await at_rest(app, pilot)
            snap(app, "pasted")

    asyncio.run(run())
