"""Root cause: the ladder that branches, the bones with their factors, the root causes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from halfway import HALF, SIZE_IDS, SIZES, asked, at_rest, coach, here, listed, pm, press, words

from interview import example, open_app, weak
from pmtui.app import PmtuiApp
from pmtui.model.postmortem import Causes, Why
from pmtui.screens import rungs


def question(app: PmtuiApp) -> str:
    return words(app, "#question")


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


def test_add_asks_beneath_the_chosen_row(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-list.because") as (app, pilot):
            await press(app, pilot, "escape", "a")
            assert "inner certificates are on no list" in question(app).lower()
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.factor.fac-watch.what")
            await press(app, pilot, "a")
            assert asked(app) == "causes.factor.new"

    asyncio.run(run())


@pytest.mark.parametrize(
    ("digit", "path"),
    [
        ("1", "causes.why.new"),
        ("2", "causes.factor.new"),
        ("3", "causes.root.new"),
        ("4", "causes.trigger"),
    ],
)
def test_digits_go_to_the_sections_and_bring_them_into_sight(tmp_path: Path, digit: str, path: str) -> None:
    async def run() -> None:
        async with open_app(tmp_path, example("gitlab"), at="causes.problem") as (app, pilot):
            await press(app, pilot, "escape", digit)
            assert asked(app) == path
            board = here(app).board
            at = next(n for n, line in enumerate(board.lines) if line.path == path)
            assert board._top <= at < board._top + board.size.height

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


def test_a_why_is_removed_and_brought_back_with_what_stood_beneath_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-cert.because") as (app, pilot):
            before = listed(app)
            await press(app, pilot, "escape", "d")
            assert "why-cert" not in [why.id for why in pm(app).causes.why]
            assert any("Inner certificates" in line for line in listed(app))
            await press(app, pilot, "ctrl+z")
            ladder = [line for line in before if "next why" not in line]
            assert [line for line in listed(app) if "next why" not in line] == ladder

    asyncio.run(run())


def test_factors_go_on_bones_and_a_line_without_one_is_asked_back(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.factor.new") as (app, pilot):
            await press(app, pilot, " no rota", "enter")
            assert len(pm(app).causes.factor) == 1 and "On which bone?" in coach(app)
            await press(app, pilot, "home", " people: ", "enter")
            assert pm(app).causes.factor[-1].bone == "people"
            assert any(line.startswith("process") and "not looked at yet" in line for line in listed(app))

    asyncio.run(run())


def test_root_causes_have_a_category_and_are_drawn_from_what_was_found(tmp_path: Path) -> None:
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


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def run() -> None:
        for name, what, at, keys in (
            ("empty", None, "", ("f7", "f7", "f7", "enter")),
            ("half", HALF, "causes.why.new", ()),
            ("complete", example("gitlab"), "causes.why.new", ()),
            ("findings", weak("ticket-shop"), "causes.root.rc-1.what", ()),
            ("factors", example("knight"), "causes.factor.new", ()),
            ("picker", example("gitlab"), "causes.root.rc-guard.from", ()),
            ("category", example("gitlab"), "causes.root.rc-guard.category", ()),
            ("list", HALF, "causes.why.new", ("escape", "up")),
        ):
            folder = tmp_path / name
            folder.mkdir()
            async with open_app(folder, what, at=at, size=size) as (app, pilot):
                await press(app, pilot, *keys)
                await at_rest(app, pilot)
                snap(app, name)

    asyncio.run(run())
