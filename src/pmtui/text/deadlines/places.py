"""Whether a day within a sentence is a deadline: what stands before and behind it."""

from __future__ import annotations

import re
from functools import cache

from pmtui import content
from pmtui.text.patterns import regex
from pmtui.text.reading import Bounded, Deadline

APART = regex(r"(?:(?:^|\s)on|[,;|(\[:]|\s[–—-])[^\S\n]{0,2}$", re.IGNORECASE)
"""What sets a bare weekday, week or quarter apart as a deadline: ", Q3 2027", "(Friday)", "on Friday"."""
ON_BEFORE = regex(r"(?:^|(?<=\s))on[^\S\n]{1,8}$", re.IGNORECASE)
"""An "on" at the end of what stands before a day."""
_ENDS_CLAUSE = regex(
    r"[^\S\n]{0,8}(?:$|[,;:.!?(\[|)\]\n]|[–—-](?=\s)|(?:and|by|owner|so|to|at[^\S\n]the[^\S\n]latest|@)(?![a-z]))"
)
_BETWEEN = regex(r"(?:^|[^\w])(?:between|from)[^,;.]{1,40}(?:and|to|until|till)[^\S\n]$", re.IGNORECASE)
_UNTIL = regex(r"(?:until|till)(?![a-z])", re.IGNORECASE)
_HAD = regex(r"(?:^|\s)had[^\S\n](?!to)[^;.!?\n]{0,90}$", re.IGNORECASE)
_GOES_ON = regex(
    r"[^\S\n](?:of|after|instead|rather|or[^\S\n]less|from[^\S\n](?!now|today)|at[^\S\n]most|per|each|every)(?![a-z])",
    re.IGNORECASE,
)
_SPAN_FROM_TODAY = regex(
    r"(?:in|within|over|during)[^\S\n](?!week|w[0-9]|cw|kw|this|the[^\S\n](?:week|month|quarter|year)|[qh][0-9])",
    re.IGNORECASE,
)


@cache
def _either(key: str) -> str:
    return "|".join(re.escape(word) for word in content.toml("text/periods.toml")["places"][key])


@cache
def _events() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n](?:{_either('events')})s?(?![a-z])", re.IGNORECASE)


@cache
def _looks_back() -> re.Pattern[str]:
    forbidden = rf"(?:{_either('forbids')})[^\S\n][^,;.]{{2,40}}"
    return re.compile(rf"(?:^|[^\w])(?:{_either('looks_back')}|{forbidden})[^\S\n]{{1,8}}$", re.IGNORECASE)


@cache
def _not_due_on() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[^\w])(?:{_either('forbids')})(?!\w)[^,;.]{{0,60}}$|(?:[a-z]{{2,16}}ed|{_either('done')})[^\S\n]{{0,2}}$",
        re.IGNORECASE,
    )


@cache
def _reacts() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^\w-])(?:{_either('reacts')})(?![\w-])[^;.!?\n]{{0,80}}$", re.IGNORECASE)


def is_an_event(line: str, end: int) -> bool:
    """Return whether a day that ends at `end` goes on as the name of an event: "the Apr 1 outage"."""
    return _events().match(line, end) is not None


def is_supposed(line: str, at: int) -> bool:
    """Return whether an "until" at `at` belongs to what might happen: "if nobody looks until Monday"."""
    return _UNTIL.match(line, at) is not None and _reacts().search(line[max(0, at - 100) : at]) is not None


def bounds(line: str, read: Bounded, *, led: bool) -> bool:
    """Return whether a period is when the action is due, not the name of a thing or a look back."""
    start, end = read.span
    if led or line[start].isdigit():
        apart = led or APART.search(line[max(0, start - 8) : start]) is not None
        return apart and not is_an_event(line, end)
    if _BETWEEN.search(line[max(0, start - 60) : start]):
        return False
    return bool(_ENDS_CLAUSE.match(line, end)) and not _looks_back().search(line[max(0, start - 40) : start])


def stands_alone(line: str, read: Deadline) -> bool:
    """Return whether a day without "by" is a deadline: it ends its clause and does not look back."""
    start, end = read.span
    if not _ENDS_CLAUSE.match(line, end) or _GOES_ON.match(line, end):
        return False
    before = line[max(0, start - 100) : start]
    if _BETWEEN.search(before):
        return False
    if _SPAN_FROM_TODAY.match(line, start):
        return not _reacts().search(before)
    if _HAD.search(before):
        return False
    on = ON_BEFORE.search(before)
    if on:
        return not _not_due_on().search(before[: on.start()])
    return not _looks_back().search(before[-40:])
