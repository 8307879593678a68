"""Root cause: the fault tree, built by keys, with what it comes to beneath it."""

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
from pmtui.screens.causes.tree import FROM_LADDER

NEW = "causes.event.new"
TREE = (
    HALF
    + """
[[causes.gate]]
id = "g-top"
what = "No labels could be printed"
gate = "and"
inputs = ["g-out", "b-unseen"]

[[causes.gate]]
id = "g-out"
what = "The certificate ran out"
gate = "or"
inputs = ["b-list", "b-mail"]

[[causes.event]]
id = "b-list"
what = "It is on no list"
state = "confirmed"

[[causes.event]]
id = "b-mail"
what = "The reminder went to a closed mailbox"

[[causes.event]]
id = "b-unseen"
what = "Nothing looks at jobs"
state = "confirmed"

[[action]]
id = "ac-list"
what = "Put inner certificates on the list that is watched"
breaks = ["b-list"]
status = "open"
"""
)


FIGURES = TREE
for event, chance in (("b-list", 0.1), ("b-mail", 0.2), ("b-unseen", 0.5)):
    FIGURES = FIGURES.replace(f'id = "{event}"\n', f'id = "{event}"\nprobability = {chance}\n')


def at(app: object, path: str) -> None:
    here(app).board.reveal(path)  # type: ignore[arg-type]


def says(app: object, words_: str) -> bool:
    return any(words_ in line for line in listed(app))  # type: ignore[arg-type]


def test_the_first_line_is_the_top_event_and_the_problem_is_offered_for_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=NEW) as (app, pilot):
            assert "top event" in words(app, "#question")
            await press(app, pilot, "ctrl+r", "enter")
            gate = pm(app).causes.gate[0]
            assert (gate.what, gate.gate, pm(app).causes.top) == (pm(app).causes.problem, "or", gate.id)
            assert "What is enough, alone" in words(app, "#question")

    asyncio.run(run())


def test_lines_go_beneath_the_gate_in_hand_and_a_gate_is_in_hand_once_it_is_made(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, pilot):
            await press(app, pilot, " 2 of 3: Three watchers slept", "enter")
            made = pm(app).causes.gate[-1]
            assert (made.gate, made.k, made.id in pm(app).causes.gate[0].inputs) == ("atleast", 2, True)
            for watcher in ("Mail", "Pager", "Dashboard"):
                await press(app, pilot, f" {watcher} was quiet", "enter")
            inputs = pm(app).causes.gate[-1].inputs
            assert [event.what for event in pm(app).causes.event if event.id in inputs] == [
                "Mail was quiet", "Pager was quiet", "Dashboard was quiet",
            ]  # fmt: skip
            await press(app, pilot, "escape")
            at(app, "causes.gate.g-out.what")
            await press(app, pilot, "a", " The clock was wrong", "enter")
            assert len(pm(app).causes.gate[1].inputs) == 3

    asyncio.run(run())


def test_words_that_stand_in_the_tree_are_shared_not_doubled(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, pilot):
            await press(app, pilot, " it is on no  list")
            assert "shared" in words(app, "#parse")
            await press(app, pilot, "enter")
            assert pm(app).causes.gate[0].inputs == ("g-out", "b-unseen", "b-list")
            assert len(pm(app).causes.event) == 3
            await press(app, pilot, " The certificate ran out", "enter")
            assert "already" in coach(app)
            await press(app, pilot, *["backspace"] * 30, "escape")
            at(app, "causes.gate.g-out.what")
            await press(app, pilot, "a", " No labels could be printed", "enter")
            assert "loop" in coach(app)

    asyncio.run(run())


def test_a_base_event_is_taken_apart_by_adding_beneath_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            at(app, "causes.event.b-unseen.what")
            await press(app, pilot, "a", " The check looks at power only", "enter")
            causes = pm(app).causes
            made = causes.gate[-1]
            assert (made.what, made.gate) == ("Nothing looks at jobs", "or")
            assert causes.gate[0].inputs == ("g-out", made.id)
            assert [event.what for event in causes.event][-1] == "The check looks at power only"
            assert all(event.id != "b-unseen" for event in causes.event)

    asyncio.run(run())


