"""Names of people and of teams, by what stands around them: a given name, a title, "who", a verb."""

from __future__ import annotations

from pmtui.text.people.lexicon import Lexicon
from pmtui.text.people.words import Token


def last_of_name(words: tuple[Token, ...], index: int, lex: Lexicon, names: frozenset[str]) -> int | None:
    """Return the last token of the name that begins at the capitalised token `index`; None for no name.

    Args:
        words: The sentence.
        index: Where it begins.
        lex: The lexicon.
        names: Names of people who were there, in lower case, as single words.
    """
    token = words[index]
    known = token.low in names or token.low in lex.given_names
    if not (known or _is_titled(words, index, lex) or _does_what_people_do(words, index, lex)):
        return None
    head = index
    while head + 1 < len(words) and head - index < 2 and words[head + 1].text[:1].isupper():
        following = words[head + 1].low
        if not (following in names or (_is_unknown(following, lex) and len(following) > 1)):
            break
        head += 1
    after = words[head + 1].low if head + 1 < len(words) else ""
    return None if after in lex.system_after else head


def _is_unknown(low: str, lex: Lexicon) -> bool:
    """Return whether a word is none of the lexicon's verbs: it may be a name nobody has heard of."""
    return low.isalpha() and low not in lex.verbs and low not in lex.auxiliaries


def _is_titled(words: tuple[Token, ...], index: int, lex: Lexicon) -> bool:
    """Return whether a title stands before, or "who" behind."""
    if index and words[index - 1].low in lex.titles:
        return True
    followed = index + 1 < len(words) and words[index + 1].low == "who"
    return followed and _is_unknown(words[index].low, lex)


def _does_what_people_do(words: tuple[Token, ...], index: int, lex: Lexicon) -> bool:
    """Return whether an unknown name stands before a verb that only people do ("Ravindra forgot")."""
    at = index + 1
    while at < len(words) and (words[at].low.endswith("ly") or words[at].low in lex.grammar["fillers"]):
        at += 1
    verb = lex.verbs.get(words[at].low) if at < len(words) else None
    told = verb is not None and verb.base in lex.signs["only_people"] and "past" in verb.forms
    return told and _is_unknown(words[index].low, lex)


def is_department(words: tuple[Token, ...], index: int, lex: Lexicon) -> bool:
    """Return whether a word such as "Legal" is a team: without an article, as the subject of a verb."""
    if index + 1 >= len(words) or not words[index].text[0].isupper() or words[index].text == "It":
        return False
    before = words[index - 1].low if index else ""
    stands_alone = index == 0 or before in lex.grammar["breaks"] or before in ("that", "and", ",", ":", "but")
    following = words[index + 1].low
    verb = lex.verbs.get(following)
    told = following in lex.auxiliaries or (verb is not None and "past" in verb.forms)
    return stands_alone and told and following not in lex.grammar["be"]
