"""Breadth: a single cause, a single chain, and whether each root cause was needed for it to happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.depth.likeness import says_the_same
from pmtui.checks.depth.shape import Shape
from pmtui.checks.depth.texts import causes_named
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import whole

if TYPE_CHECKING:
    from pmtui.model.postmortem import Causes

_CHAIN = 2
"""From so many whys on a ladder is asked whether it branches."""


def findings(causes: Causes, shape: Shape) -> Iterator[Finding]:
    """Yield what is too narrow."""
    narrow = list(_narrow(causes, shape))
    yield from narrow
    if not narrow:
        yield from _chain(causes, shape)
    yield from _not_needed(causes)
    yield from _triggers(causes)


def _narrow(causes: Causes, shape: Shape) -> Iterator[Finding]:
    if causes.only_one.strip():
        return
    ends = [why for why in causes.why if why.id in shape.ends]
    named = [root.what for root in causes.root] + [factor.what for factor in causes.factor]
    if len(causes.root) > 1 or len(causes.factor) > 1 or len(ends) > 1 or not (named or ends):
        return
    if named and causes_named(named[0]) > 1:
        return
    if causes.root:
        path, text = f"causes.root.{causes.root[0].id}.what", causes.root[0].what
    elif causes.factor:
        path, text = f"causes.factor.{causes.factor[0].id}.what", causes.factor[0].what
    else:
        path, text = f"causes.why.{ends[0].id}.because", ends[0].because
    yield rules.rule("depth.single-cause").finding(path, "cause", span=whole(text))


def _chain(causes: Causes, shape: Shape) -> Iterator[Finding]:
    """Yield that a ladder branches nowhere, where more than one cause was found by other ways (W2)."""
    ends = [why for why in causes.why if why.id in shape.ends]
    if len(causes.why) < _CHAIN or shape.branches or causes.only_one.strip() or len(ends) != 1:
        return
    text = ends[0].because
    yield rules.rule("depth.single-chain").finding(f"causes.why.{ends[0].id}.because", span=whole(text))


def _triggers(causes: Causes) -> Iterator[Finding]:
    """Yield root causes that say what the trigger says: what set it off is not what let it."""
    for root in causes.root:
        if says_the_same(root.what, causes.trigger):
            yield rules.rule("depth.trigger").finding(f"causes.root.{root.id}.what", span=whole(root.what))


def _not_needed(causes: Causes) -> Iterator[Finding]:
    """Yield root causes without which, by what is said elsewhere, it would have happened too (W11)."""
    unlikely = {factor.id for factor in causes.factor if factor.likely is False}
    ruled_out = {event.id for event in causes.event if event.state == "ruled-out"}
    for root in causes.root:
        sources = set(root.from_)
        if not sources or not sources <= unlikely | ruled_out:
            continue
        said = "ruled out in the tree" if sources <= ruled_out else "said to make no difference"
        what = f"What this root cause was drawn from is {said}."
        rule = rules.rule("depth.not-needed")
        yield rule.finding(f"causes.root.{root.id}.what", what=what, span=whole(root.what))
