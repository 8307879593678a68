"""The rows of the timeline in time: rows out of order, and long stretches in which nothing was entered.

A row is looked at beside the latest row above it. Rows never change in place: where one was changed, they are
looked at from there on until everything is as it was for the rows that were looked at last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.model.rows import stretch
from pmtui.text import memory
from pmtui.text.by_row import ByTable

if TYPE_CHECKING:
    from pmtui.model.postmortem import Clock, Postmortem, TimelineEvent

GAP = timedelta(minutes=15)
SHORT_INCIDENT = timedelta(hours=30)
"""Gaps are asked about in incidents that are shorter than this."""
SLACK = {
    "exact": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "approximate": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
"""By how much a moment may lie earlier or later than it says, by how exactly it is known."""


def _timed(events: Sequence[TimelineEvent]) -> int:
    return sum(map(bool, map(attrgetter("at"), events)))


timed = ByTable(_timed)
"""How many rows of a timeline have a time."""

_Within = tuple[datetime, datetime] | None
"""Between which moments gaps are asked about; None where they are not."""


class _Looked(NamedTuple):
    """What was found in the rows that were looked at last."""

    rows: Sequence[TimelineEvent] = ()
    within: _Within = None
    latest: Sequence[TimelineEvent | None] = ()
    """The latest row, by the row that it comes with or before."""
    found: Sequence[tuple[Finding, ...]] = ()


_looked = _Looked()


def _forget() -> None:
    global _looked  # one state of one postmortem is kept, whichever was looked at last
    _looked = _Looked()


memory.on_forgetting(_forget)


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield the findings of time about rows of the timeline, in their order."""
    global _looked
    looked, within = _looked, _asked_within(pm.clock)
    if looked.within != within:
        looked = _Looked(within=within)
    if looked.rows is not pm.timeline:
        looked = _looked_again(looked, pm.timeline)
    _looked = looked
    return chain.from_iterable(looked.found)


def slack_of(event: TimelineEvent) -> timedelta:
    """Return by how much a row may lie earlier or later than it says, by how exactly it is known."""
    return SLACK[event.precision or "exact"]


def _looked_again(before: _Looked, rows: Sequence[TimelineEvent]) -> _Looked:
    """Look at the rows that changed, and at those behind them as far as they have another latest row."""
    start, old, new = stretch(before.rows, rows)
    latest, found = list(before.latest[:start]), list(before.found[:start])
    moved = old - new
    for number in range(start, len(rows)):
        above = latest[-1] if latest else None
        if number >= new and above is (before.latest[number + moved - 1] if number + moved else None):
            latest += before.latest[number + moved :]
            found += before.found[number + moved :]
            break
        here, mine = _row(rows[number], above, before.within)
        latest.append(here)
        found.append(mine)
    return _Looked(rows, before.within, latest, found)


def _row(
    event: TimelineEvent, latest: TimelineEvent | None, within: _Within
) -> tuple[TimelineEvent | None, tuple[Finding, ...]]:
    """Return the latest row from this one on, and what is found at this one."""
    if event.at is None:
        return latest, ()
    found: tuple[Finding, ...] = ()
    if event.until is not None and event.until < event.at:
        found = (rules.rule("time.ends-before-it-begins").finding(f"timeline.{event.id}.until"),)
    if latest is not None and latest.at is not None:
        if latest.at - event.at > _row_slack(latest) + _row_slack(event):
            return latest, (*found, rules.rule("time.order").finding(f"timeline.{event.id}.at"))
        gap = event.at - (latest.until or latest.at)
        if gap > GAP and _inside(within, latest, event) and _is_fine(latest) and _is_fine(event):
            what = f"{int(gap.total_seconds() // 60)} minutes pass before this row."
            found += (rules.rule("time.gap").finding(f"timeline.{event.id}.at", what=what),)
    if latest is None or (event.until or event.at) >= (latest.until or latest.at or event.at):
        latest = event
    return latest, found


def _row_slack(event: TimelineEvent) -> timedelta:
    precise = event.precision in (None, "exact", "minute")
    return timedelta(0) if precise else SLACK[event.precision or "exact"]


def _is_fine(event: TimelineEvent) -> bool:
    return event.precision in (None, "exact", "minute", "approximate")


def _asked_within(clock: Clock) -> _Within:
    """Return the start and the end of the incident where gaps are asked about: it is a short one."""
    over, end = clock.resolved or clock.mitigated, clock.mitigated or clock.resolved
    if clock.started is None or over is None or end is None or over - clock.started >= SHORT_INCIDENT:
        return None
    return clock.started, end


def _inside(within: _Within, first: TimelineEvent, last: TimelineEvent) -> bool:
    """Return whether both rows lie between the start and the end of the incident."""
    if within is None or first.at is None or last.at is None:
        return False
    return within[0] <= first.at and last.at <= within[1]
