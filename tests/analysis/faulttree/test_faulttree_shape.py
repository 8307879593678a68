"""What is off in a tree's shape is named in a sentence, and what can't be analysed is refused."""

from __future__ import annotations

import pytest

from pmtui.analysis.faulttree import shape
from pmtui.analysis.faulttree.analysis import analyse
from pmtui.analysis.faulttree.shape import faults
from pmtui.analysis.faulttree.tree import Gate, Tree, TreeError

SOUND = {"top": Gate("or", ("a", "b"))}


def found(gates: dict[str, Gate], top: str = "top", events: str = "a b c") -> list[tuple[str, str, bool]]:
    return [(one.kind, one.words, one.fatal) for one in faults(Tree(top, gates, tuple(events.split())))]


def test_a_sound_tree_has_none() -> None:
    assert found(SOUND, events="a b") == []


@pytest.mark.parametrize(
    ("gates", "kind", "words"),
    [
        ({"top": Gate("or", ())}, "empty", "Gate top has no input: it needs at least one."),
        (
            {"top": Gate("or", ("a", "x"))},
            "undefined",
            "Gate top takes x, and nothing of that name is there.",
        ),
        ({"top": Gate("atleast", ("a", "b"), 3)}, "bad-k", "Gate top takes 3 of 2 inputs: that can't be."),
        ({"top": Gate("atleast", ("a",), 0)}, "bad-k", "Gate top takes 0 of 1 input: that can't be."),
        (
            {"top": Gate("atleast", ("a", "b"))},
            "bad-k",
            "Gate top doesn't say how many of its inputs it takes.",
        ),
        ({"top": Gate("or", ("a", "top"))}, "loop", "Gate top takes itself as an input."),
        (
            {"top": Gate("or", ("a", "g")), "g": Gate("and", ("h", "b")), "h": Gate("or", ("c", "top"))},
            "loop",
            "Gates go round in a loop: top > g > h > top.",
        ),
        (
            SOUND | {"x": Gate("or", ("y", "a")), "y": Gate("or", ("x", "b"))},
            "loop",
            "Gates go round in a loop: x > y > x.",
        ),
    ],
)
def test_what_keeps_a_tree_from_being_analysed(gates: dict[str, Gate], kind: str, words: str) -> None:
    first = found(gates)[0]
    assert first == (kind, words, True)
    with pytest.raises(TreeError) as raised:
        analyse(Tree("top", gates, ("a", "b", "c")))
    assert raised.value.what == words
    assert raised.value.status == 2


@pytest.mark.parametrize(
    ("top", "words"),
    [
        ("", "The tree has no top event."),
        ("x", "The top event x is neither a gate nor an event."),
    ],
)
def test_a_top_event_is_needed(top: str, words: str) -> None:
    assert ("no-top", words, True) in found(SOUND, top=top)


def test_what_only_looks_odd_is_named_and_analysed_all_the_same() -> None:
    gates = {
        "top": Gate("or", ("a", "g", "a")),
        "g": Gate("and", ("b",)),
        "alone": Gate("or", ("a", "b")),
    }
    assert found(gates) == [
        ("repeated", "Gate top takes a twice.", False),
        ("single", "Gate g has one input only: b.", False),
        ("unreachable", "Gate alone doesn't lead to the top event.", False),
        ("unreachable", "Event c doesn't lead to the top event.", False),
    ]
    assert list(analyse(Tree("top", gates, ("a", "b", "c"))).sets()) == [("a",), ("b",)]


def test_a_long_way_round_is_shortened() -> None:
    gates = {f"g{number}": Gate("or", (f"g{(number + 1) % 4000}", "a")) for number in range(4000)}
    [loop] = [words for kind, words, _ in found(gates, top="g0", events="a") if kind == "loop"]
    assert loop == "Gates go round in a loop: g0 > g1 > g2 > g3 > g4 > g5 > ... > g3999 > g0."


def test_not_every_one_of_many_loops_is_named() -> None:
    gates = {f"g{number}": Gate("or", (f"g{number}", "a")) for number in range(500)}
    assert len([1 for kind, _, _ in found(gates, top="g0", events="a") if kind == "loop"]) <= 10


@pytest.mark.parametrize("what", ["gates", "base events", "inputs of gates"])
def test_a_tree_too_large_is_refused_with_the_limit(what: str) -> None:
    events = tuple(f"e{number}" for number in range(shape.MAX_EVENTS + 1))
    few, many = events[:2], events[:4000]
    tree = {
        "gates": Tree("g0", {f"g{n}": Gate("or", few) for n in range(shape.MAX_GATES + 1)}, few),
        "base events": Tree("g0", {"g0": Gate("or", events)}, events),
        "inputs of gates": Tree(
            "g0", {f"g{n}": Gate("or", many) for n in range(shape.MAX_INPUTS // len(many) + 1)}, many
        ),
    }[what]
    with pytest.raises(TreeError, match=rf"{what}; [\d,]+ is the most"):
        analyse(tree)
