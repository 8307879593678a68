"""Whose a verb is, looked for from the verb back to the left, past asides and what hangs on the subject.

The search from a person to the right (`verb_search`) finds the first verbs; this finds the late ones:
"a contractor, working on the second rack, accidentally pulled", "was told to wait but unplugged".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.text.people.lexicon import Lexicon
from pmtui.text.people.people import Person
from pmtui.text.people.words import Token, is_auxiliary

_FAR = 40
"""How many words to the left are looked at."""
_STARTERS = frozenset(
    {"after", "before", "as", "once", "that", "and", "but", "or", ",", ";", ":", "\u2014", "\u2013", "-", "("}
)
_JOINING = frozenset({"and", "but", "or", "then", ",", "\u2014", "\u2013", "-"})


def subject_of(
    words: tuple[Token, ...], lex: Lexicon, start: int, people: dict[int, Person]
) -> Person | None:
    """Return the person whose verb group begins at token `start`; None where it is a thing's or nobody's.

    Args:
        words: The sentence.
        lex: The lexicon.
        start: The first token of the verb group.
        people: The people of the sentence by the token of their head.
    """
    here: int | None = start - 1
    while here is not None and here >= max(0, start - _FAR):
        low = words[here].low
        if here in people:
            return _unless_owner(people[here])
        if low in ("who", "whoever", "which") or (low == "that" and here - 1 in people):
            return _before_relative(words, here, people)
        if low in _JOINING:
            return _of_the_clause(words, lex, here, people)
        passed = _passed_over(words, lex, here, here < start - 1, people)
        if passed is not None:
            here = passed
        elif is_auxiliary(low, lex) or low in lex.grammar["breaks"] or low in lex.grammar["prepositions"]:
            return None
        else:
            first = _phrase_start(words, lex, here)
            here = _before_phrase(words, lex, first)
            if here is None:
                by_participle = first > 1 and _is_participle(words[first - 1].low, lex)
                return _participles(first - 2, people) if by_participle else _before_who(words, first, people)
    return None


def _passed_over(
    words: tuple[Token, ...], lex: Lexicon, here: int, inside: bool, people: dict[int, Person]
) -> int | None:
    """Return where to go on past a word that is no subject: an adverb, an aside, what hangs on it."""
    low, grammar = words[here].low, lex.grammar
    if low == ")":
        return next((n for n in range(here, max(here - 16, -1), -1) if words[n].low == "("), 0) - 1
    if (
        low.endswith("ly")
        or not words[here].is_word
        or low in grammar["fillers"]
        or low in grammar["negations"]
    ):
        return here - 1
    if low in grammar["prepositions"]:
        return here - 1 if inside else None  # "a maker of cladding concealed"
    behind_prep = words[here + 1].low in grammar["prepositions"]
    reduced = here - 1 in people and behind_prep and (_is_finite(low, lex) or _is_participle(low, lex))
    return here - 1 if reduced else None  # "a driver distracted by messages caused"


def _before_phrase(words: tuple[Token, ...], lex: Lexicon, first: int) -> int | None:
    """Return where to go on before a noun phrase that is not the subject itself; None where it may be."""
    if first < 2:
        return None
    before = words[first - 1].low
    joined = (
        before in ("and", "or") and words[first - 2].is_word and not _is_finite(words[first - 2].low, lex)
    )
    return first - 2 if joined or before in lex.grammar["prepositions"] else None


def _before_relative(words: tuple[Token, ...], here: int, people: dict[int, Person]) -> Person | None:
    """Return who stands before "who"; before "which" only a team can."""
    before = _just_before(here - 1, words, people)
    if before is None and words[here - 1].low == ",":  # "a freelancer, long gone by now, who"
        comma = next((n for n in range(here - 2, max(here - 10, 0), -1) if words[n].low == ","), 0)
        before = people.get(comma - 1)
    return before if words[here].low != "which" or (before and before.kind == "team") else None


def _before_who(words: tuple[Token, ...], at: int, people: dict[int, Person]) -> Person | None:
    """Return who a "who" clause is about that ends before the verb: "the one who knew it did not tell"."""
    who = next((n for n in range(at, max(at - 16, 0), -1) if words[n].low == "who"), None)
    return None if who is None else _just_before(who - 1, words, people)


def _unless_owner(person: Person) -> Person | None:
    return None if person.owns else person


def _participles(at: int, people: dict[int, Person]) -> Person | None:
    """Return who stands before a participle and its object: "the one publishing this forgot"."""
    return _unless_owner(people[at]) if at in people else None


def _just_before(at: int, words: tuple[Token, ...], people: dict[int, Person]) -> Person | None:
    while at >= 0 and not words[at].is_word:
        at -= 1
    return next((people[n] for n in range(at, max(at - 3, -1), -1) if n in people), None)


def _of_the_clause(
    words: tuple[Token, ...], lex: Lexicon, joint: int, people: dict[int, Person]
) -> Person | None:
    """Return who a clause is about whose further verb stands behind `joint`, a comma or an "and"."""
    for begin in _beginnings(words, lex, joint):
        at = begin
        if at and words[at - 1].low == "," and words[at].low.endswith(("ed", "ing")):
            continue  # an aside: ", convinced it was a false alarm,"
        while at < joint and (
            words[at].low.endswith("ly") or not words[at].is_word or words[at].low in _SKIPPED
        ):
            at += 1
        end = _phrase_end(words, lex, at, joint)
        if end > at and end - 1 in people:
            return _unless_owner(people[end - 1])
        if end > at and end < joint and _is_finite(words[end].low, lex):
            return None
    return None


_SKIPPED = frozenset({"then", "so", "yes", "no", "well", "apparently", "and", "but"})


def _beginnings(words: tuple[Token, ...], lex: Lexicon, joint: int) -> Iterator[int]:
    for at in range(joint - 1, max(-1, joint - _FAR), -1):
        if words[at].low in _STARTERS or words[at].low in lex.grammar["breaks"]:
            yield at + 1
    yield 0


def _phrase_start(words: tuple[Token, ...], lex: Lexicon, at: int) -> int:
    """Return the first token of the noun phrase that ends at `at`."""
    first = at
    while first > 0 and _in_phrase(words[first - 1].low, words[first - 1], lex):
        first -= 1
        if words[first].low in lex.grammar["determiners"]:
            break
    return first


def _phrase_end(words: tuple[Token, ...], lex: Lexicon, at: int, limit: int) -> int:
    """Return the first token behind the noun phrase that begins at `at`."""
    end = at
    while end < limit and (_in_phrase(words[end].low, words[end], lex) or words[end].low in lex.people):
        end += 1
    return end


def _in_phrase(low: str, token: Token, lex: Lexicon) -> bool:
    if not token.is_word or low in lex.grammar["prepositions"] or low in lex.grammar["breaks"]:
        return False
    if low in _JOINING or is_auxiliary(low, lex) or low in ("who", "that", "which"):
        return low == "that"
    return not _is_participle(low, lex) and not _is_finite(low, lex)


def _is_finite(low: str, lex: Lexicon) -> bool:
    verb = lex.verbs.get(low)
    return is_auxiliary(low, lex) or (verb is not None and "past" in verb.forms)


def _is_participle(low: str, lex: Lexicon) -> bool:
    verb = lex.verbs.get(low)
    return low.endswith("ing") and (verb is not None or len(low) > 5)
