"""A rule of a pack, ready for use: its words, how grave it is where, and what it looks for."""

from __future__ import annotations

import re
from typing import Any

from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding, Severity
from pmtui.checks.rules.phrase_matcher import Phrases
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its pack holds it.

    Attributes:
        id: Its stable id; the part before the point is the family.
        severity: How grave a finding is where `severity_in` names nothing else.
        severity_in: Role of field to severity.
        roles: The roles of field it looks at; empty for all.
        what: What was found, why it matters and what to do next, in the words of a finding.
        why: See `what`.
        next: See `what`.
        phrases: What it looks for in a sentence, where it is a matter of phrases.
        unless: What makes a sentence harmless.
        patterns: Regular expressions that it looks for as well.
        tried_in: The role of field in which the examples are tried.
        matches: Sentences in which it must be found.
        passes: Sentences in which it must not.
        switched: Whether its severity was set by a pack or the settings.
    """

    id: str
    severity: Severity
    severity_in: dict[str, Severity]
    roles: frozenset[str]
    what: str
    why: str
    next: str
    phrases: Phrases
    unless: Phrases
    patterns: tuple[re.Pattern[str], ...]
    tried_in: Role
    matches: tuple[str, ...]
    passes: tuple[str, ...]
    switched: bool = False

    @property
    def looks(self) -> bool:
        """Whether it looks for phrases or patterns; all else is found by code."""
        return bool(self.phrases or self.patterns)

    @property
    def always(self) -> bool:
        """Whether it has to be tried on every sentence, as not all of it has keys."""
        return self.phrases.keyless or bool(self.patterns)

    def severity_for(self, role: str) -> Severity:
        """Return how grave a finding of this rule is in a field of `role`."""
        return self.severity_in.get(role, self.severity)

    def search(self, sentence: str, role: str) -> tuple[int, int] | None:
        """Return where the rule stands in `sentence`, in characters; None where it does not.

        Args:
            sentence: One sentence, with straight apostrophes.
            role: The role of its field.
        """
        if self.roles and role not in self.roles:
            return None
        spans = [match.span() for each in self.patterns if (match := each.search(sentence))]
        if (span := self.phrases.search(sentence)) is not None:
            spans.append(span)
        if not spans or self.unless.search(sentence) is not None:
            return None
        return min(spans)

    def finding(self, path: str, role: str = "other", **changes: Any) -> Finding:
        """Return a finding of this rule at `path`; `changes` are fields of Finding that differ.

        Where the severity was set by a pack or the settings, that is what a finding has; only what is no more
        than a hint stays one, as it claims nothing.
        """
        severity = self.severity_for(role)
        if self.switched and changes.get("severity", "hint") != "hint":
            changes["severity"] = severity
        values: dict[str, Any] = {"severity": severity, "what": self.what, "why": self.why, "next": self.next}
        return Finding(rule=self.id, path=path, **(values | changes))
