"""The people of a sentence: roles, names, teams and pronouns, told from systems that are called the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pmtui.text.people import naming, organisations
from pmtui.text.people.lexicon import Lexicon
from pmtui.text.people.words import Token, is_auxiliary
from pmtui.values import dataclass

_LONG = 8
"""From so many letters on a word may be a person's by its ending."""

PersonKind = Literal["role", "person", "team", "outsider", "we", "self", "you", "they", "name"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is spoken of.

    Attributes:
        kind: What sort of word names them.
        first: The first token of the phrase (article and adjectives included).
        head: The token that names them.
        sure: Whether it is surely a person; a bare "operator" may be software.
        likely: Whether a word that machines bear too is likely a person's, as nothing speaks of machines.
        plural: Whether they are several.
        owns: Whether what follows is theirs ("the engineer's mistake").
    """

    kind: PersonKind
    first: int
    head: int
    sure: bool = True
    plural: bool = False
    owns: bool = False
    likely: bool = False


def people(words: tuple[Token, ...], lex: Lexicon, names: frozenset[str]) -> list[Person]:
    """Return the people of a sentence, in order.

    Args:
        words: The sentence.
        lex: The lexicon.
        names: Names of people who were there, in lower case, as single words.
    """
    found: list[Person] = []
    index = 0
    of_machines: bool | None = None
    judged = organisations.may_be_told_of(words, lex)
    while index < len(words):
        text, low, _, _ = words[index]
        # most words are worth no closer look
        plain = low not in lex.leads and not text[0].isupper() and text[0] != "@"
        if plain and (len(low) < _LONG or not low.endswith(lex.endings)):
            index += 1
            continue
        person = _person_at(words, index, lex, names, judged)
        if person is not None:
            if not person.sure:
                if of_machines is None:
                    of_machines = speaks_of_machines(words, lex)
                sure = not of_machines and _speaks_of_humans(words, person, lex)
                likely = sure or (not of_machines and words[person.head].low in lex.mostly)
                person = replace(person, likely=likely, sure=sure)
            found.append(person)
            index = person.head
        index += 1
    return found


def _named(
    words: tuple[Token, ...], index: int, lex: Lexicon, names: frozenset[str], judged: bool, owns: bool
) -> Person | None:
    """Return who is named at `index`: a handle, an organisation, a name."""
    text = words[index].text
    if text[0] == "@" and len(text) > 2 and "." not in text:
        return Person("name", index, index, owns=owns)
    if not text[0].isupper():
        return None
    given = words[index].low in lex.given_names or words[index].low in names
    if judged and not given and (last := organisations.last_word(words, index, lex)) is not None:
        return Person("team", index, last)
    head = naming.last_of_name(words, index, lex, names)
    if head is None:
        return None
    return Person("name", index, head, owns=head + 1 < len(words) and words[head + 1].low == "'s")


def speaks_of_machines(words: tuple[Token, ...], lex: Lexicon) -> bool:
    """Return whether a word of the sentence speaks of software or devices, or is a piece of code."""
    return any(token.low in lex.cues or token.text[0] == "`" for token in words)


def _speaks_of_humans(words: tuple[Token, ...], person: Person, lex: Lexicon) -> bool:
    return any(token.low in lex.humans for n, token in enumerate(words) if n != person.head)


def _person_at(
    words: tuple[Token, ...], index: int, lex: Lexicon, names: frozenset[str], judged: bool
) -> Person | None:
    token = words[index]
    low = token.low
    after = words[index + 1].low if index + 1 < len(words) else ""
    owns = after == "'s" or (after in ("'", "\u2019") and low.endswith("s"))
    if low == "no" and after == "one":
        return Person("person", index, index + 1)
    if low in ("one", "some", "any", "none", "neither", "member", "members") and after == "of":
        return _one_of(words, index, lex)
    if low in lex.departments and naming.is_department(words, index, lex):
        return Person("team", index, index)
    kind = lex.people.get(low) or ("role" if low.endswith(lex.endings) and len(low) >= _LONG else None)
    if kind == "team" and index and token.text == "Teams":  # the program of that name
        return None
    if kind is None:
        return _named(words, index, lex, names, judged, owns)
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
    kind = lex.people.get(word, "role")
    return Person(kind, first, head, sure=sure, plural=word in lex.plural, owns=owns)  # type: ignore[arg-type]


def _one_of(words: tuple[Token, ...], index: int, lex: Lexicon) -> Person | None:
    """Read "one of the engineers" as the engineer."""
    for head in range(index + 2, min(index + 6, len(words))):
        kind = lex.people.get(words[head].low)
        if words[head].low in ("them", "us"):
            return Person("they", index, head)
        if kind in ("role", "person", "team", "outsider"):
            if head + 1 < len(words) and words[head + 1].low in lex.people:
                continue
            return Person(kind, index, head)  # type: ignore[arg-type]
    return None


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
    if words[index].low in lex.signs["indefinite"]:
        return first  # "reach nobody": nothing stands before it that describes it
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
        described = verb is not None and back and words[back - 1].low in grammar["determiners"]
        if verb is not None and verb.forms & {"past", "s", "ing", "participle"} and not described:
            break
        first = back
    return first


def _is_described(words: tuple[Token, ...], first: int, index: int, lex: Lexicon) -> bool:
    """Say whether a word in the phrase belongs to a person ("the on-call operator")."""
    return any(words[n].low in lex.jobs or words[n].low in lex.judging["people"] for n in range(first, index))
