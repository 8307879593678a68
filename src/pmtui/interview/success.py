"""The criteria of success: whether the postmortem holds, worked out from the file and its findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pmtui.checks.finding import Finding
from pmtui.checks.row_order import timed
from pmtui.interview import step_criteria
from pmtui.interview.conditions import IN_TIME, end_of
from pmtui.interview.criteria_words import Item
from pmtui.interview.question import Criterion
from pmtui.model.postmortem import Postmortem

KEY_EVENTS = 3
"""So many events with a time, at least, make a timeline."""


def timeline(pm: Postmortem) -> Criterion:
    """Return whether start, detection and end are timed, and the key events are, in order."""
    step = step_criteria.timeline(pm)
    item = Item("success", "timeline", begun=step.begun, begin="clock.started", alike="timeline")
    step_criteria.moments_and_order(pm, item)
    if timed(pm.timeline) < KEY_EVENTS:
        item.lacks("events", "timeline.new")
    return item.done()


def impact(pm: Postmortem) -> Criterion:
    """Return whether the impact is given in numbers."""
    step = step_criteria.impact(pm)
    item = Item("success", "impact", begun=step.begun, begin="impact.users", alike="impact")
    item.take_over(step)
    return item.done()


def root_cause(pm: Postmortem, findings: Sequence[Finding]) -> Criterion:
    """Return whether a cause in the system was reached, and none is somebody's fault."""
    step = step_criteria.causes(pm, findings)
    item = Item("success", "root-cause", begun=step.begun, begin="causes.problem", alike="causes")
    item.take_over(step)
    return item.done()


def smart(pm: Postmortem, findings: Sequence[Finding]) -> Criterion:
    """Return whether each action is specific, measurable, assigned, realistic and has its day."""
    item = Item("success", "smart", begun=bool(pm.action), begin="action.new", alike="actions")
    step_criteria.lacking_parts(pm, item)
    step_criteria.not_smart(item, findings)
    return item.done()


def blameless(pm: Postmortem, findings: Sequence[Finding]) -> Criterion:
    """Return whether there is something to read, and no error of blame in it."""
    texts = (pm.summary, pm.causes.problem, pm.causes.trigger)
    begun = any(text.strip() for text in texts) or bool(pm.timeline or pm.causes.why or pm.causes.root)
    item = Item("success", "blameless", begun=begun, begin="causes.problem")
    blamed = step_criteria.blame(findings)
    if blamed:
        item.lacks("findings", blamed[0].path, count=str(len(blamed)))
    return item.done()


def shared(pm: Postmortem, now: datetime) -> Criterion:
    """Return whether it was shared within 48 hours of the end, or a word says what held it up."""
    at, end = pm.share.shared, end_of(pm)
    item = Item("success", "shared", begun=bool(pm.summary.strip() or pm.share.audiences or at), begin="")
    if at is None:
        item.lacks("open", "share.shared", left=_left(end, now))
    elif end is None:
        item.lacks("resolved", "clock.resolved")
    elif at - end > IN_TIME and not pm.review.why_late.strip():
        item.lacks("late", "review.why_late", late=_hours(at - end - IN_TIME))
    return item.done()


def _left(end: datetime | None, now: datetime) -> str:
    if end is None:
        return "the 48 hours begin when it is over"
    left = end + IN_TIME - now
    return f"{_hours(left)} left" if left > timedelta() else f"the 48 hours were over {_hours(-left)} ago"


def _hours(span: timedelta) -> str:
    hours = int(span.total_seconds() // 3600)
    if hours >= 72:
        return f"{hours // 24} days"
    return f"{hours} h" if hours else f"{int(span.total_seconds() // 60)} min"


def tracked(pm: Postmortem) -> Criterion:
    """Return whether every action is done, or was dropped with a reason."""
    step = step_criteria.track(pm)
    item = Item("success", "tracked", begun=step.begun, begin="", alike="track")
    item.take_over(step)
    return item.done()
