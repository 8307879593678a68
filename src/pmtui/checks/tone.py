"""Tone: defensive words, excuses, words that make it small."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import phrase_findings


def text_findings(path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield the findings of tone in one text."""
    return phrase_findings("tone", path, text, role)
