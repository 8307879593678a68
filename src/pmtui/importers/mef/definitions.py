"""What a file defines, as it stands there: names not yet looked up, formulas not yet flat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NoReturn

from pmtui.analysis.faulttree.tree import GateKind, TreeError
from pmtui.importers.mef import limits
from pmtui.importers.mef.said import said

RefKind = Literal["gate", "basic-event", "house-event", "event"]
Kind = Literal["gate", "basic-event", "house-event", "parameter"]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A name within a formula; the kind `event` says nothing about what it names."""

    kind: RefKind
    name: str
    line: int


@dataclass(slots=True)
class Formula:
    """A connective over names, constants (True, False) and formulas."""

    kind: GateKind
    k: int | None
    line: int
    inputs: list[Ref | Formula | bool] = field(default_factory=list)


@dataclass(slots=True)
class Definition:
    """A gate, an event or a parameter.

    Attributes:
        kind: What is defined.
        name: Its name, without where it stands.
        path: The names of the containers around it, outermost first.
        private: Whether it is known by its name only within its container.
        line: Where it stands in the file.
        label: Its words.
        attributes: Further facts by their names.
        formula: Of a gate; a name alone passes it through.
        value: A figure; the name of a parameter; True and False of house events; None where it has none.
        unread: Whether it has an expression that is not read.
    """

    kind: Kind
    name: str
    path: Path
    private: bool
    line: int
    label: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    formula: Ref | Formula | bool | None = None
    value: float | Ref | bool | None = None
    unread: bool = False

    @property
    def full(self) -> str:
        """Return the name with its containers, by which it can be named from everywhere."""
        return ".".join((*self.path, self.name))


class Definitions:
    """What was found in a file so far, within the limits.

    Attributes:
        where: The file, for messages.
        line: The line that is being read.
        all: The definitions, in the order of the file.
        named: The names in formulas.
        left_out: Kinds of elements that are no part of fault trees, and were skipped.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.line = 0
        self.all: list[Definition] = []
        self.named: set[str] = set()
        self.left_out: dict[str, None] = {}
        self._gates = 0
        self._inputs = 0

    def add(self, definition: Definition) -> None:
        """Keep a definition; raise TreeError where there are too many."""
        self.all.append(definition)
        if definition.kind == "gate":
            self._gates += 1
            if self._gates > limits.GATES:
                self.refuse(f"too large: more than {limits.GATES:,} gates")
        elif len(self.all) - self._gates > limits.EVENTS:
            self.refuse(f"too large: more than {limits.EVENTS:,} events")

    def count_input(self) -> None:
        """Count an input of a gate; raise TreeError where there are too many."""
        self._inputs += 1
        if self._inputs > limits.INPUTS:
            self.refuse(f"too large: its gates have more than {limits.INPUTS:,} inputs")

    def name(self, tag: str, attributes: dict[str, str]) -> str:
        """Return the name in an element's attributes; raise TreeError where there is none."""
        name = " ".join(attributes.get("name", "").split())
        if not name:
            self.refuse(f"<{tag}> has no name")
        if len(name) > limits.NAME:
            self.refuse(f"the name {said(name)} is longer than {limits.NAME} characters")
        return name

    def refuse(self, what: str, line: int | None = None) -> NoReturn:
        """Raise TreeError about the line that is being read, or another."""
        raise TreeError(what, where=f"{self.where}:{line or self.line}")
