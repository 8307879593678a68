"""Reading a rule from its table in a pack. What is off is said in words that can be shown."""

from __future__ import annotations

import re
from typing import Any, cast, get_args

from pmtui.checks.fields import Role
from pmtui.checks.finding import Severity
from pmtui.checks.rules import patterns
from pmtui.checks.rules.phrase_matcher import Phrases, phrase_keys, source, straight
from pmtui.checks.rules.rule import Rule
from pmtui.errors import ContentError
from pmtui.text.patterns import regex
from pmtui.text.sentences import sentences

KEYS = (
    "id", "severity", "severity_in", "in", "field", "what", "why", "next", "phrases", "patterns", "unless",
    "matches", "passes",
)  # fmt: skip
NEEDED = ("id", "severity", "what", "why", "next")
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
ROLES: tuple[Role, ...] = get_args(Role)
LONGEST_TEXT = 400
LONGEST_PHRASE = 400
MOST_PHRASES = 500
MOST_PATTERNS = 20
_FEW_GAPS = 2
"""So many gaps in one phrase are sure to be few enough; more are counted out."""
_ID = regex(r"[a-z][a-z0-9-]{0,39}\.[a-z][a-z0-9-]{0,59}")


def shown(value: object) -> str:
    """Return what was written in a pack, short and without characters that act on a terminal."""
    text = str(value)[:60] if isinstance(value, str | int | float) else type(value).__name__
    return text if text.isprintable() else ascii(text)[1:-1]


def read_rule(data: Any, name: str) -> Rule:
    """Return the rule of one table in the pack `name`; raise ContentError, naming it, where it is off."""
    try:
        return _rule(data)
    except ValueError as error:
        rule_id = data.get("id", "?") if isinstance(data, dict) else "?"
        raise ContentError(f"rule {shown(rule_id)}: {error}", where=name) from None


def read_own_rule(data: Any, name: str) -> Rule:
    """Return the rule of a team's pack, which has to find its `matches` and to pass its `passes`.

    Raises:
        ContentError: As `read_rule`; also where it looks for nothing, could run away, or has no examples.
    """
    rule = read_rule(data, name)
    try:
        _own(rule)
    except ValueError as error:
        raise ContentError(f"rule {shown(rule.id)}: {error}", where=name) from None
    return rule


def _rule(data: Any) -> Rule:
    if not isinstance(data, dict):
        raise ValueError("a rule is a table: [[rule]]")
    for key in data:
        if key not in KEYS:
            raise ValueError(f"unknown key `{shown(key)}`; the keys are {', '.join(KEYS)}")
    for key in NEEDED:
        if key not in data:
            raise ValueError(f"`{key}` is missing")
    if not isinstance(data["id"], str) or not _ID.fullmatch(data["id"]):
        raise ValueError('an id is a family, a point and a name, in small letters, such as "acme.slang"')
    severity_in = data.get("severity_in", {})
    if not isinstance(severity_in, dict):
        raise ValueError('`severity_in` is a table of roles, such as { cause = "error" }')
    roles = _texts(data, "in", most=len(ROLES))
    return Rule(
        id=data["id"],
        severity=_severity(data["severity"]),
        severity_in={_role(role): _severity(value) for role, value in severity_in.items()},
        roles=frozenset(_role(role) for role in roles),
        what=_words(data, "what"),
        why=_words(data, "why"),
        next=_words(data, "next"),
        phrases=Phrases(_texts(data, "phrases", longest=LONGEST_PHRASE)),
        unless=Phrases(_texts(data, "unless", longest=LONGEST_PHRASE)),
        patterns=tuple(_pattern(each) for each in _texts(data, "patterns", most=MOST_PATTERNS)),
        tried_in=_role(data.get("field", "cause" if not roles or "cause" in roles else roles[0])),
        matches=_texts(data, "matches"),
        passes=_texts(data, "passes"),
    )


def _severity(value: Any) -> Severity:
    if value not in SEVERITIES:
        raise ValueError(f"a severity is one of {', '.join(SEVERITIES)}")
    return cast("Severity", value)


def _role(value: Any) -> Role:
    if value not in ROLES:
        raise ValueError(f"`{shown(value)}` is no role of a field; the roles are {', '.join(ROLES)}")
    return cast("Role", value)


def _words(data: dict[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"`{key}` is text in quotes")
    return _plain(value, key, LONGEST_TEXT)


def _texts(
    data: dict[str, Any], key: str, *, most: int = MOST_PHRASES, longest: int = LONGEST_TEXT
) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise ValueError(f"`{key}` is a list of texts in quotes")
    if len(value) > most:
        raise ValueError(f"`{key}` holds {len(value)} entries: the most is {most}")
    return tuple(_plain(each, key, longest) for each in value)


def _plain(text: str, key: str, longest: int) -> str:
    if len(text) > longest:
        raise ValueError(f"a text of `{key}` is longer than {longest} characters")
    if not text.isprintable():
        raise ValueError(f"`{key}` holds a character that can't be shown, or a line break")
    return text


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return patterns.fit(text)
    except ValueError as error:
        raise ValueError(f"pattern `{shown(text)}`: {error}") from None


# -- a team's own -----------------------------------------------------------------------------------------


def _own(rule: Rule) -> None:
    if not rule.looks:
        raise ValueError("it has neither `phrases` nor `patterns`: it would find nothing")
    for phrase in (*rule.phrases.texts, *rule.unless.texts):
        _phrase(phrase)
    if rule.roles and rule.tried_in not in rule.roles:
        raise ValueError(f"its examples are tried in `{rule.tried_in}`, which is not in its `in`")
    for key in ("matches", "passes"):
        if not getattr(rule, key):
            raise ValueError(f"`{key}` is missing: at least one sentence as an example")
    for text in rule.matches:
        if not found_in(rule, text):
            raise ValueError(f"it does not find its example `{shown(text)}`")
    for text in rule.passes:
        if found_in(rule, text):
            raise ValueError(f"it finds `{shown(text)}`, which it should pass")


def found_in(rule: Rule, text: str) -> bool:
    """Return whether the phrases or patterns of a rule stand in a sentence of `text`."""
    found = (rule.search(straight(each.text), rule.tried_in) for each in sentences(text))
    return any(span is not None for span in found)


def _phrase(phrase: str) -> None:
    if not phrase_keys(phrase):
        raise ValueError(f"phrase `{shown(phrase)}`: at least one word has to be written out")
    if sum(phrase.count(gap) for gap in ("*", "...", "n't")) <= _FEW_GAPS:
        return
    try:
        patterns.check(source([phrase]))
    except ValueError:
        raise ValueError(f"phrase `{shown(phrase)}` has too many gaps: make several phrases of it") from None
