"""Changes of the fault tree by a key: a branch off, a row in from another view, a tree out of the ladder."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pmtui.analysis.causes.links import PROBLEM
from pmtui.interview.entry_line import added
from pmtui.interview.taking import CauseRow, event_of
from pmtui.interview.tree_entry import beneath, gate_in_hand
from pmtui.model.edit import Edit
from pmtui.model.ids import new_row_id
from pmtui.model.postmortem import Causes, Postmortem, Why


def cut_off(causes: Causes, row: str, gate: str) -> tuple[Edit, ...]:
    """Return the edits that take a row from beneath a gate, with all that then hangs on nothing.

    Args:
        causes: The causes.
        row: The id of the gate or base event.
        gate: The id of the gate beneath which it stands; empty for the top, or where it hangs on no gate.
    """
    edits: list[Edit] = []
    top = causes.top
    left = {each.id: each.inputs for each in causes.gate}
    if gate in left:
        left[gate] = tuple(each for each in left[gate] if each != row)
        edits.append(Edit(f"causes.gate.{gate}.inputs", left[gate]))
        if gate == row or gate in beneath(causes, row):
            return tuple(edits)  # a loop is cut open there, and all still hangs where it hung
    elif row == top:
        top = ""
        edits.append(Edit("causes.top", None))
    gone = _only_beneath(causes, row, left, top)
    edits += [Edit(f"causes.gate.{each.id}", None) for each in causes.gate if each.id in gone]
    edits += [Edit(f"causes.event.{each.id}", None) for each in causes.event if each.id in gone]
    return tuple(edits)


def moved(causes: Causes, row: str, gate: str, by: int) -> Edit | None:
    """Return the edit that moves a row among the inputs of the gate above it; None where it can't be moved.

    Args:
        causes: The causes.
        row: The id of the gate or base event.
        gate: The id of the gate beneath which it stands; empty for none.
        by: How many places down, or up where it is negative.
    """
    inputs = next((list(each.inputs) for each in causes.gate if each.id == gate), [])
    at = inputs.index(row) if row in inputs else -1
    if at < 0 or not 0 <= at + by < len(inputs):
        return None
    inputs.insert(at + by, inputs.pop(at))
    return Edit(f"causes.gate.{gate}.inputs", tuple(inputs))


def _only_beneath(causes: Causes, row: str, left: dict[str, tuple[str, ...]], top: str) -> set[str]:
    """Return the row and what hangs on nothing else; neither the top nor what another gate leads to."""
    gone = ({row} | beneath(causes, row)) - {top}
    held = {each for name, inputs in left.items() if name not in gone for each in inputs}
    while kept := gone & held:
        gone -= kept
        held = {each for name in kept for each in left.get(name, ())}
    return gone


def into_tree(pm: Postmortem, row: CauseRow, target: str) -> tuple[Edit, ...]:
    """Return the edits that put a why or a factor beneath the gate in hand, as a base event.

    Without a tree the problem becomes its top event.
    """
    new = added(pm, "causes.event", event_of(row))
    key = new[0].path.rpartition(".")[2]
    gate = gate_in_hand(pm.causes, target) or gate_in_hand(pm.causes, "")
    if gate is not None:
        return (*new, Edit(f"causes.gate.{gate.id}.inputs", (*gate.inputs, key)))
    name = new_row_id("causes.gate")
    top = {"what": pm.causes.problem or pm.title, "gate": "or", "inputs": (key,)}
    return (*new, Edit(f"causes.gate.{name}", top), Edit("causes.top", name))


def out_of_ladder(pm: Postmortem) -> tuple[Edit, ...]:
    """Return the edits that draw the tree which the ladder tells; none where there is no ladder.

    What was needed together stands under AND, as "what else had to be true" asks for it; a why with one cause
    stands for that cause; the ends of the branches are the base events, confirmed where they are facts.
    """
    causes = pm.causes
    below: dict[str, list[Why]] = defaultdict(list)
    known = {PROBLEM, *(why.id for why in causes.why)}
    for why in causes.why:
        parents = [parent for parent in dict.fromkeys(why.explains) if parent in known and parent != why.id]
        for parent in parents or [PROBLEM]:  # where what it explained is gone, it stands at the top
            below[parent].append(why)
    builder = _Builder(pm, below)
    top = builder.gate(pm.causes.problem or pm.title, [builder.node(why) for why in below[PROBLEM]])
    return (*builder.edits, Edit("causes.top", top)) if below[PROBLEM] else ()


class _Builder:
    """Makes the rows of a tree from the rungs of a ladder, each rung once."""

    def __init__(self, pm: Postmortem, below: dict[str, list[Why]]) -> None:
        self._pm, self._below = pm, below
        self._taken = {each.id for each in pm.causes.gate} | {each.id for each in pm.causes.event}
        self._made: dict[str, str] = {}
        self.edits: list[Edit] = []

    def node(self, top: Why) -> str:
        """Return the id of what a rung became; of a chain without branches its last rung."""
        waiting, on_the_way = [top], set[str]()
        while waiting:
            why = waiting[-1]
            deeper = [each for each in self._below[why.id] if each.id not in self._made]
            if why.id not in on_the_way and deeper:
                on_the_way.add(why.id)
                waiting += [each for each in reversed(deeper) if each.id not in on_the_way]
                continue
            waiting.pop()
            if why.id not in self._made:
                self._made[why.id] = self._row(why)
        return self._made[top.id]

    def _row(self, why: Why) -> str:
        inputs = list(
            dict.fromkeys(self._made[each.id] for each in self._below[why.id] if each.id in self._made)
        )
        if not inputs:
            return self._add("causes.event", event_of(why))
        return inputs[0] if len(inputs) == 1 else self.gate(why.because, inputs)

    def gate(self, what: str, inputs: list[str]) -> str:
        """Add a gate that needs all of its inputs, and return its id."""
        row = {"what": what, "gate": "and", "inputs": tuple(dict.fromkeys(inputs))}
        return self._add("causes.gate", row)

    def _add(self, table: str, row: dict[str, Any]) -> str:
        name = new_row_id(table, self._taken)
        self._taken.add(name)
        self.edits.append(Edit(f"{table}.{name}", row))
        return name
