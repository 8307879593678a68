"""The rule packs of `content/rules/`: words, severity, phrases, and the examples that are their test."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pmtui import content
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding, Severity
from pmtui.errors import ContentError

_KEYS = {
    "id", "severity", "severity_in", "in", "field", "what", "why", "next", "phrases", "unless", "matches",
    "passes",
}  # fmt: skip
_SEVERITIES = ("error", "warning", "hint")


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
        tried_in: The role of field in which the examples are tried.
        matches: Sentences in which it must be found.
        passes: Sentences in which it must not.
    """

    id: str
    severity: Severity
    severity_in: dict[str, Severity]
    roles: frozenset[str]
    what: str
    why: str
    next: str
    phrases: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    tried_in: Role
    matches: tuple[str, ...]
    passes: tuple[str, ...]

    def severity_for(self, role: str) -> Severity:
        """Return how grave a finding of this rule is in a field of `role`."""
        return self.severity_in.get(role, self.severity)

    def search(self, sentence: str, role: str) -> tuple[int, int] | None:
        """Return where the rule's phrases stand in `sentence`, in characters; None where they do not."""
        if self.phrases is None or (self.roles and role not in self.roles):
            return None
        match = self.phrases.search(sentence)
        if match is None or (self.unless is not None and self.unless.search(sentence)):
            return None
        return match.span()

    def finding(self, path: str, role: str = "other", **changes: Any) -> Finding:
        """Return a finding of this rule at `path`; `changes` are fields of Finding that differ."""
        values: dict[str, Any] = {
            "severity": self.severity_for(role),
            "what": self.what,
            "why": self.why,
            "next": self.next,
        }
        return Finding(rule=self.id, path=path, **(values | changes))


@cache
def pack(family: str) -> dict[str, Rule]:
    """Return the rules of a family by id, in the order of the file; raise ContentError where it is broken."""
    name = f"rules/{family}.toml"
    rules: dict[str, Rule] = {}
    for data in content.toml(name).get("rule", []):
        rule = read_rule(data, name)
        if not rule.id.startswith(f"{family}.") or rule.id in rules:
            raise ContentError(f"rule {rule.id!r} stands twice or in the wrong pack", where=name)
        rules[rule.id] = rule
    return rules


@cache
def families() -> tuple[str, ...]:
    """Return the names of the rule packs."""
    names = (name.removeprefix("rules/").removesuffix(".toml") for name in content.names("rules"))
    return tuple(name for name in names if "rule" in content.toml(f"rules/{name}.toml"))


def rule(rule_id: str) -> Rule:
    """Return the rule of that id; raise ContentError where no pack holds it."""
    try:
        return pack(rule_id.partition(".")[0])[rule_id]
    except KeyError:
        raise ContentError(f"there is no rule {rule_id!r}", where="rules") from None


def phrase_hits(family: str, sentence: str, role: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Return the rules of a family whose phrases stand in `sentence`, each with where."""
    return _phrase_hits(family, sentence, role)


@lru_cache(maxsize=4096)
def _phrase_hits(family: str, sentence: str, role: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    straight = sentence.replace("\u2019", "'")
    hits = ((each.id, each.search(straight, role)) for each in pack(family).values())
    return tuple((rule_id, span) for rule_id, span in hits if span is not None)


def compiled(phrases: list[str]) -> re.Pattern[str] | None:
    """Return one pattern for phrases; None for no phrases.

    In a phrase words stand in order; `a/b` is either, `*` the rest of a word, `_` any word, `...` up to
    three words. The pattern is linear in the text.
    """
    if not phrases:
        return None
    alternatives = "|".join(_phrase(phrase) for phrase in phrases)
    return re.compile(rf"(?<![\w])(?:{alternatives})(?![\w])", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    parts: list[str] = []
    for word in phrase.split():
        if word == "...":
            parts.append(r"(?:[\w'-]{1,24}[ \t]{1,3}){0,3}")
            continue
        choices = "|".join(_word(choice) for choice in word.split("/"))
        parts.append(f"(?:{choices})" + r"[ \t,]{1,3}")
    return "".join(parts).removesuffix(r"[ \t,]{1,3}")


def _word(word: str) -> str:
    if word == "_":
        return r"[\w'-]{1,24}"
    if word == "n't":
        return r"\w{1,8}n't"
    return re.escape(word).replace(r"\*", r"\w{0,20}")


def read_rule(data: dict[str, Any], name: str) -> Rule:
    """Return a rule from its table in the pack `name`; raise ContentError where it is broken."""
    unknown = set(data) - _KEYS
    missing = {"id", "severity", "what", "why", "next"} - set(data)
    if unknown or missing:
        problem = f"unknown key {sorted(unknown)[0]!r}" if unknown else f"no {sorted(missing)[0]!r}"
        raise ContentError(f"rule {data.get('id', '?')}: {problem}", where=name)
    grades = [data["severity"], *data.get("severity_in", {}).values()]
    if any(grade not in _SEVERITIES for grade in grades):
        raise ContentError(f"rule {data['id']}: a severity is one of {', '.join(_SEVERITIES)}", where=name)
    return Rule(
        id=data["id"],
        severity=data["severity"],
        severity_in=data.get("severity_in", {}),
        roles=frozenset(data.get("in", ())),
        what=data["what"],
        why=data["why"],
        next=data["next"],
        phrases=compiled(data.get("phrases", [])),
        unless=compiled(data.get("unless", [])),
        tried_in=data.get("field", "cause"),
        matches=tuple(data.get("matches", ())),
        passes=tuple(data.get("passes", ())),
    )
