"""A light look at a sentence: its words, the people in it, and what they are said to have done.

No grammar of English, but enough of one: who is the subject, is it a person, which verb is theirs, is it
negated, would it have been, who did it in the passive. Everything is bounded in the number of words.
"""

from __future__ import annotations

from dataclasses import field

from pmtui.text.people.acts import Act
from pmtui.text.people.acts import acts as acts_of
from pmtui.text.people.late_acts import late_acts
from pmtui.text.people.lexicon import Lexicon, lexicon
from pmtui.text.people.people import Person
from pmtui.text.people.people import people as people_in
from pmtui.text.people.verb_search import REACH
from pmtui.text.people.words import Token, is_auxiliary, joined, tokens
from pmtui.values import dataclass

__all__ = ["Act", "Person", "Reading", "Token", "head_of_subject", "read", "tokens"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as it was read."""

    tokens: tuple[Token, ...]
    people: tuple[Person, ...] = ()
    acts: tuple[Act, ...] = ()
    agents: tuple[Person, ...] = field(default=())
    """The people after "by": those who did it in the passive."""
    lows: tuple[str, ...] = ()
    """The words in lower case, one a token."""
    words: frozenset[str] = frozenset()
    """The same as a set."""

    def has(self, *words: str) -> bool:
        """Return whether one of the words stands in the sentence."""
        return not self.words.isdisjoint(words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where tokens `first` to `last` (inclusive) stand in the sentence, in characters."""
        return self.tokens[first].start, self.tokens[last].end


def read(text: str, names: frozenset[str] = frozenset()) -> Reading:
    """Return what a sentence says of people.

    Args:
        text: One sentence.
        names: Names of people who were there, in lower case, as single words.
    """
    lex = lexicon()
    words = joined(tokens(text), lex)
    people = tuple(person for person in people_in(words, lex, names) if not _is_machine(person, words, lex))
    acts: list[Act] = []
    starts = frozenset(person.first for person in people)
    for person in people:
        if not person.owns:
            acts.extend(acts_of(words, lex, person, starts))
    if people:
        acts.extend(late_acts(words, lex, people, acts))
    agents = tuple(person for person in people if _is_agent(person, words))
    lows = tuple(token.low for token in words)
    return Reading(words, people, tuple(acts), agents, lows, frozenset(lows))


def _is_machine(person: Person, words: tuple[Token, ...], lex: Lexicon) -> bool:
    """Return whether the team has said that this is no person."""
    if not lex.machines:
        return False
    first = person.first if person.kind == "name" else person.head
    return any(words[index].low.lstrip("@") in lex.machines for index in range(first, person.head + 1))


def _is_agent(person: Person, words: tuple[Token, ...]) -> bool:
    """Return whether somebody stands behind "by" as the doer; in "by operator error" the error does."""
    if person.owns or not person.first or words[person.first - 1].low != "by":
        return False
    return person.head + 1 >= len(words) or words[person.head + 1].low not in lexicon().fault_nouns


def head_of_subject(words: tuple[Token, ...]) -> int | None:
    """Return the token that names the subject of a statement: the last noun-like word before its verb."""
    lex = lexicon()
    last: int | None = None
    for index, token in enumerate(words[:REACH]):
        if not token.is_word or token.low in lex.grammar["prepositions"]:
            if last is not None:
                return last
            continue
        verb = lex.verbs.get(token.low)
        finite = verb is not None and bool(verb.forms & {"past", "s"})
        if last is not None and (finite or is_auxiliary(token.low, lex)):
            return last
        if token.low not in lex.grammar["determiners"] and token.low not in lex.grammar["negations"]:
            last = index
    return last
