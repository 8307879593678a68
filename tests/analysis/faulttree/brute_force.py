"""What a small fault tree says by its truth table alone, and random trees to ask it about."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import chain, combinations

from hypothesis import strategies as st

from pmtui.analysis.faulttree.tree import Gate, Tree

Sets = list[tuple[str, ...]]


def happens(tree: Tree, events: Iterable[str]) -> bool:
    """Return whether the top event happens when these base events do and no other."""
    known = {name: name in set(events) for name in tree.events} | dict(tree.house)

    def value(name: str) -> bool:
        gate = tree.gates.get(name)
        if gate is None:
            return known[name]
        count = sum(value(one) for one in gate.inputs)
        if gate.kind == "and":
            return count == len(gate.inputs)
        return count >= (gate.k or 1)

    return value(tree.top)


def loose(tree: Tree) -> list[str]:
    """Return the base events that no house event settles."""
    return [name for name in tree.events if name not in tree.house]


def subsets(names: list[str]) -> Iterable[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def minimal(names: list[str], holds: Callable[[tuple[str, ...]], bool]) -> Sets:
    """Return the minimal sets for which a growing condition holds, by (size, names)."""
    found: Sets = []
    for one in subsets(sorted(names)):
        if holds(one) and not any(set(less) <= set(one) for less in found):
            found.append(one)
    return found


def cut_sets(tree: Tree) -> Sets:
    return minimal(loose(tree), lambda one: happens(tree, one))


def path_sets(tree: Tree) -> Sets:
    names = loose(tree)
    return minimal(names, lambda one: not happens(tree, set(names) - set(one)))


def chance(names: list[str], p: dict[str, float], holds: Callable[[set[str]], bool]) -> float:
    """Return the probability that a condition on independent events holds."""
    return math.fsum(
        math.prod(p[name] if name in one else 1 - p[name] for name in names)
        for one in map(set, subsets(names))
        if holds(one)
    )


def probability(tree: Tree, p: dict[str, float]) -> float:
    return chance(loose(tree), p, lambda one: happens(tree, one))


@st.composite
def trees(draw: st.DrawFn, most_events: int = 7, most_gates: int = 8, house: bool = True) -> Tree:
    """Draw a coherent tree: shared events and gates, inputs that repeat, votes, settled events."""
    events = [f"e{number}" for number in range(draw(st.integers(1, most_events)))]
    gates: dict[str, Gate] = {}
    for number in range(draw(st.integers(1, most_gates))):
        pool = st.sampled_from([*events, *gates, *gates])
        inputs = tuple(draw(st.lists(pool, min_size=1, max_size=5)))
        kind = draw(st.sampled_from(["and", "or", "or", "atleast"]))
        k = draw(st.integers(1, len(inputs))) if kind == "atleast" else None
        gates[f"g{number}"] = Gate(kind, inputs, k)
    top = f"g{len(gates) - 1}"
    settled = draw(st.dictionaries(st.sampled_from(events), st.booleans(), max_size=2)) if house else {}
    chance = st.sampled_from([0.0, 0.01, 0.2, 0.5, 0.9, 1.0])
    chances = draw(st.fixed_dictionaries(dict.fromkeys(events, chance)))
    return Tree(top, gates, tuple(events), settled, chances)
