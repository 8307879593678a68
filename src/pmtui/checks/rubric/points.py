"""What the criteria of the rubric are worked out from, and what each comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import datetime

from pmtui.checks.finding import Finding
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """A postmortem, the present moment, and what `check` found."""

    pm: Postmortem
    now: datetime
    found: tuple[Finding, ...]

    def rules(self, *prefixes: str, severity: str = "") -> list[Finding]:
        """Return the findings whose rule begins with one of the prefixes, of one severity if it is given."""
        return [
            each for each in self.found if each.rule.startswith(prefixes) and severity in ("", each.severity)
        ]


@dataclass(frozen=True, slots=True)
class Points:
    """What a criterion comes to.

    Attributes:
        score: From 1 to 5.
        has: What is there, in words.
        missing: What the next point asks for, in words; empty at 5.
        path: The field to go to for it.
    """

    score: int
    has: str
    missing: str = ""
    path: str = field(default="")

    def reason(self) -> str:
        """Return what is there and what is missing, as a sentence."""
        there = self.has[:1].upper() + self.has[1:]
        return f"{there}; missing for {self.score + 1}: {self.missing}." if self.missing else f"{there}."


def listed(parts: Iterable[str], nothing: str = "nothing yet") -> str:
    """Return words joined by commas and "and"."""
    words = [part for part in parts if part]
    if not words:
        return nothing
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def counted(number: int, noun: str) -> str:
    """Return "1 action", "2 actions"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
