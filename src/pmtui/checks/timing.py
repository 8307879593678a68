"""Time: the order of moments and rows, gaps, phases without an event, and the 48 hours.

Where the file says when it was shared, only its own dates are compared; else the present moment is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.finding import Finding

if TYPE_CHECKING:
    from pmtui.model.postmortem import Clock, Postmortem, TimelineEvent

WITHIN = timedelta(hours=48)
"""How soon after the incident's end a postmortem is begun and shared."""
GAP = timedelta(minutes=15)
SHORT_INCIDENT = timedelta(hours=30)
"""Gaps are asked about in incidents that are shorter than this."""

_SLACK = {
    "exact": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "approximate": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_BEFORE = (
    ("introduced", "started"),
    ("started", "mitigated"),
    ("started", "resolved"),
    ("detected", "resolved"),
    ("detected", "acknowledged"),
    ("mitigated", "resolved"),
    ("introduced", "resolved"),
    ("declared", "resolved"),
    ("started", "detected"),
)
_LABEL = {
    "introduced": "the change was introduced",
    "started": "it began",
    "detected": "it was noticed",
    "declared": "it was declared",
    "acknowledged": "it was acknowledged",
    "mitigated": "the impact ended",
    "resolved": "it was resolved",
}


def findings(pm: Postmortem, now: datetime) -> Iterator[Finding]:
    """Yield the findings of time."""
    yield from _moments(pm.clock)
    yield from _rows(pm)
    yield from _phases(pm)
    yield from _within_48_hours(pm, now)


# -- the key moments ------------------------------------------------------------------------------------


def _moments(clock: Clock) -> Iterator[Finding]:
    for key in _LABEL:
        first, last = getattr(clock, key), getattr(clock.until, key)
        if first is not None and last is not None and last < first:
            yield rules.rule("time.ends-before-it-begins").finding(f"clock.until.{key}")
    for earlier, later in _BEFORE:
        first, last = getattr(clock, earlier), getattr(clock, later)
        if first is None or last is None:
            continue
        end = getattr(clock.until, later) or last
        if first - end > _slack(clock, earlier) + _slack(clock, later) - timedelta(seconds=1):
            rule = (
                "time.detected-first" if (earlier, later) == ("started", "detected") else "time.contradiction"
            )
            what = f"Here {_LABEL[later]} before {_LABEL[earlier]}."
            yield rules.rule(rule).finding(f"clock.{later}", what=what)


def _slack(clock: Clock, key: str) -> timedelta:
    return _SLACK[getattr(clock.precision, key) or "exact"]


# -- the rows of the timeline ---------------------------------------------------------------------------


def _rows(pm: Postmortem) -> Iterator[Finding]:
    latest: TimelineEvent | None = None
    gaps = _asks_about_gaps(pm)
    for event in pm.timeline:
        if event.at is None:
            continue
        if event.until is not None and event.until < event.at:
            yield rules.rule("time.ends-before-it-begins").finding(f"timeline.{event.id}.until")
        if latest is not None and latest.at is not None:
            if latest.at - event.at > _row_slack(latest) + _row_slack(event):
                yield rules.rule("time.order").finding(f"timeline.{event.id}.at")
                continue
            gap = event.at - (latest.until or latest.at)
            if (
                gaps
                and gap > GAP
                and _inside(pm.clock, latest, event)
                and _is_fine(latest)
                and _is_fine(event)
            ):
                what = f"{int(gap.total_seconds() // 60)} minutes pass before this row."
                yield rules.rule("time.gap").finding(f"timeline.{event.id}.at", what=what)
        if latest is None or (event.until or event.at) >= (latest.until or latest.at or event.at):
            latest = event


def _row_slack(event: TimelineEvent) -> timedelta:
    precise = event.precision in (None, "exact", "minute")
    return timedelta(0) if precise else _SLACK[event.precision or "exact"]


def slack_of(event: TimelineEvent) -> timedelta:
    """Return by how much a row may lie earlier or later than it says, by how exactly it is known."""
    return _SLACK[event.precision or "exact"]


def _is_fine(event: TimelineEvent) -> bool:
    return event.precision in (None, "exact", "minute", "approximate")


def _asks_about_gaps(pm: Postmortem) -> bool:
    clock = pm.clock
    end = clock.resolved or clock.mitigated
    return clock.started is not None and end is not None and end - clock.started < SHORT_INCIDENT


def _inside(clock: Clock, first: TimelineEvent, last: TimelineEvent) -> bool:
    """Return whether both rows lie between the start and the end of the incident."""
    end = clock.mitigated or clock.resolved
    if clock.started is None or end is None or first.at is None or last.at is None:
        return False
    return clock.started <= first.at and last.at <= end


# -- phases ---------------------------------------------------------------------------------------------


@cache
def phases(kind: str) -> tuple[tuple[str, str], ...]:
    """Return id and label of each phase of a kind of incident; none where the kind is not known."""
    if f"kinds/{kind}.toml" not in content.names("kinds"):
        return ()
    found: list[tuple[str, str]] = []
    for phase in content.toml(f"kinds/{kind}.toml").get("phases", []):
        if isinstance(phase, dict):
            name = str(phase.get("slug") or phase.get("id") or "")
            found.append((name, str(phase.get("label", name))))
        elif isinstance(phase, list | tuple) and phase:
            found.append((str(phase[0]), str(phase[-1])))
        else:
            found.append((str(phase), str(phase)))
    return tuple((name, label) for name, label in found if name)


def empty_phases(pm: Postmortem) -> tuple[tuple[str, str], ...]:
    """Return id and label of the phases of this kind of incident that no row of the timeline belongs to."""
    told = {event.phase.lower() for event in pm.timeline}
    return tuple((name, label) for name, label in phases(pm.kind) if not {name.lower(), label.lower()} & told)


def _phases(pm: Postmortem) -> Iterator[Finding]:
    if len(pm.timeline) < 2:
        return
    for _, label in empty_phases(pm):
        yield rules.rule("time.phase-empty").finding(
            "timeline", what=f"No event belongs to the phase {label}."
        )


# -- the 48 hours ---------------------------------------------------------------------------------------


def shared_at(pm: Postmortem) -> datetime | None:
    """Return when the file says that it was shared: the moment, else the end of the day it was presented."""
    if pm.share.shared is not None:
        return pm.share.shared
    presented = pm.share.presented
    return datetime.combine(presented, time(), UTC) if presented else None


def over_at(pm: Postmortem) -> datetime | None:
    """Return when the incident was over: resolved, else mitigated."""
    return pm.clock.resolved or pm.clock.mitigated


def _within_48_hours(pm: Postmortem, now: datetime) -> Iterator[Finding]:
    over, shared = over_at(pm), shared_at(pm)
    explained = bool(pm.review.why_late.strip())
    if over is None or explained or pm.triage.decision in ("one-line", "later"):
        return
    if pm.created is not None and pm.created - over > WITHIN:
        yield rules.rule("time.begun-late").finding(
            "created", what=f"Begun {in_words(pm.created - over)} after the incident was over."
        )
    if shared is not None:
        if shared - over > WITHIN:
            path = "share.shared" if pm.share.shared else "share.presented"
            yield rules.rule("time.shared-late").finding(
                path, what=f"Shared {in_words(shared - over)} after the incident was over."
            )
    elif pm.status in ("shared", "closed"):
        yield rules.rule("time.no-date-of-sharing").finding("share.shared")
    elif now - over > WITHIN:
        yield rules.rule("time.not-shared").finding(
            "share.shared", what=f"Over for {in_words(now - over)}, and not shared yet."
        )


def in_words(length: timedelta) -> str:
    """Return a delay in hours, from four days on in days."""
    hours = int(length.total_seconds() // 3600)
    return f"{hours} hours" if hours < 96 else f"{hours // 24} days"
