"""Blame as findings: the hits of each sentence in the whole text, with the next question and the offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pmtui.checks import blame, rewrite, rules
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding, Rewrite
from pmtui.checks.sentence_checks import split

if TYPE_CHECKING:
    from pmtui.model.postmortem import Person


def text_findings(names: frozenset[str], path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield the blame in one text; `names` are those of the people who are listed (`names_of`)."""
    for sentence in split(text):
        for hit in blame.hits(sentence.text, role, names):
            changes: dict[str, Any] = {
                "severity": hit.severity,
                "span": (sentence.start + hit.span[0], sentence.start + hit.span[1]),
            }
            helped = hit.severity != "hint" or hit.rule in rewrite.HINTS_TOO
            offer = rewrite.offer(sentence.text, role, names) if helped else None
            if offer is not None:
                changes["next"] = offer.question
                if offer.statement is not None:
                    end = sentence.start + len(sentence.text)
                    changes["rewrite"] = Rewrite(text, sentence.start, end, offer.statement)
            yield rules.rule(hit.rule).finding(path, role, **changes)


def names_of(people: tuple[Person, ...]) -> frozenset[str]:
    """Return the names of the listed people, as single words in lower case."""
    return frozenset(
        word.lower().strip(".,'")
        for person in people
        for word in person.name[:80].split()
        if len(word.strip(".,'")) > 2
    )
