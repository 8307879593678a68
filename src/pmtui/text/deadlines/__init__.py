"""Deadlines as people write them: by Apr 1, end of Q2, next Friday, in 2 weeks, 2026-W50.

A deadline looks ahead: a day without a year is the next one, never one that has passed. A week without a day
is its Friday, "next Friday" the Friday of the week after this one. What names no day (soon, ASAP) is no
deadline; what bounds an action without naming its day (a sprint, a month, a recurrence), or can be read in
two ways, is found with the question for the day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from pmtui.text.deadlines.day_phrases import NUMBERS
from pmtui.text.deadlines.periods import find_recurrence, sprints
from pmtui.text.deadlines.places import APART, ON_BEFORE, bounds, is_an_event, is_supposed, stands_alone
from pmtui.text.deadlines.reading import BEFORE, read_at, why_not
from pmtui.text.patterns import regex
from pmtui.text.reading import Bounded, Deadline, Refused

LONGEST_TEXT = 2_000
"""How far into a text a deadline is looked for, in characters."""

_ON = regex(r"(?:on|for|at)[^\S\n]{1,8}", re.IGNORECASE)


@cache
def _word() -> re.Pattern[str]:
    """Return where a deadline can begin: every beginning that is read, so that most words cost nothing."""
    numbers = [name for name in NUMBERS if len(name) > len("an")]
    return re.compile(
        r"(?<![\w@/.#$€£-])(?=[0-9]|by[^\S\n]|n(?:o|ot)[^\S\n]later|on[^\S\n]or|due|deadline|target|eta|timeline"
        r"|completion|before|until|till|to(?:day|night|morrow)|very[^\S\n]end|end[ -]|eo[dwmqyb]"
        r"|cob|close[ -]of|throughout|next|this|in[^\S\n]|within"
        r"|the[^\S\n](?:[0-9]|very|end|close|beginning|start|middle|week|first|second|third|fourth|last|next|coming"
        r"|following)"
        r"|over[^\S\n]|during|mid|early|late|(?:first|second|third|fourth|last)[^\S\n](?:quarter|half|week)"
        r"|beginning|start[^\S\n]of"
        r"|[qhwck][0-9kw]|fy[^a-z]|week|wk|calendar|jan|feb|ma[ry](?:ch)?[^a-z]|apr|ju[nl]|aug|sep|oct|nov|dec"
        r"|(?:mon|tue|wed|thu|fri|sat|sun)(?:s|r|nes|ur|day|[^a-z]|$)|(?:day|week|month|quarter|year)[ -]end"
        r"|an?[ ](?:day|week|month|quarter|year|fortnight)"
        rf"|{'|'.join(numbers)}|{'|'.join(re.escape(name) for name in sprints())})\w",
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
    on = _ON.match(text, start)
    read = read_at(text[:end], on.end() if on else start, today, whole=True) if end - start <= 100 else None
    if isinstance(read, Refused):
        return read
    if read is None:
        return Refused(why_not(text[start:end]), (start, end))
    if read.span[1] < end:
        return Refused(f"{text[read.span[1] : end].strip()[:40]!r} is not part of a day", (read.span[1], end))
    return replace(read, span=(start, end))


def find_deadline(text: str, today: date) -> Deadline | Refused | None:
    """Return the deadline that a sentence gives, its span with the "by" before it.

    One behind "by", "due" or the like comes first, else a day that ends a clause and does not look back ("the
    backup of Mar 3" is no deadline), else what bounds the action without naming a day (Bounded: a sprint, a
    month, a recurrence). Refused where a day is plainly meant, and it does not exist or can be read in two
    ways; None where there is none, which includes "soon" and durations ("for 30 days").
    """
    line = text[:LONGEST_TEXT]
    refused: Refused | None = None
    alone: Deadline | None = None
    bounded: Bounded | None = None
    done = 0
    for word in _word().finditer(line):
        at = word.start()
        if at < done:
            continue
        said = BEFORE.match(line, at)
        led = said is not None and said.end() > at
        if not led and alone is not None:
            continue
        read = read_at(line, at, today, apart=not led and bool(APART.search(line[max(0, at - 8) : at])))
        if read is None:
            continue
        done = read.span[1]
        if isinstance(read, Bounded):
            if bounded is None and bounds(line, read, led=led):
                bounded = read
        elif isinstance(read, Refused):
            refused = refused or read
        elif led and not is_an_event(line, read.span[1]) and not is_supposed(line, at):
            return read
        elif not led and stands_alone(line, read):
            on = ON_BEFORE.search(line[:at])
            alone = replace(read, span=(on.start(), read.span[1])) if on else read
    return alone or bounded or refused or find_recurrence(line)
