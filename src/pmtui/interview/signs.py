"""Guesses from clear words: the phase of a timeline row, the level of an action, the category of a cause.

The words stand in content/text/phases.toml, levels.toml and categories.toml. What is filled in from them is
always shown as a guess.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from pmtui import content
from pmtui.model.postmortem import Category, Level
from pmtui.text.patterns import regex
from pmtui.text.signs import sign_pattern

LONGEST_TEXT = 1_000
"""How far into a text sign words are looked for, in characters."""

_FIRST_WORD = regex(r"[^\w]*(?P<word>[^\W\d_][\w-]*)")


@cache
def _phase_signs() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    return tuple(
        (frozenset(sign["phases"]), sign_pattern(sign["words"]))
        for sign in content.toml("text/phases.toml")["signs"]
    )


def _stem(phase: str) -> str:
    """Return the first word of a phase's name, by which it is compared: `launch/deadline` is `launch`."""
    found = _FIRST_WORD.match(phase.lower())
    return re.split(r"[_-]", found["word"])[0] if found else ""


def guess_phase(text: str, phases: tuple[str, ...], previous_phase: str = "") -> str:
    """Return the phase of `phases` that the first clear word of `text` speaks for; empty where none does.

    Phases rarely go back: one that lies before `previous_phase` is not guessed.
    """
    line = text[:LONGEST_TEXT]
    earliest: list[str] = []
    best = len(line) + 1
    for names, pattern in _phase_signs():
        known = [phase for phase in phases if _stem(phase) in names]
        found = pattern.search(line) if known else None
        if found and found.start() < best:
            earliest, best = known, found.start()
        elif found and found.start() == best:
            earliest += known
    since = phases.index(previous_phase) if previous_phase in phases else 0
    return next((phase for phase in sorted(earliest, key=phases.index) if phases.index(phase) >= since), "")


def named_phase(text: str, phases: tuple[str, ...]) -> str:
    """Return the phase that `text` names in full or by its first four letters or more; empty for none."""
    name = text.strip().lower()
    for phase in phases:
        if name in (phase.lower(), phase.lower().replace("-", " "), _stem(phase)):
            return phase
    near = [phase for phase in phases if len(name) >= 4 and phase.lower().startswith(name)]
    return near[0] if len(near) == 1 else ""


@cache
def _level_signs() -> tuple[dict[str, Level | None], tuple[tuple[Level, re.Pattern[str]], ...]]:
    data = content.toml("text/levels.toml")
    first: dict[str, Level | None] = dict.fromkeys(data["not_a_control"]["first"])
    for level in data["level"]:
        first |= dict.fromkeys(level["first"], cast("Level", level["id"]))
    return first, tuple((cast("Level", level["id"]), sign_pattern(level["words"])) for level in data["level"])


def guess_level(text: str) -> Level | None:
    """Return the level of the prevention hierarchy that an action's words speak for; None for none."""
    first, signs = _level_signs()
    line = text[:LONGEST_TEXT]
    verb = _FIRST_WORD.match(line)
    if verb and verb["word"].lower() in first:
        return first[verb["word"].lower()]
    found = [(match.start(), level) for level, pattern in signs if (match := pattern.search(line))]
    return min(found, key=lambda sign: sign[0])[1] if found else None


@cache
def _category_signs() -> tuple[tuple[Category, re.Pattern[str]], ...]:
    listed = content.toml("text/categories.toml")["category"]
    return tuple((cast("Category", one["value"]), sign_pattern(one["words"])) for one in listed)


def guess_category(text: str) -> Category | None:
    """Return the category of root causes that the first clear word of a cause speaks for; None for none."""
    line = text[:LONGEST_TEXT]
    searched = ((value, pattern.search(line)) for value, pattern in _category_signs())
    found = [(match.start(), value) for value, match in searched if match]
    return min(found, key=lambda sign: sign[0])[1] if found else None
