"""The rules in force: those that are built in, those of the team, and what was switched.

A rulebook is a value. It is put in force once, when a command or the app starts; until then, the rules are as
they are built in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from pmtui import content
from pmtui.checks.finding import Finding, Severity
from pmtui.checks.rules.form import read_rule
from pmtui.checks.rules.rule import Rule
from pmtui.errors import ContentError
from pmtui.text import memory
from pmtui.text.people import team_words
from pmtui.text.people.team_words import TeamWords
from pmtui.values import dataclass

Switch = Literal["off", "hint", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part of a team's pack that is left out.

    Attributes:
        where: The file, with the line where one is known.
        what: What is left out: "rule acme.slang", "[lexicon]", "the pack".
        reason: Why, and what to do, in words that can be shown.
    """

    where: str
    what: str
    reason: str

    def __str__(self) -> str:
        """Return it as one sentence."""
        return f"{self.where}: {self.what} is left out: {self.reason}"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What a team adds to the built-in rules, and what it changes in them.

    Attributes:
        own: The team's rules, by id.
        switches: What rules were set to, by their ids.
        words: What the team adds to the lexicon.
        troubles: What was left out of the packs, and why.
    """

    own: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))
    switches: Mapping[str, Switch] = field(default_factory=lambda: MappingProxyType({}))
    words: TeamWords = team_words.NONE
    troubles: tuple[Trouble, ...] = ()

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id, with the severity that it was given; raise KeyError for none."""
        found = self.own.get(rule_id) or built_in(rule_id.partition(".")[0])[rule_id]
        switch = self.switches.get(rule_id, "off")
        if switch == "off":
            return found
        severity: Severity = switch
        return replace(found, severity=severity, severity_in={}, switched=True)

    def is_on(self, rule_id: str) -> bool:
        """Return whether findings of the rule are given."""
        return self.switches.get(rule_id) != "off"

    def family(self, name: str) -> dict[str, Rule]:
        """Return the rules of a family by id, in the order of the pack."""
        own = {rule_id for rule_id in self.own if rule_id.partition(".")[0] == name}
        return {rule_id: self.rule(rule_id) for rule_id in own or built_in(name)}

    def trouble_words(self) -> str:
        """Return in one sentence what was left out; empty where nothing was."""
        if not self.troubles:
            return ""
        first, more = str(self.troubles[0]), len(self.troubles) - 1
        return f"{first} (and {more} more: pmtui check names them)" if more else first

    def own_families(self) -> tuple[str, ...]:
        """Return the names of the team's families."""
        return tuple(dict.fromkeys(rule_id.partition(".")[0] for rule_id in self.own))


BUILT_IN = Rulebook()
_in_force = BUILT_IN


def present() -> Rulebook:
    """Return the rulebook in force."""
    return _in_force


def put_in_force(book: Rulebook) -> None:
    """Set the rulebook of the whole process, and forget what was found by another."""
    global _in_force  # as the lexicon, the rules hold for every text; they are set at the start
    _in_force = book
    team_words.put_in_force(book.words)
    memory.forget()


@contextmanager
def in_force(book: Rulebook) -> Iterator[None]:
    """Put a rulebook in force for a while; for tests."""
    before = _in_force
    put_in_force(book)
    try:
        yield
    finally:
        put_in_force(before)


def given(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings whose rule is not switched off: the last step of every check."""
    if not _in_force.switches:
        return iter(findings)
    return (finding for finding in findings if _in_force.is_on(finding.rule))


# -- built in ---------------------------------------------------------------------------------------------


@cache
def built_in(family: str) -> dict[str, Rule]:
    """Return the built-in rules of a family by id, in the order of the file.

    Raises:
        ContentError: The pack is broken.
        KeyError: There is no such family.
    """
    name = f"rules/{family}.toml"
    if name not in content.names("rules") or "rule" not in content.toml(name):
        raise KeyError(family)
    rules: dict[str, Rule] = {}
    for data in content.toml(name)["rule"]:
        rule = read_rule(data, name)
        if not rule.id.startswith(f"{family}.") or rule.id in rules:
            raise ContentError(f"rule {rule.id!r} stands twice or in the wrong pack", where=name)
        rules[rule.id] = rule
    return rules


@cache
def built_in_families() -> tuple[str, ...]:
    """Return the names of the built-in rule packs."""
    names = (name.removeprefix("rules/").removesuffix(".toml") for name in content.names("rules"))
    return tuple(name for name in names if "rule" in content.toml(f"rules/{name}.toml"))
