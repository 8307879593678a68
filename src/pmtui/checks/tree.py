"""The fault tree: its shape, what its base events say, and whether the combination that happened is known.

References to rows that are gone belong to the family `file`; combinations that the actions leave open to
`prevention`, single points of failure aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.depth.texts import blames, ends_at_person
from pmtui.checks.finding import Finding
from pmtui.checks.open_combinations import breaking_of
from pmtui.checks.sentence_checks import whole

if TYPE_CHECKING:
    from pmtui.analysis.faulttree.shape import Fault
    from pmtui.analysis.faulttree.tree import Tree
    from pmtui.model.postmortem import BasicEvent, Causes, Postmortem

_SHOWN = 50
_MOST = 5
"""How many single points of failure are named at most."""


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield the findings of the fault tree; none where there is no gate."""
    causes = pm.causes
    for event in causes.event:
        yield from _leaf(event)
    if not causes.gate:
        return
    tops = heads(causes)
    if len(tops) != 1:
        if not causes.top:
            yield rules.rule("tree.no-top").finding("causes.top", what=_no_top(tops, causes))
        return
    from pmtui.analysis.faulttree.shape import faults

    tree = _tree(causes, tops[0])
    found = faults(tree)
    yield from _shape(found, causes)
    if any(fault.fatal for fault in found):
        return
    yield from _unconfirmed(causes, tree)
    yield from _single_points(pm)


def heads(causes: Causes) -> list[str]:
    """Return the top event where it is named and known, else the gates that are no input of another.

    Where each gate is one, there is a loop; the first stands for it.
    """
    known = {*(gate.id for gate in causes.gate), *(event.id for event in causes.event)}
    if causes.top:
        return [causes.top] if causes.top in known else []
    inputs = {name for gate in causes.gate for name in gate.inputs}
    return [gate.id for gate in causes.gate if gate.id not in inputs] or [causes.gate[0].id]


def _no_top(tops: list[str], causes: Causes) -> str:
    named = _names(causes)
    shown = ", ".join(named[each] for each in tops[:3]) + (", …" if len(tops) > 3 else "")
    return f"{len(tops)} gates lead to no other: {shown}. One of them is the top event."


# -- the leaves -------------------------------------------------------------------------------------------


def _leaf(event: BasicEvent) -> Iterator[Finding]:
    path, text = f"causes.event.{event.id}", event.what
    blamed = blames(text)
    if blamed or ends_at_person(text):
        rule = rules.rule("tree.person")
        yield rule.finding(f"{path}.what", severity="hint" if blamed else rule.severity, span=whole(text))
    if event.state == "confirmed" and not any(item.strip() for item in event.evidence) and not event.from_:
        yield rules.rule("tree.no-evidence").finding(f"{path}.evidence")


# -- the shape --------------------------------------------------------------------------------------------

_RULES = {
    "loop": ("tree.loop", "inputs"),
    "empty": ("tree.no-inputs", "inputs"),
    "bad-k": ("tree.how-many", "k"),
    "single": ("tree.one-input", "inputs"),
    "unreachable": ("tree.unreachable", "what"),
}
"""The rule of each kind of fault, and the field of the gate that it is about."""


def _tree(causes: Causes, top: str) -> Tree:
    from pmtui.analysis.faulttree.tree import Gate, Tree  # not needed where there is no tree

    gates = {gate.id: Gate(gate.gate, gate.inputs, gate.k) for gate in causes.gate}
    return Tree(top, gates, tuple(event.id for event in causes.event))


def _shape(found: tuple[Fault, ...], causes: Causes) -> Iterator[Finding]:
    named, gates = _names(causes), {gate.id for gate in causes.gate}
    for fault in found:
        if fault.kind in _RULES:
            rule_id, key = _RULES[fault.kind]
            rule = rules.rule(rule_id)
            table = "gate" if fault.name in gates else "event"
            what = f"{rule.what.rstrip('.')}: {named.get(fault.name, fault.name)}."
            yield rule.finding(f"causes.{table}.{fault.name}.{key}", what=what)
    if any(fault.kind == "repeated" for fault in found):
        yield from _repeated(causes, named)


def _repeated(causes: Causes, named: dict[str, str]) -> Iterator[Finding]:
    for gate in causes.gate:
        for name, count in Counter(gate.inputs).items():
            if count > 1 and gate.gate != "atleast":
                what = f"{named.get(name, name)} stands more than once beneath {named[gate.id]}."
                yield rules.rule("tree.repeated").finding(f"causes.gate.{gate.id}.inputs", what=what)


def _names(causes: Causes) -> dict[str, str]:
    """Return gates and events as they are named in a finding, by their ids."""
    texts = {gate.id: gate.what for gate in causes.gate} | {event.id: event.what for event in causes.event}
    return {name: f"“{_short(what)}”" if what.strip() else name for name, what in texts.items()}


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"


# -- what happened, and what is left ----------------------------------------------------------------------


def _unconfirmed(causes: Causes, tree: Tree) -> Iterator[Finding]:
    """Yield that no combination is fully confirmed; a hint while there are base events to be looked at.

    Where every combination holds something that is ruled out, it can't have happened by this tree.
    """
    confirmed = {event.id for event in causes.event if event.state == "confirmed"}
    possible = {event.id for event in causes.event if event.state != "ruled-out"}
    if len(possible) < len(causes.event) and not happens(tree, possible):
        yield rules.rule("tree.unconfirmed").finding("causes.top", severity="warning")
        return
    left = [event for event in causes.event if event.state in (None, "unknown")]
    if len(confirmed) < 2 or len(left) * 2 > len(causes.event) or happens(tree, confirmed):
        return
    yield rules.rule("tree.unconfirmed").finding("causes.top", severity="hint" if left else "warning")


def happens(tree: Tree, events: set[str]) -> bool:
    """Return whether the top event of a tree without loops happens when these base events do."""
    from pmtui.analysis.faulttree.shape import under

    known = set(events)
    for name in under(tree, tree.top):
        gate = tree.gates[name]
        wanted = {"and": len(gate.inputs), "or": 1, "atleast": gate.k or 1}[gate.kind]
        if gate.inputs and sum(each in known for each in gate.inputs) >= wanted:
            known.add(name)
    return tree.top in known


def _single_points(pm: Postmortem) -> Iterator[Finding]:
    found = breaking_of(pm) if pm.action else None
    for name in found.single_points[:_MOST] if found else ():
        yield rules.rule("tree.single-point").finding(f"causes.event.{name}.what")
