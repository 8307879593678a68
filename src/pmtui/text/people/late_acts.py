"""Acts that stand late in a sentence: judged verbs whose subject is found by looking back."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.text.people.acts import Act, group
from pmtui.text.people.lexicon import Lexicon
from pmtui.text.people.people import Person
from pmtui.text.people.subjects import subject_of
from pmtui.text.people.verb_search import begins_object, search
from pmtui.text.people.words import Token

_TELLING = frozenset({"fault_human", "fault_any", "change", "harm"})
_ALONE = frozenset({"this", "that", "these", "those"})
"""Determiners that also stand for a thing of their own: "the one publishing this forgot"."""
_MOST = 4


def late_acts(
    words: tuple[Token, ...], lex: Lexicon, people: tuple[Person, ...], known: list[Act]
) -> Iterator[Act]:
    """Yield the acts of people that the search from the left has not met.

    Args:
        words: The sentence.
        lex: The lexicon.
        people: The people in it.
        known: The acts that were found from the left.
    """
    taken = {act.verb for act in known}
    heads = {person.head: person for person in people}
    starts = frozenset(person.first for person in people)
    found = 0
    for start in _seeds(words, lex, min(heads)):
        if found >= _MOST or any(start <= verb <= start + 3 for verb in taken):
            continue
        person = subject_of(words, lex, start, heads) or _doer_of_gerund(words, lex, start, people)
        act = person and group(search(words, lex, person, starts), start)
        if act and act.verb not in taken:
            taken.add(act.verb)
            found += 1
            yield act


def _doer_of_gerund(
    words: tuple[Token, ...], lex: Lexicon, start: int, people: tuple[Person, ...]
) -> Person | None:
    """Return the first person before "after forgetting to", "by misreading"."""
    verb = lex.verbs.get(words[start].low)
    if verb is None or "ing" not in verb.forms:
        return None
    return next((p for p in people if p.head < start and not p.owns and p.kind != "outsider"), None)


def _seeds(words: tuple[Token, ...], lex: Lexicon, behind: int) -> Iterator[int]:
    """Yield where a verb group may begin that tells a fault: adverb, negation or verb in the past."""
    adverbs, negations = lex.judging["adverbs"], lex.grammar["negations"]
    index = behind + 1
    while index < len(words):
        low = words[index].low
        if low in adverbs or (low in negations and low not in ("not", "no")):
            yield index
            index += 2
            continue
        verb = lex.verbs.get(low)
        if (
            verb is not None
            and (verb.kinds & _TELLING or verb.base in lex.idioms)
            and _tells(words, lex, index, verb.forms)
        ):
            yield index
        index += 1


def _tells(words: tuple[Token, ...], lex: Lexicon, index: int, forms: frozenset[str]) -> bool:
    before = words[index - 1].low
    if before in lex.grammar["be"] or before in lex.grammar["determiners"] - _ALONE or before == "to":
        return False
    if before == "," and not begins_object(words, lex, index + 1):
        return False
    if "ing" in forms:
        return before in lex.signs["gerund_after"] and "fault_human" in lex.verbs[words[index].low].kinds
    return "past" in forms
