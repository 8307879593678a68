"""Where the verb of a person begins, and where their clause ends."""

from __future__ import annotations

from dataclasses import field

from pmtui.text.people.lexicon import Lexicon, Verb
from pmtui.text.people.people import Person
from pmtui.text.people.words import Token, is_auxiliary
from pmtui.values import dataclass

REACH = 24
"""How many words after a person their verb is looked for, and how far their clause reaches."""
_MOST_UNKNOWN = 7
_QUOTES = "\"'\u201c\u201d\u2018\u2019*_`/-"


@dataclass(frozen=True, slots=True)
class Search:
    """A sentence, a person in it, and where the people of the sentence begin."""

    words: tuple[Token, ...]
    lex: Lexicon
    who: Person
    starts: frozenset[int]
    limit: int = field(default=0)

    def low(self, index: int) -> str:
        """Return the word at `index` in lower case; empty beyond the sentence."""
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def is_object(self, index: int) -> bool:
        """Return whether the person who begins at `index` stands behind a preposition."""
        return self.low(index - 1) in self.lex.grammar["prepositions"]


def search(words: tuple[Token, ...], lex: Lexicon, who: Person, starts: frozenset[int]) -> Search:
    """Return where to look for the verbs of `who`."""
    return Search(words, lex, who, starts, min(len(words), who.head + 1 + REACH))


def first_verb(here: Search) -> int | None:
    """Return where the verb group begins, past what is said about the person on the way; None for no verb."""
    index, unknown, direct = here.who.head + 1, 0, True
    while index < here.limit:
        token, low = here.words[index], here.low(index)
        step = _passed_over(here, index, direct)
        if step:
            direct = direct or low in _RELATIVES
            index += step
        elif _ends_search(here, index):
            return None
        elif _begins_group(here, index, direct):
            return index
        elif low in here.lex.grammar["prepositions"]:
            direct = False
            index += 1
        else:
            unknown += 1
            if unknown > _MOST_UNKNOWN or (index == here.who.head + 1 and _is_compound(here, token)):
                return None
            direct = False
            index += 1
    return None


_RELATIVES = ("who", "that", "whoever")


def _passed_over(here: Search, index: int, direct: bool) -> int:
    """Return how many tokens at `index` say nothing of their own: 0 for none."""
    token, low = here.words[index], here.low(index)
    if low in _RELATIVES or low.endswith("ly") or low in here.lex.grammar["fillers"] - {"to"}:
        return 1
    if low == "(":
        closing = (n for n in range(index + 1, min(index + 12, here.limit)) if here.low(n) == ")")
        return next(closing, here.limit) + 1 - index
    if low == ",":
        return 1 if here.low(index + 1) in ("who", "'", "unfortunately", "accidentally") else 0
    return 1 if not token.is_word and token.text[0] in _QUOTES and direct else 0


def _ends_search(here: Search, index: int) -> bool:
    if not here.words[index].is_word or here.low(index) in here.lex.grammar["breaks"] | {"and", "or"}:
        return True
    return index in here.starts and index > here.who.head + 1 and not here.is_object(index)


def _begins_group(here: Search, index: int, direct: bool) -> bool:
    low = here.low(index)
    if is_auxiliary(low, here.lex) or (
        low in here.lex.grammar["negations"] and (direct or low not in ("not", "never"))
    ):
        return True
    verb = here.lex.verbs.get(low)
    if verb is not None and _is_finite(here, verb, index, direct):
        return True
    if direct and here.low(index - 1) in here.lex.judging["adverbs"] and low.isalpha():
        return True
    near = index == here.who.head + 1 or here.low(index - 1).endswith("ly")
    return direct and near and low.endswith(("ed", "ing"))


def _is_finite(here: Search, verb: Verb, index: int, direct: bool) -> bool:
    before, near = here.low(index - 1), index <= here.who.head + 3
    determined = before in here.lex.grammar["determiners"] or before in here.lex.possessives
    if determined and index - 1 > here.who.head:
        return False
    if not direct and here.low(index + 1) == "by":
        return False
    if "past" in verb.forms:
        return direct or before not in here.lex.grammar["prepositions"]
    if "s" in verb.forms:
        return direct and near
    if "base" in verb.forms:
        return direct and near and (here.who.plural or here.who.kind in ("self", "you"))
    return "ing" in verb.forms and index == here.who.head + 1


def _is_compound(here: Search, token: Token) -> bool:
    """Return whether a noun follows at once: in "developer community" no person is the subject."""
    if here.who.kind not in ("role", "person", "team", "outsider") or not token.text[0].islower():
        return False
    return token.low.isalpha() and token.low not in here.lex.grammar["places"]


def begins_object(words: tuple[Token, ...], lex: Lexicon, index: int) -> bool:
    """Return whether what a verb acts on begins at `index`: not in "paid, compromised accounts"."""
    if index >= len(words):
        return False
    low = words[index].low
    grammar = lex.grammar
    small = low in grammar["determiners"] or low in grammar["prepositions"] or low in grammar["particles"]
    return small or low in lex.possessives or not words[index].is_word or low.isdigit()


def clause_end(here: Search, index: int) -> int:
    """Return the first token from `index` on that belongs to another clause."""
    while index < min(here.limit + 6, len(here.words)):
        low = here.low(index)
        if low[0] in ";:!?\u2014\u2013." or low in here.lex.grammar["breaks"] or low == "who":
            return index
        if low == "that" and here.low(index - 1) not in here.lex.grammar["prepositions"]:
            return index
        if index in here.starts and not here.is_object(index) and here.low(index - 1) in ("and", ","):
            return index
        index += 1
    return index
