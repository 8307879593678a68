"""The words by which a person is told from a team, a role or a system: owners.toml, names.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pmtui import content
from pmtui.text.memory import remembered
from pmtui.text.patterns import regex
from pmtui.text.people import team_words
from pmtui.text.people.lexicon import lexicon

Words = frozenset[str]

_LETTER = r"[^\W\d_]"
_SHAPE = regex(
    rf"(?:{_LETTER}\.?|(?:[^\W\d_][’'])?{_LETTER}{{2,25}}(?:[’']{_LETTER}{{1,12}})?(?:-{_LETTER}{{1,20}}){{0,2}}\.?)$"
)
_INNER_CAPITAL = regex(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|Du)[^\W\d_a-z]")


@cache
def data() -> dict[str, Any]:
    """Return content/text/owners.toml."""
    return content.toml("text/owners.toml")


@cache
def verbs() -> tuple[dict[str, str], Words]:
    """Return third person to base form of what owners do, and the base forms."""
    known: dict[str, str] = data()["verbs"]
    more = (verb for kind, verbs in content.toml("rules/smart.toml")["verbs"].items() for verb in verbs)
    return {third: base for base, third in known.items()}, frozenset(known) | frozenset(data()["to_do"]) | (
        frozenset(more) - {"be"}
    )


@remembered(None)
def no_person() -> tuple[Words, Words, Words]:
    """Return the words of groups, the words that name no person, and the words of systems."""
    teams, own = data()["teams"], team_words.present()
    nobody = own.roles | own.teams | own.systems | own.not_people
    return (
        frozenset(teams["group_words"]),
        frozenset(teams["words"]).union(*(words.split() for words in nobody)),
        frozenset(data()["systems"]["words"]) | own.systems,
    )


@remembered(None)
def given_names() -> Words:
    """Return the given names that are known, in lower case."""
    return lexicon().given_names | frozenset(content.toml("text/names.toml")["given"])


@cache
def particles() -> Words:
    """Return the parts of family names that are written small: "van", "de"."""
    return frozenset(content.toml("text/names.toml")["particles"])


def has_shape(word: str) -> bool:
    """Return whether a word can be part of a name: a capital and small letters, an initial, O'Neill."""
    if not _SHAPE.match(word) or not (word[0].isupper() or not word[0].islower()):
        return False
    parts = [part for part in re.split(r"[-’'.]", word) if part]
    return all(
        len(part) == 1 or part[1:] == part[1:].lower() or _INNER_CAPITAL.match(part) is not None
        for part in parts
    )


def is_common(word: str) -> bool:
    """Return whether a word is that of a team, a role or a system, or has the ending of a common noun."""
    low = word.lower().rstrip(".")
    group, nobody, systems = no_person()
    endings = tuple(data()["systems"]["endings"])
    if low in given_names():
        return low in group or low in systems
    return low in group or low in nobody or low in systems or (len(low) > 5 and low.endswith(endings))


def is_name(name: str) -> bool:
    """Return whether capitalised words can be a person's name: none is a system, a team or a common noun."""
    words = name.split()
    capital = [word for word in words if word.lower() not in particles()]
    return bool(capital) and all(
        has_shape(word) and (len(word.rstrip(".")) == 1 or not is_common(word)) for word in capital
    )


def is_known(name: str) -> bool:
    """Return whether a name begins with a given name that is known."""
    return is_name(name) and name.split()[0].lower().rstrip(".") in given_names()
