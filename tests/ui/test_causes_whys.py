"""Root cause: the ladder of whys, and what all views share."""

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
from pmtui.app import PmtuiApp
from pmtui.model.postmortem import Causes, Why
from pmtui.screens.causes import rungs
from pmtui.screens.causes.therefore import ThereforeScreen
from pmtui.screens.palette import Palette
from pmtui.widgets.board import Board
from pmtui.widgets.views import ViewsLine


def question(app: PmtuiApp) -> str:
    return words(app, "#question")


def view_in_front(app: PmtuiApp) -> str:
    shown = here(app).query_one(ViewsLine)
    return shown._here


def test_whys_go_down_step_by_step_beneath_one_another(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            assert "reminder went to a mailbox" in question(app)
            await press(app, pilot, " Addresses of leavers are closed without a look at what they receive")
            await press(app, pilot, "enter")
            new = pm(app).causes.why[-1]
            assert new.explains == ("why-mail",)
            assert "addresses of leavers" in question(app).lower()
            await press(app, pilot, " No list says what goes to a mailbox", "enter")
            assert pm(app).causes.why[-1].explains == (new.id,)

    asyncio.run(run())


def test_f6_asks_what_else_beside_the_chosen_why(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-list.because") as (app, pilot):
            await press(app, pilot, "f6")
            assert question(app).startswith(" And what else made it possible that the certificate")
            await press(app, pilot, " Nobody is named for it", "enter")
            assert pm(app).causes.why[-1].explains == ("why-cert",)
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-cert.because")
            await press(app, pilot, "b")
            assert "no labels could be printed" in question(app).lower()
            assert not here(app).listing

    asyncio.run(run())


def test_the_place_of_the_next_why_is_drawn_in_the_ladder(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            lines = listed(app)
            at = next(n for n, line in enumerate(lines) if "next why" in line)
            assert "The reminder went" in lines[at - 1] and lines[at].startswith("3")
            await press(app, pilot, "f6")
            lines = listed(app)
            at = next(n for n, line in enumerate(lines) if "next why" in line)
            assert lines[at].startswith("2")

    asyncio.run(run())


def test_whys_move_among_those_of_one_parent(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-mail.because") as (app, pilot):
            await press(app, pilot, "escape", "K")
            assert [why.id for why in pm(app).causes.why] == ["why-cert", "why-mail", "why-list"]
            await press(app, pilot, "K")
            assert "can't be moved" in coach(app)
            await press(app, pilot, "ctrl+z")
            assert [why.id for why in pm(app).causes.why] == ["why-cert", "why-list", "why-mail"]

    asyncio.run(run())


def test_blame_is_found_and_the_offered_words_are_taken(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.root.new") as (app, pilot):
            await press(app, pilot, " The engineer forgot to renew the certificate", "enter")
            root = pm(app).causes.root[0]
            app.go(f"causes.root.{root.id}.what")
            await press(app, pilot)
            assert [f.severity for f in here(app).findings][:1] == ["error"]
            offered = next(f.replacement for f in here(app).findings if f.replacement)
            await press(app, pilot, "ctrl+r")
            assert pm(app).causes.root[0].what == offered
            await press(app, pilot, "f7")
            assert here(app).step == "actions", "a finding never holds anybody back"

    asyncio.run(run())


def test_the_problem_is_offered_and_taken_by_one_key(tmp_path: Path) -> None:
    async def run() -> None:
        text = HALF.replace('problem = "No labels could be printed in two warehouses for three hours"\n', "")
        async with open_app(tmp_path, text, at="causes.problem") as (app, pilot):
            assert pm(app).causes.problem == ""
            await press(app, pilot, "ctrl+r")
            assert pm(app).causes.problem

    asyncio.run(run())


def test_a_ladder_with_a_circle_and_a_shared_why_shows_every_rung() -> None:
    why = [
        Why(id="a", explains=("problem",), because="A"),
        Why(id="b", explains=("a",), because="B"),
        Why(id="c", explains=("a", "b"), because="C"),
        Why(id="x", explains=("y",), because="X"),
        Why(id="y", explains=("x",), because="Y"),
    ]
    lines = rungs.lines_of(Causes(why=tuple(why)), lambda path: "", "causes.why.new", "b")
    said = [str(line.text) for line in lines]
    assert said[:4] == [" 1 A", " 2 ├ B", " 3 │ ├ C", " 3 │ └ + next why"]
    assert all(any(text.endswith(name) for text in said) for name in "ABCXY")


def test_a_why_is_removed_and_brought_back_with_what_stood_beneath_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            before = [line for line in listed(app) if "next why" not in line]
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-cert.because")
            await press(app, pilot, "d")
            assert "why-cert" not in [why.id for why in pm(app).causes.why]
            assert any("Inner certificates" in line for line in listed(app))
            await press(app, pilot, "ctrl+z")
            assert [line for line in listed(app) if "next why" not in line] == before

    asyncio.run(run())


def test_add_asks_beneath_the_chosen_why(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-list.because") as (app, pilot):
            await press(app, pilot, "escape", "a")
            assert "inner certificates are on no list" in question(app).lower()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("digit", "view", "path"),
    [
        ("1", "5 Whys", "causes.why.new"),
        ("2", "Fishbone", "causes.factor.new"),
        ("3", "Fault tree", "causes.event.new"),
        ("4", "Root causes", "causes.root.new.found"),
    ],
)
def test_digits_go_to_the_views(tmp_path: Path, digit: str, view: str, path: str) -> None:
    async def run() -> None:
        async with open_app(tmp_path, example("gitlab"), at="causes.problem") as (app, pilot):
            await press(app, pilot, "escape", digit)
            assert asked(app) == path
            assert here(app).listing, "the list keeps the keyboard"
            assert view_in_front(app) == view

    asyncio.run(run())


def test_ctrl_t_goes_round_the_views_out_of_a_field_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            await press(app, pilot, " half a why", "ctrl+t")
            assert view_in_front(app) == "Fishbone"
            await press(app, pilot, "ctrl+t", "ctrl+t")
            assert view_in_front(app) == "Root causes"
            await press(app, pilot, "ctrl+t")
            assert (view_in_front(app), here(app).slot.text) == ("5 Whys", "half a why")

    asyncio.run(run())


def test_a_branch_that_has_ended_is_not_gone_on_with(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            assert here(app).target == "why-mail"  # type: ignore[attr-defined]
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-mail.because")
            await press(app, pilot, "x", "2")
            assert pm(app).causes.why[-1].stop == "changeable"
            await press(app, pilot, "escape", "1")
            assert "Inner certificates" in question(app), "the branch that is open still"

    asyncio.run(run())


def test_space_says_how_sure_a_why_is(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-mail.because")
            seen = []
            for _ in range(4):
                await press(app, pilot, "space")
                seen.append(pm(app).causes.why[-1].confidence)
            assert seen == ["fact", "inference", "guess", None]
            await press(app, pilot, "ctrl+z")
            assert pm(app).causes.why[-1].confidence == "guess"

    asyncio.run(run())


def test_evidence_is_a_row_of_the_timeline_picked_from_a_list(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-mail.because")
            await press(app, pilot, "v")
            assert asked(app) == "causes.why.why-mail.evidence"
            await press(app, pilot, "ctrl+r")
            assert isinstance(app.screen, Palette)
            await press(app, pilot, " shift", "enter")
            assert pm(app).causes.why[-1].evidence == ("ev-call",)
            assert "The early shift calls" in words(app, "#parse")
            await press(app, pilot, "ctrl+r", "enter")
            assert pm(app).causes.why[-1].evidence == ("ev-call", "ev-first")

    asyncio.run(run())


def test_the_ladder_is_read_upwards_with_therefore(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            await press(app, pilot, "escape", "u")
            assert isinstance(app.screen, ThereforeScreen)
            board = app.screen.query_one(Board)
            told = [str(line.text).strip() for line in board.lines]
            first = told.index("Branch 1")
            assert told[first + 1] == "Inner certificates are on no list that anything watches"
            assert told[first + 2] == "therefore The certificate of the print queue had run out"
            assert told[first + 3].startswith("therefore No labels could be printed in two warehouses")
            await press(app, pilot, "down", "enter")
            assert asked(app) == "causes.why.why-cert.because"

    asyncio.run(run())


def test_what_a_row_is_tied_to_is_shown_and_gone_to(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, example("gitlab"), at="causes.root.rc-guard.what") as (app, pilot):
            await press(app, pilot, "ctrl+n")
            assert isinstance(app.screen, Palette)
            offered = [(path, hint) for path, _, hint in app.screen._offered]
            tied = {path.split(".")[1] for path, _ in offered}
            assert "why" in tied and any(path.startswith("action.") for path, _ in offered)
            target = offered[0][0]
            await press(app, pilot, "enter")
            assert asked(app) == target

    asyncio.run(run())


def test_a_row_of_the_timeline_leads_to_what_it_is_evidence_for_and_back(tmp_path: Path) -> None:
    async def run() -> None:
        text = HALF.replace('evidence = ["log of the queue, 06:02"]', 'evidence = ["ev-first"]')
        async with open_app(tmp_path, text, at="timeline.ev-first.what") as (app, pilot):
            await press(app, pilot, "ctrl+n", "enter")
            assert asked(app) == "causes.why.why-cert.because"
            await press(app, pilot, "ctrl+n")
            assert isinstance(app.screen, Palette)
            await press(app, pilot, " runs out", "enter")
            assert asked(app) == "timeline.ev-first.what"

    asyncio.run(run())


def test_the_trigger_is_chosen_from_the_timeline(tmp_path: Path) -> None:
    async def run() -> None:
        text = HALF.replace('trigger = "The certificate of the print queue ran out at 06:02"\n', "")
        async with open_app(tmp_path, text, at="causes.trigger") as (app, pilot):
            await press(app, pilot, "ctrl+r", "enter")
            assert pm(app).causes.trigger.startswith("The certificate of the print queue runs out")

    asyncio.run(run())


def test_the_next_why_is_asked_by_the_category_that_the_last_one_speaks_for(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.new") as (app, pilot):
            await press(app, pilot, " The vendor of the certificates went down", "enter")
            one = here(app).now_asked
            assert one is not None and "exposed" in one.prompts[0]
            await press(app, pilot, " It is a known issue in the backlog since March", "enter")
            one = here(app).now_asked
            assert one is not None and "Since when was it known" in one.prompts[0]

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    cases: tuple[Case, ...] = (
        ("empty", None, "", ("f7", "f7", "f7", "enter")),
        ("half", HALF, "causes.why.new", ()),
        ("complete", example("gitlab"), "causes.why.new", ()),
        ("in-hand", example("circleci"), "causes.why.why-session.because", ()),
        ("list", HALF, "causes.why.new", ("escape", "up")),
        ("large", LARGE, "causes.why.new", ("escape", "G")),
        ("findings", FOUND, "causes.why.why-2.because", ()),
        ("therefore", example("circleci"), "causes.why.new", ("escape", "u")),
        ("links", example("circleci"), "causes.problem", ("ctrl+n",)),
    )
    pictures(tmp_path, snap, size, cases)


LARGE = HALF + "".join(
    f"""
[[causes.why]]
id = "why-{number}"
explains = ["{"problem" if number == 0 else f"why-{(number - 1) // 2}"}"]
because = "Number {number}: what made the step above possible, in words that go on past the end of the line"
leg = "{("happened", "not-caught", "slow")[number % 3]}"
confidence = "{("fact", "inference", "guess")[number % 3]}"
"""
    for number in range(40)
)
FOUND = (
    HALF.partition("[[causes.why]]")[0]
    + """
[[causes.why]]
id = "why-1"
explains = ["problem"]
because = "The certificate had run out"

[[causes.why]]
id = "why-2"
explains = ["why-1"]
because = "The engineer on call did not follow the runbook"
"""
)
