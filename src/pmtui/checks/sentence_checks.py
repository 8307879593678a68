"""Findings in one text: the phrases of a rule pack, sentence by sentence, with spans in the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pmtui.checks import rules
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.text.sentences import Sentence, sentences

LONGEST_TEXT = 40_000
"""How far into one text is looked, in characters; what comes behind is never wrong and never slow."""


@lru_cache(maxsize=512)
def split(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, as far as it is looked at."""
    return sentences(text[:LONGEST_TEXT])


def phrase_findings(family: str, path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield what the phrases of a rule pack find in `text`, the first of each rule in each sentence."""
    for sentence in split(text):
        for rule_id, (start, end) in rules.phrase_hits(family, sentence.text, role):
            span = (sentence.start + start, sentence.start + end)
            yield rules.rule(rule_id).finding(path, role, span=span)


def whole(text: str) -> tuple[int, int] | None:
    """Return the span of a text without the space around it; None for no text."""
    stripped = text.strip()
    if not stripped:
        return None
    start = text.index(stripped)
    return start, start + len(stripped)
