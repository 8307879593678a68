"""Root cause: keys on the lines of the fault tree act on what is at the cursor, or say why they don't."""

from __future__ import annotations

import asyncio
from pathlib import Path

from halfway import HALF, coach, here, listed, pm, press
from test_causes_tree import NEW, TREE

from interview import open_app
from pmtui.app import PmtuiApp

SHARED = TREE.replace('inputs = ["g-out", "b-unseen"]', 'inputs = ["g-out", "b-list", "b-unseen"]')


def to(app: PmtuiApp, path: str, under: str) -> None:
    """Put the cursor of the list on the line of `path` beneath `under`."""
    board = here(app).board
    board.press("home", None)
    for _ in board.lines:
        if board.here == path and board.lines[board.caret()].under == under:
            return
        board.press("down", None)
    raise AssertionError(f"{path} does not stand beneath {under}")


def inputs(app: PmtuiApp, gate: str) -> tuple[str, ...]:
    return next(each.inputs for each in pm(app).causes.gate if each.id == gate)


def test_a_row_moves_among_what_stands_beneath_the_same_gate(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, SHARED, at=NEW) as (app, pilot):
            before = pm(app)
            await press(app, pilot, "escape")
            to(app, "causes.event.b-list.what", "g-top")
            await press(app, pilot, "J")
            assert inputs(app, "g-top") == ("g-out", "b-unseen", "b-list")
            assert pm(app).causes.event == before.causes.event, "its name and the other place stay"
            board = here(app).board
            assert (board.here, board.lines[board.caret()].under) == ("causes.event.b-list.what", "g-top")
            await press(app, pilot, "J")
            assert "can't be moved" in coach(app)
            await press(app, pilot, "K", "K")
            assert inputs(app, "g-top") == ("b-list", "g-out", "b-unseen")
            await press(app, pilot, "ctrl+z", "ctrl+z", "ctrl+z")
            assert pm(app) == before
            assert board.here == "causes.event.b-list.what"

    asyncio.run(run())


def test_the_top_of_the_tree_can_not_be_moved(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, pilot):
            before = pm(app)
            await press(app, pilot, "escape", "g", "J")
            assert pm(app) == before and "can't be moved" in coach(app)

    asyncio.run(run())


def test_a_second_d_never_takes_the_same_event_from_another_gate(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, SHARED, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            to(app, "causes.event.b-list.what", "g-out")
            await press(app, pilot, "d")
            assert inputs(app, "g-out") == ("b-mail",) and inputs(app, "g-top") == (
                "g-out", "b-list", "b-unseen",
            )  # fmt: skip
            assert here(app).board.here == "causes.event.b-mail.what"

    asyncio.run(run())


def test_what_the_tree_comes_to_is_not_removed_and_d_says_so(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, pilot):
            before = pm(app)
            await press(app, pilot, "escape", "end", "d")
            assert here(app).board.here.startswith("causes.event.")
            assert pm(app) == before
            assert "Removed" not in coach(app) and "in the tree" in coach(app)

    asyncio.run(run())


def test_that_nothing_is_confirmed_as_a_whole_can_be_read_to_its_end(tmp_path: Path) -> None:
    async def run() -> None:
        unseen = 'what = "Nothing looks at jobs"\nstate = '
        text = TREE.replace(f'{unseen}"confirmed"', f'{unseen}"ruled-out"')
        async with open_app(tmp_path, text, at=NEW) as (app, _pilot):
            room = here(app).list_cells()
            said = listed(app)
            at = next(n for n, line in enumerate(said) if "No combination is confirmed" in line)
            assert all(len(line) <= room for line in said[at : at + 2])
            assert " ".join(each.strip() for each in said[at : at + 2]).endswith("is not complete.")

    asyncio.run(run())


def test_a_tree_that_can_not_be_read_yet_names_the_gate_by_its_words(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=NEW) as (app, pilot):
            await press(app, pilot, " and: No labels could be printed", "enter")
            gate = pm(app).causes.gate[0].id
            said = " ".join(listed(app))
            assert "can't be read yet" in said and "No labels could be printed" in said
            assert gate not in said and gate not in here(app).info()

    asyncio.run(run())


def test_what_shows_a_base_event_is_kept_when_it_is_taken_apart(tmp_path: Path) -> None:
    async def run() -> None:
        text = TREE.replace('id = "b-unseen"\n', 'id = "b-unseen"\nevidence = ["the runbook, page 3"]\n')
        async with open_app(tmp_path, text, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            to(app, "causes.event.b-unseen.what", "g-top")
            await press(app, pilot, "a", " The check looks at power only", "enter")
            new = next(e for e in pm(app).causes.event if e.what == "The check looks at power only")
            assert new.evidence == ("the runbook, page 3",) and new.state is None
            assert "evidence" in coach(app) and "state" in coach(app)

    asyncio.run(run())


def test_what_a_gate_leads_to_is_not_offered_as_its_input(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at="causes.gate.g-out.inputs") as (app, _):
            one = here(app).now_asked
            assert one is not None
            offered = [choice.value for choice in one.choices]
            assert "g-top" not in offered and "b-unseen" in offered

    asyncio.run(run())
