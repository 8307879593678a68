"""Ranges of moments as they stand in a text: 22:00-22:20, 14:05 to 14:20, 24-26 Nov, 2012-2013."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from pmtui.text.clocks import Clock
from pmtui.text.days import FIRST_YEAR, LAST_YEAR, MONTH, WrittenDay, read_day
from pmtui.text.patterns import regex
from pmtui.text.reading import Refused, Span
from pmtui.text.written import Written, read_written
from pmtui.text.zones import fixed
from pmtui.values import dataclass

_FROM = regex(r"(?:from|between)[^\S\n]{1,2}", re.IGNORECASE)
_TO = regex(
    r"[^\S\n]?(?:-|–|—|\.\.\.?|…)[^\S\n]?|[^\S\n](?:to|until|till|through|and)[^\S\n]{1,2}", re.IGNORECASE
)
_DAYS_AHEAD = regex(
    r"(?P<first>[0-9]{1,2})[^\S\n]?[-–][^\S\n]?(?=[0-9]{1,2}[^\S\n]{1,2}" + MONTH + ")", re.IGNORECASE
)
_DAY_BEHIND = regex(
    r"[-–](?P<last>[0-9]{1,2})(?![0-9a-z]|[:.,/-][0-9])(?:,?[^\S\n](?P<year>[0-9]{4})(?![0-9:-]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """One moment as it stands in a text, or the two ends of a range."""

    first: Written
    last: Written | None
    span: Span


def read_range(text: str, at: int = 0) -> WrittenRange | Refused | None:
    """Return the moment or the range that is written at position `at`; None where none begins there."""
    word = _FROM.match(text, at)
    begin = word.end() if word else at
    if days := _DAYS_AHEAD.match(text, begin):
        return _days_ahead(text, at, days)
    first = read_written(text, begin)
    if not isinstance(first, Written):
        return first
    alone = WrittenRange(first, None, (at, first.span[1]))
    if first.shift is not None or first.years is not None:
        return alone
    if (
        (behind := _DAY_BEHIND.match(text, first.span[1]))
        and first.day
        and first.clock is None
        and first.day.day
    ):
        return _day_behind(alone, first.day, behind)
    to = _TO.match(text, first.span[1])
    if not to or (
        to.group().strip().lower() == "and" and not (word and word.group().lower().startswith("b"))
    ):
        return alone
    last = read_written(text, to.end())
    if isinstance(last, Refused):
        return last
    if last is None or last.shift is not None or (last.clock is None) != (first.clock is None):
        return alone
    if refused := _offset_or_range(first, last, to.group()):
        return refused
    return WrittenRange(*_same_half(first, last), (at, last.span[1]))


def _days_ahead(text: str, at: int, found: re.Match[str]) -> WrittenRange | Refused | None:
    """Read `24-26 Nov`."""
    last = read_day(text, found.end())
    if not isinstance(last, WrittenDay):
        return last
    span = (at, last.span[1])
    first = replace(last, day=int(found["first"]))
    if not 1 <= int(found["first"]) <= (last.day or 0):
        return Refused("the range of days does not run forwards", span)
    return WrittenRange(Written(span, day=first), Written(span, day=last), span)


def _day_behind(alone: WrittenRange, day: WrittenDay, found: re.Match[str]) -> WrittenRange | Refused:
    """Read `Nov 24-26` and `Nov 24-26, 2026`; what cannot be a day is no range (`Nov 24-500 errors`)."""
    span = (alone.span[0], found.end())
    year = int(found["year"]) if found["year"] else day.year
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return alone
    last = replace(day, day=int(found["last"]), year=year)
    if not last.in_year(year or 2000) or (day.day or 0) > (last.day or 0):
        return Refused("the range of days does not run forwards, or has no such day", span)
    return WrittenRange(Written(span, day=replace(day, year=year)), Written(span, day=last), span)


def _offset_or_range(first: Written, last: Written, between: str) -> Refused | None:
    """Refuse `14:05-05:00`, which can be a range past midnight or five hours west of Greenwich."""
    if (
        between != "-"
        or first.clock is None
        or last.clock is None
        or first.zone
        or last.zone
        or last.names_day
    ):
        return None
    ends: time = last.clock.time
    if ends >= first.clock.time or ends.minute not in (0, 30) or fixed(ends.hour, ends.minute, "-") is None:
        return None
    a, b = f"{first.clock.time:%H:%M}", f"{ends:%H:%M}"
    return Refused(
        f"{a}-{b} can be a range or an offset: write {a} to {b}, or {a} -{b}", (first.span[0], last.span[1])
    )


def _same_half(first: Written, last: Written) -> tuple[Written, Written]:
    """Share the AM or PM that stands at one end only: 2:05-2:20 PM, 11:50 AM to 12:10."""
    a, b = first.clock, last.clock
    if a is None or b is None or bool(a.half) == bool(b.half):
        return first, last
    if b.half:
        return replace(first, clock=_closest(a, b, later=False)), last
    return first, replace(last, clock=_closest(b, a, later=True))


def _closest(clock: Clock, other: Clock, *, later: bool) -> Clock:
    def apart(candidate: Clock) -> int:
        minutes = [c.time.hour * 60 + c.time.minute for c in (candidate, other)]
        ahead = minutes[0] - minutes[1] if later else minutes[1] - minutes[0]
        return ahead % (24 * 60)

    halves = [half for name in "ap" if (half := clock.in_half(name))]
    return min(halves, key=apart, default=clock)
