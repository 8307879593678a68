"""What stands between the rows of a timeline: the day where one begins, and how long nothing was entered.

Where few rows changed since it was worked out last, only what stands at those is worked out again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from pmtui.model.postmortem import TimelineEvent
from pmtui.model.rows import stretch
from pmtui.values import dataclass

GAP = timedelta(minutes=15)
SHORT = timedelta(days=2)
"""Gaps between entries are told in incidents no longer than this; others are told by the day."""

Lead = date | timedelta
"""What stands above a row: the day that begins with it, or the time without an entry before it."""
Events = Sequence[TimelineEvent]


@dataclass(frozen=True, slots=True)
class Leads:
    """What stands above the rows of one timeline.

    Attributes:
        events: The rows.
        zone: The zone in which days are told; None where it is not known: no day begins then.
        at: The numbers of the rows above which something stands, in order.
        what: What stands there.
        gaps: Whether times without an entry are told.
        first: The earliest time of a row; None where a row has none, or only its day is known.
        last: The latest.
    """

    events: tuple[TimelineEvent, ...]
    zone: tzinfo | None
    at: tuple[int, ...]
    what: tuple[Lead, ...]
    gaps: bool
    first: datetime | None
    last: datetime | None

    def line_of(self, row: int) -> int:
        """Return the line on which a row stands, each lead having one of its own."""
        return row + bisect_right(self.at, row)

    def on_line(self, line: int) -> tuple[int, Lead | None]:
        """Return the row on a line, or the row beneath it and what stands above that."""
        number = bisect_right(range(len(self.at)), line, key=lambda each: self.at[each] + each)
        if number and self.at[number - 1] + number - 1 == line:
            return self.at[number - 1], self.what[number - 1]
        return line - number, None


def leads(events: tuple[TimelineEvent, ...], zone: tzinfo | None, before: Leads | None = None) -> Leads:
    """Return what stands above the rows; `before` is what was worked out last, for another state of them."""
    if before is not None and before.zone is zone:
        if before.events is events:
            return before
        start, old_end, new_end = stretch(before.events, events)
        span = _span_after(before, events, start, old_end, new_end)
        if _tells_gaps(span) == before.gaps:
            return _again(before, events, span, (start, old_end, new_end))
    span = _span(events)
    gaps = _tells_gaps(span)
    found = _between(events, zone, 0, len(events), gaps=gaps)
    at, what = zip(*found, strict=True) if found else ((), ())
    return Leads(events, zone, tuple(at), tuple(what), gaps, *span)


_Span = tuple[datetime | None, datetime | None]


def _span(events: Events) -> _Span:
    times = [event.at for event in events if event.precision != "day"]
    known = [at for at in times if at is not None]
    return (min(known), max(known)) if known and len(known) == len(events) else (None, None)


def _span_after(before: Leads, events: Events, start: int, old_end: int, new_end: int) -> _Span:
    """Return the earliest and the latest time, going by the rows that changed where they tell."""
    gone, come = _span(before.events[start:old_end]), _span(events[start:new_end])
    ends = (before.first, before.last)
    if gone == come and start < min(old_end, new_end):
        return ends
    is_told = start == new_end or come[0] is not None
    if None in ends or not is_told or any(one is not None and one in ends for one in gone):
        return _span(events)
    first, last = ([one for one in (ends[at], come[at]) if one is not None] for at in (0, 1))
    return min(first), max(last)


def _tells_gaps(span: _Span) -> bool:
    first, last = span
    return first is not None and last is not None and last - first <= SHORT


def _again(
    before: Leads, events: tuple[TimelineEvent, ...], span: _Span, changed: tuple[int, int, int]
) -> Leads:
    """Return what stands above the rows, where only a stretch of them is another."""
    start, old_end, new_end = changed
    more = new_end - old_end
    # A row with a time says anew where the next ones go on from: behind it, all is as it was.
    until = next((at + 1 for at in range(new_end, len(events)) if events[at].at is not None), len(events))
    found = _between(events, before.zone, start, until, gaps=before.gaps)
    first, last = bisect_left(before.at, start), bisect_left(before.at, until - more)
    behind = before.at[last:]
    return Leads(
        events,
        before.zone,
        (*before.at[:first], *(at for at, _ in found), *(map(more.__add__, behind) if more else behind)),
        (*before.what[:first], *(what for _, what in found), *before.what[last:]),
        before.gaps,
        *span,
    )


def _between(
    events: Events, zone: tzinfo | None, start: int, end: int, *, gaps: bool
) -> list[tuple[int, Lead]]:
    """Return what stands above the rows from `start` to before `end`, with their numbers."""
    out: list[tuple[int, Lead]] = []
    day, before = _day_before(events, zone, start), _moment_before(events, start)
    for number in range(start, end):
        event = events[number]
        at = event.at
        if at is not None and zone is not None:
            here = at.astimezone(zone).date()
            if here != day:
                day = here
                out.append((number, here))
            elif gaps and before is not None and at - before > GAP:
                out.append((number, at - before))
        before = event.until or at or before
    return out


def _day_before(events: Events, zone: tzinfo | None, row: int) -> date | None:
    for number in range(row - 1, -1, -1):
        at = events[number].at
        if at is not None and zone is not None:
            return at.astimezone(zone).date()
    return None


def _moment_before(events: Events, row: int) -> datetime | None:
    return next(
        (moment for n in range(row - 1, -1, -1) if (moment := events[n].until or events[n].at) is not None),
        None,
    )
