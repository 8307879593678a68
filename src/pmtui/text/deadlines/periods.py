"""Times that bound an action and leave the day open: sprints, months, years, seasons, recurrences.

Where a day is wanted they are asked about: what is read here comes with the question as its reason.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pmtui import content
from pmtui.text.days import MONTH, WEEKDAY
from pmtui.text.deadlines.day_phrases import NUMBER
from pmtui.text.deadlines.first_words import FIGURE, ByFirstWord
from pmtui.text.patterns import our_letters, regex
from pmtui.text.reading import Bounded

_S = r"[^\S\n]"
_NO_TAIL = r"(?!['\u2019a-z0-9])"
_NAMED = regex(r"(?:next|last|this)[^\S\n]$", re.IGNORECASE)
"""Before a recurrence these name one of them: "the next quarterly review"."""
_AHEAD = 12
"""How far before a recurrence a "that runs" is looked for, in words."""


def _compiled(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return content.toml("text/periods.toml")


@cache
def _either(key: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_data()[key], key=len, reverse=True))


def sprints() -> list[str]:
    """Return the names of iterations."""
    names: list[str] = _data()["sprints"]
    return names


def _first_words(key: str) -> str:
    return " ".join(re.findall("^(?:the )?([a-z]+)", "\n".join(_data()[key]), re.MULTILINE))


@cache
def _periods() -> ByFirstWord[tuple[re.Pattern[str], bool, str]]:
    """Return patterns of periods, whether each needs a "by" or "in" before it, and the question to it."""
    sprint, seasons = f"(?:{_either('sprints')})", f"(?:{_either('seasons')})"
    the, year, ahead = (
        rf"(?:the{_S})?",
        rf"(?:{_S}(?:of{_S})?20[0-9]{{2}})?",
        "(?:next|this|current|coming|following)",
    )
    fiscal, long = r"FY[^\S\n]?'?(?:20)?[0-9]{2}", "(?:month|quarter|year|half)"
    named = _first_words("sprints")
    patterns: tuple[tuple[str, str, bool, str], ...] = (
        (
            "end next this current coming following",
            rf"{the}(?:end{_S}of{_S})?{the}{ahead}{_S}{sprint}",
            False,
            "sprint",
        ),
        ("end", rf"{the}end{_S}of{_S}{the}{sprint}(?:{_S}#?[0-9]{{1,4}})?", False, "sprint"),
        (named, rf"{sprint}{_S}#?[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?", False, "sprint"),
        (
            "in within over",
            rf"(?:in|within|over){_S}(?:the{_S}(?:next|coming){_S})?{NUMBER}{_S}{sprint}s",
            False,
            "sprint",
        ),
        (
            "early late end beginning",
            rf"(?:early|late|end|beginning)(?:{_S}|-)(?:in{_S})?(?:of{_S})?{MONTH}{year}",
            False,
            "month",
        ),
        (
            "early late",
            rf"(?:early|late){_S}(?:in{_S})?(?:Q[1-4]|next{_S}(?:week|{long})|20[0-9]{{2}})",
            False,
            "period",
        ),
        (
            "first second third last",
            rf"{the}(?:first|second|third|last){_S}(?:week|half){_S}(?:of|in){_S}(?:next{_S}month|{MONTH})",
            False,
            "month",
        ),
        (named, rf"{sprint}(?:{_S}|-)end", False, "sprint"),
        ("mid", rf"mid(?:-|{_S})20[0-9]{{2}}", False, "period"),
        (FIGURE, r"[0-9]{1,2}/20[0-9]{2}(?![/0-9])", True, "month"),
        (
            "in within over",
            rf"(?:in|within|over){_S}a{_S}couple{_S}of{_S}(?:days|weeks|months|sprints)",
            False,
            "span",
        ),
        ("next", rf"next{_S}{long}", False, "period"),
        ("next coming following", rf"{the}(?:next|coming|following){_S}{long}", True, "period"),
        ("fy", rf"{fiscal}(?:[ -]?[QH][1-4])?", True, "period"),
        ("q h", rf"[QH][1-4][ -]?{fiscal}", True, "period"),
        (
            f"next this early late end {_first_words('seasons')}",
            rf"{the}(?:(?:next|this|early|late|end{_S}of){_S})?{seasons}{year}",
            True,
            "season",
        ),
    )
    asked = _data()["questions"]
    return ByFirstWord(
        (words, (_compiled(pattern + _NO_TAIL), led, asked[key])) for words, pattern, led, key in patterns
    )


def read_period(text: str, at: int, *, led: bool) -> Bounded | None:
    """Return the period that begins at position `at`; None where none does.

    Args:
        text: The whole text.
        at: Where to read.
        led: Whether "by", "in" or the like stands before it.
    """
    for pattern, needs_lead, question in _periods().at(text, at):
        if (led or not needs_lead) and (found := pattern.match(text, at)):
            return Bounded(question.format(said=found.group()), found.span())
    return None


# -- recurrences ------------------------------------------------------------------------------------------


@cache
def _recurrence() -> re.Pattern[str]:
    adverbs, units = _either("adverbs"), "day|night|morning|week|fortnight|month|quarter|year|half-year"
    number = NUMBER.replace("?P<n>", "?:")
    times = rf"(?:once|twice|thrice|{number}{_S}times)"
    kept = "(?:basis|cadence|schedule|rhythm)"
    sprint = f"(?:{_either('sprints')})"
    return _compiled(
        r"(?<![\w-])(?:"
        rf"(?:every|each){_S}(?:other{_S}|second{_S}|third{_S}|single{_S}|{number}{_S})?"
        rf"(?:(?:business{_S}|working{_S})?(?:{units})s?|{sprint}s?|{MONTH}|{WEEKDAY}s?)"
        rf"|{times}{_S}(?:a|an|per|every|each){_S}(?:{units})|(?:on{_S}an?{_S})(?:{adverbs}){_S}{kept}"
        rf"|per{_S}(?:quarter|year)|(?P<adverb>{adverbs})"
        r")(?![\w'\u2019])"
    )


@cache
def _often() -> tuple[str, ...]:
    """Return words of which one stands in every recurrence: most texts are spared the long pattern."""
    return ("every", "each", "once", "twice", "thrice", "times", "per", *_data()["adverbs"])


def find_recurrence(line: str) -> Bounded | None:
    """Return where a line says how often it is done: "every 90 days", "hold a quarterly drill".

    What a system does ("a job that runs every night"), and a name ("the nightly build"), is none.
    """
    low = our_letters(line).lower()
    if not any(word in low for word in _often()):
        return None
    for found in _recurrence().finditer(line):
        before = line[max(0, found.start() - 6) : found.start()]
        if _NAMED.search(before) or _is_what_something_does(line, found.start()):
            continue
        if found["adverb"] and not _says_how_often(line, found):
            continue
        return Bounded(_data()["questions"]["recurrence"].format(said=found.group()), found.span())
    return None


def _is_what_something_does(line: str, start: int) -> bool:
    """Return whether a clause with "that", "which" or "when" holds what stands at `start`."""
    clause = re.split(r"[.;:!?\n]", line[max(0, start - 160) : start])[-1]
    words = re.findall(r"[\w'-]+", clause.lower())[-_AHEAD:]
    return any(word in _data()["relative"] for word in words)


def _says_how_often(line: str, found: re.Match[str]) -> bool:
    """Return whether "weekly" ends its clause or goes with what people do: "a weekly review"."""
    after = re.match(
        r"[^\S\n]*(?P<word>[\w-]{1,30})?(?:[^\S\n](?P<second>[\w-]{1,30}))?(?:[^\S\n](?P<third>[\w-]{1,30}))?",
        line[found.end() :],
    )
    if after is None or after["word"] is None:
        return True
    words = [word.lower().removesuffix("s") for word in after.groups() if word]
    if words[0] in _data()["goes_on"]:
        return True
    if found.group().lower() in _data()["of_systems"]:
        return False
    return any(word in _data()["done_by_people"] for word in words)
