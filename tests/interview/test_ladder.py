"""How deep the ladder is, where it ends and whether it branches: also where it joins or goes round."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from effort import steps
from pmtui.interview import ladder
from pmtui.model.postmortem import Causes
from strategies import linked_causes


def made(*rungs: tuple[str, list[str]], **keys: Any) -> Causes:
    why = [{"id": name, "explains": explains, "because": f"because of {name}"} for name, explains in rungs]
    return Causes.model_validate({"problem": "Builds failed", "why": why, **keys})


def test_depth_counts_from_the_problem() -> None:
    causes = made(("a", ["problem"]), ("b", ["a"]), ("c", ["b"]), ("d", ["problem"]))
    assert ladder.depths(causes) == {"a": 1, "d": 1, "b": 2, "c": 3}
    assert ladder.deepest(causes) == 3
    assert ladder.deepest(made()) == 0
    assert [why.id for why in ladder.leaves(causes)] == ["c", "d"]


def test_a_rung_beneath_two_others_counts_once_and_is_a_leaf() -> None:
    causes = made(("a", ["problem"]), ("b", ["problem"]), ("c", ["a", "b"]))
    assert ladder.depths(causes)["c"] == 2
    assert [why.id for why in ladder.leaves(causes)] == ["c"]
    assert ladder.branches(causes)
    assert ladder.first_rungs(causes) == 2


def test_a_circle_ends() -> None:
    causes = made(("a", ["b"]), ("b", ["a"]), ("c", ["c"]))
    assert set(ladder.depths(causes)) == {"a", "b", "c"}
    assert [why.id for why in ladder.leaves(causes)] == ["c"]


def test_a_rung_whose_parent_is_gone_begins_anew() -> None:
    causes = made(("a", ["gone"]), ("b", ["a"]))
    assert ladder.depths(causes) == {"a": 1, "b": 2}
    assert ladder.explained_by(causes, causes.why[0]) == "Builds failed"
    assert ladder.explained_by(causes, causes.why[1]) == "because of a"


def test_a_very_long_ladder_is_followed() -> None:
    rungs = [("w0", ["problem"])] + [(f"w{n}", [f"w{n - 1}"]) for n in range(1, 3000)]
    assert ladder.deepest(made(*rungs)) == 3000


def test_the_open_rung_is_the_last_that_has_not_ended() -> None:
    causes = made(("a", ["problem"]), ("b", ["a"]), ("c", ["a"]))
    assert ladder.open_rung(causes) == "because of c"
    ended = causes.model_copy(
        update={"why": (*causes.why[:2], causes.why[2].model_copy(update={"stop": "changeable"}))}
    )
    assert ladder.open_rung(ended) == "because of b"
    assert ladder.changeable(ended) and not ladder.changeable(causes)
    assert ladder.open_rung(made()) == "Builds failed"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({}, False),
        ({"why": [{"id": "a", "evidence": [" "]}]}, False),
        ({"why": [{"id": "a", "evidence": ["commit 88"]}]}, True),
        ({"event": [{"id": "b", "evidence": ["commit 88"]}]}, True),
    ],
)
def test_evidence_is_a_word_on_any_of_it(keys: dict[str, Any], told: bool) -> None:
    assert ladder.has_evidence(Causes.model_validate(keys)) is told


def test_each_branch_is_read_from_its_end_up_to_the_problem() -> None:
    causes = made(("a", ["problem"]), ("b", ["a"]), ("c", ["b"]), ("d", ["problem"]))
    assert ladder.upwards(causes) == (("c", "b", "a", "problem"), ("d", "problem"))
    assert ladder.upwards(made()) == ()


def test_where_a_why_explains_several_things_each_way_up_is_read() -> None:
    causes = made(("a", ["problem"]), ("b", ["problem"]), ("c", ["a", "b", "problem", "a"]))
    assert ladder.upwards(causes) == (("c", "problem"), ("c", "a", "problem"), ("c", "b", "problem"))


def test_a_way_ends_where_it_comes_back_on_itself_and_where_its_parent_is_gone() -> None:
    assert ladder.upwards(made(("a", ["b"]), ("b", ["a", "gone"]))) == (("a", "b"),)
    assert ladder.upwards(made(("a", ["a"]))) == (("a",),)
    assert ladder.upwards(made(("a", ["gone"]), ("b", ["a", "b"]))) == (("b", "a"),)


def test_a_circle_is_read_beside_branches_that_end() -> None:
    causes = made(("a", ["problem"]), ("b", ["c"]), ("c", ["b", "problem"]))
    assert ladder.upwards(causes) == (("a", "problem"), ("b", "c", "problem"))


def test_of_a_ladder_of_joins_only_so_many_ways_are_read() -> None:
    rungs = [("l0", ["problem"]), ("r0", ["problem"])]
    for n in range(1, 60):
        rungs += [(f"{side}{n}", [f"l{n - 1}", f"r{n - 1}"]) for side in "lr"]
    causes = made(*rungs)
    assert steps(lambda: ladder.upwards(causes)) < 200_000
    ways = ladder.upwards(causes)
    assert len(ways) == len(set(ways)) == ladder.MOST_BRANCHES


@given(linked_causes())
def test_every_branch_follows_what_its_whys_explain(causes: Causes) -> None:
    explains = {why.id: why.explains for why in causes.why}
    ways = ladder.upwards(causes)
    assert len(ways) == len(set(ways)) <= ladder.MOST_BRANCHES
    for way in ways:
        assert len(set(way)) == len(way)
        assert all(above in explains[below] for below, above in pairwise(way))
        if way[-1] != "problem":
            left = {each for each in explains[way[-1]] if each in explains or each == "problem"}
            assert left <= set(way)
    if len(ways) < ladder.MOST_BRANCHES:
        assert {why.id for why in ladder.leaves(causes)} <= {way[0] for way in ways}
        assert set(explains) <= {name for way in ways for name in way}
