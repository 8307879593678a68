"""Formulas made flat: a formula within a formula becomes a gate of its own."""

from __future__ import annotations

from collections.abc import Callable

from pmtui.analysis.faulttree.tree import Gate
from pmtui.importers.mef.definitions import Formula, Ref

CONSTANT = {True: "(always)", False: "(never)"}
"""The names of the house events that stand for the constants of formulas."""


class Flat:
    """The gates of a tree.

    Args:
        taken: Names that can't be given to the gates that are made here; those are added to it.

    Attributes:
        gates: The gates by their names.
        house: The house events that formulas needed.
        made: The gates that stand for formulas within formulas.
    """

    def __init__(self, taken: set[str]) -> None:
        self.gates: dict[str, Gate] = {}
        self.house: dict[str, bool] = {}
        self.made: set[str] = set()
        self._taken = taken

    def add(self, name: str, formula: Ref | Formula | bool, name_of: Callable[[Ref], str]) -> None:
        """Add the gate `name`; a formula within its formula becomes a gate with a name such as `name.1`.

        It calls itself for each formula within a formula: those are at most `limits.NESTING` deep.

        Args:
            name: The gate's name.
            formula: What it stands for.
            name_of: Returns the name by which the tree knows what a formula names.
        """
        if not isinstance(formula, Formula):
            self.gates[name] = Gate("or", (self._name(formula, name_of),))
            return
        self.gates[name] = Gate("or", ())  # keeps its place before the gates that it needs
        inputs, number = [], 0
        for each in formula.inputs:
            if isinstance(each, Formula):
                number, own = self._free(name, number)
                self.made.add(own)
                self.add(own, each, name_of)
                inputs.append(own)
            else:
                inputs.append(self._name(each, name_of))
        self.gates[name] = Gate(formula.kind, tuple(inputs), formula.k)

    def _name(self, named: Ref | bool, name_of: Callable[[Ref], str]) -> str:
        if isinstance(named, Ref):
            return name_of(named)
        name = CONSTANT[named]
        while name in self._taken:
            name = f"({name})"
        self.house[name] = named
        return name

    def _free(self, name: str, number: int) -> tuple[int, str]:
        while True:
            number += 1
            if (own := f"{name}.{number}") not in self._taken:
                self._taken.add(own)
                return number, own
