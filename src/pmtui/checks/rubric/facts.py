"""The criteria about what is known: timeline, impact, timeliness, sharing and follow-through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from pmtui.checks import timing
from pmtui.checks.follow_through import MOST_MOVES, times_moved
from pmtui.checks.numbers import measures_extent
from pmtui.checks.row_order import timed
from pmtui.checks.rubric.points import Facts, Points, counted, listed
from pmtui.model.postmortem import Impact, Postmortem, TimelineEvent
from pmtui.text.by_row import ByTable
from pmtui.text.patterns import regex

_DAY = timedelta(days=1)
_TWO_WEEKS = timedelta(days=14)


def timeline(facts: Facts) -> Points:
    """Work out the criterion Timeline."""
    pm, clock = facts.pm, facts.pm.clock
    end = clock.mitigated or clock.resolved
    moments = {"start": clock.started, "detection": clock.detected, "end": end}
    known = [name for name, at in moments.items() if at is not None]
    missing = [name for name, at in moments.items() if at is None]
    times = timed(pm.timeline)
    if not times and known in ([], ["end"]):
        return Points(
            1,
            "no times yet" if not known else "only the end has a time",
            "when it began and was noticed",
            "clock.started",
        )
    if missing:
        path = {"start": "clock.started", "detection": "clock.detected", "end": "clock.resolved"}[missing[0]]
        return Points(
            2, listed([*known, counted(times, "timed row")]), f"the time of {listed(missing)}", path
        )
    disorder = facts.rules("time.order", "time.contradiction", "time.ends-before")
    if times < 3 or disorder:
        what = "the rows in order" if disorder else "the key events, three rows or more"
        return Points(
            2,
            f"start, detection and end, and {counted(times, 'timed row')}",
            what,
            disorder[0].path if disorder else "timeline",
        )
    there = f"start, detection and end, and {counted(times, 'row')} in order"
    empty = timing.empty_phases(pm)
    if empty:
        return Points(3, there, f"an event in {listed(label for _, label in empty)}", "timeline")
    return _told_in_full(facts, there + ", every phase told")


def _told_in_full(facts: Facts, there: str) -> Points:
    rows = facts.pm.timeline
    shown, believed = _TOLD(rows)
    gaps = facts.rules("time.gap")
    if shown * 2 < len(rows):
        bare = next(event for event in rows if not (event.evidence or event.source))
        return Points(4, there, "evidence on the turning points", f"timeline.{bare.id}.evidence")
    if gaps:
        return Points(4, there, f"what happened in {counted(len(gaps), 'gap')}", gaps[0].path)
    if not believed:
        return Points(4, there, "what was believed at a turning point", f"timeline.{rows[0].id}.believed")
    return Points(5, f"{there}, evidence on {shown} of them, and what was believed on {believed}")


def _told(rows: Sequence[TimelineEvent]) -> tuple[int, int]:
    """Return how many rows have something that shows them, and how many tell what was believed."""
    shown = sum(1 for event in rows if event.evidence or event.source)
    return shown, sum(1 for event in rows if event.believed)


_TOLD = ByTable(_told)
_WHO = regex(
    r"\d[\d,. ]{0,12}[kKmM]?\s?\+?\s?(?:\w{1,20} ){0,2}"
    r"(?:users?|customers?|people|accounts?|clients?|orders?|patients?|records?|employees)",
    re.IGNORECASE,
)
_SHARE = regex(r"\d\s?(?:%|per ?cent)|\d{1,9} (?:out )?of (?:the )?\d{1,9}", re.IGNORECASE)
_MONEY = regex(
    r"[$\u20ac\u00a3\u00a5]\s?\d|\d[\d,. ]{0,14}[kKmM]?\s?(?:USD|EUR|GBP|dollars|euros?|pounds|million)",
    re.IGNORECASE,
)
_FELT = regex(
    r"\d[\d,. ]{0,12}\s?(?:\w{1,20} )?(?:tickets?|complaints?|calls|mails|e-mails|reports)\b", re.IGNORECASE
)


def impact(facts: Facts) -> Points:
    """Work out the criterion Impact."""
    pm, told = facts.pm, facts.pm.impact
    parts = _parts(told)
    clock = pm.clock
    timed = clock.started is not None and (clock.mitigated or clock.resolved) is not None
    long = timed or told.slip_days is not None or measures_extent(told.delay) or told.rework_hours is not None
    there = [name for name, known in parts.items() if known]
    missing = [name for name, known in parts.items() if not known]
    has = listed([*there, "its duration" if long else ""]) + " in numbers"
    if not there and not measures_extent(f"{told.note} {told.could_not}"):
        return Points(
            1, "no number on people or money yet", "how many people, or how much money", "impact.users"
        )
    if not ({"people", "their share", "money or SLO"} & set(there) and long):
        return Points(2, has, "people or money and the duration", "impact.users" if long else "clock.started")
    if len(there) < 3:
        return Points(3, has, f"more of {listed(missing)}", _IMPACT_PATHS[missing[0]])
    if missing:
        return Points(4, has, listed(missing), _IMPACT_PATHS[missing[0]])
    return Points(5, has)


_IMPACT_PATHS = {
    "people": "impact.users",
    "their share": "impact.users_percent",
    "money or SLO": "impact.revenue_loss",
    "complaints": "impact.complaints",
    "a figure before and after": "impact.metric",
}


def _parts(told: Impact) -> dict[str, bool]:
    text = " ".join((told.note, told.could_not, told.data_exposed, told.delay, told.slo))[:6000]
    return {
        "people": any(value is not None for value in (told.users, told.records, told.churn))
        or bool(_WHO.search(text)),
        "their share": told.users_percent is not None or bool(_SHARE.search(text)),
        "money or SLO": any(value is not None for value in (told.revenue_loss, told.cost, told.rework_hours))
        or bool(told.slo.strip())
        or bool(_MONEY.search(text)),
        "complaints": told.complaints is not None
        or bool(told.regulators.strip())
        or bool(_FELT.search(text)),
        "a figure before and after": any(m.before is not None and m.after is not None for m in told.metric),
    }


def timeliness(facts: Facts) -> Points:
    """Work out the criterion Timeliness, from the dates in the file alone once it was shared."""
    pm = facts.pm
    over, shared, begun = timing.over_at(pm), timing.shared_at(pm), pm.created
    if over is None:
        return Points(1, "the end of the incident has no time", "when it was over", "clock.resolved")
    if begun is None:
        return Points(1, "no date says when it was begun", "the date it was begun", "created")
    delay, explained = begun - over, bool(pm.review.why_late.strip())
    if delay > _TWO_WEEKS and not explained:
        return Points(1, f"begun {delay.days} days after the end", "what delayed it", "review.why_late")
    if shared is None:
        return _unshared(facts, delay, explained)
    if shared - over > timing.WITHIN:
        late = f"shared {timing.in_words(shared - over)} after the end"
        if explained:
            return Points(3, f"{late}, the delay explained", "sharing within 48 hours, next time", "")
        return Points(2, late, "what delayed it", "review.why_late")
    if delay > timing.WITHIN and not explained:
        return Points(
            2, f"begun {timing.in_words(delay)} after the end", "what delayed it", "review.why_late"
        )
    if delay > _DAY:
        return Points(4, "begun and shared within 48 hours", "a first draft within a day, next time", "")
    return Points(5, "first draft within a day, shared within 48 hours")


def _unshared(facts: Facts, delay: timedelta, explained: bool) -> Points:
    over = timing.over_at(facts.pm)
    late = over is not None and facts.now - over > timing.WITHIN
    if facts.pm.status in ("shared", "closed"):
        return Points(2, "no date says when it was shared", "the date it was shared", "share.shared")
    if late or delay > timing.WITHIN:
        if explained:
            return Points(3, "late, and the delay explained", "sharing it", "share.shared")
        return Points(
            2, "the 48 hours are over and it is not shared", "sharing it, or what delays it", "share.shared"
        )
    if delay > _DAY:
        return Points(
            3, "begun within 48 hours, not shared yet", "sharing it within the 48 hours", "share.shared"
        )
    return Points(
        4, "first draft within a day, not shared yet", "sharing it within the 48 hours", "share.shared"
    )


def sharing(facts: Facts) -> Points:
    """Work out the criterion Sharing and follow-through."""
    pm = facts.pm
    lessons = [name for name in ("well", "badly", "lucky") if getattr(pm.lessons, name)]
    readers = bool(pm.share.audiences)
    tracked = bool(pm.action) and all(action.status is not None for action in pm.action)
    some = f"lessons on what went {listed(lessons)}" if lessons else ""
    told = "lessons filled" if len(lessons) == 3 else some
    has = listed(["readers named" if readers else "", told, "actions tracked" if tracked else ""])
    if not readers and not lessons:
        return Points(1, "no reader named yet", "who shall read it", "share.audiences")
    if not (readers and len(lessons) == 3 and tracked):
        if not readers:
            return Points(2, has, "who shall read it", "share.audiences")
        if len(lessons) < 3:
            empty = next(name for name in ("well", "badly", "lucky") if name not in lessons)
            return Points(2, has, "what went well, badly, and where luck helped", f"lessons.{empty}")
        return Points(
            2, has, "a status on each action", f"action.{pm.action[0].id}.status" if pm.action else "action"
        )
    return _followed(facts, has)


def _followed(facts: Facts, has: str) -> Points:
    pm = facts.pm
    presented, archived = pm.share.presented is not None, bool(pm.share.archived.strip())
    if not (presented or archived):
        return Points(3, has, "presenting or archiving it", "share.presented")
    has = listed([has, "presented" if presented else "", "archived" if archived else ""])
    if not (presented and archived):
        what, path = ("archiving it", "share.archived") if presented else ("presenting it", "share.presented")
        return Points(4, has, what, path)
    slipped = _slipped(pm, facts)
    if slipped:
        return Points(4, has, "the days kept, or moved with a reason", slipped)
    return Points(5, f"{has}, every day kept or moved with a reason")


def _slipped(pm: Postmortem, facts: Facts) -> str:
    late = facts.rules("follow.overdue", "follow.closed-open")
    if late:
        return late[0].path
    return next((f"action.{a.id}.due" for a in pm.action if times_moved(pm, a) > MOST_MOVES), "")
