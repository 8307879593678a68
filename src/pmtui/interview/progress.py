"""What is done: the steps of the method and the criteria of success, worked out and never ticked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pmtui.checks.finding import Finding
from pmtui.checks.rubric import MINIMUM, Score, average
from pmtui.interview import step_criteria, success
from pmtui.interview.conditions import is_open
from pmtui.interview.criteria_words import Item, sentence
from pmtui.interview.question import Criterion
from pmtui.model.postmortem import Postmortem


def steps(pm: Postmortem, now: datetime, findings: Sequence[Finding] = ()) -> tuple[Criterion, ...]:
    """Return the gate and the steps of the method as they stand; their ids are those of `STEPS` but review.

    Args:
        pm: The postmortem.
        now: The present moment.
        findings: The findings of the checks, where they are at hand: a cause that ends at a person, and an
            action that is not specific, are then seen too.
    """
    del now
    return (
        step_criteria.triage(pm),
        step_criteria.timeline(pm),
        step_criteria.impact(pm),
        step_criteria.causes(pm, findings),
        step_criteria.actions(pm, findings),
        step_criteria.share(pm),
        step_criteria.track(pm),
    )


def review(scored: Sequence[Score]) -> Criterion:
    """Return whether the average of the rubric is high enough, and where the next point is to be had.

    Args:
        scored: The scores of the rubric.
    """
    item = Item("step", "review", begun=any(one.given > 1 for one in scored), begin="timeline.new")
    mean = average(scored)
    if mean < MINIMUM:
        lowest = min(scored, key=lambda one: one.given)
        path = lowest.path or f"review.override.{lowest.id}"
        item.lacks("average", path, mean=f"{mean:.1f}", minimum=str(MINIMUM), what=lowest.label)
    return item.done()


def criteria(pm: Postmortem, now: datetime, findings: Sequence[Finding]) -> tuple[Criterion, ...]:
    """Return the seven criteria of success as they stand.

    Their ids: timeline, impact, root-cause, smart, blameless, shared, tracked.

    Args:
        pm: The postmortem.
        now: The present moment.
        findings: The findings of the checks; those of the families `blame` and `smart` count where they are
            errors.
    """
    return (
        success.timeline(pm),
        success.impact(pm),
        success.root_cause(pm, findings),
        success.smart(pm, findings),
        success.blameless(pm, findings),
        success.shared(pm, now),
        success.tracked(pm),
    )


def can_close(pm: Postmortem, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return what keeps the postmortem from being closed, a sentence each; empty where it can be."""
    reasons: list[str] = []
    if not pm.action:
        reasons.append(sentence("close", "no_actions"))
    for action in pm.action:
        if is_open(action):
            reasons.append(sentence("close", "open", what=action.what, owner=action.owner or "no owner"))
        elif not step_criteria.ended_well(action):
            reasons.append(sentence("close", "reason", what=action.what))
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        reasons.append(sentence("close", "errors", count=str(len(errors)), what=errors[0].what))
    return tuple(reasons)
