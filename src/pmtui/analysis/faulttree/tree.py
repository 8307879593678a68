"""A fault tree as the engine reads it: gates over base events, under one top event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from pmtui.errors import PmtuiError
from pmtui.values import dataclass

GateKind = Literal["and", "or", "atleast"]


class TreeError(PmtuiError):
    """A fault tree that can't be analysed: not coherent, a loop, an empty gate, an undefined name."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate: all of its inputs (`and`), one of them at least (`or`), or `k` of them (`atleast`).

    Attributes:
        kind: What it takes.
        inputs: Names of gates, base events and house events. One that stands there twice counts once, except
            under `atleast`, where each place counts.
        k: With `atleast`, how many inputs it takes, from 1 to their number; else None.
    """

    kind: GateKind
    inputs: tuple[str, ...]
    k: int | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """A coherent fault tree: what leads to its top event, without any negation.

    Attributes:
        top: The name of the top event: a gate, or a base event alone.
        gates: The gates by their names.
        events: The names of the base events, in the order of the file; also those that no gate names.
        house: House events: names that are certain (True) or impossible (False). A base event that stands
            here, too, is taken as settled: confirmed or ruled out.
        probabilities: What is known of base events, from 0 to 1, by their names.
    """

    top: str
    gates: Mapping[str, Gate]
    events: tuple[str, ...]
    house: Mapping[str, bool] = field(default_factory=dict)
    probabilities: Mapping[str, float] = field(default_factory=dict)
