"""A fault tree with what people call its parts: what is read from a file, and written into another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pmtui.analysis.faulttree.tree import Tree
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Labelled:
    """A fault tree and its words.

    Attributes:
        tree: The tree.
        words: What gates and events say, by their names; a name without words stands for itself.
        undeveloped: The events that could be taken further, and were not.
        gates: How many gates the file defines; the tree has more where formulas stand within formulas.
        events: How many base events the file defines, or names where it defines none.
        remarks: What of the file is not in the tree, in sentences for people.
    """

    tree: Tree
    words: Mapping[str, str] = field(default_factory=dict)
    undeveloped: frozenset[str] = frozenset()
    gates: int = 0
    events: int = 0
    remarks: tuple[str, ...] = ()

    def said(self, name: str) -> str:
        """Return what a gate or event says, or its name."""
        return self.words.get(name) or name

    def downward(self) -> list[str]:
        """Return the gates that lead to the top event, from the top down, level by level."""
        gates = self.tree.gates
        found = dict.fromkeys([self.tree.top] if self.tree.top in gates else [])
        row = list(found)
        while row:
            below = dict.fromkeys(each for name in row for each in gates[name].inputs if each in gates)
            row = [name for name in below if name not in found]
            found.update(below)
        return list(found)
