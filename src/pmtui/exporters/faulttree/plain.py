"""The gates of a tree as the strictest readers take them."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import Gate


def plain_gates(labelled: Labelled) -> Iterator[tuple[str, Gate]]:
    """Yield names and gates from the top down: no input twice, no K of N that is an AND or an OR.

    A gate with one input, which is then an OR, passes it on. Where K of N counts an input more than once,
    gates that pass it on take its other places.
    """
    tree = labelled.tree
    taken = {*tree.gates, *tree.events, *tree.house}
    if tree.top not in tree.gates:
        yield _free("top", taken), Gate("or", (tree.top,))
        return
    for name in labelled.downward():
        gate = tree.gates[name]
        inputs = list(dict.fromkeys(gate.inputs))
        if gate.k == 1 or len(inputs) == 1:
            yield name, Gate("or", tuple(inputs))
        elif gate.kind != "atleast" or gate.k == len(gate.inputs):
            yield name, Gate("and" if gate.kind == "atleast" else gate.kind, tuple(inputs))
        else:
            again = {place: _free(f"{each} again", taken) for place, each in _repeated(gate.inputs)}
            all_inputs = tuple(again.get(place, each) for place, each in enumerate(gate.inputs))
            yield name, Gate("atleast", all_inputs, gate.k)
            yield from ((own, Gate("or", (gate.inputs[place],))) for place, own in again.items())


def _repeated(inputs: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for place, each in enumerate(inputs):
        if each in seen:
            yield place, each
        seen.add(each)


def _free(name: str, taken: set[str]) -> str:
    own, number = name, 1
    while own in taken:
        number += 1
        own = f"{name} {number}"
    taken.add(own)
    return own
