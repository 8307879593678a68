"""How deep the ladder is, where it ends and whether it branches: also where it joins or goes round."""

from typing import Any

import pytest

from pmtui.interview import ladder
from pmtui.model.postmortem import Causes


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
