"""A moment as it stands in a text, before it is known which day, zone or row it refers to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from pmtui.text.clocks import Clock, WrittenZone, read_clock, read_zone
from pmtui.text.days import FIRST_YEAR, LAST_YEAR, WEEKDAY, WrittenDay, read_day, weekday_number
from pmtui.text.patterns import regex
from pmtui.text.reading import Refused, Span
from pmtui.values import dataclass

_ABOUT = regex(
    r"(?:~|≈|(?:about|around|approx(?:\.|imately)?|roughly|ca?\.|circa)(?=[^\S\n]))[^\S\n]{0,2}",
    re.IGNORECASE,
)
_PREPOSITION = regex(r"(?:at|on|in)[^\S\n]{1,2}", re.IGNORECASE)
_SIGN = regex(r"(?P<sign>[+−-])(?=[0-9])")
_PIECE = regex(
    r"(?P<n>[0-9]{1,5}(?:\.[0-9]{1,3})?)[^\S\n]?(?P<unit>days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_BETWEEN_PIECES = regex(r"[^\S\n]?(?:,|and(?=[^\S\n]))?[^\S\n]?", re.IGNORECASE)
_AGO = regex(r"[^\S\n]ago(?![a-z])", re.IGNORECASE)
_UNITS = {
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}
_WEEKDAY = regex(WEEKDAY + r"\.?,?[^\S\n]{1,2}(?:at[^\S\n])?", re.IGNORECASE)
_DAY_WORD = regex(r"(?P<word>today|yesterday)(?![a-z])", re.IGNORECASE)
_TO_CLOCK = regex(
    r",?[^\S\n]{1,3}(?:at[^\S\n]|@[^\S\n]?|[-–—][^\S\n])?|[T_](?=[0-9])|:(?=[0-9]{2}:)", re.IGNORECASE
)
_TO_DAY = regex(r",?[^\S\n](?:on[^\S\n])", re.IGNORECASE)
_ISH = regex(r"-?ish(?![a-z])", re.IGNORECASE)
_YEAR_BEHIND = regex(r"[^\S\n](?P<year>[0-9]{4})(?![0-9:-])")
_YEARS = regex(
    r"(?:(?P<from>[0-9]{4})[^\S\n]?[-–][^\S\n]?(?P<to>[0-9]{4})|(?:in|during|year)[^\S\n](?P<only>[0-9]{4}))"
    r"(?![0-9:]|[-/.][0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One moment as it stands in a text.

    Attributes:
        span: Where it stands.
        about: Whether it is marked as approximate.
        day: The written day or month.
        back: 0 for today, 1 for yesterday.
        weekday: 0 (Monday) to 6 where one stands before it.
        years: The first and the last year, where whole years are meant.
        clock: The time of day.
        zone: The zone or offset behind it.
        shift: How long after (before: negative) the row it refers to, or before now.
        ago: Whether `shift` counts back from now.
        seconds: Whether `shift` has seconds.
    """

    span: Span
    about: bool = False
    day: WrittenDay | None = None
    back: int | None = None
    weekday: int | None = None
    years: tuple[int, int] | None = None
    clock: Clock | None = None
    zone: WrittenZone | None = None
    shift: timedelta | None = None
    ago: bool = False
    seconds: bool = False

    @property
    def names_day(self) -> bool:
        """Whether the text says which day."""
        return self.day is not None or self.back is not None or self.weekday is not None


def read_written(text: str, at: int = 0) -> Written | Refused | None:
    """Return the moment that is written at position `at`; None where none begins there."""
    if years := _YEARS.match(text, at):
        return _years(years)
    start, at = at, _skip(_PREPOSITION, text, at)
    after_about = _skip(_ABOUT, text, at)
    read = _shift(text, after_about) or _with_day(text, after_about) or _with_clock(text, after_about)
    if not isinstance(read, Written):
        return read
    return replace(read, about=read.about or after_about > at, span=(start, read.span[1]))


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _years(found: re.Match[str]) -> Written | Refused:
    first, last = int(found["from"] or found["only"]), int(found["to"] or found["only"])
    if not (FIRST_YEAR <= first <= LAST_YEAR and first <= last <= LAST_YEAR):
        return Refused(
            f"{found.group()} are not years from {FIRST_YEAR} to {LAST_YEAR} in order", found.span()
        )
    return Written(found.span(), years=(first, last))


