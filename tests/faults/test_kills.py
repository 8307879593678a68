"""The real program, ended in mid-sentence in every way: what was on the screen for 250 ms is there."""

from __future__ import annotations

import os
import secrets

import pytest

from faults import ways
from faults.kills import Chain, Person, Result, lost, table, troubles
from faults.model import FIELDS, Op, State, Typed, empty
from faults.script import Script

pytestmark = pytest.mark.pty

SEED = int(os.environ.get("FAULTS_SEED") or (7 if os.environ.get("CI") else secrets.randbelow(10**6)))
"""What makes the same scripts again; a failure names it."""


def all_there(home, makes, length) -> None:
    results = Chain(home / "a-person", SEED).run(makes, length)
    print(f"\n{table(results)}\nseed {SEED}")  # noqa: T201
    assert not troubles(results), f"FAULTS_SEED={SEED}\n{troubles(results)}\n{table(results)}"


def test_nothing_seen_is_lost_when_the_program_is_ended(tmp_path):
    all_there(tmp_path, ways.ENDED, 36)


def test_nothing_seen_is_lost_when_pmtui_itself_fails(tmp_path):
    all_there(tmp_path, ways.FAILED, 36)


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_nothing_seen_is_lost_in_two_hundred_runs(tmp_path, part):
    every = (*ways.ENDED, *ways.LOST, *ways.FAILED)
    makes = [every[number % len(every)] for number in range(part * 53, part * 53 + 53)]
    all_there(tmp_path, makes, 90)


def test_a_program_that_keeps_nothing_is_found_out(tmp_path):
    chain = Chain(tmp_path / "a-person", SEED)
    [result] = chain.run([ways.Forgetful], 36)
    assert result.lost > 10
    assert "wanted" in troubles([result])


def test_a_closed_terminal_is_told_by_the_exit_status(tmp_path):
    chain = Chain(tmp_path / "a-person", SEED)
    with chain.start(ways.HangUp()) as term:
        term.wait_for("▸")
        Person(term, Typed.on(empty())).type([Op("visit", "summary"), Op("type", "w"), Op("type", "o")])
        term.hang_up()
        assert term.wait_exit() == 129


def test_what_is_lost_is_counted():
    typed = Typed.on(empty())
    for op in (Op("visit", "summary"), *(Op("type", letter) for letter in "queue")):
        typed.do(op)
    assert lost(typed, 5, typed.moments[5].state) == 0
    assert lost(typed, 3, typed.moments[4].state) == 0
    assert lost(typed, 5, typed.moments[3].state) == 2
    mangled = State({**empty().texts, "summary": "qxeue"}, empty().rows)
    assert lost(typed, 5, mangled) == 1


def test_the_same_seed_types_the_same_and_another_one_something_else():
    def told(seed: int) -> list[Op]:
        return Script(seed, 90).ops()

    assert told(1) == told(1) != told(2)


def test_the_model_knows_what_keys_do():
    typed = Typed.on(empty())
    for op in (
        Op("visit", "summary"),
        Op("paste", "one\ntwo"),
        Op("key", "Left"),
        Op("type", "x"),
        Op("key", "BS"),
        Op("key", "BS"),
        Op("key", "C-End"),
        Op("enter"),
        Op("visit", "timeline.new"),
        Op("paste", "2026-03-02 14:05 it stops"),
        Op("enter"),
        Op("undo"),
        Op("redo"),
    ):
        typed.do(op)
    state = typed.now.state
    assert state.texts == {**dict.fromkeys(FIELDS, ""), **empty().texts, "summary": "one\nto\n"}
    assert state.rows["timeline"] == ("it stops",)


def test_the_table_has_a_line_for_each_way_and_one_for_all():
    results = [Result("one", 1, 10), Result("two", 2, 20, lost=3), Result("one", 3, 30, damaged=["half"])]
    lines = table(results).splitlines()
    assert [line.split()[:4] for line in lines[2:]] == [
        ["one", "2", "40", "0"],
        ["two", "1", "20", "3"],
        ["all", "3", "60", "3"],
    ]
