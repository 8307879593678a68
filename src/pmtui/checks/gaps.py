"""Gaps ⟨like this⟩ that offered words left to fill, and that still stand in a text."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.text.patterns import regex

RULE = "file.gap"
_GAP = regex("⟨[^⟨⟩]{1,200}⟩")


def text_findings(path: str, text: str) -> Iterator[Finding]:
    """Yield a finding at the first gap of a text that has one."""
    found = _GAP.search(text)
    if found is not None:
        yield rules.rule(RULE).finding(path, span=found.span())
