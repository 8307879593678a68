"""Root cause: what the entry line is about is still there, and the question says so, whatever changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from halfway import HALF, asked, coach, here, pm, press, words
from test_causes_tree import TREE

from interview import example, open_app
from pmtui.app import PmtuiApp
from pmtui.model.edit import Edit

WHY = "causes.why.new"
EVENT = "causes.event.new"


def question(app: PmtuiApp) -> str:
    return " ".join(words(app, "#question").split())


def test_undo_of_a_why_asks_again_what_was_asked_when_it_was_entered(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-list.because") as (app, pilot):
            await press(app, pilot, "f6", " Nobody is named for it", "enter")
            assert "nobody is named for it" in question(app).lower()
            await press(app, pilot, "ctrl+z")
            assert question(app).startswith("And what else made it possible that the certificate")
            assert here(app).slot.text == "Nobody is named for it"
            await press(app, pilot, "enter")
            assert pm(app).causes.why[-1].explains == ("why-cert",)

    asyncio.run(run())


def test_redo_of_a_why_asks_beneath_it_again(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-list.because") as (app, pilot):
            await press(app, pilot, "f6", " Nobody is named for it", "enter", "ctrl+z", "ctrl+y")
            assert "How was it possible that nobody is named for it" in question(app)
            await press(app, pilot, " Lists have no owner", "enter")
            assert pm(app).causes.why[-1].explains == (pm(app).causes.why[-2].id,)

    asyncio.run(run())


def test_undo_of_a_gate_goes_back_to_the_gate_above_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=EVENT) as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.gate.g-out.what")
            await press(app, pilot, "a", " and: The clock was wrong", "enter")
            assert "clock was wrong" in question(app)
            await press(app, pilot, "ctrl+z")
            assert "What is enough, alone, for this: the certificate ran out" in question(app)
            await press(app, pilot, "ctrl+y")
            assert "clock was wrong" in question(app)

    asyncio.run(run())


def test_undo_of_taking_apart_asks_about_the_base_event_again(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=EVENT) as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.event.b-unseen.what")
            await press(app, pilot, "a", " The check looks at power only", "enter", "ctrl+z")
            assert "taken apart: nothing looks at jobs" in question(app)
            await press(app, pilot, "enter")
            assert [gate.what for gate in pm(app).causes.gate][-1] == "Nothing looks at jobs"

    asyncio.run(run())


def test_the_question_is_put_anew_when_its_row_is_removed_in_the_list(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=WHY) as (app, pilot):
            assert "reminder" in question(app)
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.why.why-mail.because")
            await press(app, pilot, "d")
            assert asked(app) == WHY and "on no list" in question(app)

    asyncio.run(run())


def test_the_question_is_put_anew_when_its_row_goes_from_outside(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=EVENT) as (app, pilot):
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.gate.g-out.what")
            await press(app, pilot, "a", " half a sen")
            app.draft.do(
                Edit("causes.gate.g-top.inputs", ("b-unseen",)), Edit("causes.gate.g-out", None), place=" "
            )
            app.visits.changed()
            await pilot.pause()
            assert "needed, together, for this: no labels could be printed" in question(app)
            assert here(app).slot.text == "half a sen"

    asyncio.run(run())


def test_a_look_at_another_view_keeps_where_the_next_why_goes(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at="causes.why.why-list.because") as (app, pilot):
            await press(app, pilot, "f6", " Nobody is named", *["ctrl+t"] * 4)
            assert here(app).slot.text == "Nobody is named"
            assert question(app).startswith("And what else made it possible that the certificate")
            await press(app, pilot, "enter")
            assert pm(app).causes.why[-1].explains == ("why-cert",)

    asyncio.run(run())


def test_going_back_to_the_problem_does_not_pass_the_whys_by(tmp_path: Path) -> None:
    async def run() -> None:
        text = HALF[: HALF.index("[causes]")]
        async with open_app(tmp_path, text, at=WHY) as (app, pilot):
            await press(app, pilot, "shift+tab")
            assert asked(app) == "causes.problem"
            await press(app, pilot, " No labels for 3 hours", "enter")
            assert asked(app) == WHY

    asyncio.run(run())


def test_arrows_where_no_factor_is_chosen_say_what_they_are_for(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=WHY) as (app, pilot):
            await press(app, pilot, "escape", "right")
            assert "this one" not in coach(app) and "fishbone" in coach(app)

    asyncio.run(run())


@pytest.mark.parametrize("key", ["r", "w", "t"])
def test_undo_of_what_was_taken_over_goes_back_to_the_row_it_was_taken_from(tmp_path: Path, key: str) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at="causes.factor.new") as (app, pilot):
            before = pm(app)
            await press(app, pilot, "escape")
            here(app).board.reveal("causes.factor.fac-watch.what")
            await press(app, pilot, key)
            assert not asked(app).startswith("causes.factor.") and pm(app) != before
            await press(app, pilot, "ctrl+z")
            assert pm(app) == before
            assert asked(app).startswith("causes.factor.fac-watch.")

    asyncio.run(run())


def test_the_branch_that_is_gone_on_with_is_not_marked_as_one_that_ends_too_soon(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=WHY) as (app, pilot):
            assert [f.rule for f in app.known.findings()].count("depth.too-few") == 2
            marks = {line.path: line.mark for line in here(app).board.lines}
            assert marks["causes.why.why-list.because"] == "▲"
            assert marks["causes.why.why-mail.because"] == "·", "its evidence is missed still"
            await press(app, pilot, "tab", "escape")
            marks = {line.path: line.mark for line in here(app).board.lines}
            assert marks.get("causes.why.why-mail.because", "▲") == "▲"

    asyncio.run(run())


def test_with_every_bone_looked_at_the_fish_is_shown_from_its_head(tmp_path: Path) -> None:
    async def run() -> None:
        whole, where = example("circleci"), "causes.factor.new"
        async with open_app(tmp_path, whole, at=where, size=(100, 30)) as (app, _):
            board = here(app).board
            assert "↑" not in {board._more(board._top + row) for row in range(board.size.height)}

    asyncio.run(run())


@pytest.mark.parametrize("row", ["causes.why.why-cert.because", "causes.event.b-list.what"])
def test_what_a_key_removes_leaves_no_tie_to_nothing(tmp_path: Path, row: str) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=WHY if ".why." in row else EVENT) as (app, pilot):
            before = pm(app)
            await press(app, pilot, "escape")
            here(app).board.reveal(row)
            await press(app, pilot, "d")
            assert pm(app) != before
            assert not [f for f in app.known.findings() if f.rule == "file.gone"]
            await press(app, pilot, "ctrl+z")
            assert pm(app) == before

    asyncio.run(run())
