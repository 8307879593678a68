"""Blame beside what a subject does: passives, nouns, who is to answer, what somebody is called."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.checks.blame import answerable, failings, nouns, passive
from pmtui.checks.blame.verdict import Verdict
from pmtui.text.people.phrases import Reading


def verdicts(reading: Reading, role: str) -> Iterator[Verdict]:
    """Yield what is to be said of a sentence in a field of `role` beside the acts of its subjects."""
    yield from passive.verdicts(reading, role)
    yield from nouns.verdicts(reading)
    yield from answerable.verdicts(reading)
    yield from failings.verdicts(reading)
