"""Blame: who is the subject, are they human, and is the verb a judgement?

What the people of a sentence are said to do is judged on the reading of `text.phrases`; words that judge by
themselves are phrases of the rule pack. A case that a fair colleague could read either way is never more
than a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.blame import acts, beside
from pmtui.checks.blame.verdict import Verdict, is_own
from pmtui.checks.finding import Severity
from pmtui.text.memory import remembered
from pmtui.text.patterns import regex
from pmtui.text.people import phrases
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Reading
from pmtui.text.people.telling import may_tell_of_people
from pmtui.values import dataclass


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


_SAID_OF_ACTS = frozenset(f"blame.{name}" for name in ("role-fault", "named-person", "team-fault"))
"""Rules about what somebody did; told as meant so, it is no fault."""


@remembered(4096)
def hits(sentence: str, role: str, names: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
    """Return the blame in one sentence of a field of `role`: the gravest first, no two at the same place.

    Args:
        sentence: The sentence.
        role: The role of its field.
        names: The names of people who were there, as single words in lower case.
    """
    found = list(_read(sentence, role, names)) if may_tell_of_people(sentence, names) else []
    for rule_id, span in rules.phrase_hits("blame", sentence, role):
        found.append(Hit(rule_id, rules.rule(rule_id).severity_for(role), span))
    found = [hit for hit in found if rules.is_on(hit.rule) and not _is_mentioned(sentence, hit.span)]
    if not found or _phrases("guard").search(_unquoted(sentence)):
        return ()
    if _phrases("meant_so").search(sentence):
        found = [hit for hit in found if hit.act is None or hit.rule not in _SAID_OF_ACTS]
    found.sort(key=lambda hit: (_GRAVITY[hit.severity], hit.span[0] - hit.span[1]))
    kept: list[Hit] = []
    for hit in found:
        if not any(hit.span[0] < other.span[1] and other.span[0] < hit.span[1] for other in kept):
            kept.append(hit)
    return tuple(kept)


_WORDS = regex(r"\w{1,30}")
_UNQUOTED = str.maketrans('\u2019\u201c\u201d\u2018"*', "'     ")


def _unquoted(sentence: str) -> str:
    """Return the sentence with marks of quotation and emphasis blanked."""
    return sentence.translate(_UNQUOTED)


def _read(sentence: str, role: str, names: frozenset[str]) -> Iterator[Hit]:
    """Yield what is said of people, by a close reading of the sentence."""
    reading = phrases.read(sentence, names)
    return (_hit(verdict, reading, role) for verdict in _verdicts(reading, role, names))


_QUOTES = {'"': '"', "\u201c": "\u201d", "\u2018": "\u2019", "`": "`"}


def _is_mentioned(sentence: str, span: tuple[int, int]) -> bool:
    """Return whether a judgement stands in quotation marks in a sentence about words: "avoid 'careless'".

    What is quoted as somebody's judgement stays blame.
    """
    for mark, closing in _QUOTES.items():
        start = sentence.rfind(mark, 0, span[0] + 1)
        if start < 0 or (mark == closing and sentence.count(mark, 0, start + 1) % 2 == 0):
            continue
        end = sentence.find(closing, max(span[1] - 1, start + 1))
        if end >= 0 and sentence.find(closing, start + 1, span[0]) < 0:
            around = sentence[:start] + " " + sentence[end + 1 :]
            return not lexicon().signs["of_words"].isdisjoint(_WORDS.findall(around.lower()))
    return False


@cache
def _phrases(name: str) -> rules.Phrases:
    """Return the phrases of a table of the pack: `guard` is talk about blame, `meant_so` tells of intent."""
    return rules.Phrases(content.toml("rules/blame.toml")[name]["phrases"])


def _hit(verdict: Verdict, reading: Reading, role: str) -> Hit:
    rule_id = verdict.rule
    if verdict.edge and rule_id in _SOFTENED:
        own = verdict.act is not None and is_own(verdict.act.who)
        rule_id = "blame.own-fault" if own else "blame.maybe"
    severity = "hint" if verdict.edge else rules.rule(rule_id).severity_for(role)
    return Hit(rule_id, severity, reading.span(verdict.first, verdict.last), verdict.act)


def _verdicts(reading: Reading, role: str, names: frozenset[str]) -> Iterator[Verdict]:
    for act in reading.acts:
        verdict = acts.judge(act, reading, role)
        if verdict is not None:
            yield verdict
    yield from beside.verdicts(reading, role)
    if role == "cause" and names:
        for person in reading.people:
            if person.kind == "name" and reading.tokens[person.head].low in names:
                yield Verdict("blame.listed-name", person.first, person.head)
