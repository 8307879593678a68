"""Moments of a timeline as people write them, and as they are shown again.

A clock time without a day, a day without a year and `+7m` need a context; what they come to is always shown
beside what was typed. What can be read in two ways (03/04/2026, an hour that the clocks showed twice) is
refused with the reason and what to type instead.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from pmtui.text.clocks import Clock
from pmtui.text.days import MONTH, WrittenDay, month_end
from pmtui.text.patterns import regex
from pmtui.text.ranges import WrittenRange, read_range
from pmtui.text.reading import Moment, Refused
from pmtui.text.showing import show_moment
from pmtui.text.written import Written
from pmtui.text.zones import day_start, lenient_utc, local, moment_of, zone_of
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.model.postmortem import Precision

__all__ = ["Context", "leading_moment", "parse_moment", "show_moment", "zone_of"]

LONGEST_LINE = 400
"""How far into a line a moment at its beginning is looked for, in characters."""

_HALF_A_DAY = timedelta(hours=12)
_COARSER: tuple[Precision, ...] = ("exact", "minute", "approximate", "hour", "day")
_CLOSING = {"[": "]", "(": ")", "<": ">"}
_SEPARATOR = regex(r"[^\S\n]*(?:[-–—|:,;>]{1,3}(?=\s|$)|[:,;|])?[^\S\n]*")
_YEAR_OR_CLOCK = regex(r"(?:19[5-9]|20[0-4])[0-9](?=[^\S\n]+[A-Za-z(]|$)")


@dataclass(frozen=True, slots=True)
class Context:
    """What a moment may leave unsaid.

    Attributes:
        zone: The IANA name of the zone in which times are typed; empty for UTC.
        now: The present moment, aware.
        day: The day that bare clock times belong to; the latest such moment not after now where None.
        after: The moment that `+7m` counts from, and that bare clock times follow past midnight; aware.
    """

    zone: str
    now: datetime
    day: date | None = None
    after: datetime | None = None

    @property
    def place(self) -> tzinfo:
        """The zone, UTC where its name is not known here."""
        return zone_of(self.zone) or UTC

    def today(self, zone: tzinfo) -> date:
        """Return the present day on the calendars of `zone`."""
        return local(self.now, zone).date()


def parse_moment(text: str, context: Context) -> Moment | Refused:
    """Return the moment that the whole of `text` is, or why it is none."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start >= end:
        return Refused("no time is given", (0, len(text)))
    if text[start:end].lower() == "now":
        return Moment(context.now.astimezone(UTC).replace(microsecond=0), "exact", (start, end))
    read = read_range(text[:end], start) if end - start <= LONGEST_LINE else None
    if isinstance(read, Refused):
        return read
    if read is None:
        return Refused(_why_not(text[start:end]), (start, end))
    if read.span[1] < end:
        left = text[read.span[1] : end].strip()
        return Refused(f"{left[:40]!r} is not part of a time", (read.span[1], end))
    return _resolve(read, context)


def leading_moment(text: str, context: Context) -> tuple[Moment, str] | Refused | None:
    """Return the moment at the beginning of `text` and what follows it.

    Refused where the text plainly begins with a moment that does not exist or can be read in two ways; None
    where it begins with none.
    """
    line = text[:LONGEST_LINE]
    start = len(line) - len(line.lstrip())
    closing = _CLOSING.get(line[start : start + 1], "")
    begin = start + len(closing)
    if year := _YEAR_OR_CLOCK.match(line, begin):
        clock = f"{year.group()[:2]}:{year.group()[2:]}"
        return Refused(
            f"{year.group()} can be a year or {clock}: write in {year.group()}, or {clock}", year.span()
        )
    read = read_range(line, begin)
    if not isinstance(read, WrittenRange):
        return read
    end = read.span[1]
    if closing:
        if line[end : end + 1] != closing:
            return None
        end += 1
    elif re.match(r"[\w%°/]", line[end : end + 1]):
        return None
    resolved = _resolve(read, context)
    if isinstance(resolved, Refused):
        return resolved
    separator = _SEPARATOR.match(text, end)
    return resolved, text[separator.end() if separator else end :].rstrip()


