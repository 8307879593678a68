"""The words that reading a phrase rests on, from `content/rules/lexicon.toml`, with their inflections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pmtui import content

Form = Literal["base", "s", "past", "participle", "ing"]
VerbKind = Literal["fault_human", "fault_any", "duty", "change", "harm", "neutral"]
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Verb:
    """What a word can be as a verb: its base form, the form it has, and the kinds the base form is of."""

    base: str
    forms: frozenset[Form]
    kinds: frozenset[VerbKind]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicon, ready for look-up; all words in lower case with straight apostrophes."""

    people: dict[str, str]
    """Word to kind of person: role, person, team, outsider, we, self, you, they."""
    plural: Words
    ambiguous: Words
    jobs: Words
    """Words before an ambiguous one by which it is a person's: "product manager"."""
    given_names: Words
    possessives: Words
    system_before: Words
    system_after: Words
    fault_nouns: Words
    act_nouns: Words
    procedures: Words
    verbs: dict[str, Verb]
    judging: dict[str, Words]
    signs: dict[str, Words]
    grammar: dict[str, Words]
    participles: dict[str, str]
    """Base form of a verb to its past participle."""


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once; raise ContentError where its file is broken."""
    data = content.toml("rules/lexicon.toml")
    people: dict[str, str] = {}
    plural: set[str] = set(data["grammar"]["plural_persons"])
    kinds = (("role", "roles"), ("person", "persons"), ("team", "teams"), ("outsider", "outsiders"))
    for kind, key in kinds:
        for word in data["people"][key]:
            people[word] = kind
            people[_plural(word)] = kind
            plural.add(_plural(word))
    for kind in ("we", "self", "you", "they"):
        people |= dict.fromkeys(data["people"][kind], kind)
    ambiguous = set(data["people"]["ambiguous"])
    verbs, participles = _verbs(data["verbs"], data["irregular"])
    return Lexicon(
        people=people,
        plural=frozenset(plural),
        ambiguous=frozenset(ambiguous | {_plural(word) for word in ambiguous}),
        jobs=frozenset(data["people"]["jobs"]),
        given_names=frozenset(data["people"]["given_names"]),
        possessives=frozenset(data["people"]["possessives"]),
        system_before=frozenset(data["systems"]["before"]),
        system_after=frozenset(data["systems"]["after"]),
        fault_nouns=frozenset(word for noun in data["nouns"]["fault"] for word in (noun, _plural(noun))),
        act_nouns=frozenset(data["nouns"]["act"]),
        procedures=frozenset(data["nouns"]["procedure"]),
        verbs=verbs,
        judging={key: frozenset(words) for key, words in data["judging"].items()},
        signs={key: frozenset(words) for key, words in data["signs"].items()},
        grammar={key: frozenset(words) for key, words in data["grammar"].items()},
        participles=participles,
    )


def _verbs(
    kinds: dict[str, list[str]], irregular: dict[str, list[str]]
) -> tuple[dict[str, Verb], dict[str, str]]:
    doubling = set(kinds["doubling"])
    of_base: dict[str, set[VerbKind]] = {}
    names: tuple[VerbKind, ...] = ("fault_human", "fault_any", "duty", "change", "harm", "neutral")
    for kind in names:
        for base in kinds[kind]:
            of_base.setdefault(base, set()).add(kind)
    found: dict[str, Verb] = {}
    participles: dict[str, str] = {}
    for base, its_kinds in of_base.items():
        forms = _forms(base, irregular.get(base), base in doubling)
        participles[base] = forms["participle"]
        by_word: dict[str, set[Form]] = {}
        for form, word in forms.items():
            by_word.setdefault(word, set()).add(form)
        for word, its_forms in by_word.items():
            found.setdefault(word, Verb(base, frozenset(its_forms), frozenset(its_kinds)))
    return found, participles


def _forms(base: str, irregular: list[str] | None, double: bool) -> dict[Form, str]:
    if base.endswith("e"):
        stem, past = base[:-1], base + "d"
    elif double:
        stem = base + base[-1]
        past = stem + "ed"
    elif base.endswith("y") and base[-2] not in "aeiou":
        stem, past = base, base[:-1] + "ied"
    else:
        stem, past = base, base + "ed"
    if irregular and base in {"forget", "run", "set", "put", "get", "shut", "cut", "begin", "hit"}:
        stem = base + base[-1]
    past, participle = irregular or (past, past)
    return {"base": base, "s": _plural(base), "past": past, "participle": participle, "ing": stem + "ing"}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "i", "o", "u"):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in {"do", "go"}:
        return word + "es"
    return {"man": "men", "woman": "women", "person": "persons"}.get(word, word + "s")
