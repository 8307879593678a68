"""A deadline that is written at one position of a text: "by", the close of a day, a date or a phrase."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pmtui.text.days import MONTH, WEEKDAY, WrittenDay, month_end, month_number, read_day, weekday_number
from pmtui.text.deadlines.day_phrases import read_day_phrase
from pmtui.text.deadlines.periods import read_period
from pmtui.text.patterns import regex
from pmtui.text.reading import Ambiguous, Bounded, Deadline, Refused

_S = r"[^\S\n]"
BEFORE = regex(
    rf"(?:(?:due|deadline|target|eta|timeline|completion)(?:{_S}?[:=])?{_S}{{1,8}}(?:date[:=]?{_S}{{1,8}})?)?"
    rf"(?:(?P<by>by|no{_S}later{_S}than|not{_S}later{_S}than|on{_S}or{_S}before|before|until|till){_S}{{1,8}})?",
    re.IGNORECASE,
)
"""What stands before a deadline, `by` being the word that says so."""
_IN = regex(
    rf"(?:in|during|within|throughout|over{_S}the{_S}course{_S}of){_S}{{1,8}}(?:the{_S}{{1,8}})?",
    re.IGNORECASE,
)
_CLOSE = regex(
    rf"(?:EOD|COB|EOB|noon|midnight|[0-9]{{1,2}}(?::[0-9]{{2}})?{_S}?[ap]m|[0-9]{{1,2}}:[0-9]{{2}}"
    rf"|(?:the{_S})?(?:end|close){_S}of{_S}(?:the{_S})?(?:business|day|play)(?:{_S}day)?)(?![a-z])",
    re.IGNORECASE,
)
"""The end of a working day: of the day that follows, else of today."""
_OF_A_DAY = regex(rf",?{_S}(?:on{_S}|of{_S})?", re.IGNORECASE)
_WEEK_OF = regex(
    rf"(?:(?:the{_S})?week{_S}(?:of|commencing|beginning|starting|ending)|w/[ce]){_S}", re.IGNORECASE
)
_WEEKDAY_OF = regex(rf"{WEEKDAY}[.,]?{_S}(?:the{_S})?(?=[0-9]|[a-z]{{3,9}}\.?{_S}[0-9])", re.IGNORECASE)
_TIME_BEHIND = regex(
    r",?[^\S\n]{1,2}(?:at[^\S\n]|by[^\S\n])?(?:(?:EOD|COB|EOB|noon|end of day|close of business)(?![a-z])"
    r"|[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?(?:[^\S\n]?[ap]m(?![a-z]))?|[^\S\n]?[ap]m(?![a-z]))(?:[^\S\n]?(?:UTC|GMT|Z)(?![a-z]))?)",
    re.IGNORECASE,
)
_MONTHS = 12
_ISO_TIME = regex(r"T[0-9]{2}:?[0-9]{2}(?::?[0-9]{2})?(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?!\w)")
_FIGURES_AFTER_BY = regex(r"(?P<a>[0-9]{1,2})[/.](?P<b>[0-9]{1,2})(?![0-9/.%]|[.][0-9])")
_THE = regex(r"the[^\S\n]{1,8}(?=[0-9])", re.IGNORECASE)
_YEAR = regex(r"20[0-9]{2}(?![\w%-]|[.:/][0-9])")
_MONTH = regex(MONTH, re.IGNORECASE)
_MONTH_AND_YEAR = regex(MONTH + r"(?:[^\S\n](?P<year>20[0-9]{2})(?![0-9]))?(?![^\S\n][0-9])", re.IGNORECASE)
_INSIDE = regex(r"(?!wed)(?:[QHWCK0-9]|calendar|first|second|third|fourth|last)", re.IGNORECASE)
_CLAUSE_ENDS = regex(r"[^\S\n]{0,8}(?:$|[,;.!?)\]\n(])")
_THE_END = regex(r"(?:the )?(?:very )?end|eo[dwmqy]|.{0,9}\bend$")
_DAYS_OF_A_WEEK = 7
_FRIDAY = 4
_RECURRING = regex(r"(?:daily|weekly|monthly|quarterly|yearly|every|each)(?![a-z])", re.IGNORECASE)
_VAGUE = regex(
    r"(?:soon|asap|eventually|later|someday|immediately|now|right away|shortly|ongoing|tbd|tba"
    r"|(?:next|this) release|as soon as possible|when(?:ever)? possible"
    r"|in (?:the )?(?:near )?future)(?![a-z])",
    re.IGNORECASE,
)


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def read_at(
    text: str, at: int, today: date, *, whole: bool = False, apart: bool = False
) -> Deadline | Refused | None:
    """Return the deadline that is written at position `at`, with "by" and the like before it.

    Where the text as a whole is to be a deadline (`whole`), or what begins here is set apart by "on" or a
    mark (`apart`), what needs a "by" in a sentence needs none.
    """
    said = BEFORE.match(text, at)
    begin = said.end() if said else at
    by = (said["by"] or "").lower() if said else ""
    led = whole or begin > at
    read = _read_day(text, begin, today, led=led or apart, by=by)
    if read is None and (inside := _IN.match(text, begin)) and not by:
        read = _read_inside(text, inside.end(), today)
    if read is None and led and not whole and (figures := _FIGURES_AFTER_BY.match(text, begin)):
        read = _read_figures(figures, today)
    if isinstance(read, Deadline) and (time := _ISO_TIME.match(text, read.span[1])):
        read = replace(read, span=(read.span[0], time.end()))
    if read is None or re.match(r"[\w/%]", text[read.span[1] : read.span[1] + 1]):
        return None
    if isinstance(read, Refused):
        return replace(read, span=(at, read.span[1])) if isinstance(read, Bounded) else read
    return Deadline(read.day, (at, _skip(_TIME_BEHIND, text, read.span[1])))


def _read_figures(found: re.Match[str], today: date) -> Deadline | Refused | None:
    """Return the next day for figures that mean one day only (12/15); else the question which is meant."""
    a, b = int(found["a"]), int(found["b"])
    day, month = (b, a) if b > _MONTHS else (a, b)
    if a <= _MONTHS and b <= _MONTHS:
        return Ambiguous(why_not(found.group()), found.span())
    if not 1 <= month <= _MONTHS or not 1 <= day <= month_end(date(2000, month, 1)).day:
        return None
    return Deadline(WrittenDay(month, None, day, found.span()).next(today), found.span())


def _read_inside(text: str, at: int, today: date) -> Deadline | Refused | None:
    """Return the deadline behind "in" or "during": a quarter, week or period, no day and nothing past."""
    phrase = read_day_phrase(text, at, today, led=True)
    if isinstance(phrase, Deadline):
        return phrase if _INSIDE.match(text, at) and phrase.day >= today else None
    if phrase is not None:
        return phrase
    if period := read_period(text, at, led=True):
        return period
    read = read_day(text, at)
    if isinstance(read, WrittenDay) and read.day is None:
        past = read.year is not None and (read.year, read.month) < (today.year, today.month)
        return None if past else _whole_month(read)
    if year := _YEAR.match(text, at):
        ahead = int(year.group()) >= today.year
        return Deadline(date(int(year.group()), 12, 31), year.span()) if ahead else None
    week = _WEEK_OF.match(text, at)
    return _read_week_of(text, week.end(), today) if week else _month_alone(text, at, led=True)


def _read_week_of(text: str, at: int, today: date) -> Deadline | Refused | None:
    """Return the Friday of the week of the day at position `at`."""
    read = _read_date(text, at, today)
    if not isinstance(read, Deadline):
        return read
    return Deadline(read.day + timedelta(days=_FRIDAY - read.day.weekday()), read.span)


def _read_date(text: str, at: int, today: date) -> Deadline | Refused | None:
    """Return the date that is written at position `at`, the next one where its year is open."""
    weekday = _WEEKDAY_OF.match(text, at)
    the = _THE.match(text, at)
    begin = weekday.end() if weekday else the.end() if the else at
    read = read_day(text, begin)
    if not isinstance(read, WrittenDay):
        return read
    if read.day is None:
        return None if weekday else _whole_month(read)
    found = read.in_year(read.year) if read.year is not None else read.next(today)
    if found is None:
        return Refused("there is no such day", read.span)
    if weekday and weekday_number(weekday["weekday"]) != found.weekday():
        return Refused(
            f"{found:%Y-%m-%d} is a {found:%A}, not a {weekday['weekday']}: write one of them", read.span
        )
    return Deadline(found, read.span)


def _read_day(text: str, begin: int, today: date, *, led: bool, by: str) -> Deadline | Refused | None:
    """Return the day at position `begin`, behind "by" and the like: a date, a phrase, or a period."""
    close = _CLOSE.match(text, begin)
    if close and led:
        behind = _OF_A_DAY.match(text, close.end())
        later = _read_day(text, behind.end(), today, led=True, by="") if behind else None
        if isinstance(later, Deadline):
            return later
        if not read_day_phrase(text, begin, today, led=True):
            return Deadline(today, close.span())
    read = _read_date(text, begin, today)
    if isinstance(read, Deadline):
        return Deadline(read.day - timedelta(days=by == "before"), read.span)
    if isinstance(read, Bounded) and "many days" in read.reason and not led:
        return None
    if read is not None:
        return _before_month(text, begin, today) or read if by == "before" else read
    if led and (week := _WEEK_OF.match(text, begin)):
        return _read_week_of(text, week.end(), today)
    phrase = read_day_phrase(text, begin, today, led=led)
    if isinstance(phrase, Deadline) and by == "before":
        return _before_phrase(text, phrase, today)
    if phrase is not None:
        return phrase
    if by == "before" and (before := _before_month(text, begin, today)):
        return before
    return read_period(text, begin, led=led) or (_year_alone(text, begin, by) if led else None)


def _before_phrase(text: str, phrase: Deadline, today: date) -> Deadline:
    """Return the last day before what a phrase names: before Q2 is the end of Q1."""
    said = text[slice(*phrase.span)].lower()
    if _THE_END.match(said):
        return phrase
    if said.startswith("next week"):
        return Deadline(phrase.day - timedelta(days=_DAYS_OF_A_WEEK), phrase.span)
    if re.match(r"q[1-4]|h[12]", said):
        months = 3 if said[0] == "q" else 6
        first = phrase.day.replace(month=phrase.day.month - months + 1, day=1)
        if first <= today and not re.search(r"[0-9]{4}", said):
            first = first.replace(year=first.year + 1)
        return Deadline(first - timedelta(days=1), phrase.span)
    return Deadline(phrase.day - timedelta(days=1), phrase.span)


def _before_month(text: str, at: int, today: date) -> Deadline | None:
    """Return the last day before a month or a year that stands alone: before March, before 2028."""
    if year := _YEAR.match(text, at):
        return Deadline(date(int(year.group()) - 1, 12, 31), year.span())
    month = _MONTH_AND_YEAR.match(text, at)
    if not month or not month.group()[0].isupper():
        return None
    first = date(int(month["year"] or today.year), month_number(month["month"]), 1)
    if first <= today and not month["year"]:
        first = first.replace(year=first.year + 1)
    return Deadline(first - timedelta(days=1), month.span())


def _year_alone(text: str, at: int, by: str) -> Refused | None:
    year = _YEAR.match(text, at) if by else None
    if year and _CLAUSE_ENDS.match(text, year.end()):
        return Bounded(f"{year.group()} has many days: write end of {year.group()}, or the day", year.span())
    return _month_alone(text, at, led=True)


def _whole_month(read: WrittenDay) -> Bounded:
    month = f"{read.year}-{read.month:02}"
    return Bounded(f"{month} has many days: write the day, such as {month}-15, or end of {month}", read.span)


def _month_alone(text: str, at: int, *, led: bool) -> Bounded | None:
    found = _MONTH.match(text, at)
    if not found or not led or not found.group()[0].isupper():
        return None
    return Bounded(f"{found.group()} has many days: write end of {found.group()}, or the day", found.span())


def why_not(text: str) -> str:
    """Return why `text`, in which no day was found, is no deadline, with what to type instead."""
    bare = text[_skip(BEFORE, text, 0) :]
    if _VAGUE.match(bare):
        return f"{bare[:30]} names no day: write one, such as 2027-01-15, next Friday or in 2 weeks"
    if _RECURRING.match(bare):
        return "a recurrence has no end: write the day by which it has begun, such as 2027-01-15"
    if re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{1,2}\.?", bare):
        return f"{bare} can be read day first or month first: write it as 1 Apr or 2027-04-01"
    if re.fullmatch(r"[0-9]{1,3}", bare):
        return f"{bare} alone is no day: write {bare} Apr, in {bare} days, or 2027-04-01"
    if re.fullmatch(MONTH, bare.lower()):
        return f"a month has many days: write end of {bare.capitalize()}, or the day"
    return "this is not read as a day: write 2027-04-01, Apr 1, next Friday, in 2 weeks, or end of Q2"
