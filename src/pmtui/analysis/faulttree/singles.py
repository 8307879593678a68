"""Single points of failure, straight from the gates: exact however large the tree is."""

from __future__ import annotations

from collections import Counter

from pmtui.analysis.faulttree.modules import Module
from pmtui.analysis.faulttree.network import AND, OR


def singles(modules: tuple[Module, ...]) -> tuple[int, ...]:
    """Return the base events that alone lead to the last module's gate, ascending.

    One event leads to a gate where it leads to as many of its inputs as the gate takes.
    """
    alone: dict[int, set[int]] = {}
    for module in modules:
        for number, node in module.nodes.items():
            places = Counter(event for one in node.inputs for event in alone.get(one, (one,)))
            needed = {AND: len(node.inputs), OR: 1}.get(node.kind, node.k)
            alone[number] = {event for event, count in places.items() if count >= needed}
    return tuple(sorted(alone[modules[-1].top]))
