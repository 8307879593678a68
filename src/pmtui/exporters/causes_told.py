"""What a document tells of a cause beneath its words: what shows it, where it came from, what answers it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pmtui.analysis.causes.nodes import Node
from pmtui.analysis.causes.rungs import Rung
from pmtui.model.postmortem import Factor, RootCause

if TYPE_CHECKING:
    from pmtui.exporters.document import Document, Pairs


class CausesTold:
    """Labelled lines for rungs, factors, root causes and what stands in the fault tree."""

    def __init__(self, doc: Document) -> None:
        self._doc, self._names = doc, doc.names

    def rung(self, rung: Rung) -> Pairs:
        """Return what stands beneath a rung."""
        why = rung.why
        others = [
            name for name in why.explains if name in self._names and name not in ("problem", rung.above)
        ]
        known_as = self._doc.word("confidence", why.confidence) or "Evidence"
        evidence = self._names.several(why.evidence, "; ")
        return [
            ("Asked here", self._doc.word("leg", why.leg) if rung.new_leg and rung.depth else ""),
            ("Explains also", self._names.several(others, table="why")),
            ("From", self._names.several(why.from_, table="why")),
            (known_as, evidence or ("no evidence named" if why.confidence else "")),
            ("The branch ends here", self._doc.word("stop", why.stop)),
            ("Note", why.note),
        ]

    def factor(self, factor: Factor) -> Pairs:
        """Return what stands beneath a contributing factor."""
        return [("From", self._names.several(factor.from_, table="why")), ("Note", factor.note)]

    def root(self, root: RootCause) -> Pairs:
        """Return what stands beneath a root cause, with the actions that answer it."""
        answers = [
            act.id for act in self._doc.pm.action if root.id in act.answers and act.status != "dropped"
        ]
        return [
            ("Category", self._doc.word("category", root.category)),
            ("From", self._names.several(root.from_, table="why")),
            ("Answered by", self._names.several(answers, table="action")),
            ("Note", root.note),
        ]

    def node_words(self, node: Node) -> str:
        """Return a gate's or a basic event's words."""
        if node.gate:
            return f"{node.gate.what or node.id}: {self._gate_word(node)}"
        if node.event:
            words = f"{self._names.one(node.id, 'event')} {node.event.what}"
            return f"{words}: as above" if self._is_again(node) else words
        return f"{node.id} (not described)"

    def _is_again(self, node: Node) -> bool:
        """Return whether a basic event that several gates share stands further up already."""
        return self._first_places.get(id(node.event), node) is not node

    @cached_property
    def _first_places(self) -> dict[int, Node]:
        """Where each basic event stands first; two rows of one id are two events."""
        found: dict[int, Node] = {}
        for node in self._doc.tree:
            if node.event is not None:
                found.setdefault(id(node.event), node)
        return found

    def _gate_word(self, node: Node) -> str:
        if node.again:
            return "as above"
        if node.gate and node.gate.gate == "atleast":
            return f"at least {node.gate.k or 1} of these"
        return self._doc.word("gate", node.gate.gate if node.gate else "")

    def node(self, node: Node) -> Pairs:
        """Return what stands beneath a basic event, at its first place in the tree."""
        event = node.event
        if node.gate or event is None or self._is_again(node):
            return []
        breaking = [
            act.id for act in self._doc.pm.action if event.id in act.breaks and act.status != "dropped"
        ]
        return [
            ("State", self._doc.word("state", event.state)),
            ("Evidence", self._names.several(event.evidence, "; ")),
            ("From", self._names.several(event.from_, table="why")),
            ("Not taken apart further", "yes" if event.undeveloped else ""),
            ("Probability", self._doc.figure(event.probability)),
            ("Stopped by", self._names.several(breaking, table="action")),
        ]
