"""The fault tree in reading order: from its top event down, each gate drawn once."""

from __future__ import annotations

from pmtui.model.postmortem import BasicEvent, Causes, Gate
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A gate or a basic event at its place in the tree.

    Attributes:
        gate: The gate, or None.
        event: The basic event, or None; with neither, an input that names nothing.
        id: The id by which its gate names it.
        depth: How far down it stands, from 0.
        again: Whether the gate has been drawn further up already.
    """

    gate: Gate | None
    event: BasicEvent | None
    id: str
    depth: int
    again: bool = False


def event_names(causes: Causes) -> dict[str, str]:
    """Return the short name of each basic event, by its id: B1, B2 in the order of the file."""
    return {event.id: f"B{place}" for place, event in enumerate(causes.event, 1)}


def nodes(causes: Causes) -> list[Node]:
    """Return the tree from the top event, then what hangs on no gate; a circle ends where it closes."""
    gates: dict[str, Gate] = {}
    events: dict[str, BasicEvent] = {}
    for gate in causes.gate:
        gates.setdefault(gate.id, gate)
    for event in causes.event:
        events.setdefault(event.id, event)
    inputs = {name for gate in causes.gate for name in gate.inputs}
    heads = [causes.top] if causes.top in gates or causes.top in events else []
    heads += [gate.id for gate in causes.gate if gate.id not in inputs]
    heads += [event.id for event in causes.event if event.id not in inputs]
    heads += list(gates)  # what only a circle holds
    out: list[Node] = []
    drawn: set[str] = set()
    for head in heads:
        if head in drawn:
            continue
        waiting = [(head, 0)]
        while waiting:
            name, depth = waiting.pop()
            node = Node(gates.get(name), events.get(name), name, depth, name in drawn and name in gates)
            drawn.add(name)
            out.append(node)
            if node.gate and not node.again:
                waiting += [(below, depth + 1) for below in reversed(node.gate.inputs)]
    return out + _doubles(causes, gates, events)


def _doubles(causes: Causes, gates: dict[str, Gate], events: dict[str, BasicEvent]) -> list[Node]:
    """Return the rows whose id another row has already: their words are kept, at the end."""
    out = [Node(gate, None, gate.id, 0) for gate in causes.gate if gates[gate.id] is not gate]
    return out + [Node(None, event, event.id, 0) for event in causes.event if events[event.id] is not event]
