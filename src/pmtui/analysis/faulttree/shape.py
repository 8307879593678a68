"""What is off in a fault tree's shape: loops, empty gates, undefined names, and what only looks odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pmtui.analysis.faulttree.tree import Gate, Tree, TreeError
from pmtui.values import dataclass

FaultKind = Literal["loop", "empty", "undefined", "bad-k", "no-top", "unreachable", "repeated", "single"]

MAX_GATES = 5_000
"""How many gates a tree may have; a tree that people drew has a few hundred at most."""
MAX_EVENTS = 5_000
"""How many base events a tree may have."""
MAX_INPUTS = 50_000
"""How many inputs all gates of a tree may have together."""

_MOST_LOOPS = 10
_LONGEST_WAY = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about a tree's shape that is wrong, or that its author may not have meant.

    Attributes:
        kind: What it is.
        name: The gate or event it is about.
        words: One plain sentence that names it.
        fatal: True where the tree can't be analysed with it.
    """

    kind: FaultKind
    name: str
    words: str
    fatal: bool


def faults(tree: Tree) -> tuple[Fault, ...]:
    """Return what is off in the tree's shape, what keeps it from being analysed first."""
    found = [*_of_the_top(tree), *_of_gates(tree), *_loops(tree.gates)]
    if not any(fault.kind in ("no-top", "loop") for fault in found):
        found += _unreachable(tree)
    return tuple(sorted(found, key=lambda fault: not fault.fatal))


def require_sound(tree: Tree) -> None:
    """Raise TreeError where the tree is too large or has a fault that keeps it from being analysed."""
    _require_size(tree)
    for fault in faults(tree):
        if fault.fatal:
            raise TreeError(fault.words)
    for name, chance in tree.probabilities.items():
        if not 0 <= chance <= 1:
            raise TreeError(f"The probability of {name} is {chance}: it has to lie between 0 and 1.")


def under(tree: Tree, start: str) -> list[str]:
    """Return the gates under and with `start`, each after those that it takes.

    Gates come in the order of a walk down the inputs as they stand; `tree` has no loop.
    """
    done: list[str] = []
    seen = {start}
    way = [(start, iter(tree.gates[start].inputs))] if start in tree.gates else []
    while way:
        name, inputs = way[-1]
        below = next((one for one in inputs if one in tree.gates and one not in seen), None)
        if below is None:
            way.pop()
            done.append(name)
        else:
            seen.add(below)
            way.append((below, iter(tree.gates[below].inputs)))
    return done


def _require_size(tree: Tree) -> None:
    inputs = sum(len(gate.inputs) for gate in tree.gates.values())
    for count, most, what in (
        (len(tree.gates), MAX_GATES, "gates"),
        (len(tree.events), MAX_EVENTS, "base events"),
        (inputs, MAX_INPUTS, "inputs of gates"),
    ):
        if count > most:
            raise TreeError(f"This fault tree has {count:,} {what}; {most:,} is the most that is analysed.")


def _of_the_top(tree: Tree) -> Iterator[Fault]:
    if not tree.top:
        yield Fault("no-top", "", "The tree has no top event.", True)
    elif tree.top not in tree.gates and tree.top not in tree.events and tree.top not in tree.house:
        yield Fault("no-top", tree.top, f"The top event {tree.top} is neither a gate nor an event.", True)


def _of_gates(tree: Tree) -> Iterator[Fault]:
    known = {*tree.gates, *tree.events, *tree.house}
    for name, gate in tree.gates.items():
        if not gate.inputs:
            yield Fault("empty", name, f"Gate {name} has no input: it needs at least one.", True)
            continue
        yield from _of_inputs(name, gate, known)


def _of_inputs(name: str, gate: Gate, known: set[str]) -> Iterator[Fault]:
    counts = Counter(gate.inputs)
    for one, count in counts.items():
        if one not in known:
            words = f"Gate {name} takes {one}, and nothing of that name is there."
            yield Fault("undefined", one, words, True)
        if count > 1:
            yield Fault("repeated", one, f"Gate {name} takes {one} {_times(count)}.", False)
    size = len(gate.inputs)
    if gate.kind == "atleast":
        if gate.k is None:
            yield Fault("bad-k", name, f"Gate {name} doesn't say how many of its inputs it takes.", True)
        elif not 1 <= gate.k <= size:
            of = "1 input" if size == 1 else f"{size} inputs"
            yield Fault("bad-k", name, f"Gate {name} takes {gate.k} of {of}: that can't be.", True)
    elif size == 1:
        yield Fault("single", name, f"Gate {name} has one input only: {gate.inputs[0]}.", False)


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _loops(gates: Mapping[str, Gate]) -> list[Fault]:
    """Return the loops, at most a few: each as the way round, found by a walk that never goes in twice."""
    found: list[Fault] = []
    done: set[str] = set()
    for start in gates:
        if start in done:
            continue
        way, inputs, place = [start], [iter(gates[start].inputs)], {start: 0}
        while way:
            below = next((one for one in inputs[-1] if one in gates and one not in done), None)
            if below is None:
                inputs.pop()
                gone = way.pop()
                del place[gone]
                done.add(gone)
            elif below in place:
                found.append(_loop(way[place[below] :]))
                if len(found) == _MOST_LOOPS:
                    return found
            else:
                place[below] = len(way)
                way.append(below)
                inputs.append(iter(gates[below].inputs))
    return found


def _loop(way: list[str]) -> Fault:
    if len(way) == 1:
        return Fault("loop", way[0], f"Gate {way[0]} takes itself as an input.", True)
    shown = way if len(way) <= _LONGEST_WAY else [*way[: _LONGEST_WAY - 2], "...", way[-1]]
    return Fault("loop", way[0], f"Gates go round in a loop: {' > '.join([*shown, way[0]])}.", True)


def _unreachable(tree: Tree) -> Iterator[Fault]:
    reached = set(_named(tree, under(tree, tree.top))) | {tree.top}
    for name in tree.gates:
        if name not in reached:
            yield Fault("unreachable", name, f"Gate {name} doesn't lead to the top event.", False)
    for name in tree.events:
        if name not in reached:
            yield Fault("unreachable", name, f"Event {name} doesn't lead to the top event.", False)


def _named(tree: Tree, gates: Iterable[str]) -> Iterator[str]:
    for name in gates:
        yield from tree.gates[name].inputs
