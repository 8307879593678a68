"""The gates of a tree as the strictest readers take them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import Gate, GateKind

MOST_WEIGHED = 8
"""Inputs that stand more than once under one K of N and are still worked out; the gates double with each."""


def plain_gates(labelled: Labelled) -> Iterator[tuple[str, Gate]]:
    """Yield names and gates from the top down: no input twice, no K of N that is an AND or an OR.

    A gate with one input, which is then an OR, passes it on. Where K of N counts an input twice, gates are added;
    to pass it on in its second place would do, but SCRAM 0.16.2 answers that wrongly.
    """
    tree = labelled.tree
    taken = {*tree.gates, *tree.events, *tree.house}
    if tree.top not in tree.gates:
        yield _free("top", taken), Gate("or", (tree.top,))
        return
    for name in labelled.downward():
        gate = tree.gates[name]
        counts = Counter(gate.inputs)
        if gate.kind != "atleast" or gate.k in (1, len(gate.inputs)):
            kind = "or" if gate.k == 1 else "and" if gate.kind == "atleast" else gate.kind
            yield name, _plain(kind, list(counts))
        elif max(counts.values()) == 1:
            yield name, gate
        else:
            yield from _weighed(name, counts, gate.k or 0, taken)


def _weighed(name: str, counts: Counter[str], k: int, taken: set[str]) -> Iterator[tuple[str, Gate]]:
    """Yield the gates for K of N where inputs count more than once: with x, k less its weight of the rest; or k."""
    heavy = [each for each, count in counts.items() if count > 1]
    if len(heavy) > MOST_WEIGHED:
        yield from _passed_on(name, counts, k, taken)
        return
    light = [each for each, count in counts.items() if count == 1]
    names = {(0, k): name}
    waiting = [(0, k)]

    def below(place: int, least: int) -> str:
        if (place, least) not in names:
            names[place, least] = _free(f"{name} {place} {least}", taken)
            waiting.append((place, least))
        return names[place, least]

    while waiting:
        place, least = waiting.pop()
        own = names[place, least]
        if place == len(heavy):
            yield own, _vote(light, least)
            continue
        event, left = heavy[place], [counts[each] for each in heavy[place + 1 :]]
        terms = []
        if least <= counts[event]:
            terms.append(event)
        elif least - counts[event] <= sum(left) + len(light):
            both = _free(f"{own} with {event}", taken)
            yield both, Gate("and", (event, below(place + 1, least - counts[event])))
            terms.append(both)
        if least <= sum(left) + len(light):
            terms.append(below(place + 1, least))
        yield own, _plain("or", terms)


def _passed_on(name: str, counts: Counter[str], k: int, taken: set[str]) -> Iterator[tuple[str, Gate]]:
    inputs: list[str] = []
    for each, count in counts.items():
        inputs.append(each)
        for _ in range(count - 1):
            inputs.append(_free(f"{each} again", taken))
            yield inputs[-1], Gate("or", (each,))
    yield name, Gate("atleast", tuple(inputs), k)


def _plain(kind: GateKind, inputs: list[str]) -> Gate:
    return Gate(kind if len(inputs) > 1 else "or", tuple(inputs))


def _vote(inputs: list[str], k: int) -> Gate:
    if k == 1 or k == len(inputs):
        return _plain("or" if k == 1 else "and", inputs)
    return Gate("atleast", tuple(inputs), k)


def _free(name: str, taken: set[str]) -> str:
    own, number = name, 1
    while own in taken:
        number += 1
        own = f"{name} {number}"
    taken.add(own)
    return own
