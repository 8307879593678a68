"""How the rows of a postmortem hang together: what each came from, and what came of it.

A timeline row is evidence for a why; a why is put on the fish, or a factor taken down into the ladder; both
become base events and root causes; actions answer those and break these. Each row names what it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass

PROBLEM = "problem"

Side = Literal["from", "to"]


@dataclass(frozen=True, slots=True)
class Link:
    """One row's tie to another.

    Attributes:
        side: Whether the other row is what this one came `from`, or what it leads `to`.
        tie: How they are tied, a key of the words in guide/links.toml: `evidence`, `explains`, `drawn`,
            `input`, `answers`, `breaks`.
        path: The field that shows the other row, such as `causes.why.why-1.because`.
    """

    side: Side
    tie: str
    path: str


@dataclass(frozen=True, slots=True)
class _Tie:
    """`row` came from the row `source`."""

    row: str
    source: str
    name: str


def links(pm: Postmortem, row: str) -> tuple[Link, ...]:
    """Return the ties of a row, those to what it came from first, each other row once.

    Args:
        pm: The postmortem.
        row: The row's path, such as `causes.why.why-1`, or `causes.problem`.
    """
    mine = row.rpartition(".")[2] if row != "causes.problem" else PROBLEM
    shown = paths_by_id(pm)
    found: dict[tuple[str, str], Link] = {}
    ties = list(_ties(pm))
    sides: tuple[Side, ...] = ("from", "to")
    for side in sides:
        for tie in ties:
            here, other = (tie.row, tie.source) if side == "from" else (tie.source, tie.row)
            meant = tie.name == "explains" or PROBLEM not in (here, other)  # as evidence it is a mere word
            if meant and here == mine and other != mine and other in shown:
                found.setdefault((side, other), Link(side, tie.name, shown[other]))
    return tuple(found.values())


def paths_by_id(pm: Postmortem) -> dict[str, str]:
    """Return, by its id, the path of the field that shows each row; `problem` is one of them."""
    causes = pm.causes
    tables: tuple[tuple[str, tuple[Any, ...], str], ...] = (
        ("timeline", pm.timeline, "what"),
        ("causes.why", causes.why, "because"),
        ("causes.factor", causes.factor, "what"),
        ("causes.gate", causes.gate, "what"),
        ("causes.event", causes.event, "what"),
        ("causes.root", causes.root, "what"),
        ("action", pm.action, "what"),
    )
    shown = {row.id: f"{table}.{row.id}.{key}" for table, rows, key in tables for row in rows}
    return {PROBLEM: "causes.problem", **shown}


def _ties(pm: Postmortem) -> Iterator[_Tie]:
    causes = pm.causes
    for why in causes.why:
        yield from (_Tie(why.id, each, "evidence") for each in why.evidence)
        yield from (_Tie(why.id, each, "drawn") for each in why.from_)
        yield from (_Tie(each, why.id, "explains") for each in why.explains)
    for factor in causes.factor:
        yield from (_Tie(factor.id, each, "drawn") for each in factor.from_)
    for event in causes.event:
        yield from (_Tie(event.id, each, "evidence") for each in event.evidence)
        yield from (_Tie(event.id, each, "drawn") for each in event.from_)
    for gate in causes.gate:
        yield from (_Tie(gate.id, each, "input") for each in gate.inputs)
    for root in causes.root:
        yield from (_Tie(root.id, each, "drawn") for each in root.from_)
    for action in pm.action:
        yield from (_Tie(action.id, each, "answers") for each in action.answers)
        yield from (_Tie(action.id, each, "breaks") for each in action.breaks)
