"""The words that reading a phrase rests on, from `content/rules/lexicon.toml`, with their inflections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cache
from typing import Literal

from pmtui import content
from pmtui.text.memory import remembered
from pmtui.text.people import team_words
from pmtui.text.people.team_words import TeamWords
from pmtui.values import dataclass

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
    mostly: Words
    """Those of the ambiguous words that mean a person where nothing in the sentence speaks of machines."""
    humans: Words
    """Words that speak of people at work: beside one of them such a word is surely a person's."""
    endings: tuple[str, ...]
    """Endings of words for people: "technologist", "fireman"."""
    jobs: Words
    """Words before an ambiguous one by which it is a person's: "product manager"."""
    given_names: Words
    departments: Words
    """Words that name a team where they stand alone before a verb: "Legal withheld the papers"."""
    titles: Words
    """Words before a name: "Dr"."""
    possessives: Words
    system_before: Words
    system_after: Words
    cues: Words
    """Words that speak of machines: with one of them in the sentence an ambiguous word is taken for one."""
    fault_nouns: Words
    act_nouns: Words
    procedures: Words
    verbs: dict[str, Verb]
    idioms: dict[str, Words]
    """Base form of a verb to the words with which it says that a person went wrong."""
    judging: dict[str, Words]
    signs: dict[str, Words]
    grammar: dict[str, Words]
    auxiliaries: Words
    leads: Words
    """Words at which a person's phrase can begin or stand."""
    tells_of_organisations: Words
    """Words by which what an organisation did is judged."""
    participles: dict[str, str]
    """Base form of a verb to its past participle."""
    machines: Words = frozenset()
    """The team's words for what is never a person here."""
    joined: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """The team's entries of several words, by their first word: they are read as one."""


@remembered(None)
def lexicon() -> Lexicon:
    """Return the lexicon, with the team's words in it; raise ContentError where its file is broken."""
    own = team_words.present()
    return _with_words_of(own, _built_in()) if own != team_words.NONE else _built_in()


def _with_words_of(own: TeamWords, lex: Lexicon) -> Lexicon:
    machines = _with_plurals(own.systems | own.not_people)
    roles, teams = _with_plurals(own.roles), _with_plurals(own.teams)
    people = lex.people | dict.fromkeys(roles, "role") | dict.fromkeys(teams, "team")
    return replace(
        lex,
        people={word: kind for word, kind in people.items() if word not in machines},
        plural=lex.plural | ((roles | teams) - own.roles - own.teams),
        ambiguous=lex.ambiguous - roles - teams,
        given_names=(lex.given_names | own.names) - machines,
        system_before=lex.system_before | own.systems,
        leads=lex.leads | roles | teams | {parts[0] for first in own.joined().values() for parts in first},
        machines=machines,
        joined=own.joined(),
    )


def _with_plurals(words: Words) -> Words:
    return words | {_plural(word) for word in words}


@cache
def _built_in() -> Lexicon:
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
        mostly=frozenset(word for base in data["people"]["mostly"] for word in (base, _plural(base))),
        humans=frozenset(data["people"]["humans"]),
        endings=tuple(data["people"]["endings"]),
        jobs=frozenset(data["people"]["jobs"]),
        given_names=frozenset(data["people"]["given_names"]),
        departments=frozenset(data["people"]["departments"]),
        titles=frozenset(data["people"]["titles"]),
        possessives=frozenset(data["people"]["possessives"]),
        system_before=frozenset(data["systems"]["before"]),
        system_after=frozenset(data["systems"]["after"]),
        cues=frozenset(data["systems"]["cues"]),
        fault_nouns=frozenset(word for noun in data["nouns"]["fault"] for word in (noun, _plural(noun))),
        act_nouns=frozenset(data["nouns"]["act"]),
        procedures=frozenset(data["nouns"]["procedure"]),
        verbs=verbs,
        idioms={base: frozenset(words) for base, words in data["idioms"].items()},
        judging={key: frozenset(words) for key, words in data["judging"].items()},
        signs={key: frozenset(words) for key, words in data["signs"].items()},
        grammar={key: frozenset(words) for key, words in data["grammar"].items()},
        leads=frozenset(people)
        | frozenset(data["people"]["departments"])
        | frozenset(data["people"]["one_of"]),
        tells_of_organisations=frozenset(
            (*data["signs"]["not_done"], *data["signs"]["accident"], *data["judging"]["adverbs"])
        )
        | frozenset(
            word
            for word, verb in verbs.items()
            if verb.base in data["signs"]["org_ignores"] or verb.base in ("let", "make", "commit")
        ),
        auxiliaries=frozenset(
            word for part in ("be", "have", "do", "modals") for word in data["grammar"][part]
        ),
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
        by_word: dict[str, tuple[Form, ...]] = {}
        for form, word in forms.items():
            by_word[word] = (*by_word.get(word, ()), form)
        all_kinds = frozenset(its_kinds)
        for word, its_forms in by_word.items():
            if word not in found:
                found[word] = Verb(base, _set_of(its_forms), all_kinds)
    return found, participles


@cache
def _set_of(forms: tuple[Form, ...]) -> frozenset[Form]:
    return frozenset(forms)  # a few, shared by thousands of words


_DOUBLING_IRREGULAR = frozenset(
    (
        *("forget", "run", "set", "put", "get", "shut", "cut", "begin", "hit", "let", "sit", "win", "quit"),
        *("rid", "split", "reset", "spin"),
    )
)


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
    if irregular and base in _DOUBLING_IRREGULAR:
        stem = base + base[-1]
    past, participle = irregular or (past, past)
    return {"base": base, "s": _plural(base), "past": past, "participle": participle, "ing": stem + "ing"}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "i", "o", "u"):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in {"do", "go"}:
        return word + "es"
    return {"man": "men", "woman": "women", "person": "persons"}.get(word, word + "s")
