"""Days and months as people write them: 2026-11-24, 24 Nov, November 24th 2026, 2013-03, 24/Nov/2026.

What is left open (the year) stays open here: a timeline looks back, a deadline looks ahead. A date in figures
that can be read day first or month first is refused.
"""

from __future__ import annotations

import re
from datetime import date

from pmtui.text.patterns import our_letters, regex
from pmtui.text.reading import Ambiguous, Refused, Span
from pmtui.values import dataclass

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
"""A month's name or its short form, as a pattern that ignores case."""
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)(?![a-z])"
)
"""A weekday's name or its short form, as a pattern that ignores case."""
FIRST_YEAR, LAST_YEAR = 1900, 2199

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTHS = tuple(name[:3].lower() for name in MONTH_NAMES)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9a-z]|[:.,/][0-9])"

_FORMS = tuple(
    regex(form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})(?![0-9])",
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:[^\S\n]{1,2}of[^\S\n]|[^\S\n]{1,2}|[-/])"
        + MONTH
        + r"\.?(?:(?:,?[^\S\n]{1,2}|[-/])"
        + _YEAR
        + ")?",
        MONTH + r"\.?[^\S\n]{1,2}" + _DAY + r"(?:(?:,[^\S\n]?|[^\S\n])" + _YEAR + ")?",
        MONTH + r"\.?[^\S\n]" + _YEAR,
        r"(?P<year>[0-9]{4})-(?P<m>[0-9]{2})(?![-0-9:/.])",
    )
)
_FIGURES = regex(
    r"(?P<a>[0-9]{1,2})(?P<sep>[/.]|-(?=[0-9]{1,2}-[0-9]{4}))(?P<b>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9]|[.][0-9])"
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day, or a whole month, as it stands in a text.

    Attributes:
        month: 1 to 12.
        year: The year, None where it is left open.
        day: The day of the month, None for the whole month.
        span: Where it stands.
    """

    month: int
    year: int | None
    day: int | None
    span: Span

    def in_year(self, year: int) -> date | None:
        """Return this day (the first of a whole month) in `year`; None where that year has no such day."""
        try:
            return date(year, self.month, self.day or 1)
        except ValueError:
            return None

    def latest(self, until: date) -> date:
        """Return this day in the last year in which it does not lie after `until`."""
        years = range(until.year, until.year - 9, -1)
        return next(day for year in years if (day := self.in_year(year)) and day <= until)

    def next(self, since: date) -> date:
        """Return this day in the first year in which it does not lie before `since`."""
        years = range(since.year, since.year + 9)
        return next(day for year in years if (day := self.in_year(year)) and day >= since)


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or short form."""
    return _MONTHS.index(our_letters(name[:3]).lower()) + 1


def weekday_number(name: str) -> int:
    """Return 0 (Monday) to 6 for a weekday's name or short form."""
    return _WEEKDAYS.index(our_letters(name[:3]).lower())


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=_days_of(day.year, day.month))


def _days_of(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == 2 else 31 - (month in (4, 6, 9, 11))


def read_day(text: str, at: int = 0) -> WrittenDay | Refused | None:
    """Return the day or month that is written at position `at`; None where none begins there.

    Refused where it is plainly one, and no such day exists or it can be read in two ways.
    """
    if figures := _FIGURES.match(text, at):
        return _from_figures(figures)
    for form in _FORMS:
        if (found := form.match(text, at)) and not _is_the_verb(found):
            return _checked(found)
    return None


def _is_the_verb(found: re.Match[str]) -> bool:
    """Return whether `may` without a capital and without a year is more likely the verb."""
    parts = found.groupdict()
    return parts.get("month") == "may" and not parts.get("year")


def _checked(found: re.Match[str]) -> WrittenDay | Refused:
    parts = found.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    month = month_number(parts["month"]) if parts.get("month") else int(parts["m"])
    day = int(parts["day"]) if parts.get("day") else None
    return _existing(year, month, day, found.span())


def _existing(year: int | None, month: int, day: int | None, span: Span) -> WrittenDay | Refused:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return Refused(f"the year {year} is out of reach: {FIRST_YEAR} to {LAST_YEAR} is read", span)
    if not 1 <= month <= 12:
        return Refused(f"there is no month {month}", span)
    days = _days_of(2000 if year is None else year, month)
    if day is not None and not 1 <= day <= days:
        name = MONTH_NAMES[month - 1] + (f" {year}" if year and month == 2 else "")
        return Refused(f"{name} has no day {day}: it has {days}", span)
    return WrittenDay(month, year, day, span)


def _from_figures(found: re.Match[str]) -> WrittenDay | Refused:
    """Read 24/11/2026 and 11/24/2026, which can mean one thing only; refuse 03/04/2026."""
    a, b, year = int(found["a"]), int(found["b"]), found["year"]
    if len(year) == 2:
        return Ambiguous("a year of two figures can be read in several ways: write 2026-11-24", found.span())
    if a <= 12 < b:
        return _existing(int(year), a, b, found.span())
    if b <= 12 < a:
        return _existing(int(year), b, a, found.span())
    if a == b and 1 <= a <= 12:
        return _existing(int(year), a, a, found.span())
    if not (1 <= a <= 12 and 1 <= b <= 12):
        return Refused(f"{found.group()} is not a day of the calendar", found.span())
    return Ambiguous(
        f"{found.group()} can be {a} {MONTH_NAMES[b - 1]} or {b} {MONTH_NAMES[a - 1]}: "
        f"write {year}-{b:02}-{a:02} or {year}-{a:02}-{b:02}",
        found.span(),
    )
