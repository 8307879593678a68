"""The people of a sentence: roles, names, teams and pronouns, told from systems that are called the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmtui.text.lexicon import Lexicon
from pmtui.text.words import Token, is_auxiliary

PersonKind = Literal["role", "person", "team", "outsider", "we", "self", "you", "they", "name"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is spoken of.

    Attributes:
        kind: What sort of word names them.
        first: The first token of the phrase (article and adjectives included).
        head: The token that names them.
        sure: Whether it is surely a person; a bare "operator" may be software.
        plural: Whether they are several.
        owns: Whether what follows is theirs ("the engineer's mistake").
    """

    kind: PersonKind
    first: int
    head: int
    sure: bool = True
    plural: bool = False
    owns: bool = False


def people(words: tuple[Token, ...], lex: Lexicon, names: frozenset[str]) -> list[Person]:
    """Return the people of a sentence, in order.

    Args:
        words: The sentence.
        lex: The lexicon.
        names: Names of people who were there, in lower case, as single words.
    """
    found: list[Person] = []
    index = 0
    while index < len(words):
        person = _person_at(words, index, lex, names)
        if person is not None:
            found.append(person)
            index = person.head
        index += 1
    return found


def _person_at(words: tuple[Token, ...], index: int, lex: Lexicon, names: frozenset[str]) -> Person | None:
    token = words[index]
    low = token.low
    after = words[index + 1].low if index + 1 < len(words) else ""
    owns = after == "'s" or (after in ("'", "\u2019") and low.endswith("s"))
    if low == "no" and after == "one":
        return Person("person", index, index + 1)
    if low in ("one", "some", "any", "none", "member", "members") and after == "of":
        return _one_of(words, index, lex)
    kind = lex.people.get(low)
    if kind == "team" and index and token.text == "Teams":  # the program of that name
        return None
    if kind is None:
        return _named(words, index, lex, names, owns)
    if kind in ("we", "self", "you", "they"):
        if kind == "self" and token.text != "I":
            return None
        if kind == "self" and after in (".", "/", ")"):
            return None
        return Person(kind, index, index, plural=kind != "self")  # type: ignore[arg-type]
    if "-" in low and low not in lex.people:
        return None
    head = index
    while head + 1 < len(words) and words[head + 1].low in lex.people and head - index < 3:
        following = lex.people[words[head + 1].low]
        if following in ("we", "self", "you", "they"):
            break
        head += 1
    if _is_system(words, index, head, lex):
        return None
    word = words[head].low
    after = words[head + 1].low if head + 1 < len(words) else ""
    owns = after == "'s" or (after in ("'", "\u2019") and word.endswith("s"))
    first = _phrase_start(words, index, lex)
    sure = word not in lex.ambiguous or head > index or _is_described(words, first, index, lex)
    kind = lex.people[word]
    return Person(kind, first, head, sure=sure, plural=word in lex.plural, owns=owns)  # type: ignore[arg-type]


def _one_of(words: tuple[Token, ...], index: int, lex: Lexicon) -> Person | None:
    """Read "one of the engineers" as the engineer."""
    for head in range(index + 2, min(index + 6, len(words))):
        kind = lex.people.get(words[head].low)
        if kind in ("role", "person", "team", "outsider"):
            if head + 1 < len(words) and words[head + 1].low in lex.people:
                continue
            return Person(kind, index, head)  # type: ignore[arg-type]
    return None


def _named(
    words: tuple[Token, ...], index: int, lex: Lexicon, names: frozenset[str], owns: bool
) -> Person | None:
    token = words[index]
    if token.text[0] == "@" and len(token.text) > 2 and "." not in token.text:
        return Person("name", index, index, owns=owns)
    if not token.text[0].isupper():
        return None
    if not (token.low in names or token.low in lex.given_names or _does_what_people_do(words, index, lex)):
        return None
    head = index
    while head + 1 < len(words) and head - index < 2 and words[head + 1].text[:1].isupper():
        following = words[head + 1]
        if following.low in names or (
            following.low.isalpha() and following.low not in lex.verbs and len(following.low) > 1
        ):
            head += 1
        else:
            break
    after = words[head + 1].low if head + 1 < len(words) else ""
    if after in lex.system_after:
        return None
    return Person("name", index, head, owns=after == "'s")


def _does_what_people_do(words: tuple[Token, ...], index: int, lex: Lexicon) -> bool:
    """Say whether an unknown name stands before a verb that only people do ("Ravindra forgot")."""
    verb = lex.verbs.get(words[index + 1].low) if index + 1 < len(words) else None
    unknown = words[index].low.isalpha() and words[index].low not in lex.verbs
    return unknown and verb is not None and verb.base in lex.signs["only_people"] and "past" in verb.forms


def _is_system(words: tuple[Token, ...], index: int, head: int, lex: Lexicon) -> bool:
    after = words[head + 1].low if head + 1 < len(words) else ""
    if after in lex.system_after and not (after == "crashed" and words[head].low not in lex.ambiguous):
        return True
    beyond = words[head + 2].low if head + 2 < len(words) else ""
    if after in lex.fault_nouns and beyond in lex.signs["no_error_of"]:
        return True
    if index == 0:
        return False
    before = words[index - 1]
    if before.text[0] == "`":
        return True
    if words[index].low not in lex.ambiguous:
        return False
    if before.low in lex.system_before and words[head].low in lex.ambiguous:
        return True
    return any(character.isdigit() for character in before.low) and words[head].low in lex.ambiguous


def _phrase_start(words: tuple[Token, ...], index: int, lex: Lexicon) -> int:
    first = index
    grammar = lex.grammar
    for back in range(index - 1, max(index - 6, -1), -1):
        token = words[back]
        if not token.is_word and token.low not in ("/", "-", "'"):
            break
        if token.low in grammar["determiners"] or token.low in lex.possessives:
            first = back
            break
        if token.low == "'s" or (back + 1 < len(words) and words[back + 1].low == "'s"):
            first = back
            continue
        if (
            token.low in grammar["prepositions"]
            or token.low in grammar["breaks"]
            or token.low in ("and", "or")
        ):
            break
        if token.low in lex.people or is_auxiliary(token.low, lex) or token.low in grammar["negations"]:
            break
        verb = lex.verbs.get(token.low)
        if verb is not None and verb.forms & {"past", "s", "ing", "participle"}:
            break
        first = back
    return first


def _is_described(words: tuple[Token, ...], first: int, index: int, lex: Lexicon) -> bool:
    """Say whether a word in the phrase belongs to a person ("the on-call operator")."""
    return any(words[n].low in lex.jobs or words[n].low in lex.judging["people"] for n in range(first, index))
