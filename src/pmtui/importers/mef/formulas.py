"""The formulas of gates: connectives, names and constants; a connective with negation in it is refused."""

from __future__ import annotations

import re
from typing import cast

from pmtui.analysis.faulttree.tree import GateKind
from pmtui.importers.mef.definitions import Definitions, Formula, Ref, RefKind
from pmtui.importers.mef.frames import Attributes, DefinitionFrame, Frame, bare
from pmtui.importers.mef.said import said

CONNECTIVES = ("and", "or", "atleast")
REFERENCES = ("gate", "basic-event", "house-event", "event")
NOT_COHERENT = ("not", "xor", "iff", "nand", "nor", "imply", "cardinality")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class GateFrame(DefinitionFrame):
    """`define-gate`: one formula."""

    def open(self, tag: str, attributes: Attributes, /) -> Frame:
        """Take the formula."""
        if tag in ("label", "attributes"):
            return super().open(tag, attributes)
        owner = f"gate {said(self.definition.name)}"
        if self.definition.formula is not None:
            self.file.refuse(f"{owner} has two formulas; it takes one")
        frame, self.definition.formula = _part(self.file, tag, attributes, owner)
        return frame

    def close(self) -> None:
        """See that there was one."""
        if self.definition.formula is None:
            self.file.refuse(f"gate {said(self.definition.name)} is empty: it has no formula")


class FormulaFrame(Frame):
    """A connective: its inputs."""

    def __init__(self, file: Definitions, tag: str, formula: Formula, owner: str) -> None:
        super().__init__(file, tag)
        self.formula = formula
        self.owner = owner

    def open(self, tag: str, attributes: Attributes, /) -> Frame:
        """Take an input."""
        frame, formula = _part(self.file, tag, attributes, self.owner)
        self.formula.inputs.append(formula)
        return frame

    def close(self) -> None:
        """See that there were some, and enough."""
        count, k = len(self.formula.inputs), self.formula.k
        if not count:
            self.file.refuse(f"{self.owner} is empty: its <{self.tag}> has no inputs")
        if k is not None and not 1 <= k <= count:
            self.file.refuse(f"{self.owner} takes at least {k} of {count} inputs; it can be 1 to {count}")


def _part(
    file: Definitions, tag: str, attributes: Attributes, owner: str
) -> tuple[Frame, Ref | Formula | bool]:
    """Return the frame of a part of a formula, and what it stands for.

    Args:
        file: What was found so far.
        tag: The element.
        attributes: Its attributes.
        owner: The gate it stands in, for messages.
    """
    file.count_input()
    if tag in REFERENCES:
        kind = attributes.get("type", "event").strip() if tag == "event" else tag
        if kind not in REFERENCES:
            file.refuse(f"{owner} names an event of the type {said(kind)}, which there is not")
        name = file.name(tag, attributes)
        file.named.add(name)
        return Frame(file, tag), Ref(cast("RefKind", kind), name, file.line)
    if tag == "constant":
        return Frame(file, tag), truth(file, attributes)
    if tag in NOT_COHERENT:
        file.refuse(f"{owner} uses <{tag}>, where something must not happen: the tree is not coherent")
    if tag not in CONNECTIVES:
        file.refuse(f"{owner} uses <{bare(tag)}>: only and, or, atleast and names of events are read")
    k = None
    if tag == "atleast":
        least = attributes.get("min", "").strip()
        if not _WHOLE.fullmatch(least):
            file.refuse(f"{owner} has an <atleast> without a whole number as its min")
        k = int(least)
    formula = Formula(cast("GateKind", tag), k, file.line)
    return FormulaFrame(file, tag, formula, owner), formula


def truth(file: Definitions, attributes: Attributes) -> bool:
    """Return the value of a constant; raise TreeError where it is neither true nor false."""
    written = attributes.get("value", "").strip()
    if written not in _BOOLEANS:
        file.refuse(f"a <constant> has the value {said(written)}: it is true or false")
    return _BOOLEANS[written]
