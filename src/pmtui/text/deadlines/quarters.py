"""Quarters and halves of a year, and the start and middle of months and quarters, as days."""

from __future__ import annotations

import re
from datetime import date

from pmtui.text.days import month_end, month_number

_MIDDLE = 15
QUARTER = (
    r"(?P<unit>[QH])(?P<n>[1-9])(?![0-9a-z])"
    r"(?:(?:[^\S\n]?[-/]?[^\S\n]?'?|[^\S\n]of[^\S\n])(?P<year>20[0-9]{2})(?![0-9-])|[^\S\n]?['\u2019](?P<short>[0-9]{2})(?![0-9]))?"
)
"""A quarter or half of a year, as a pattern that ignores case: Q2, H1 2027, Q2'27."""
QUARTER_FIRST = (
    r"(?P<n>[1-4])(?P<unit>[QH])(?:[^\S\n]?(?P<year>20[0-9]{2})|'?(?P<short>[0-9]{2}))(?![0-9a-z-])"
)
QUARTER_IN_WORDS = (
    r"(?:the[^\S\n])?(?P<n>first|second|third|fourth|last)[^\S\n](?P<unit>quarter|half)"
    r"(?:[^\S\n](?:of[^\S\n])?(?P<year>20[0-9]{2})(?![0-9-]))?(?![a-z])"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
YEAR_QUARTER = r"(?P<year>20[0-9]{2})[^\S\n-]{0,1}-?(?P<unit>[QH])(?P<n>[1-9])(?![0-9a-z])"


def end_of_months(year: int, month: int) -> date:
    """Return the last day of a month."""
    return month_end(date(year, month, 1))


def quarter(found: re.Match[str], today: date) -> date | str:
    """Return the last day of a quarter or half, or why there is none."""
    return _quarter_end(found, today) or f"there is no {found['unit']}{found['n']}"


def _quarter_end(found: re.Match[str], today: date) -> date | None:
    """Return the last day of a quarter or half; None where a year has no such one."""
    months = 3 if found["unit"].lower() in ("q", "quarter") else 6
    number = _ORDINALS.get(found["n"].lower()) or int(found["n"])
    if found["n"].lower() == "last":
        number = 12 // months
    if months * number > 12:
        return None
    parts = found.groupdict()
    year = parts.get("year") or (f"20{parts['short']}" if parts.get("short") else None)
    day = end_of_months(int(year) if year else today.year, months * number)
    return day if year or day >= today else end_of_months(today.year + 1, months * number)


def quarter_start(found: re.Match[str], today: date) -> date | str:
    """Return the first day of a quarter or half, or why there is none."""
    end = _quarter_end(found, today)
    if end is None:
        return f"there is no {found['unit']}{found['n']}"
    first = end.replace(month=end.month - (2 if found["unit"].lower() == "q" else 5), day=1)
    return first if first >= today or found.groupdict().get("year") else first.replace(year=first.year + 1)


def quarter_middle(found: re.Match[str], today: date) -> date | str:
    """Return the middle of a quarter or half, or why there is none."""
    end = _quarter_end(found, today)
    if end is None:
        return f"there is no {found['unit']}{found['n']}"
    middle = end.replace(month=end.month - (1 if found["unit"].lower() == "q" else 3), day=_MIDDLE)
    return (
        middle if middle >= today or found.groupdict().get("year") else middle.replace(year=middle.year + 1)
    )


def _in_month(found: re.Match[str], today: date, day: int) -> date | str:
    month, year = month_number(found["month"]), found.groupdict().get("year")
    here = date(int(year) if year else today.year, month, day)
    return here if year or here >= today else here.replace(year=here.year + 1)


def month_start(found: re.Match[str], today: date) -> date | str:
    """Return the first day of a month."""
    return _in_month(found, today, 1)


def month_middle(found: re.Match[str], today: date) -> date | str:
    """Return the fifteenth of a month."""
    return _in_month(found, today, _MIDDLE)
