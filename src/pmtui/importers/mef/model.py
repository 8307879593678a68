"""One fault tree out of a file's definitions: names looked up, formulas flat, its top event found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import Tree
from pmtui.importers.mef.containers import COMMON_CAUSE
from pmtui.importers.mef.definitions import Definition, Definitions, Ref
from pmtui.importers.mef.figures import probabilities
from pmtui.importers.mef.flat import Flat
from pmtui.importers.mef.names import Names
from pmtui.importers.mef.said import listed, said
from pmtui.importers.mef.shape import check_levels, check_sound, top_of

ORIGINAL = "original-name"
"""The attribute that keeps a name which the format does not allow."""
FLAVOR = "flavor"
"""The attribute by which SCRAM tells undeveloped events and inhibit gates apart."""
_KIND = {"gate": "a gate", "basic-event": "a base event", "house-event": "a house event"}
_ORDERED = ("priority", "pand", "sequence", "seq")


def labelled(file: Definitions, top: str | None) -> Labelled:
    """Return the fault tree that a file defines; raise TreeError where it is none that can be read.

    Args:
        file: What the file defines.
        top: The name of the top event, or None for the one gate that is no input.
    """
    parts = _Parts(file)
    known, flat = parts.known, parts.flat
    found, remarks = probabilities(file, parts.key)
    tree = Tree(
        top=top_of(flat.gates, flat.made, {*known, *parts.events}, top, file.where),
        gates=flat.gates,
        events=parts.events,
        house=flat.house | {key: each.value is True for key, each in known.items() if _is_house(each)},
        probabilities=found,
    )
    check_levels(tree.gates, file.where)
    check_sound(tree, file.where)
    return Labelled(
        tree,
        {key: each.label for key, each in known.items() if each.label},
        frozenset(key for key, each in known.items() if each.attributes.get(FLAVOR) == "undeveloped"),
        sum(each.kind == "gate" for each in file.all),
        len(parts.events),
        (*_left_out(file), *remarks),
    )


class _Parts:
    """The parts of a tree, by the names that it knows them by."""

    def __init__(self, file: Definitions) -> None:
        self._file = file
        shared = [each for each in file.all if each.kind != "parameter"]
        self._names = Names(shared, file)
        self._declares = any(each.kind == "basic-event" for each in shared)
        self._undeclared: dict[str, None] = {}
        self._original = _originals(shared) if self._declares else {}
        self.known = {self.key(each): each for each in shared}
        self.flat = Flat({*self.known, *file.named})
        for gate in shared:
            if gate.kind == "gate" and gate.formula is not None:
                self.flat.add(self.key(gate), gate.formula, partial(self._meant, gate))
        declared = [key for key, each in self.known.items() if each.kind == "basic-event"]
        self.events = (*declared, *self._undeclared)

    def key(self, definition: Definition) -> str:
        """Return the name by which the tree knows a definition."""
        return self._original.get(id(definition)) or Names.key(definition)

    def _meant(self, gate: Definition, ref: Ref) -> str:
        """Return the name by which the tree knows what stands in the formula of a gate."""
        found = self._names.meant(ref.name, gate.path)
        owner = f"gate {said(gate.name)}"
        if found is None:
            if ref.kind == "basic-event" and not self._declares:  # "not declared, for it is not necessary"
                self._undeclared[ref.name] = None
                return ref.name
            self._file.refuse(f"{owner} names {said(ref.name)}, which is not defined", ref.line)
        if ref.kind not in ("event", found.kind):
            what = f"{owner} names {said(ref.name)} as {_KIND[ref.kind]}; it is {_KIND[found.kind]}"
            self._file.refuse(what, ref.line)
        return self.key(found)


def _originals(shared: list[Definition]) -> dict[int, str]:
    """Return the names that were changed when the file was written; none of them where two would be one."""
    names = [each.attributes.get(ORIGINAL) or Names.key(each) for each in shared]
    if len(set(names)) < len(names):
        return {}
    return {id(each): name for each, name in zip(shared, names, strict=True)}


def _is_house(definition: Definition) -> bool:
    return definition.kind == "house-event"


def _left_out(file: Definitions) -> Iterator[str]:
    others = [f"<{tag}>" for tag in file.left_out if tag != COMMON_CAUSE]
    if others:
        yield f"Left out, being no part of a fault tree: {', '.join(others)}."
    if COMMON_CAUSE in file.left_out:
        yield "Groups of common causes are left out, and with them all probabilities."
    ordered = [each.name for each in file.all if each.kind == "gate" and _has_order(each)]
    if ordered:
        yield f"The order in which inputs must occur is dropped: {listed(ordered)} read as plain and."


def _has_order(gate: Definition) -> bool:
    return any(word in value.lower() for value in gate.attributes.values() for word in _ORDERED)
