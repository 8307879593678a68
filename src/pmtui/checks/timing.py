"""Time: the order of moments and rows, gaps, phases without an event, and the 48 hours.

Where the file says when it was shared, only its own dates are compared; else the present moment is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from pmtui import content
from pmtui.checks import row_order, rules
from pmtui.checks.finding import Finding
from pmtui.checks.row_order import SLACK

if TYPE_CHECKING:
    from pmtui.model.postmortem import Clock, Postmortem

WITHIN = timedelta(hours=48)
"""How soon after the incident's end a postmortem is begun and shared."""
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
    yield from row_order.findings(pm)
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
    return SLACK[getattr(clock.precision, key) or "exact"]


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
    told = {phase.lower() for phase in set(map(attrgetter("phase"), pm.timeline))}
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
