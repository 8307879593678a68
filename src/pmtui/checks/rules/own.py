"""The rules that a team adds: their phrases and patterns in every text."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.rules import book as rulebook
from pmtui.checks.sentence_checks import phrase_findings


def text_findings(path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield what the rules of the team's families find in one text."""
    for family in rulebook.present().own_families():
        yield from phrase_findings(family, path, text, role)
