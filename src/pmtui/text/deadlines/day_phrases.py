"""Days named by a phrase and counted from today: end of Q2, next Friday, in 2 weeks, 2026-W50, tomorrow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pmtui.text.days import FIRST_YEAR, LAST_YEAR, MONTH, WEEKDAY, month_end, month_number, weekday_number
from pmtui.text.deadlines.first_words import FIGURE, ByFirstWord
from pmtui.text.deadlines.quarters import (
    QUARTER,
    QUARTER_FIRST,
    QUARTER_IN_WORDS,
    YEAR_QUARTER,
    end_of_months,
    month_middle,
    month_start,
    quarter,
    quarter_middle,
    quarter_start,
)
from pmtui.text.patterns import our_letters, regex
from pmtui.text.reading import Deadline, Refused

_FRIDAY = 4
NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}
"""Numbers in words, as far as a span of days is written in them."""
NUMBER = r"(?P<n>[0-9]{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
"""A number in figures or words, as a pattern that ignores case."""
_HOURS_OF_A_DAY = 24

_Reader = Callable[[re.Match[str], date], date | str]

_SPAN = r"(?P<span>day|week|month|quarter|year)(?![a-z])"


def read_day_phrase(text: str, at: int, today: date, *, led: bool) -> Deadline | Refused | None:
    """Return the day that a phrase at position `at` names; None where none begins there.

    Args:
        text: The whole text.
        at: Where to read.
        today: The present day.
        led: Whether "by" or the like stands before it, so that a bare weekday, week or quarter is a deadline.
    """
    text = our_letters(text)
    for pattern, needs_lead, read in _BY_WORD.at(text, at):
        if (led or not needs_lead) and (found := pattern.match(text, at)):
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
    number = NUMBERS.get(found["n"].lower()) or int(found["n"])
    unit = {"h": "hour", "d": "day", "w": "week"}.get(found["unit"].lower(), found["unit"].lower())
    if unit == "hour":
        return today + timedelta(days=-(-number // _HOURS_OF_A_DAY)) if number <= 1000 else "write the day"
    if unit == "fortnight":
        number, unit = 2 * number, "week"
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


def _ordinal_day(found: re.Match[str], today: date) -> date | str:
    """The 15th: of this month where it lies ahead, else of the next month that has such a day."""
    day = int(found["day"])
    if not 1 <= day <= 31:
        return f"a month has no day {day}"
    for ahead in range(4):
        index = today.year * 12 + today.month - 1 + ahead
        first = date(index // 12, index % 12 + 1, 1)
        if day <= month_end(first).day and (here := first.replace(day=day)) >= today:
            return here
    return f"no month ahead has a day {day}"


def _after_next(found: re.Match[str], today: date) -> date | str:
    del found
    return today + timedelta(days=14 + _FRIDAY - today.weekday())


def _next_start(found: re.Match[str], today: date) -> date | str:
    """The first day of the next week, month, quarter or year."""
    span = found["span"].lower()
    if span == "week":
        return today + timedelta(days=7 - today.weekday())
    months = {"month": 1, "quarter": 3, "year": 12}[span]
    index = (today.year * 12 + (today.month - 1)) // months * months + months
    return date(index // 12, index % 12 + 1, 1)


def _end_of(found: re.Match[str], today: date) -> date | str:
    span, ahead = found["span"].lower(), bool((found["which"] or "").strip())
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
    return end_of_months(last // 12, last % 12 + 1)


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
        return end_of_months(int(parts["year"]), month)
    day = end_of_months(today.year, month)
    return day if day >= today else end_of_months(today.year + 1, month)


def _end_of_year(found: re.Match[str], _today: date) -> date | str:
    year = int(found["year"])
    return date(year, 12, 31) if FIRST_YEAR <= year <= LAST_YEAR else f"the year {year} is out of reach"


def _next_week(found: re.Match[str], today: date) -> date | str:
    del found
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
    return regex(pattern, re.IGNORECASE)


_S = r"[^\S\n]"
_OF = rf"(?:the{_S})?(?:very{_S})?(?:end|close)(?:{_S}|-)(?:of(?:{_S}|-))?(?:the{_S}|this{_S}|our{_S})?"
_START = rf"(?:the{_S})?(?:very{_S})?(?:beginning|start){_S}of{_S}(?:the{_S})?"
_MID = rf"(?:mid(?:-|{_S})|(?:the{_S})?middle{_S}of{_S})"
_IN_YEAR = rf"(?:,?{_S}(?P<year>20[0-9]{{2}})(?![0-9]))?"
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|quarter|year)s?(?![a-z])"
_WORKING = rf"(?P<working>(?:working|business|work){_S})?"
_WEEK = (
    rf"(?:[CK]?W{_S}?|(?:calendar{_S})?(?:week|wk){_S}(?:no\.?{_S}|\#)?)"
    r"(?P<week>[0-9]{1,2})(?![0-9a-z-]|[.:][0-9])"
)
_DAYTIME = rf"(?:{_S}(?:morning|afternoon|evening|night))?(?![a-z])"
_NO_TAIL = r"(?!['\u2019a-z])"
_END, _SPANS = "end close", "day week month quarter year"
_IN_WORDS = " ".join(name.partition("-")[0] for name in NUMBERS)
_WEEKDAYS = (
    "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
)
_PHRASES: tuple[tuple[str, re.Pattern[str], bool, _Reader], ...] = (
    (
        "today tonight tomorrow",
        _compiled(
            rf"(?P<word>today|tonight|tomorrow)(?:{_S}(?:morning|noon|afternoon|evening|night))?" + _NO_TAIL
        ),
        False,
        _relative_word,
    ),
    ("this", _compiled(rf"this{_S}(?P<word>morning|afternoon|evening)" + _NO_TAIL), False, _relative_word),
    (_END, _compiled(_OF + _WEEK), False, _week),
    (_END, _compiled(_OF + rf"(?P<which>(?:next|following){_S})?" + _SPAN), False, _end_of),
    (
        f"next {_SPANS}",
        _compiled(rf"(?P<which>next{_S})?" + _SPAN + rf"(?:{_S}|-)end(?![a-z])"),
        False,
        _end_of,
    ),
    (
        "in within during this",
        _compiled(rf"(?:(?:with)?in{_S}|during{_S})?(?P<which>)this{_S}" + _SPAN + _NO_TAIL),
        False,
        _end_of,
    ),
    ("within", _compiled(rf"within{_S}(?P<which>)the{_S}" + _SPAN + _NO_TAIL), False, _end_of),
    ("eod eow eom eoq eoy", _compiled(r"EO(?P<unit>[DWMQY])(?![a-z0-9])"), False, _short_end),
    (_END, _compiled(_OF + MONTH + _IN_YEAR), False, _end_of_month),
    (_END, _compiled(_OF + r"(?P<year>[0-9]{4})-(?P<m>[0-9]{2})(?![0-9-])"), False, _end_of_month),
    (f"{_END} eo eoq eoh", _compiled(rf"(?:{_OF}|EO{_S}?)" + QUARTER), False, quarter),
    (_END, _compiled(_OF + YEAR_QUARTER), False, quarter),
    (_END, _compiled(_OF + QUARTER_IN_WORDS), False, quarter),
    (_END, _compiled(_OF + r"(?P<year>[0-9]{4})(?![0-9-])"), False, _end_of_year),
    (
        "beginning start",
        _compiled(_START + rf"next{_S}(?P<span>week|month|quarter|year)" + _NO_TAIL),
        False,
        _next_start,
    ),
    ("beginning start", _compiled(_START + MONTH + _IN_YEAR), False, month_start),
    ("beginning start", _compiled(_START + QUARTER), False, quarter_start),
    ("mid middle", _compiled(_MID + MONTH + _IN_YEAR), False, month_middle),
    ("mid middle", _compiled(_MID + QUARTER), False, quarter_middle),
    ("q h", _compiled(QUARTER + rf"(?:{_S}|-)end(?![a-z])"), False, quarter),
    (FIGURE, _compiled(YEAR_QUARTER), True, quarter),
    (FIGURE, _compiled(QUARTER_FIRST), True, quarter),
    ("first second third fourth last", _compiled(QUARTER_IN_WORDS), True, quarter),
    ("q h", _compiled(QUARTER), True, quarter),
    (
        "in within over during",
        _compiled(
            rf"(?:in|within|over|during){_S}(?:the{_S}(?:next|coming){_S})?{NUMBER}{_S}{_WORKING}{_UNIT}(?:['\u2019]{_S}time)?"
        ),
        False,
        _in_a_while,
    ),
    (
        "in within",
        _compiled(rf"(?:in|within){_S}(?P<n>[0-9]{{1,3}})(?P<working>)(?P<unit>[hdw])(?![a-z0-9])"),
        False,
        _in_a_while,
    ),
    (
        f"{FIGURE} {_IN_WORDS}",
        _compiled(rf"{NUMBER}{_S}{_WORKING}{_UNIT}{_S}from{_S}(?:now|today)(?!{_S}on)(?![a-z])"),
        False,
        _in_a_while,
    ),
    ("week", _compiled(rf"(?:the{_S})?week{_S}after{_S}next" + _NO_TAIL), False, _after_next),
    ("next this", _compiled(rf"(?P<which>(?:next|this){_S})" + WEEKDAY), False, _weekday),
    (_WEEKDAYS, _compiled(r"(?P<which>)" + WEEKDAY + _DAYTIME), True, _weekday),
    ("next", _compiled(rf"next{_S}(?P<span>week)" + _NO_TAIL), False, _next_week),
    (
        FIGURE,
        _compiled(r"(?P<year>20[0-9]{2})-?W(?P<week>[0-9]{2})(?:-?(?P<weekday_number>[1-7]))?(?![0-9a-z-])"),
        False,
        _week,
    ),
    ("w cw kw calendar week wk", _compiled(_WEEK), True, _week),
    (
        FIGURE,
        _compiled(
            rf"(?:the{_S})?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)(?=[^\S\n]{{0,3}}(?:$|[,;:.!?()\[\]\n]))"
        ),
        True,
        _ordinal_day,
    ),
)
"""Words it can begin with, pattern, whether "by" or the like must stand before it, and what reads the day."""
_BY_WORD = ByFirstWord((words, (pattern, led, read)) for words, pattern, led, read in _PHRASES)
