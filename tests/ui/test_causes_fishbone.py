"""Root cause: the fishbone, its bones and factors, and factors that move on to the other views."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from halfway import (
    HALF,
    SIZE_IDS,
    SIZES,
    Case,
    asked,
    coach,
    here,
    listed,
    pictures,
    pm,
    press,
    words,
)

from interview import example, open_app
from pmtui.interview.marking import BONE
from pmtui.screens.palette import Palette

NEW = "causes.factor.new"
WATCH = "causes.factor.fac-watch"


def text_of(path: str, lines: list[str]) -> str:
    return next((line for line in lines if path in line), "")


def test_a_line_goes_on_the_bone_in_hand_or_on_the_one_that_it_names(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=NEW) as (app, pilot):
            assert "on the bone people?" in words(app, "#question"), "the first one not looked at"
            await press(app, pilot, " no rota", "enter")
            assert (pm(app).causes.factor[-1].bone, pm(app).causes.factor[-1].what) == ("people", "no rota")
            await press(app, pilot, " process: certificates are renewed by hand !", "enter")
            last = pm(app).causes.factor[-1]
            assert (last.bone, last.what, last.likely) == (
                "process",
                "certificates are renewed by hand",
                True,
            )

    asyncio.run(run())


def test_with_every_bone_looked_at_a_line_without_a_bone_is_asked_back(tmp_path: Path) -> None:
    async def run() -> None:
        looked = HALF.replace("[causes]", '[causes]\nnone_found = ["people", "process", "environment"]')
        async with open_app(tmp_path, looked, at=NEW) as (app, pilot):
            await press(app, pilot, " no rota", "enter")
            assert len(pm(app).causes.factor) == 1 and "On which bone?" in coach(app)
            assert here(app).slot.text == "no rota"

    asyncio.run(run())


def test_space_on_an_empty_bone_says_looked_none_found_and_takes_it_back(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=NEW) as (app, pilot):
            assert sum("not looked at yet" in line for line in listed(app)) == 3
            await press(app, pilot, "escape")
            here(app).board.reveal(f"{BONE}environment")
            await press(app, pilot, "space")
            assert pm(app).causes.none_found == ("environment",)
            assert sum("looked, none found" in line for line in listed(app)) == 1
            await press(app, pilot, "space")
            assert pm(app).causes.none_found == ()

    asyncio.run(run())


def test_factors_are_marked_likely_and_moved_between_bones(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal(f"{WATCH}.what")
            await press(app, pilot, "space")
            assert pm(app).causes.factor[0].likely is None
            await press(app, pilot, "space")
            assert pm(app).causes.factor[0].likely is True
            await press(app, pilot, "right")
            assert pm(app).causes.factor[0].bone == "environment"
            await press(app, pilot, "right")
            assert pm(app).causes.factor[0].bone == "environment" and "can't go further" in coach(app)
            await press(app, pilot, "left", "left")
            assert pm(app).causes.factor[0].bone == "process"
            assert here(app).board.here == f"{WATCH}.what", "the cursor goes with it"

    asyncio.run(run())


def test_a_factor_becomes_a_why_and_a_root_cause_without_typing_it_again(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal(f"{WATCH}.what")
            await press(app, pilot, "w")
            why = pm(app).causes.why[-1]
            assert (why.because, why.from_, why.explains) == (
                "The check of the printers looks at power and paper, not at jobs",
                ("fac-watch",),
                ("problem",),
            )
            assert asked(app) == f"causes.why.{why.id}.because"
            app.go(f"{WATCH}.what")
            await press(app, pilot, "escape")
            here(app).board.reveal(f"{WATCH}.what")
            await press(app, pilot, "w")
            assert len(pm(app).causes.why) == 4 and "stands there already" in coach(app)
            app.go(f"{WATCH}.what")
            await press(app, pilot, "escape")
            here(app).board.reveal(f"{WATCH}.what")
            await press(app, pilot, "r")
            root = pm(app).causes.root[-1]
            assert (root.what, root.from_) == (why.because, ("fac-watch",))
            assert asked(app) == f"causes.root.{root.id}.category"

    asyncio.run(run())


def test_the_cursor_of_the_fish_goes_bone_by_bone(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, example("circleci"), at=NEW, size=(120, 40)) as (app, pilot):
            assert any("═" in line for line in listed(app)), "drawn as a fish"
            await press(app, pilot, "escape", "g")
            seen = [here(app).board.here]
            for _ in range(20):
                await press(app, pilot, "j")
                seen.append(here(app).board.here)
            causes = pm(app).causes
            wanted = ["causes.problem"]
            for bone in ("people", "process", "technology", "environment"):
                wanted.append(f"{BONE}{bone}")
                wanted += [f"causes.factor.{each.id}.what" for each in causes.factor if each.bone == bone]
            assert list(dict.fromkeys(seen))[: len(wanted)] == wanted

    asyncio.run(run())


def test_a_team_has_bones_of_its_own_from_a_set_or_from_the_settings(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.bones") as (app, pilot):
            await press(app, pilot, "ctrl+r")
            assert isinstance(app.screen, Palette)
            await press(app, pilot, " 4S", "enter")
            assert pm(app).causes.bones == ("surroundings", "suppliers", "systems", "skills")
            assert text_of("suppliers", listed(app)), "the fish has them"
            assert text_of("technology", listed(app)), "and the bone that holds a factor"
        (tmp_path / "config.toml").write_text('bones = ["people", "suppliers"]\n')
        async with open_app(tmp_path) as (app, pilot):
            assert pm(app).causes.bones == ("people", "suppliers")

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    cases: tuple[Case, ...] = (
        ("empty", BARE, NEW, ()),
        ("small", HALF, NEW, ()),
        ("complete", example("circleci"), NEW, ("escape", "g", "j", "j")),
        ("in-hand", example("circleci"), "causes.factor.cf-session.what", ()),
        ("large", LARGE, NEW, ("escape", "G")),
        ("findings", BLAMED, NEW, ("escape",)),
    )
    pictures(tmp_path, snap, size, cases)


BARE = HALF.partition("[[causes.factor]]")[0]
LONG = "a long one that has to go on over the next row "
LARGE = HALF + "".join(
    f"""
[[causes.factor]]
id = "cf-{bone[:2]}{number}"
bone = "{bone}"
what = "Number {number} of what was found here: {LONG * (number % 3)}"
likely = {str(number % 2 == 0).lower()}
"""
    for bone in ("people", "process", "technology", "environment")
    for number in range(8)
)
BLAMED = (
    HALF
    + """
[[causes.factor]]
id = "cf-who"
bone = "people"
what = "The engineer on call forgot to renew the certificate"
likely = true

[[causes.factor]]
id = "cf-poor"
bone = "process"
what = "Poor communication"
"""
)
