"""How strong actions are: stronger, intermediate or weaker, and the mix of a whole set.

The three classes are those of the action hierarchy of the VA National Center for Patient Safety, which RCA2
(National Patient Safety Foundation, 2015) took over; which words make which class stands, with the published
mixes to compare with, in content/guide/strength.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, cast

from pmtui import content
from pmtui.model.postmortem import Action
from pmtui.text.signs import sign_pattern
from pmtui.values import dataclass

Strength = Literal["stronger", "intermediate", "weaker"]
CLASSES: tuple[Strength, ...] = ("stronger", "intermediate", "weaker")
_LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Mix:
    """How many actions are of each class; `unknown` are those without a level."""

    stronger: int = 0
    intermediate: int = 0
    weaker: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        """How many actions have a class."""
        return self.stronger + self.intermediate + self.weaker

    def percents(self) -> tuple[int, int, int]:
        """Return the share of each class in whole percent, of the actions that have one; zeros for none."""
        whole = self.known or 1
        first, last = (round(100 * part / whole) for part in (self.stronger, self.weaker))
        return (first, 100 - first - last, last) if self.known else (0, 0, 0)


def strength(action: Action) -> Strength | None:
    """Return the class of an action, by its level and its words; None where it has no level."""
    return of_words(action.what, action.level) if action.level else None


def of_words(what: str, level: str) -> Strength:
    """Return the class of an action that reads `what` and is of `level`."""
    usual, other, pattern = _classes()[level]
    return other if pattern is not None and pattern.search(what[:_LONGEST_TEXT]) else usual


def mix(actions: Iterable[Action]) -> Mix:
    """Return how many of the actions are of each class; dropped ones do not count."""
    counts = dict.fromkeys((*CLASSES, "unknown"), 0)
    for action in actions:
        if action.status != "dropped":
            counts[strength(action) or "unknown"] += 1
    return Mix(**counts)


@cache
def _classes() -> dict[str, tuple[Strength, Strength, re.Pattern[str] | None]]:
    """Return, by level, its usual class, the class that sign words make of it, and their pattern."""
    listed = content.toml("guide/strength.toml")["level"]
    return {
        one["value"]: (
            cast("Strength", one["class"]),
            cast("Strength", one.get("with_signs", one["class"])),
            sign_pattern(one["signs"]) if one.get("signs") else None,
        )
        for one in listed
    }