def _why_not(text: str) -> str:
    """Return why `text`, in which no moment was found, is none, with what to type instead."""
    lower = text.lower()
    if re.fullmatch(r"[+-][0-9]{1,3}", text):
        return f"{text} of what: write {text}m or {text}h"
    if re.fullmatch(r"[0-9]{1,3}", text):
        return (
            f"{text} alone says neither hour nor day: write {int(text) % 24:02}:00, +{int(text)}m or a date"
        )
    if re.fullmatch(r"(?:19|20)[0-9]{2}", text):
        return f"{text} can be a year or a time: write in {text}, or {text[:2]}:{text[2:]}"
    if re.fullmatch(r"[0-9]{4}", text):
        return f"write the time with a colon: {text[:2]}:{text[2:]}"
    if re.fullmatch(MONTH, lower):
        return "a month alone is not enough: give the day, such as 24 Nov, or the year, such as Nov 2026"
    return "this is not read as a time: write 14:05, ~22:30, 2026-11-24 14:05, 24 Nov, or +7m"


def _resolve(read: WrittenRange, context: Context) -> Moment | Refused:
    first, last = read.first, read.last
    written_zone = first.zone or (last.zone if last else None)
    zone = written_zone.zone if written_zone else context.place
    if first.shift is not None:
        return _shifted(first, context)
    if not written_zone and zone_of(context.zone) is None:
        return Refused(
            f"the zone {context.zone} is not known here: give the offset, such as 14:05 +01:00", read.span
        )
    if first.clock is None:
        return _days(read, zone, context)
    return _clocks(read, zone, context)


def _shifted(written: Written, context: Context) -> Moment | Refused:
    base = context.now if written.ago else context.after
    if base is None:
        return Refused("there is no row before this one to count from: give the time of day", written.span)
    try:
        at = base.astimezone(UTC) + (written.shift or timedelta())
    except OverflowError:
        return Refused("this lies outside the calendar", written.span)
    exact: Precision = "exact" if written.seconds else "minute"
    return Moment(at, "approximate" if written.about or written.ago else exact, written.span)


def _days(read: WrittenRange, zone: tzinfo, context: Context) -> Moment | Refused:
    """Resolve days, months and years: the first moment of the first day, until that of the last."""
    first, last = read.first, read.last or read.first
    if first.about:
        return Refused(
            "a day that is only about right is a range: give both ends, such as 30 Jan to 1 Feb", read.span
        )
    begins = _first_day(first, zone, context)
    if isinstance(begins, Refused):
        return begins
    ends = _last_day(last, begins, zone, context)
    if isinstance(ends, Refused):
        return ends
    if ends < begins:
        return Refused("the range ends before it begins", read.span)
    until = day_start(ends, zone) if ends > begins else None
    return Moment(day_start(begins, zone), "day", read.span, until)


def _first_day(written: Written, zone: tzinfo, context: Context) -> date | Refused:
    if written.years:
        return date(written.years[0], 1, 1)
    return _date_of(written, zone, context)


def _last_day(written: Written, begins: date, zone: tzinfo, context: Context) -> date | Refused:
    if written.years:
        return date(written.years[1], 12, 31)
    day = _date_of_end(written, begins, zone, context)
    whole_month = written.day is not None and written.day.day is None
    return month_end(day) if whole_month and not isinstance(day, Refused) else day


def _date_of(written: Written, zone: tzinfo, context: Context) -> date | Refused:
    """Return the day that a text names, in the year that fits: beside `context.day`, never ahead of today."""
    today = context.today(zone)
    if written.back is not None:
        return today - timedelta(days=written.back)
    if written.day is None:
        return _latest_weekday(written, zone, context)
    day = (
        written.day.in_year(written.day.year)
        if written.day.year
        else _nearest(written.day, today, context.day)
    )
    if day is None:
        return Refused("there is no such day", written.day.span)
    if written.weekday is not None and written.weekday != day.weekday():
        names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        return Refused(f"{day} is a {names[day.weekday()]}", written.span)
    return day


