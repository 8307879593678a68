"""The rules in force, for the checks: a rule by its id, and the phrases of a family in a sentence."""

from __future__ import annotations

from pmtui.checks.rules import book as rulebook
from pmtui.checks.rules.book import built_in_families as families
from pmtui.checks.rules.form import read_rule
from pmtui.checks.rules.phrase_matcher import Phrases, compiled, keys_of, straight
from pmtui.checks.rules.rule import Rule
from pmtui.errors import ContentError
from pmtui.text.memory import remembered
from pmtui.values import dataclass

__all__ = ["Phrases", "Rule", "compiled", "families", "is_on", "pack", "phrase_hits", "read_rule", "rule"]


@remembered(None)
def pack(family: str) -> dict[str, Rule]:
    """Return the rules of a family by id, in the order of its pack; raise ContentError where it is broken."""
    return rulebook.present().family(family)


@remembered(1024)
def rule(rule_id: str) -> Rule:
    """Return the rule of that id; raise ContentError where no pack holds it."""
    try:
        return rulebook.present().rule(rule_id)
    except KeyError:
        raise ContentError(f"there is no rule {rule_id!r}", where="rules") from None


def is_on(rule_id: str) -> bool:
    """Return whether findings of a rule are given: a pack or the settings can switch it off."""
    return rulebook.present().is_on(rule_id)


@dataclass(frozen=True, slots=True)
class _Index:
    """The rules of a family that look for phrases, and the keys of all of them."""

    rules: tuple[Rule, ...]
    keys: frozenset[str]
    always: bool


@remembered(None)
def _index(family: str) -> _Index:
    looking = tuple(each for each in pack(family).values() if each.looks and is_on(each.id))
    keys = frozenset[str]().union(*(each.phrases.keys for each in looking))
    return _Index(looking, keys, any(each.always for each in looking))


@remembered(4096)
def phrase_hits(family: str, sentence: str, role: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Return the rules of a family whose phrases or patterns stand in `sentence`, each with where.

    Only those are tried of which a word could be there, so that a sentence without any costs next to nothing.
    """
    index, keys = _index(family), keys_of(sentence)
    if not index.always and keys.isdisjoint(index.keys):
        return ()
    even = straight(sentence)
    hits: list[tuple[str, tuple[int, int]]] = []
    for each in index.rules:
        if each.always or not keys.isdisjoint(each.phrases.keys):
            span = each.search(even, role)
            if span is not None:
                hits.append((each.id, span))
    return tuple(hits)
