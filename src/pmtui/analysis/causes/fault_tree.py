"""The fault tree of a postmortem as the engine reads it, and the way back for trees from elsewhere."""

from __future__ import annotations

from collections import Counter

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.shape import require_sound
from pmtui.analysis.faulttree.tree import Gate, Tree, TreeError
from pmtui.model.postmortem import BasicEvent, Causes, EventState
from pmtui.model.postmortem import Gate as GateRow

_NAMED = 60
"""Characters of a row's words that name it in a sentence."""
_SETTLED = {"confirmed": True, "ruled-out": False}
_STATES: dict[bool, EventState] = {True: "confirmed", False: "ruled-out"}


def tree_of(causes: Causes, *, settled: bool = False) -> Tree:
    """Return the fault tree of a postmortem; its names are the ids of gates and basic events.

    Args:
        causes: The causes of the postmortem.
        settled: Whether what is confirmed is taken as certain, and what is ruled out as impossible.

    Raises:
        TreeError: There is no gate and no event, no top event or several, or an id that two rows have. Loops,
            empty gates and names of nothing are found by `shape.faults`.
    """
    gates: dict[str, Gate] = {}
    events: dict[str, BasicEvent] = {}
    for gate in causes.gate:
        _new(gate.id, gates, events)
        gates[gate.id] = Gate(gate.gate, gate.inputs, gate.k if gate.gate == "atleast" else None)
    for event in causes.event:
        _new(event.id, gates, events)
        events[event.id] = event
    house = {name: _SETTLED[event.state] for name, event in events.items() if event.state in _SETTLED}
    return Tree(
        top=_top(causes.top, gates, events),
        gates=gates,
        events=tuple(events),
        house=house if settled else {},
        probabilities={
            name: float(event.probability) for name, event in events.items() if event.probability is not None
        },
    )


def labelled_of(causes: Causes) -> Labelled:
    """Return the fault tree of a postmortem with its words; raise TreeError as `tree_of` does."""
    tree = tree_of(causes)
    rows: list[GateRow | BasicEvent] = [*causes.gate, *causes.event]
    words = {row.id: " ".join(row.what.split()) for row in rows if row.what.strip()}
    undeveloped = frozenset(event.id for event in causes.event if event.undeveloped)
    return Labelled(tree, words, undeveloped, len(tree.gates), len(tree.events))


def in_words(causes: Causes, error: TreeError) -> str:
    """Return why the fault tree of a postmortem is refused, rows named by words that are theirs alone.

    Args:
        causes: The causes of the postmortem.
        error: Why it was refused, by the ids of the rows.
    """
    rows: list[GateRow | BasicEvent] = [*causes.gate, *causes.event]
    said = {row.id: " ".join(row.what.split()) for row in rows}
    once = Counter(said.values())
    named = {name: f"“{_short(what)}”" for name, what in said.items() if what and once[what] == 1}
    try:
        tree = tree_of(causes)
        require_sound(
            Tree(
                top=named.get(tree.top, tree.top),
                gates={
                    named.get(name, name): Gate(
                        gate.kind, tuple(named.get(each, each) for each in gate.inputs), gate.k
                    )
                    for name, gate in tree.gates.items()
                },
                events=tuple(named.get(each, each) for each in tree.events),
            )
        )
    except TreeError as told:
        return str(told)
    return str(error)


def _short(words: str) -> str:
    return words if len(words) <= _NAMED else f"{words[: _NAMED - 1].rstrip()}…"


def causes_of(labelled: Labelled) -> Causes:
    """Return causes that hold a tree from elsewhere and nothing else, so that it can be drawn like any other.

    What does not lead to the top event is left out; house events become basic events that are confirmed or
    ruled out.
    """
    tree = labelled.tree
    gates = labelled.downward()
    named = dict.fromkeys(name for gate in gates for name in tree.gates[gate].inputs)
    leaves = [name for name in named if name not in tree.gates] if gates else [tree.top]
    ids = {name: f"g-{number}" for number, name in enumerate(gates, 1)}
    ids |= {name: f"b-{number}" for number, name in enumerate(leaves, 1)}
    return Causes(
        top=ids[tree.top],
        gate=tuple(
            GateRow(
                id=ids[name],
                what=labelled.said(name),
                gate=tree.gates[name].kind,
                k=tree.gates[name].k,
                inputs=tuple(ids[below] for below in tree.gates[name].inputs),
            )
            for name in gates
        ),
        event=tuple(
            BasicEvent(
                id=ids[name],
                what=labelled.said(name),
                state=_STATES[tree.house[name]] if name in tree.house else None,
                undeveloped=True if name in labelled.undeveloped else None,
                probability=tree.probabilities.get(name),
            )
            for name in leaves
        ),
    )


def _new(name: str, gates: dict[str, Gate], events: dict[str, BasicEvent]) -> None:
    if name in gates or name in events:
        raise TreeError(f"two rows of the fault tree have the id {name}; each needs its own")


def _top(wanted: str, gates: dict[str, Gate], events: dict[str, BasicEvent]) -> str:
    if wanted:
        if wanted not in gates and wanted not in events:
            raise TreeError(f"the top event is {wanted!r}, and nothing in the fault tree has this id")
        return wanted
    if not gates:
        what = "a top event is not chosen" if events else "there is no fault tree in it: no gate and no event"
        raise TreeError(what)
    inputs = {name for gate in gates.values() for name in gate.inputs}
    tops = [name for name in gates if name not in inputs]
    if len(tops) > 1:
        shown = ", ".join(tops[:5])
        raise TreeError(f"several gates could be the top event: {shown}; choose one as `top`")
    return tops[0] if tops else next(iter(gates))  # where there is none there is a loop, which `faults` names
