"""Taking out of a network what can't matter where it stands.

Under an `or` that takes an event, the event need not be looked for again further down: where it happens, the
`or` does, too. Under an `and` that takes it, it can be taken to happen. That holds for a gate only as far as
it holds on every way to it from the top.
"""

from __future__ import annotations

from pmtui.analysis.faulttree.network import AND, ATLEAST, Maker, Network, Node

Facts = tuple[int, int]
"""Events that may be taken to happen, and those that may be taken not to: a bit each."""


def absorbed(net: Network) -> Network:
    """Return the network without events that can't matter where they stand; the same one if there is none."""
    if isinstance(net.top, bool):
        return net
    facts = _facts(net)
    events = len(net.names)
    if not any(_settled(facts[number], node, events) for number, node in net.nodes.items()):
        return net
    maker = Maker(events)
    meaning: dict[int, int | bool] = {}
    for number, node in net.nodes.items():
        known = _settled(facts[number], node, events)
        inputs = [known[one] if one in known else meaning.get(one, one) for one in node.inputs]
        meaning[number] = maker.gate(node.kind, inputs, node.k)
    return maker.network(net.names, meaning.get(net.top, net.top))


def _settled(facts: Facts, node: Node, events: int) -> dict[int, bool]:
    """Return the inputs of a gate that may be taken to happen, or not to."""
    happen, do_not = facts
    either = happen | do_not
    if not either:
        return {}
    return {one: bool(happen >> one & 1) for one in node.inputs if one < events and either >> one & 1}


def _facts(net: Network) -> dict[int, Facts]:
    """Return what may be taken for granted of events at each gate: wherever it isn't so, the gate is idle."""
    takers = net.parents()
    events = len(net.names)
    handed: dict[int, Facts] = {}
    facts: dict[int, Facts] = {}
    for number in reversed(net.nodes):
        happen, do_not = handed[takers[number][0]] if number in takers else (0, 0)
        for taker in takers.get(number, ()):
            happen &= handed[taker][0]
            do_not &= handed[taker][1]
        facts[number] = happen, do_not
        node = net.nodes[number]
        own = 0 if node.kind == ATLEAST else sum(1 << one for one in set(node.inputs) if one < events)
        handed[number] = (happen | own, do_not) if node.kind == AND else (happen, do_not | own)
    return facts
