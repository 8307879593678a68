"""A line of the fault tree: a base event, or a gate that is taken apart further, beneath the gate in hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pmtui.interview.entry_line import Entered, Line, Shown, added
from pmtui.model.edit import Edit
from pmtui.model.ids import new_row_id
from pmtui.model.postmortem import BasicEvent, Causes, Gate, Postmortem
from pmtui.text.patterns import regex
from pmtui.text.reading import Refused
from pmtui.values import dataclass

GATE_WORDS = {"and": "all of them", "or": "any of them", "atleast": "at least {k} of them"}
"""What a gate takes, in words."""

_GATE = regex(
    r"\s*(?:(?P<kind>and|or)|(?:at\s+least\s+)?(?P<k>\d{1,3})\s*(?:of|/)\s*(?:\d{1,3})?)\s*:\s*",
    re.IGNORECASE,
)
_LONGEST_START = 80
"""How far into a line the kind of a gate is looked for, in characters."""
_LOOP = "That would be a loop: it leads to itself. Which of the two comes first?"
_SHOWN_BY = "A base event first, please: it takes over what shows this one, which a gate can't hold."


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """What a line of the tree means.

    Attributes:
        what: Its words.
        gate: The kind of gate; empty for a base event.
        k: With `atleast`, how many of its inputs it takes.
    """

    what: str
    gate: str = ""
    k: int | None = None

    def row(self) -> dict[str, Any]:
        """Return the row that it becomes."""
        if not self.gate:
            return {"what": self.what}
        return {"what": self.what, "gate": self.gate} | ({"k": self.k} if self.k else {})


def parse_tree_line(text: str) -> TreeEntry:
    """Return what `and: ...`, `or: ...`, `2 of 3: ...` or plain words mean."""
    found = _GATE.match(text[:_LONGEST_START])
    if found is None:
        return TreeEntry(text.strip())
    what = text[found.end() :].strip()
    if found["kind"]:
        return TreeEntry(what, found["kind"].lower())
    return TreeEntry(what, "atleast", max(int(found["k"]), 1))


def enter(line: Line) -> Entered:
    """Return the edits of a line: the new row first, then its place beneath the gate in hand."""
    causes, entry = line.pm.causes, parse_tree_line(line.text)
    if not entry.what:
        return Refused("What leads to it? Put it behind the gate's kind.", (0, len(line.text)))
    gate = gate_in_hand(causes, line.target)
    if gate is None:
        event = _event_in_hand(causes, line.target)
        return _top(line.pm, entry) if event is None else _taken_apart(line.pm, event, entry)
    shared = _known(causes, entry)
    if shared is not None:
        return _shared(causes, gate, shared)
    new = _new(line.pm, entry)
    return (*new, Edit(f"causes.gate.{gate.id}.inputs", (*gate.inputs, _key(new))))


def shown(line: Line) -> Shown:
    """Return what a line means while it is typed."""
    causes, entry = line.pm.causes, parse_tree_line(line.text)
    if not entry.what:
        return (), "What leads to it? Put it behind the gate's kind."
    if not causes.gate and _event_in_hand(causes, line.target) is None:
        return ("top event", entry.what, gate_words(entry.gate or "or", entry.k)), ""
    if entry.gate:
        return ("gate", entry.what, gate_words(entry.gate, entry.k)), ""
    shared = known(causes, entry.what)
    return (("shared with another branch", entry.what) if shared else ("base event", entry.what)), ""


def gate_words(kind: str, k: int | None) -> str:
    """Return what a gate takes, in words."""
    return GATE_WORDS[kind].format(k=k or 1)


def gate_in_hand(causes: Causes, target: str) -> Gate | None:
    """Return the gate beneath which the next line goes: the one named, else the top; None where none is.

    A base event that is named is none: it is taken apart by the next line.
    """
    named = next((gate for gate in causes.gate if gate.id == target), None)
    if named is not None or _event_in_hand(causes, target) is not None:
        return named
    inputs = {name for gate in causes.gate for name in gate.inputs}
    tops = [gate for gate in causes.gate if gate.id == causes.top]
    tops += [gate for gate in causes.gate if gate.id not in inputs]
    return next(iter([*tops, *causes.gate]), None)


def _event_in_hand(causes: Causes, target: str) -> BasicEvent | None:
    return next((event for event in causes.event if event.id == target), None)


def known(causes: Causes, what: str) -> str | None:
    """Return the id of the base event or gate of these words; None for none."""
    told = " ".join(what.split()).casefold()
    rows: tuple[BasicEvent | Gate, ...] = (*causes.event, *causes.gate)
    return next((row.id for row in rows if " ".join(row.what.split()).casefold() == told), None)


def _known(causes: Causes, entry: TreeEntry) -> str | None:
    """Return the row that an entry names again; a new gate is never one that is known."""
    return None if entry.gate else known(causes, entry.what)


def _new(pm: Postmortem, entry: TreeEntry) -> tuple[Edit, ...]:
    return added(pm, "causes.gate" if entry.gate else "causes.event", entry.row())


def _key(edits: tuple[Edit, ...]) -> str:
    return edits[0].path.rpartition(".")[2]


def _top(pm: Postmortem, entry: TreeEntry) -> Entered:
    new = added(pm, "causes.gate", TreeEntry(entry.what, entry.gate or "or", entry.k).row())
    return (*new, Edit("causes.top", _key(new)))


def _shared(causes: Causes, gate: Gate, row: str) -> Entered:
    if row in gate.inputs:
        return Refused("It stands beneath this gate already.", (0, 0))
    if row == gate.id or gate.id in beneath(causes, row):
        return Refused(_LOOP, (0, 0))
    return (Edit(f"causes.gate.{gate.id}.inputs", (*gate.inputs, row)),)


def beneath(causes: Causes, row: str) -> frozenset[str]:
    """Return the ids of all gates and base events under a row, itself aside; a loop ends where it closes."""
    inputs = {gate.id: gate.inputs for gate in causes.gate}
    found: set[str] = set()
    waiting = list(inputs.get(row, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += inputs.get(here, ())
    return frozenset(found)


def _taken_apart(pm: Postmortem, event: BasicEvent, entry: TreeEntry) -> Entered:
    """Make a gate of a base event: its end now has something beneath it, which takes over its evidence."""
    causes = pm.causes
    shared = _known(causes, entry)
    if shared is not None and (shared == event.id or event.id in beneath(causes, shared)):
        return Refused(_LOOP, (0, 0))
    below = _event_in_hand(causes, shared or "")
    if (event.evidence or event.from_) and (entry.gate or (shared is not None and below is None)):
        return Refused(_SHOWN_BY, (0, 0))
    new = added(pm, "causes.event", entry.row() | _shown_by(event)) if not entry.gate else _new(pm, entry)
    name = new_row_id("causes.gate", {gate.id for gate in causes.gate})
    return (
        *(new if shared is None else ()),
        Edit(f"causes.gate.{name}", {"what": event.what, "gate": "or", "inputs": (shared or _key(new),)}),
        *(_handed_on(event, below) if below is not None else ()),
        *_in_place_of(pm, event, name),
        Edit(f"causes.event.{event.id}", None),
    )


def _shown_by(event: BasicEvent, besides: BasicEvent | None = None) -> dict[str, tuple[str, ...]]:
    """Return what shows a base event and what it was taken from, behind that of the one that takes over."""
    evidence, sources, itself = (
        (besides.evidence, besides.from_, besides.id) if besides is not None else ((), (), "")
    )
    kept = {"evidence": (*evidence, *event.evidence), "from": (*sources, *event.from_)}
    told = {
        key: tuple(each for each in dict.fromkeys(items) if each != itself) for key, items in kept.items()
    }
    return {key: items for key, items in told.items() if items}


def _handed_on(event: BasicEvent, below: BasicEvent) -> Iterator[Edit]:
    """Yield the edits that give what shows a base event to another one."""
    for key, items in _shown_by(event, below).items():
        yield Edit(f"causes.event.{below.id}.{key}", items)


def _in_place_of(pm: Postmortem, event: BasicEvent, name: str) -> tuple[Edit, ...]:
    """Put the gate `name` where a base event stood, also where other rows were taken from it.

    What an action breaks is a base event, never a gate.
    """
    edits = [
        Edit(
            f"causes.gate.{gate.id}.inputs", tuple(name if each == event.id else each for each in gate.inputs)
        )
        for gate in pm.causes.gate
        if event.id in gate.inputs
    ]
    edits += [
        Edit(f"action.{action.id}.breaks", tuple(each for each in action.breaks if each != event.id))
        for action in pm.action
        if event.id in action.breaks
    ]
    edits += [
        Edit(f"causes.{table}.{row.id}.from", tuple(name if each == event.id else each for each in row.from_))
        for table, rows in (("why", pm.causes.why), ("factor", pm.causes.factor), ("root", pm.causes.root))
        for row in rows
        if event.id in row.from_
    ]
    if pm.causes.top == event.id:
        edits.append(Edit("causes.top", name))
    return tuple(edits)
