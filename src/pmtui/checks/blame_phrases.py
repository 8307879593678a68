"""Blame outside of what a subject does: in the passive, in nouns, in who is to answer, in what somebody is called."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.checks import blame_answerable, blame_failings, blame_nouns, blame_passive
from pmtui.checks.verdict import Verdict
from pmtui.text.phrases import Reading


def verdicts(reading: Reading, role: str) -> Iterator[Verdict]:
    """Yield what is to be said of a sentence in a field of `role` beside the acts of its subjects."""
    yield from blame_passive.verdicts(reading, role)
    yield from blame_nouns.verdicts(reading)
    yield from blame_answerable.verdicts(reading)
    yield from blame_failings.verdicts(reading)