def test_space_goes_through_gates_and_states(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            at(app, "causes.gate.g-top.what")
            await press(app, pilot, "space")
            assert pm(app).causes.gate[0].gate == "or"
            await press(app, pilot, "space")
            assert pm(app).causes.gate[0].gate == "and", "k of n needs three inputs at least"
            at(app, "causes.event.b-mail.what")
            states = []
            for _ in range(4):
                await press(app, pilot, "space")
                states.append(pm(app).causes.event[1].state)
            assert states == ["confirmed", "ruled-out", "unknown", None]

    asyncio.run(run())


def test_what_the_tree_comes_to_stands_beneath_it_and_changes_with_each_key(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, pilot):
            assert "2 ways to it, none by one cause alone; 1 stays open" in words(app, "InfoLine")
            assert says(app, "B1 It is on no list") and says(app, "this happened")
            assert says(app, "1 of 2 combinations") or says(app, "of 2 combinations")
            await press(app, pilot, "escape")
            at(app, "causes.gate.g-top.what")
            await press(app, pilot, "space", "escape")
            assert "3 ways to it, 3 by one cause alone" in words(app, "InfoLine")

    asyncio.run(run())


def test_each_base_event_of_a_combination_stands_with_its_own_name(tmp_path: Path) -> None:
    async def run() -> None:
        text = TREE.replace('"b-list"', '"b-zz"').replace(
            '"b-unseen"', '"b-aa"'
        )  # ids not in the order of the rows
        async with open_app(tmp_path, text, at=NEW) as (app, _):
            told = listed(app)
            first = next(n for n, line in enumerate(told) if "this happened" in line)
            assert told[first].startswith("B1 It is on no list")
            assert told[first + 1] == "+ B3 Nothing looks at jobs"

    asyncio.run(run())


def test_without_a_whole_combination_confirmed_it_says_so(tmp_path: Path) -> None:
    async def run() -> None:
        text = TREE.replace('what = "It is on no list"\nstate = "confirmed"', 'what = "It is on no list"')
        async with open_app(tmp_path, text, at=NEW) as (app, _):
            assert says(app, "No combination is confirmed as a whole")

    asyncio.run(run())


def test_a_branch_is_cut_off_and_what_stands_elsewhere_stays(tmp_path: Path) -> None:
    async def run() -> None:
        text = TREE.replace('inputs = ["g-out", "b-unseen"]', 'inputs = ["g-out", "b-unseen", "b-list"]')
        async with open_app(tmp_path, text, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            at(app, "causes.gate.g-out.what")
            await press(app, pilot, "d")
            causes = pm(app).causes
            assert [gate.id for gate in causes.gate] == ["g-top"]
            assert causes.gate[0].inputs == ("b-unseen", "b-list")
            assert [event.id for event in causes.event] == ["b-list", "b-unseen"]
            await press(app, pilot, "ctrl+z")
            assert len(pm(app).causes.event) == 3 and len(pm(app).causes.gate) == 2

    asyncio.run(run())


def test_of_a_shared_event_only_the_place_at_the_cursor_goes(tmp_path: Path) -> None:
    async def run() -> None:
        text = TREE.replace('inputs = ["g-out", "b-unseen"]', 'inputs = ["g-out", "b-unseen", "b-list"]')
        async with open_app(tmp_path, text, at=NEW) as (app, pilot):
            await press(app, pilot, "escape", "g")
            board = here(app).board
            for _ in range(8):
                if board.here == "causes.event.b-list.what" and board.lines[board.caret()].under == "g-top":
                    break
                await press(app, pilot, "j")
            await press(app, pilot, "d")
            causes = pm(app).causes
            assert causes.gate[0].inputs == ("g-out", "b-unseen") and causes.gate[1].inputs == (
                "b-list",
                "b-mail",
            )
            assert len(causes.event) == 3

    asyncio.run(run())


def test_the_tree_is_drawn_out_of_the_ladder_and_taken_back_by_one_key(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, HALF, at=NEW) as (app, pilot):
            await press(app, pilot, "escape")
            at(app, FROM_LADDER)
            await press(app, pilot, "enter")
            causes = pm(app).causes
            assert [event.what for event in causes.event] == [
                "Inner certificates are on no list that anything watches",
                "The reminder went to a mailbox that was closed in May",
            ]
            assert all(event.from_ for event in causes.event)
            await press(app, pilot, "ctrl+z")
            assert not pm(app).causes.gate and not pm(app).causes.event

    asyncio.run(run())


def test_a_why_is_put_into_the_tree_with_its_evidence_and_tied(tmp_path: Path) -> None:
    async def run() -> None:
        text = TREE.replace('id = "why-mail"', 'id = "why-mail"\nconfidence = "fact"\nevidence = ["ev-call"]')
        async with open_app(tmp_path, text, at="causes.why.new") as (app, pilot):
            await press(app, pilot, "escape")
            at(app, "causes.why.why-mail.because")
            await press(app, pilot, "t")
            event = pm(app).causes.event[-1]
            assert (event.what, event.state) == (
                "The reminder went to a mailbox that was closed in May",
                "confirmed",
            )
            assert (event.evidence, event.from_) == (("ev-call",), ("why-mail",))
            assert event.id in pm(app).causes.gate[0].inputs
            assert asked(app) == f"causes.event.{event.id}.what"

    asyncio.run(run())


def test_probabilities_give_the_exact_measures_with_their_formulas(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, FIGURES, at=NEW) as (app, _):
            assert says(app, "Probability of the top event: 0.14")  # 0.5 * (1 - 0.9 * 0.8)
            assert says(app, "Crit. p (Q1 - Q0) / Q")
            unseen = next(line for line in listed(app) if line.lstrip().startswith("B3") and "inf" in line)
            assert unseen.split()[-6:] == ["0.28", "1", "1", "1", "2", "inf"]

    asyncio.run(run())


def test_a_tree_with_a_loop_says_which_way_it_goes_round(tmp_path: Path) -> None:
    async def run() -> None:
        text = TREE.replace('inputs = ["b-list", "b-mail"]', 'inputs = ["b-list", "g-top"]')
        async with open_app(tmp_path, text, at=NEW) as (app, _):
            assert says(app, "can't be read yet") and not says(app, "g-out")
            told = " ".join(" ".join(listed(app)).split())
            assert "loop: “No labels could be printed” > “The certificate ran out” > “No labels" in told

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_snapshots(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    loop = TREE.replace('inputs = ["b-list", "b-mail"]', 'inputs = ["b-list", "g-top"]')

    cases: tuple[Case, ...] = (
        ("empty", HALF, NEW, ()),
        ("small", TREE, NEW, ()),
        ("in-hand", TREE, "causes.event.b-list.what", ()),
        ("complete", example("circleci"), NEW, ("escape", "g")),
        ("large", LARGE, NEW, ("escape", "G")),
        ("findings", loop, NEW, ()),
        ("figures", FIGURES, NEW, ("escape", "G")),
    )
    pictures(tmp_path, snap, size, cases)


LARGE = HALF + "".join(
    f"""
[[causes.gate]]
id = "g-{number}"
what = "Part {number} of the chain gives way"
gate = "{"and" if number % 2 else "or"}"
inputs = ["b-{number}a", "b-{number}b"{f', "g-{number + 1}"' if number < 9 else ""}]

[[causes.event]]
id = "b-{number}a"
what = "Number {number}: the first thing, told in words that have to go on over another row of the drawing"

[[causes.event]]
id = "b-{number}b"
what = "Number {number}: the second thing"
state = "{("confirmed", "ruled-out", "unknown")[number % 3]}"
"""
    for number in range(10)
)
