"""Days named by a phrase and counted from today: end of Q2, next Friday, in 2 weeks, 2026-W50, tomorrow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pmtui.text.days import FIRST_YEAR, LAST_YEAR, MONTH, WEEKDAY, month_end, month_number, weekday_number
from pmtui.text.reading import Deadline, Refused

_FRIDAY = 4
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        start=1,
    )
} | {"a": 1, "an": 1}

_QUARTER = r"(?P<unit>[QH])(?P<n>[1-4])(?![0-9a-z])(?:[^\S\n]?[-/]?[^\S\n]?'?(?P<year>20[0-9]{2})(?![0-9-]))?"
_YEAR_QUARTER = r"(?P<year>20[0-9]{2})[^\S\n-]{0,1}-?(?P<unit>[QH])(?P<n>[1-4])(?![0-9a-z])"
_SPAN = r"(?P<span>day|week|month|quarter|year)(?![a-z])"


def read_day_phrase(text: str, at: int, today: date, *, led: bool) -> Deadline | Refused | None:
    """Return the day that a phrase at position `at` names; None where none begins there.

    Args:
        text: The whole text.
        at: Where to read.
        today: The present day.
        led: Whether "by" or the like stands before it, so that a bare weekday, week or quarter is a deadline.
    """
    for pattern, needs_lead, read in _PHRASES:
        if found := pattern.match(text, at):
            if needs_lead and not led:
                continue
            day = read(found, today)
            if isinstance(day, str):
                return Refused(day, found.span())
            return Deadline(day, found.span())
    return None


def _relative_word(found: re.Match[str], today: date) -> date | str:
    return today + timedelta(days=1 if found["word"].lower() == "tomorrow" else 0)


def _weekday(found: re.Match[str], today: date) -> date | str:
    which = (found["which"] or "").strip().lower()
    number = weekday_number(found["weekday"])
    monday = today - timedelta(days=today.weekday())
    if which == "next":
        return monday + timedelta(days=7 + number)
    if which == "this":
        day = monday + timedelta(days=number)
        return day if day >= today else f"this week's {found['weekday']} has passed"
    if number == today.weekday():
        return f"today is a {found['weekday']}: write today, or next {found['weekday']}"
    return today + timedelta(days=(number - today.weekday()) % 7)


def _in_a_while(found: re.Match[str], today: date) -> date | str:
    number = _NUMBERS.get(found["n"].lower()) or int(found["n"])
    unit = found["unit"].lower()
    if not 0 < number <= 1000:
        return "this is not a number of days, weeks or months"
    if found["working"]:
        return _working_days(today, number) if unit == "day" else "only days can be working days"
    if unit in ("day", "week"):
        return today + timedelta(days=number * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": 12}[unit] * number
    index = today.year * 12 + today.month - 1 + months
    if index // 12 > LAST_YEAR:
        return "this lies too far ahead"
    first = date(index // 12, index % 12 + 1, 1)
    return first.replace(day=min(today.day, month_end(first).day))


def _working_days(today: date, number: int) -> date:
    day = today
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def _quarter(found: re.Match[str], today: date) -> date | str:
    months = 3 if found["unit"].lower() == "q" else 6
    number = int(found["n"])
    if months * number > 12:
        return f"there is no {found['unit']}{number}"
    year = found.groupdict().get("year")
    day = _end_of_months(int(year) if year else today.year, months * number)
    return day if year or day >= today else _end_of_months(today.year + 1, months * number)


def _end_of_months(year: int, month: int) -> date:
    return month_end(date(year, month, 1))


def _end_of(found: re.Match[str], today: date) -> date | str:
    span, ahead = found["span"].lower(), (found["which"] or "").strip().lower() == "next"
    if span == "day":
        return today + timedelta(days=int(ahead))
    if span == "week":
        friday = today + timedelta(days=_FRIDAY - today.weekday())
        if today.weekday() > _FRIDAY and not ahead:
            return friday + timedelta(days=7)
        return friday + timedelta(days=7 * int(ahead))
    if span == "year":
        return date(today.year + int(ahead), 12, 31)
    months = 3 if span == "quarter" else 1
    index = today.year * 12 + (today.month - 1) // months * months + months * int(ahead)
    last = index + months - 1
    return _end_of_months(last // 12, last % 12 + 1)


def _short_end(found: re.Match[str], today: date) -> date | str:
    span = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}[found["unit"].lower()]
    same = re.match(rf"(?P<which>next )?{_SPAN}", span)
    return _end_of(same, today) if same else "this names no day"


def _end_of_month(found: re.Match[str], today: date) -> date | str:
    parts = found.groupdict()
    month = month_number(parts["month"]) if parts.get("month") else int(parts["m"])
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if parts.get("year"):
        return _end_of_months(int(parts["year"]), month)
    day = _end_of_months(today.year, month)
    return day if day >= today else _end_of_months(today.year + 1, month)


def _end_of_year(found: re.Match[str], _today: date) -> date | str:
    year = int(found["year"])
    return date(year, 12, 31) if FIRST_YEAR <= year <= LAST_YEAR else f"the year {year} is out of reach"


def _next_span(found: re.Match[str], today: date) -> date | str:
    span = found["span"].lower()
    if span != "week":
        return f"which day: write end of {found.group()}, or the day"
    return today + timedelta(days=7 + _FRIDAY - today.weekday())


def _week(found: re.Match[str], today: date) -> date | str:
    parts = found.groupdict()
    week, weekday = int(parts["week"]), int(parts.get("weekday_number") or 5)
    years = [int(parts["year"])] if parts.get("year") else range(today.isocalendar().year, today.year + 8)
    for year in years:
        try:
            day = date.fromisocalendar(year, week, weekday)
        except ValueError:
            continue
        if parts.get("year") or day >= today:
            return day
    return f"there is no {found.group()}"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_OF = r"(?:the[^\S\n])?(?:very[^\S\n])?end[^\S\n](?:of[^\S\n])?(?:the[^\S\n]|this[^\S\n])?"
_PHRASES: tuple[tuple[re.Pattern[str], bool, Callable[[re.Match[str], date], date | str]], ...] = (
    (_compiled(r"(?P<word>today|tonight|tomorrow)(?![a-z])"), False, _relative_word),
    (_compiled(_OF + r"(?P<which>next[^\S\n])?" + _SPAN), False, _end_of),
    (_compiled(r"(?P<which>next[^\S\n])?" + _SPAN + r"[^\S\n]end(?![a-z])"), False, _end_of),
    (_compiled(r"EO(?P<unit>[DWMQY])(?![a-z0-9])"), False, _short_end),
    (_compiled(_OF + MONTH + r"(?:[^\S\n](?P<year>20[0-9]{2})(?![0-9]))?"), False, _end_of_month),
    (_compiled(_OF + r"(?P<year>[0-9]{4})-(?P<m>[0-9]{2})(?![0-9-])"), False, _end_of_month),
    (_compiled(_OF + _QUARTER), False, _quarter),
    (_compiled(_OF + _YEAR_QUARTER), False, _quarter),
    (_compiled(_OF + r"(?P<year>[0-9]{4})(?![0-9-])"), False, _end_of_year),
    (_compiled(_QUARTER + r"(?:[^\S\n]|-)end(?![a-z])"), False, _quarter),
    (_compiled(_YEAR_QUARTER), True, _quarter),
    (_compiled(_QUARTER), True, _quarter),
    (
        _compiled(
            r"(?:in|within)[^\S\n](?:the[^\S\n]next[^\S\n])?(?P<n>[0-9]{1,4}|an?|"
            + "|".join(_NUMBERS)
            + r")[^\S\n]"
            r"(?P<working>(?:working|business)[^\S\n])?(?P<unit>day|week|month|quarter|year)s?(?:'[^\S\n]time)?"
            r"(?![a-z])"
        ),
        False,
        _in_a_while,
    ),
    (
        _compiled(
            r"(?P<n>[0-9]{1,4})[^\S\n](?P<working>(?:working|business)[^\S\n])?(?P<unit>day|week|month)s?"
            r"[^\S\n]from[^\S\n](?:now|today)(?![a-z])"
        ),
        False,
        _in_a_while,
    ),
    (_compiled(r"(?P<which>(?:next|this)[^\S\n])" + WEEKDAY), False, _weekday),
    (_compiled(r"(?P<which>)" + WEEKDAY), True, _weekday),
    (_compiled(r"next[^\S\n](?P<span>week|month|quarter|year)(?![a-z])"), True, _next_span),
    (
        _compiled(r"(?P<year>20[0-9]{2})-?W(?P<week>[0-9]{2})(?:-?(?P<weekday_number>[1-7]))?(?![0-9a-z-])"),
        False,
        _week,
    ),
    (_compiled(r"(?:W|week[^\S\n])(?P<week>[0-9]{1,2})(?![0-9a-z-])"), True, _week),
)
