"""Root cause: what the organisation can change, chosen from what was found and never typed again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from halfway import HALF, SIZE_IDS, SIZES, Case, asked, here, listed, pictures, pm, press

from interview import example, open_app, weak

FOUND = "causes.root.new.found"


def test_root_causes_are_picked_from_what_was_found(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=FOUND) as (app, pilot):
            one = here(app).now_asked
            assert one is not None
            offered = [choice.label for choice in one.choices]
            assert offered[:3] == [
                "Inner certificates are on no list that anything watches",
                "The reminder went to a mailbox that was closed in May",
                "The check of the printers looks at power and paper, not at jobs",
            ], "where branches end first, then likely factors"
            await press(app, pilot, "1", "3")
            assert [(root.what, root.from_) for root in pm(app).causes.root] == [
                (offered[0], ("why-list",)),
                (offered[2], ("fac-watch",)),
            ]
            await press(app, pilot, "1")
            assert [root.from_ for root in pm(app).causes.root] == [("fac-watch",)]
            assert any("no action" in line for line in listed(app))

    asyncio.run(run())


def test_a_root_cause_of_ones_own_words_has_a_category_and_what_it_is_drawn_from(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.root.new") as (app, pilot):
            await press(app, pilot, " Inner certificates are watched by nothing", "enter")
            root = pm(app).causes.root[0]
            app.go(f"causes.root.{root.id}.category")
            await press(app, pilot, "5")
            assert pm(app).causes.root[0].category == "systemic"
            assert any("Systemic issue" in line for line in listed(app))
            app.go(f"causes.root.{root.id}.from")
            await press(app, pilot, "2", "3", "2")
            assert pm(app).causes.root[0].from_ == ("why-mail",)

    asyncio.run(run())


def test_the_trigger_stands_apart_and_above_the_causes(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.trigger") as (app, _):
            lines = listed(app)
            trigger = next(n for n, line in enumerate(lines) if line.startswith("Trigger"))
            heading = next(n for n, line in enumerate(lines) if "organisation can change" in line)
            assert trigger < heading and asked(app) == "causes.trigger"

    asyncio.run(run())


def test_r_makes_a_root_cause_of_the_why_at_the_cursor(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-list.because")
            await press(app, pilot, "r")
            root = pm(app).causes.root[0]
            assert (root.what, root.from_) == (
                "Inner certificates are on no list that anything watches",
                ("why-list",),
            )
            assert asked(app) == f"causes.root.{root.id}.category"

    asyncio.run(run())


def test_the_category_begins_at_what_the_words_speak_for_and_is_not_chosen(tmp_path: Path) -> None:
    async def run() -> None:
        text = HALF.replace(
            "Inner certificates are on no list that anything watches", "It is a known issue of 2021"
        )
        async with open_app(tmp_path, text, at="causes.why.new") as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-list.because")
            await press(app, pilot, "r")
            assert pm(app).causes.root[0].category is None
            await press(app, pilot, "enter")
            assert pm(app).causes.root[0].category == "technical-debt"

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    cases: tuple[Case, ...] = (
        ("empty", HALF.partition("[[causes.why]]")[0], "causes.root.new", ()),
        ("picking", HALF, FOUND, ("1",)),
        ("large", LARGE, FOUND, ("escape", "G")),
        ("complete", example("circleci"), "causes.trigger", ()),
        ("findings", weak("ticket-shop"), "causes.root.rc-1.what", ()),
        ("category", example("gitlab"), "causes.root.rc-guard.category", ()),
        ("picker", example("gitlab"), "causes.root.rc-guard.from", ()),
    )
    pictures(tmp_path, snap, size, cases)


LARGE = HALF + "".join(
    f"""
[[causes.root]]
id = "rc-{number}"
what = "Number {number}: a state that the organisation can change, told in words that go on past the end"
category = "{("process-gap", "technical-debt", "systemic")[number % 3]}"
from = ["why-list"]
"""
    for number in range(12)
)
