"""Taking out of a network what can't matter where it stands.

Under an `or` that takes an event, the event need not be looked for again further down: where it happens, the
`or` does, too. Under an `and` that takes it, it can be taken to happen. That holds for a gate only as far as
it holds on every way to it from the top.
"""

from __future__ import annotations

from pmtui.analysis.faulttree.network import AND, ATLEAST, Maker, Network

Facts = frozenset[tuple[int, bool]]

MOST_FACTS = 100_000
"""How many facts all gates may hold together; a chain of n gates holds about n * n / 2."""

_NOTHING: Facts = frozenset()


def absorbed(net: Network) -> Network:
    """Return the network without events that can't matter where they stand; the same one if there is none."""
    facts = None if isinstance(net.top, bool) else _facts(net)
    if facts is None:
        return net
    if not any((one, True) in known or (one, False) in known for known, one in _placed(net, facts)):
        return net
    maker = Maker(len(net.names))
    meaning: dict[int, int | bool] = {}
    for number, node in net.nodes.items():
        known = dict(facts[number])
        inputs = [known[one] if one in known else meaning.get(one, one) for one in node.inputs]
        meaning[number] = maker.gate(node.kind, inputs, node.k)
    return maker.network(net.names, meaning[net.top])


def _placed(net: Network, facts: dict[int, Facts]) -> list[tuple[Facts, int]]:
    return [(facts[number], one) for number, node in net.nodes.items() if facts[number] for one in node.inputs]


def _facts(net: Network) -> dict[int, Facts] | None:
    """Return what may be taken for granted of events at each gate: wherever it isn't so, the gate is idle.

    None where that would be too much to hold.
    """
    takers = net.parents()
    events = len(net.names)
    handed: dict[int, Facts] = {}
    facts: dict[int, Facts] = {}
    held = 0
    for number in reversed(net.nodes):
        ways = [handed[taker] for taker in takers.get(number, ())]
        facts[number] = _NOTHING.union(ways[0]).intersection(*ways[1:]) if ways else _NOTHING
        node = net.nodes[number]
        own = () if node.kind == ATLEAST else node.inputs
        held += len(facts[number])
        if held > MOST_FACTS:
            return None
        handed[number] = facts[number].union((one, node.kind == AND) for one in own if one < events)
    return facts
