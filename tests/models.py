"""Open-PSA models written for tests, the measured trees beside the project, and cut sets by brute force."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from pmtui.analysis.faulttree.tree import Gate, Tree

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "faulttrees"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the measured trees are not beside the project")

ABC = "".join(f'<define-basic-event name="{name}"/>' for name in "abc")


def model(tree: str, data: str = ABC, before: str = '<?xml version="1.0"?>') -> bytes:
    """Return a model of one fault tree."""
    inside = f'<define-fault-tree name="t">{tree}</define-fault-tree><model-data>{data}</model-data>'
    return f"{before}<opsa-mef>{inside}</opsa-mef>".encode()


def gate(name: str, formula: str) -> str:
    """Return the definition of a gate."""
    return f'<define-gate name="{name}">{formula}</define-gate>'


def written(gates: Mapping[str, Any], house: Mapping[str, bool], chances: Mapping[str, float]) -> bytes:
    """Return a model of gates as vectors.json has them: `type`, `k`, `inputs`."""
    out, events = [], {}
    for name, each in gates.items():
        kind = {"inhibit": "and"}.get(each["type"], each["type"])
        least = f' min="{each["k"]}"' if "k" in each else ""
        inputs = "".join(_reference(one, gates, house, events) for one in each["inputs"])
        out.append(gate(name, f"<{kind}{least}>{inputs}</{kind}>"))
    data = []
    for name in events:
        value = f'<float value="{chances[name]!r}"/>' if name in chances else ""
        data.append(f'<define-basic-event name="{name}">{value}</define-basic-event>')
    for name, value in house.items():
        constant = f'<constant value="{str(value).lower()}"/>'
        data.append(f'<define-house-event name="{name}">{constant}</define-house-event>')
    return model("".join(out), "".join(data))


def _reference(
    name: str, gates: Mapping[str, Any], house: Mapping[str, bool], events: dict[str, None]
) -> str:
    if name in gates:
        return f'<gate name="{name}"/>'
    if name in house:
        return f'<house-event name="{name}"/>'
    events[name] = None
    return f'<basic-event name="{name}"/>'


def vectors() -> list[dict[str, Any]]:
    """Return the worked examples, or nothing where they are not there."""
    if not CORPUS.is_dir():
        return []
    return list(json.loads((CORPUS / "vectors.json").read_text(encoding="utf-8"))["vectors"])


def measured() -> list[dict[str, Any]]:
    """Return what is known of the measured trees that are coherent."""
    if not CORPUS.is_dir():
        return []
    trees = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))["trees"]
    return [tree for tree in trees if tree["file"] != "das9601.xml"]


def cut_sets(tree: Tree) -> set[frozenset[str]]:
    """Return the minimal cut sets of a small tree, by trying all combinations from the smallest up."""
    found: list[frozenset[str]] = []
    for size in range(len(tree.events) + 1):
        for names in combinations(tree.events, size):
            tried = frozenset(names)
            if not any(each <= tried for each in found) and _occurs(tree, tree.top, tried):
                found.append(tried)
    return set(found)


def _occurs(tree: Tree, name: str, events: frozenset[str]) -> bool:
    found = tree.gates.get(name)
    if found is None:
        return tree.house.get(name, name in events)
    count = sum(_occurs(tree, each, events) for each in found.inputs)
    return count >= {"and": len(found.inputs), "or": 1}.get(found.kind, found.k or 0)


NAMES = ("a", "b-1", "c d", "1st", "x.y", "é", "<&>\"'", "A", "a--b", "_", "c_d", "名")
"""Names of events, some of which the format does not allow."""


@st.composite
def trees(draw: st.DrawFn, events: Iterable[str] = NAMES) -> Tree:
    """Return a small tree: gates take events, house events and later gates, also more than once."""
    leaves = draw(st.lists(st.sampled_from(list(events)), min_size=1, max_size=6, unique=True))
    names = [f"g{number}" for number in range(draw(st.integers(1, 5)))]
    house = draw(st.dictionaries(st.sampled_from(["h1", "h 2"]), st.booleans(), max_size=2))
    gates = {}
    for place, name in enumerate(names):
        below = [*leaves, *house, *names[place + 1 :]]
        inputs = draw(st.lists(st.sampled_from(below), min_size=1, max_size=4))
        if place + 1 < len(names) and names[place + 1] not in inputs:
            inputs.append(names[place + 1])
        kind = draw(st.sampled_from(["and", "or", "atleast"]))
        gates[name] = Gate(
            kind, tuple(inputs), draw(st.integers(1, len(inputs))) if kind == "atleast" else None
        )
    chances = draw(st.dictionaries(st.sampled_from(leaves), st.floats(0, 1), max_size=6))
    return Tree("g0", gates, tuple(leaves), house, chances)
