"""A fault tree in the Open-PSA Model Exchange Format 2.0d, as strict as its readers: SCRAM reads it, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import Gate
from pmtui.exporters.faulttree.identifiers import identifiers
from pmtui.exporters.faulttree.plain import plain_gates

ORIGINAL = "original-name"
"""The attribute that keeps a name which the format does not allow; reading the file gives it back."""
_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")


def mef(labelled: Labelled) -> str:
    """Return the tree from its top event down: flat gates that have two inputs at least, or pass one on."""
    return "\n".join(_Writer(labelled).lines()) + "\n"


class _Writer:
    def __init__(self, labelled: Labelled) -> None:
        self._labelled = labelled
        self._gates = dict(plain_gates(labelled))
        tree = labelled.tree
        self._used = dict.fromkeys(name for gate in self._gates.values() for name in gate.inputs)
        self._events = [name for name in tree.events if name in self._used and name not in tree.house]
        self._house = [name for name in tree.house if name in self._used]
        self._ids = identifiers([*self._gates, *self._events, *self._house])

    def lines(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield "<opsa-mef>"
        yield '  <define-fault-tree name="fault-tree">'
        for name, gate in self._gates.items():
            yield f'    <define-gate name="{self._ids[name]}">'
            yield from self._about(name)
            yield from self._formula(gate)
            yield "    </define-gate>"
        yield "  </define-fault-tree>"
        yield "  <model-data>"
        for name in self._events:
            chance = self._labelled.tree.probabilities.get(name)
            value = [] if chance is None else [f'      <float value="{float(chance)!r}"/>']
            yield from self._event("define-basic-event", name, value)
        for name in self._house:
            truth = "true" if self._labelled.tree.house[name] else "false"
            yield from self._event("define-house-event", name, [f'      <constant value="{truth}"/>'])
        yield "  </model-data>"
        yield "</opsa-mef>"

    def _formula(self, gate: Gate) -> Iterator[str]:
        inputs = [f'<{self._kind(name)} name="{self._ids[name]}"/>' for name in gate.inputs]
        if len(inputs) == 1:
            yield f"      {inputs[0]}"
            return
        least = f' min="{gate.k}"' if gate.kind == "atleast" else ""
        yield f"      <{gate.kind}{least}>"
        yield from (f"        {each}" for each in inputs)
        yield f"      </{gate.kind}>"

    def _event(self, tag: str, name: str, value: Iterable[str]) -> Iterator[str]:
        inside = [*self._about(name), *value]
        if not inside:
            yield f'    <{tag} name="{self._ids[name]}"/>'
            return
        yield f'    <{tag} name="{self._ids[name]}">'
        yield from inside
        yield f"    </{tag}>"

    def _about(self, name: str) -> Iterator[str]:
        words = _clean(self._labelled.words.get(name, ""))
        attributes = {}
        if name and self._ids[name] != name and _clean(name) == name:
            attributes[ORIGINAL] = name
        if name in self._labelled.undeveloped:
            attributes["flavor"] = "undeveloped"
        if words:
            yield f"      <label>{escape(words, quote=False)}</label>"
        if attributes:
            yield "      <attributes>"
            for key, value in attributes.items():
                yield f'        <attribute name="{key}" value="{escape(value)}"/>'
            yield "      </attributes>"

    def _kind(self, name: str) -> str:
        if name in self._gates:
            return "gate"
        return "house-event" if name in self._labelled.tree.house else "basic-event"


def _clean(words: str) -> str:
    """Return words on one line, without what XML or SCRAM can't hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", " ".join(words.split()))
