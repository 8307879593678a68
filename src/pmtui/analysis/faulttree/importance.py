"""How much each base event matters to the top event: the usual measures, each with its formula.

Q is the top event's probability, Q1 and Q0 the same with the event certain or impossible, p the event's own
probability. Names and formulas: NUREG-0492 (Vesely and others, 1981) and the documentation of SCRAM; three
things are called Fussell-Vesely in use: they are told apart as criticality, Fussell-Vesely and diagnostic.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from pmtui.analysis.faulttree.chances import Moved, chances, moved
from pmtui.analysis.faulttree.holding import orders_holding, run_through
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.analysis.faulttree.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Importance:
    """What one base event means to the top event. A measure is None where it can't be said.

    Attributes:
        event: The base event.
        birnbaum: Q1 - Q0. Without probabilities it is the structural one: p = 1/2 for every event.
        criticality: p (Q1 - Q0) / Q = 1 - 1 / RRW: the share of the risk that goes if the event goes.
        fussell_vesely: P(some minimal cut set that holds the event happens) / Q.
        diagnostic: p Q1 / Q = P(event, given the top event).
        raw: Risk achievement worth, Q1 / Q.
        rrw: Risk reduction worth, Q / Q0; infinite where the event is in every cut set.
        sets_by_order: How many minimal cut sets hold the event, from order 1; the known ones of an incomplete
            analysis.

    Where house events alone settle the top event, Birnbaum's measure is 0 and the others are None, as they
    are where Q is 0.
    """

    event: str
    birnbaum: float | None
    criticality: float | None
    fussell_vesely: float | None
    diagnostic: float | None
    raw: float | None
    rrw: float | None
    sets_by_order: tuple[int, ...]


def importance(analysis: Analysis) -> tuple[Importance, ...]:
    """Return the importance of each base event under the top, by Birnbaum's measure, then by sets held."""
    solved = analysis.solved
    held = orders_holding(solved.cuts)
    top = solved.net.top
    given = analysis.event_chances()
    if isinstance(top, bool):
        rows = [_row(name, (), 0.0) for name in solved.names]
    elif not solved.has_diagrams:
        rows = [_row(name, held.get(event, ())) for event, name in enumerate(solved.names)]
    elif given is None:
        halves = dict.fromkeys(range(len(solved.names)), 0.5)
        shifts = moved(top, solved.diagrams, chances(solved.diagrams, halves))
        rows = [
            _row(name, held.get(event, ()), shifts[event].birnbaum if event in shifts else 0.0)
            for event, name in enumerate(solved.names)
        ]
    else:
        known = chances(solved.diagrams, given)
        shifts = moved(top, solved.diagrams, known)
        through = run_through(solved.cuts, known, analysis.budget.search)
        rows = [
            _measured(
                _row(name, held.get(event, ())),
                given.get(event),
                shifts.get(event, Moved(known[top], 0.0)),
                known[top],
                through.get(event, 0.0) if through else None,
            )
            for event, name in enumerate(solved.names)
        ]
    return tuple(sorted(rows, key=_most_important_first))


def _row(name: str, held: tuple[int, ...], birnbaum: float | None = None) -> Importance:
    return Importance(name, birnbaum, None, None, None, None, None, held)


def _measured(row: Importance, p: float | None, shift: Moved, q: float, through: float | None) -> Importance:
    """Return the row with its measures, from the event's probability, what it moves, what runs through it."""
    birnbaum, q0 = shift.birnbaum, shift.without
    q1 = q0 + birnbaum
    if not q:
        return replace(row, birnbaum=birnbaum)
    return replace(
        row,
        birnbaum=birnbaum,
        criticality=None if p is None else p * birnbaum / q,
        fussell_vesely=None if through is None else through / q,
        diagnostic=None if p is None else p * q1 / q,
        raw=q1 / q,
        rrw=q / q0 if q0 else math.inf,
    )


def _most_important_first(row: Importance) -> tuple[float, tuple[int, ...], str]:
    return (-(row.birnbaum or 0.0), tuple(-count for count in row.sets_by_order), row.event)
