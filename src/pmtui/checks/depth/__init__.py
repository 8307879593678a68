"""Depth: causes that stop at a symptom or a person, single causes, ladders that stop early, leap or go round.

The checks W1 to W15 of docs/root-cause.md. None of them blocks anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.depth import answers, breadth, ends
from pmtui.checks.depth.answers import entry_findings
from pmtui.checks.depth.ends import ENOUGH_WHYS
from pmtui.checks.depth.shape import PROBLEM, Shape, leaves, whys_to
from pmtui.checks.depth.texts import causes_named, is_about_a_person, is_surface, text_findings
from pmtui.checks.finding import Finding

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

__all__ = [
    "ENOUGH_WHYS",
    "PROBLEM",
    "causes_named",
    "entry_findings",
    "findings",
    "is_about_a_person",
    "is_surface",
    "leaves",
    "text_findings",
    "whys_to",
]


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield what the causes show together."""
    causes, shape = pm.causes, Shape(pm.causes)
    yield from breadth.findings(causes, shape)
    systemic = ends.systemic(causes)
    for why in causes.why:
        depth, circle = shape.depth(why)
        path = f"causes.why.{why.id}"
        if circle:
            yield rules.rule("depth.circle").finding(f"{path}.explains")
            continue
        yield from answers.repeats(why.explains, why.because, f"{path}.because", shape)
        yield from ends.rung(why, depth, shape, systemic)
    yield from answers.leaps(pm, shape)
    yield from _absent_fixes(pm)
    for root in causes.root:
        if root.category == "human-error":
            yield rules.rule("depth.human-error").finding(f"causes.root.{root.id}.category")


def _absent_fixes(pm: Postmortem) -> Iterator[Finding]:
    """Yield the causes that are the absence of what an action adds (W14)."""
    added = answers.added_by_actions(pm)
    if not added:
        return
    for why in pm.causes.why:
        yield from answers.absences(why.because, f"causes.why.{why.id}.because", added)
    for root in pm.causes.root:
        yield from answers.absences(root.what, f"causes.root.{root.id}.what", added)