def _date_of_end(written: Written, begins: date, zone: tzinfo, context: Context) -> date | Refused:
    """Return the day of a range's end: where its year is left open, the first that follows the beginning."""
    if written.day is not None and written.day.year is None:
        return written.day.next(begins)
    return _date_of(written, zone, context)


def _nearest(written: WrittenDay, today: date, day: date | None) -> date:
    """Return the day, its year left open: the nearest to `day` that is not ahead; else the latest."""
    if day is None:
        return written.latest(today)
    beside = (written.in_year(year) for year in (day.year - 1, day.year, day.year + 1) if year > 0)
    passed = [candidate for candidate in beside if candidate and candidate <= today]
    return min(passed, key=lambda candidate: abs(candidate - day), default=written.latest(today))


def _latest_weekday(written: Written, zone: tzinfo, context: Context) -> date:
    today = context.today(zone)
    day = today - timedelta(days=(today.weekday() - (written.weekday or 0)) % 7)
    clock = written.clock.time if written.clock else time()
    ahead = lenient_utc(datetime.combine(day, clock), zone) > context.now
    return day - timedelta(days=7) if ahead else day


def _clocks(read: WrittenRange, zone: tzinfo, context: Context) -> Moment | Refused:
    first, last = read.first, read.last
    clock = first.clock.time if first.clock else time()
    if first.names_day:
        day = _date_of(first, zone, context)
    elif last and last.names_day:
        day = _date_of(last, last.zone.zone if last.zone else zone, context)
        if not isinstance(day, Refused) and last.clock and clock > last.clock.time:
            day -= timedelta(days=1)
    else:
        day = _day_of_clock(clock, zone, context)
    if isinstance(day, Refused):
        return day
    begins = moment_of(datetime.combine(day, clock), zone)
    if isinstance(begins, str):
        return Refused(begins, first.span)
    if last is None or last.clock is None:
        return Moment(begins, _precision(first), read.span)
    until = _end(begins, day, last, last.zone.zone if last.zone else zone, context)
    if isinstance(until, Refused):
        return until
    if until < begins:
        return Refused("the range ends before it begins", read.span)
    precision = max(_precision(first), _precision(last), key=_COARSER.index)
    return Moment(begins, precision, read.span, until if until > begins else None)


def _precision(written: Written) -> Precision:
    known: Precision = written.clock.precision if written.clock else "day"
    return "approximate" if written.about and known in ("exact", "minute") else known


def _day_of_clock(clock: time, zone: tzinfo, context: Context) -> date:
    """Return the day on which a bare clock time lies."""
    if context.day is None:
        today = context.today(zone)
        ahead = lenient_utc(datetime.combine(today, clock), zone) > context.now
        return today - timedelta(days=1) if ahead else today
    if context.after is None:
        return context.day
    earliest = context.after.astimezone(UTC) - _HALF_A_DAY
    day_of_after = local(context.after, zone).date()
    for day in (context.day, day_of_after):
        if lenient_utc(datetime.combine(day, clock), zone) >= earliest:
            return day
    return day_of_after + timedelta(days=1)


def _end(begins: datetime, day: date, last: Written, zone: tzinfo, context: Context) -> datetime | Refused:
    """Return the end of a range: on the day it names, else the next time that the clock shows it."""
    clock = last.clock.time if isinstance(last.clock, Clock) else time()
    if last.names_day:
        named = _date_of_end(last, day, zone, context)
        if isinstance(named, Refused):
            return named
        day = named
    elif lenient_utc(datetime.combine(day, clock).replace(fold=1), zone) < begins:
        day += timedelta(days=1)
    until = moment_of(datetime.combine(day, clock), zone)
    return Refused(until, last.span) if isinstance(until, str) else until
