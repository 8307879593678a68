"""A team's pack, read from its text: rules, words and switches. What is broken is named; the rest holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast, get_args

from pmtui.checks.rules.book import Rulebook, Switch, Trouble, built_in_families
from pmtui.checks.rules.form import read_own_rule, shown
from pmtui.checks.rules.rule import Rule
from pmtui.errors import ContentError
from pmtui.text.patterns import regex
from pmtui.text.people import team_words
from pmtui.text.people.team_words import TeamWords

LARGEST = 128 * 1024
"""Bytes of one pack."""
MOST_RULES = 200
MOST_PHRASES = 2_000
"""Phrases and exceptions of one pack."""
MOST_PATTERNS = 100
"""Patterns of one pack: each is tried on every sentence."""
MOST_WORDS = 1_000
"""Words in one list of the lexicon."""
LONGEST_WORD = 60
SWITCHES: tuple[Switch, ...] = get_args(Switch)

_TABLES = ("rule", "lexicon", "severity")
_LONGEST_LINE = 2_000
_QUOTED = regex(r'"(?:[^"\\]|\\.){0,2000}+"|' r"'[^']{0,2000}+'")
_MOST_DOTS = 40
"""Points outside quotes in one line: a key of a great many parts keeps the TOML reader busy for minutes."""
_WORD = regex(r"[^\W_]{1,60}+(?:[ '.&/-][^\W_]{1,60}+){0,30}")


@dataclass(slots=True)
class Pack:
    """What was sound in a pack.

    Attributes:
        where: Its file, as it can be shown.
        rules: Its rules, by id.
        words: What it adds to the lexicon.
        switches: Ids of rules, which need not be there, and what they are set to.
        troubles: What was left out.
        table: The table that the switches are from.
    """

    where: str
    rules: dict[str, Rule] = field(default_factory=dict)
    words: TeamWords = team_words.NONE
    switches: dict[str, Switch] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    table: str = "[severity]"


def read(raw: bytes, where: str) -> Pack:
    """Return the pack in `raw`, as far as it is sound.

    Args:
        raw: The bytes of its file.
        where: The file's name, as it can be shown.
    """
    pack = Pack(where)
    try:
        data = _parsed(raw)
    except ValueError as error:
        pack.troubles.append(Trouble(where, "the pack", str(error)))
        return pack
    for key in data:
        if key not in _TABLES:
            reason = "there is no such table; a pack holds [[rule]], [lexicon] and [severity]"
            pack.troubles.append(Trouble(where, f"`{shown(key)}`", reason))
    _read_rules(data.get("rule", []), pack)
    pack.words = _words(data.get("lexicon", {}), pack)
    pack.switches, troubles = switches(data.get("severity", {}), where, "[severity]")
    pack.troubles += troubles
    return pack


def _parsed(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // 1024} kB: make several packs of it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8; save it as UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            raise ValueError(f"line {number} is longer than {_LONGEST_LINE} characters: make several of it")
        if line.count(".") > _MOST_DOTS and _QUOTED.sub("", line).count(".") > _MOST_DOTS:
            raise ValueError(f"line {number} has more than {_MOST_DOTS} points outside quotes")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not valid TOML: {ascii(str(error))[1:-1]}") from None
    except (ValueError, RecursionError):
        raise ValueError("not valid TOML: a number is too long, or lists or tables lie too deep") from None


def _read_rules(tables: Any, pack: Pack) -> None:
    if not isinstance(tables, list):
        pack.troubles.append(Trouble(pack.where, "`rule`", "each rule is a table of its own: [[rule]]"))
        return
    phrases = patterns = 0
    for number, table in enumerate(tables, 1):
        name = f"rule {_name(table, number)}"
        if number > MOST_RULES:
            reason = f"a pack holds at most {MOST_RULES} rules"
            pack.troubles.append(Trouble(pack.where, f"{name} and what follows it", reason))
            return
        try:
            rule = read_own_rule(table, pack.where)
            phrases += len(rule.phrases.texts) + len(rule.unless.texts)
            patterns += len(rule.patterns)
            if phrases > MOST_PHRASES or patterns > MOST_PATTERNS:
                raise ContentError(
                    f"a pack holds at most {MOST_PHRASES} phrases and {MOST_PATTERNS} patterns"
                )
            _own_id(rule.id, pack)
        except ContentError as error:
            pack.troubles.append(Trouble(pack.where, name, error.what.removeprefix(f"{name}: ")))
            continue
        pack.rules[rule.id] = rule


def _name(table: Any, number: int) -> str:
    named = isinstance(table, dict) and isinstance(table.get("id"), str) and table["id"]
    return shown(table["id"]) if named else f"number {number}"


def _own_id(rule_id: str, pack: Pack) -> None:
    family = rule_id.partition(".")[0]
    if family in built_in_families():
        raise ContentError(f'the family `{family}` is built in: give it one of your own, such as "acme"')
    if rule_id in pack.rules:
        raise ContentError("another rule has this id")


# -- words ------------------------------------------------------------------------------------------------


def _words(table: Any, pack: Pack) -> TeamWords:
    if not isinstance(table, dict):
        pack.troubles.append(Trouble(pack.where, "`lexicon`", "it is a table: [lexicon]"))
        return team_words.NONE
    found: dict[str, frozenset[str]] = {}
    for key, value in table.items():
        try:
            if key not in team_words.KEYS:
                raise ValueError(f"the lists are {', '.join(team_words.KEYS)}")
            found[key] = frozenset(_word(each) for each in _listed(value))
        except ValueError as error:
            pack.troubles.append(Trouble(pack.where, f"`{shown(key)}` of [lexicon]", str(error)))
    return TeamWords(**found)


def _listed(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError('it is a list of words in quotes, such as ["release captain"]')
    if len(value) > MOST_WORDS:
        raise ValueError(f"it holds {len(value)} words: the most is {MOST_WORDS}")
    return value


def _word(text: str) -> str:
    word = text.strip().replace("\u2019", "'").lower()
    if len(word) > LONGEST_WORD or not _WORD.fullmatch(word):
        raise ValueError(
            f"`{shown(text)}` is no word: letters and figures, at most {LONGEST_WORD} characters"
        )
    return word


# -- switches ---------------------------------------------------------------------------------------------


def switches(table: Any, where: str, name: str) -> tuple[dict[str, Switch], list[Trouble]]:
    """Return what rules are set to by a table: `"blame.maybe" = "off"`, also without the quotes.

    Args:
        table: The table, of any shape.
        where: The file that it is from, as it can be shown.
        name: The table's name, for the troubles.
    """
    found: dict[str, Switch] = {}
    troubles: list[Trouble] = []
    if not isinstance(table, dict):
        return found, [Trouble(where, f"`{name.strip('[]')}`", f"it is a table: {name}")]
    for rule_id, value in _flat(table):
        if value in SWITCHES:
            found[rule_id] = cast("Switch", value)
        else:
            reason = f"a rule is set to one of {', '.join(SWITCHES)}"
            troubles.append(Trouble(where, f"`{shown(rule_id)}` of {name}", reason))
    return found, troubles


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield id and value; `blame.maybe = "off"` without quotes is a table in a table."""
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from ((f"{key}.{rest}", each) for rest, each in value.items())
        else:
            yield key, value


def joined(packs: Iterable[Pack]) -> Rulebook:
    """Return the rulebook that packs come to, in this order; of what is set twice, the later holds."""
    own: dict[str, Rule] = {}
    words, troubles = team_words.NONE, list[Trouble]()
    packs = tuple(packs)
    for pack in packs:
        troubles += pack.troubles
        words |= pack.words
        for rule_id, rule in pack.rules.items():
            if rule_id in own:
                troubles.append(Trouble(pack.where, f"rule {rule_id}", "a rule of another pack has this id"))
            else:
                own[rule_id] = rule
    book, set_to = Rulebook(own), dict[str, Switch]()
    for pack in packs:
        for rule_id, switch in pack.switches.items():
            if _is_known(rule_id, book):
                set_to[rule_id] = switch
            else:
                what = f"`{shown(rule_id)}` of {pack.table}"
                troubles.append(Trouble(pack.where, what, "there is no such rule; docs/checks.md lists them"))
    return Rulebook(own, set_to, words, tuple(troubles))


def _is_known(rule_id: str, book: Rulebook) -> bool:
    try:
        book.rule(rule_id)
    except KeyError:
        return False
    return True