def _shift(text: str, at: int) -> Written | None:
    """Read `+7m`, `+1h 30m`, `-5m`, and `10 minutes ago`."""
    sign = _SIGN.match(text, at)
    end = here = sign.end() if sign else at
    total, seconds = timedelta(), False
    while piece := _PIECE.match(text, here):
        unit = piece["unit"][0].lower()
        total += float(piece["n"]) * _UNITS[unit]
        seconds = seconds or unit == "s"
        end = piece.end()
        here = _skip(_BETWEEN_PIECES, text, end)
    if sign:
        total = total if sign["sign"] == "+" else -total
        return Written((at, end), shift=total, seconds=seconds) if end > sign.end() else None
    ago = _AGO.match(text, end) if end > at else None
    return Written((at, ago.end()), shift=-total, seconds=seconds, ago=True) if ago else None


def _with_day(text: str, at: int) -> Written | Refused | None:
    """Read a day, and the time of day behind it where there is one."""
    weekday = _WEEKDAY.match(text, at)
    here = weekday.end() if weekday else at
    number = weekday_number(weekday["weekday"]) if weekday else None
    if word := _DAY_WORD.match(text, here):
        day, back, end = None, 0 if word["word"].lower() == "today" else 1, word.end()
    else:
        read = read_day(text, here)
        if isinstance(read, Refused):
            return read
        if read is None and not weekday:
            return None
        day, back, end = read, None, read.span[1] if read else here
    joined = end if day is None and back is None else _skip(_TO_CLOCK, text, end)
    if joined == end and (day is not None or back is not None):
        return _day_alone(text, Written((at, end), day=day, back=back, weekday=number))
    timed = _with_clock(text, _skip(_ABOUT, text, joined), iso=text[end:joined] in ("T", "t"))
    if isinstance(timed, Refused):
        return timed
    if timed is None:
        return _day_alone(text, Written((at, end), day=day, back=back, weekday=number))
    if timed.day is not None or timed.back is not None:  # "24 Nov 14:05 on 25 Nov"
        timed = replace(timed, day=None, back=None)
    about = timed.about or _skip(_ABOUT, text, joined) > joined
    whole = replace(timed, span=(at, timed.span[1]), about=about, day=day, back=back, weekday=number)
    return _with_year_behind(text, whole)


def _day_alone(text: str, read: Written) -> Written | None:
    """Return a day without a time of day, where it can stand alone: a weekday alone is not a day."""
    if read.day is not None:
        return read
    ends = text[read.span[1] : read.span[1] + 1]
    return read if read.back is not None and ends in ("", ":", ",") else None


def _with_year_behind(text: str, read: Written) -> Written:
    """Take the year behind the time, as `date` prints it: Nov 24 14:05:10 UTC 2026."""
    if read.day is None or read.day.year is not None or read.clock is None or read.clock.precision != "exact":
        return read
    found = _YEAR_BEHIND.match(text, read.span[1])
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return read
    return replace(read, day=replace(read.day, year=int(found["year"])), span=(read.span[0], found.end()))


def _with_clock(text: str, at: int, *, iso: bool = False) -> Written | Refused | None:
    """Read a time of day, its zone, and the day where it stands behind it."""
    clock = read_clock(text, at)
    if not isinstance(clock, Clock):
        return clock
    end = clock.span[1]
    ish = _skip(_ISH, text, end)
    signed = iso or clock.precision == "exact" or text[end : end + 1] == "+"
    zone = read_zone(text, ish, signed=signed)
    if isinstance(zone, Refused):
        return zone
    read = Written((at, zone.span[1] if zone else ish), about=ish > end, clock=clock, zone=zone)
    return _with_day_behind(text, read)


def _with_day_behind(text: str, read: Written) -> Written | Refused:
    end = read.span[1]
    word = _DAY_WORD.match(text, end + 1) if text[end : end + 1].isspace() else None
    if word:
        back = 0 if word["word"].lower() == "today" else 1
        return replace(read, back=back, span=(read.span[0], word.end()))
    joined = _skip(_TO_DAY, text, end)
    day = read_day(text, joined) if joined > end else None
    if isinstance(day, WrittenDay):
        return replace(read, day=day, span=(read.span[0], day.span[1])) if day.day else read
    return day or read
