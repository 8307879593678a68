"""Sequences and lines: what stayed, what two sides did, beside git's own merge, and how the work grows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merging_edits import NOON

from effort import steps
from pmtui.merging import items, order, prose, sequences
from pmtui.merging.difference import difference
from pmtui.merging.merge import merge
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem

few = st.lists(st.sampled_from("abcd"), max_size=12)


def check(one: list[str], other: list[str], pairs: list[tuple[int, int]]) -> None:
    assert all(one[left] == other[right] for left, right in pairs)
    for (left, right), (next_left, next_right) in pairwise(pairs):
        assert left < next_left
        assert right < next_right


def longest_common(one: list[str], other: list[str]) -> int:
    row = [0] * (len(other) + 1)
    for item in one:
        before = row
        row = [0]
        for place, known in enumerate(other):
            row.append(before[place] + 1 if item == known else max(row[-1], before[place + 1]))
    return row[-1]


@given(few, few)
def test_as_much_as_can_be_stays(one, other):
    pairs = sequences.stayed(one, other)
    check(one, other, pairs)
    assert len(pairs) == longest_common(one, other)


@given(few, few)
def test_what_is_once_in_both_stays_where_comparing_took_too_long(one, other):
    pairs = sequences._by_what_is_once(one, other)
    check(one, other, pairs)
    once = [item for item in one if one.count(item) == 1 == other.count(item)]
    assert len(pairs) >= longest_common(once, [item for item in other if item in once])


@given(few, few)
def test_the_hunks_lead_from_one_to_the_other(one, other):
    out, done = [], 0
    for hunk in sequences.hunks(one, other):
        assert hunk.first > done or not out or done == 0
        out += one[done : hunk.first] + other[hunk.start : hunk.end]
        done = hunk.last
    assert out + one[done:] == other


@given(st.lists(st.integers(0, 9), max_size=9, unique=True))
def test_the_longest_rising_part(numbers):
    found = [numbers[place] for place in sequences.rising(numbers)]
    assert found == sorted(found)
    assert len(found) == longest_common([*map(str, numbers)], [*map(str, sorted(numbers))])


@given(few, few, few)
def test_items_that_a_side_wrote_are_there_and_it_does_not_matter_who_is_first(base, one, other):
    clashes: list[Any] = []

    def both(*three: Any) -> Any:
        clashes.append(three)
        return three[1]

    merged = items.merged(base, one, other, both)
    turned = items.merged(base, other, one, lambda was, left, right: right)
    assert merged == turned
    for item in {*one, *other} - {*base}:
        assert item in {*merged, *(right for _, _, right in clashes)}


# -- beside git ---------------------------------------------------------------------------------------------

_lines = st.lists(st.sampled_from([f"line {number}" for number in range(9)]), max_size=8, unique=True)


@st.composite
def changed(draw: st.DrawFn, base: list[str]) -> list[str]:
    """What somebody makes of a text; no line is in it twice: where one is, git and we may see another one
    of them as the one that stayed, and neither is wrong."""
    out = list(base)
    for number in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(out)))
        new = draw(st.sampled_from([f"new {number}", "the same", "mine", "yours"]))
        out[place : place + draw(st.integers(0, 2))] = [new] if new not in out and draw(st.booleans()) else []
    return out


@st.composite
def texts_of_three(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    base = draw(_lines)
    return base, draw(changed(base)), draw(changed(base))


@given(three=texts_of_three())
def test_what_git_merges_is_merged_likewise(three, tmp_path_factory):
    if shutil.which("git") is None:
        pytest.skip("needs git")
    base, one, other = three
    done = _git_merge(tmp_path_factory.mktemp("git"), base, one, other)
    here, there = prose.by_line(*("\n".join(lines) for lines in (base, one, other)))
    if done is not None:
        assert here == there
        assert here.split("\n") == (done or [""])
    kept = here.split("\n") + there.split("\n")
    assert {*one, *other} - {*base} <= {*kept}
    turned = prose.by_line(*("\n".join(lines) for lines in (base, other, one)))
    assert turned == (there, here)


def _git_merge(folder: Any, base: list[str], one: list[str], other: list[str]) -> list[str] | None:
    """What `git merge-file` makes of them; None where it finds a conflict."""
    for name, lines in (("base", base), ("one", one), ("other", other)):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    done = subprocess.run(
        ["git", "merge-file", "-p", "one", "base", "other"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else None


# -- how the work grows -------------------------------------------------------------------------------------


def lines_run(act: Callable[[], Any]) -> int:
    """How many lines of Python `act` runs: loops that call nothing count as well."""
    count = 0

    def tick(_frame: FrameType, event: str, _what: Any) -> Any:
        nonlocal count
        count += event == "line"
        return tick

    before = sys.gettrace()
    sys.settrace(tick)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def grows_by(
    work: Callable[[int], Callable[[], Any]], size: int, count: Callable[..., int] = lines_run
) -> float:
    """How much more work it is for four times as many."""
    work(4)()  # what is worked out once
    return count(work(4 * size)) / count(work(size))


def events(count: int) -> Postmortem:
    rows = [
        {"id": f"ev-{number}", "at": NOON + timedelta(minutes=number), "what": "x"} for number in range(count)
    ]
    return Postmortem.model_validate({"id": "it", "timeline": rows})


@pytest.mark.parametrize("count", [steps, lines_run])
def test_merging_rows_takes_time_in_proportion(count):
    def work(size: int) -> Callable[[], Any]:
        base = events(size)
        one = apply(
            base, [Edit(f"timeline.ev-{size // 3}.what", "one"), Edit("timeline.ev-a", {"at": NOON}, 1)]
        )
        other = apply(base, [Edit(f"timeline.ev-{size // 2}.what", "other"), Edit("timeline.ev-2", None)])
        return lambda: merge(base, one, other)

    assert grows_by(work, 100, count) < 5


@pytest.mark.parametrize("turned", [False, True])
def test_the_difference_takes_time_in_proportion(turned):
    def work(size: int) -> Callable[[], Any]:
        old = events(size)
        rows = (*old.timeline[1:], old.timeline[0].model_copy(update={"what": "y"}))
        new = old.model_copy(update={"timeline": rows[::-1] if turned else rows})
        return lambda: difference(old, new)

    assert grows_by(work, 100) < 5


def test_weaving_in_many_added_rows_takes_time_in_proportion():
    def work(size: int) -> Callable[[], Any]:
        base = [f"r-{number}" for number in range(size)]
        one, other = ([*base, *(f"{side}-{number}" for number in range(size))] for side in "ab")
        return lambda: order.in_order(base, one, other[::-1], lambda name: {"id": name})

    assert grows_by(work, 100) < 5


@pytest.mark.parametrize("shape", ["few changes", "all other", "all alike"])
def test_comparing_lines_takes_time_in_proportion_once_there_are_many(shape, monkeypatch):
    monkeypatch.setattr(sequences, "_WORK", 500)

    def work(size: int) -> Callable[[], Any]:
        base = [f"line {number}" for number in range(size)] if shape != "all alike" else ["", "x"] * size
        one, other = list(base), list(base)
        one[1], other[-2] = "one", "other"
        if shape == "all other":
            one, other = (
                [f"one {number}" for number in range(size)],
                [f"o {number}" for number in range(size)],
            )
        elif shape == "all alike":
            one, other = ["x", "x", ""] * size, ["", "", "x"] * size
        return lambda: prose.by_line("\n".join(base), "\n".join(one), "\n".join(other))

    assert grows_by(work, 200) < 5


def test_merging_a_list_takes_time_in_proportion(monkeypatch):
    monkeypatch.setattr(sequences, "_WORK", 500)

    def work(size: int) -> Callable[[], Any]:
        base = [f"item {number}" for number in range(size)]
        one, other = [f"one {item}" for item in base] * 2, [f"{item} other" for item in base]
        return lambda: items.merged(base, one, other, lambda was, here, there: here)

    assert grows_by(work, 100) < 5
