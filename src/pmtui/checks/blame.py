"""Blame: who is the subject, are they human, and is the verb a judgement?

What the people of a sentence are said to do is judged on the reading of `text.phrases`; words that judge by
themselves are phrases of the rule pack. A case that a fair colleague could read either way is never more
than a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from re import Pattern

from pmtui import content
from pmtui.checks import blame_acts, blame_phrases, rules
from pmtui.checks.finding import Severity
from pmtui.checks.verdict import Verdict, is_own
from pmtui.text import phrases
from pmtui.text.phrases import Act, Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """Blame in one sentence: the rule, how grave, where (in characters), and the act that was judged."""

    rule: str
    severity: Severity
    span: tuple[int, int]
    act: Act | None = None


_GRAVITY = {"error": 0, "warning": 1, "hint": 2}
_SOFTENED = frozenset(
    f"blame.{name}" for name in ("role-fault", "named-person", "team-fault", "counterfactual", "human-error")
)
"""Rules whose edge cases fall under a rule of their own, as a rule id means one thing."""


@lru_cache(maxsize=4096)
def hits(sentence: str, role: str, names: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
    """Return the blame in one sentence of a field of `role`: the gravest first, no two at the same place.

    Args:
        sentence: The sentence.
        role: The role of its field.
        names: The names of people who were there, as single words in lower case.
    """
    if _guard().search(sentence.replace("\u2019", "'")):
        return ()
    reading = phrases.read(sentence, names)
    found = [_hit(verdict, reading, role) for verdict in _verdicts(reading, role, names)]
    for rule_id, span in rules.phrase_hits("blame", sentence, role):
        found.append(Hit(rule_id, rules.rule(rule_id).severity_for(role), span))
    found.sort(key=lambda hit: (_GRAVITY[hit.severity], hit.span[0] - hit.span[1]))
    kept: list[Hit] = []
    for hit in found:
        if not any(hit.span[0] < other.span[1] and other.span[0] < hit.span[1] for other in kept):
            kept.append(hit)
    return tuple(kept)


@cache
def _guard() -> Pattern[str]:
    """Return what shows that a sentence speaks about blame and assigns none."""
    pattern = rules.compiled(content.toml("rules/blame.toml")["guard"]["phrases"])
    assert pattern is not None
    return pattern


def _hit(verdict: Verdict, reading: Reading, role: str) -> Hit:
    rule_id = verdict.rule
    if verdict.edge and rule_id in _SOFTENED:
        own = verdict.act is not None and is_own(verdict.act.who)
        rule_id = "blame.own-fault" if own else "blame.maybe"
    severity = "hint" if verdict.edge else rules.rule(rule_id).severity_for(role)
    return Hit(rule_id, severity, reading.span(verdict.first, verdict.last), verdict.act)


def _verdicts(reading: Reading, role: str, names: frozenset[str]) -> Iterator[Verdict]:
    for act in reading.acts:
        verdict = blame_acts.judge(act, reading, role)
        if verdict is not None:
            yield verdict
    yield from blame_phrases.verdicts(reading, role)
    if role == "cause" and names:
        for person in reading.people:
            if person.kind == "name" and reading.tokens[person.head].low in names:
                yield Verdict("blame.listed-name", person.first, person.head)
