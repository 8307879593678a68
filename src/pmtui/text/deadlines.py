"""Deadlines as people write them: by Apr 1, end of Q2, next Friday, in 2 weeks, 2026-W50.

A deadline looks ahead: a day without a year is the next one, never one that has passed. A week without a day
is its Friday, "next Friday" the Friday of the week after this one. What names no day (soon, next sprint,
ASAP) is refused, and so is a day that can be read in two ways.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pmtui.text.day_phrases import read_day_phrase
from pmtui.text.days import MONTH, WrittenDay, read_day
from pmtui.text.reading import Deadline, Refused

LONGEST_TEXT = 2_000
"""How far into a text a deadline is looked for, in characters."""

_BEFORE = re.compile(
    r"(?:(?:due|deadline|target|eta)(?:[^\S\n]?[:=])?[^\S\n]+(?:date[:=]?[^\S\n])?)?"
    r"(?:(?P<by>by|no later than|not later than|before|until|till)[^\S\n]+)?",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:on|for|at)[^\S\n]+", re.IGNORECASE)
_TIME_BEHIND = re.compile(
    r",?[^\S\n]{1,2}(?:at[^\S\n])?(?:(?:EOD|COB|noon|end of day)(?![a-z])"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[^\S\n]?[ap]m(?![a-z]))?(?:[^\S\n]?(?:UTC|GMT|Z)(?![a-z]))?)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?<![\w@/.#$€£-])(?=[0-9]|by|no|not|due|deadline|target|eta|before|until|till|to|the|very|end|eo|next|this|in|within"
    r"|[qhw][0-9]|week|jan|feb|ma[ry]|apr|ju[nl]|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|day|month|quarter|year)"
    r"\w",
    re.IGNORECASE,
)
"""Where a deadline can begin: every beginning that `_read` knows, so that most words cost nothing."""
_ON_BEFORE = re.compile(r"(?:^|(?<=\s))on[^\S\n]+$", re.IGNORECASE)
_ENDS_CLAUSE = re.compile(r"[^\S\n]*(?:$|[,;:.!?)\]\n]|[–—-](?=\s))")
_LOOKS_BACK = re.compile(
    r"(?:^|[^\w])(?:of|from|since|after|during|the|dated|like|in)[^\S\n]+$", re.IGNORECASE
)
_RECURRING = re.compile(r"(?:daily|weekly|monthly|quarterly|yearly|every|each)(?![a-z])", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:soon|asap|eventually|later|someday|immediately|now|right away|shortly|ongoing|tbd|tba"
    r"|(?:next|this) (?:sprint|release|iteration|cycle)|as soon as possible|when(?:ever)? possible"
    r"|in (?:the )?(?:near )?future)(?![a-z])",
    re.IGNORECASE,
)


def parse_deadline(text: str, today: date) -> Deadline | Refused:
    """Return the day that the whole of `text` names as a deadline, or why it names none.

    Args:
        text: What was typed, with or without "by" before it.
        today: The present day, from which "tomorrow", "in 2 weeks" and an open year are counted.
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return Refused("no day is given", (0, len(text)))
    read = _read(text[:end], _skip(_ON, text, start), today, whole=True) if end - start <= 100 else None
    if isinstance(read, Refused):
        return read
    if read is None:
        return Refused(_why_not(text[start:end]), (start, end))
    if read.span[1] < end:
        return Refused(f"{text[read.span[1] : end].strip()[:40]!r} is not part of a day", (read.span[1], end))
    return replace(read, span=(start, end))


def find_deadline(text: str, today: date) -> Deadline | Refused | None:
    """Return the deadline that a sentence gives, its span with the "by" before it.

    One behind "by", "due" or the like comes first, else a day that ends a clause and does not look back ("the
    backup of Mar 3" is no deadline). Refused where a day is plainly meant, and it does not exist or can be
    read in two ways; None where there is none, which includes "soon" and "next sprint".
    """
    line = text[:LONGEST_TEXT]
    refused: Refused | None = None
    alone: Deadline | None = None
    for word in _WORD.finditer(line):
        at = word.start()
        said = _BEFORE.match(line, at)
        led = said is not None and said.end() > at
        if not led and alone is not None:
            continue
        read = _read(line, at, today)
        if isinstance(read, Refused):
            refused = refused or read
        elif read is not None and led:
            return read
        elif read is not None and _stands_alone(line, read):
            on = _ON_BEFORE.search(line[:at])
            alone = replace(read, span=(on.start(), read.span[1])) if on else read
    return alone or refused


def _stands_alone(line: str, read: Deadline) -> bool:
    """Return whether a day without "by" is a deadline: it ends its clause and does not look back."""
    start, end = read.span
    return bool(_ENDS_CLAUSE.match(line, end)) and not _LOOKS_BACK.search(line[max(0, start - 12) : start])


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _read(text: str, at: int, today: date, *, whole: bool = False) -> Deadline | Refused | None:
    """Return the deadline that is written at position `at`, with "by" and the like before it.

    Where the text as a whole is to be a deadline (`whole`), what needs a "by" in a sentence needs none.
    """
    said = _BEFORE.match(text, at)
    begin = said.end() if said else at
    by = (said["by"] or "").lower() if said else ""
    led = whole or begin > at
    read = read_day(text, begin)
    if read is None:
        phrase = read_day_phrase(text, begin, today, led=led)
        if phrase is None or isinstance(phrase, Refused):
            return phrase or _month_alone(text, begin, led=led)
        day, end = phrase.day, phrase.span[1]
    elif isinstance(read, Refused):
        return read
    elif read.day is None:
        return _whole_month(read) if led else None
    else:
        found = read.in_year(read.year) if read.year is not None else read.next(today)
        if found is None:
            return Refused("there is no such day", read.span)
        day, end = found, read.span[1]
    if re.match(r"[\w/%]", text[end : end + 1]):
        return None
    if by == "before":
        day -= timedelta(days=1)
    return Deadline(day, (at, _skip(_TIME_BEHIND, text, end)))


def _whole_month(read: WrittenDay) -> Refused:
    month = f"{read.year}-{read.month:02}"
    return Refused(f"{month} has many days: write the day, such as {month}-15, or end of {month}", read.span)


def _month_alone(text: str, at: int, *, led: bool) -> Refused | None:
    found = re.compile(MONTH, re.IGNORECASE).match(text, at)
    if not found or not led or not found.group()[0].isupper():
        return None
    return Refused(f"{found.group()} has many days: write end of {found.group()}, or the day", found.span())


def _why_not(text: str) -> str:
    """Return why `text`, in which no day was found, is no deadline, with what to type instead."""
    bare = text[_skip(_BEFORE, text, 0) :]
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
