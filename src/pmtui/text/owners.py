"""Who owns an action: a named person, told from a team, a role, a system, or nobody yet.

The verbs and the words that are no person stand in content/text/owners.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pmtui import content
from pmtui.text.reading import Owner, Span

LONGEST_TEXT = 2_000
"""How far into a text an owner is looked for, in characters."""

_NAME = r"[^\W\d_][\w.'’-]{0,30}(?:[^\S\n][^\W\d_][\w.'’-]{0,30}){0,3}"
_PROPER = r"[^\W\d_a-z][a-zß-ÿĀ-ž'’]{1,24}(?:-[^\W\d_a-z][a-zß-ÿĀ-ž]{1,20})?"
_HANDLE = re.compile(r"(?<![\w@.+-])@(?P<name>[A-Za-z][\w.-]{0,38})(?![\w/@])")
_LABELLED_END = re.compile(
    r"[^\S\n](?:by|due|before|until|on|in|will|to|from)(?![a-z])|[^\S\n][-–—>]", re.IGNORECASE
)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[;:.!?][^\S\n])|(?<=[-*•][^\S\n]))(?P<name>{_PROPER}(?:[^\S\n]{_PROPER}){{0,2}})"
    r"(?P<to>[^\S\n](?:to|will|shall|is to|is going to))?[^\S\n](?P<verb>[a-z]{3,14})(?![\w'’])",
    re.MULTILINE,
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|(?<![\w.])@|(?<=[\w.])@\S*")
_BESIDE = re.compile(
    rf"(?:^|(?<=[\s(\[]))(?:[Oo]wner|[Aa]ssignee|DRI)[^\S\n](?P<name>{_PROPER}(?:[^\S\n]{_PROPER}){{0,2}})"
    r"(?=[^\S\n]*(?:$|[,;.)\]\n]))",
    re.MULTILINE,
)
_FROM_A_GROUP = re.compile(r"\s+(?:from|of|in|at|with|for)\s+|\s*[,/]\s*|\s+[-–—]\s+")
_WORDS = re.compile(r"[\w/'’-]+")


@dataclass(frozen=True, slots=True)
class Doer:
    """A person named as the one who does it: "Sam documents ...", "Alex to add ...".

    Attributes:
        owner: The person.
        verb: The base form of what they do.
        rest: Where the sentence goes on behind the verb.
    """

    owner: Owner
    verb: str
    rest: int


@cache
def _lexicon() -> dict[str, Any]:
    return content.toml("text/owners.toml")


@cache
def _verbs() -> tuple[dict[str, str], frozenset[str]]:
    """Return third person to base form, and the base forms."""
    verbs: dict[str, str] = _lexicon()["verbs"]
    return {third: base for base, third in verbs.items()}, frozenset(verbs) | frozenset(_lexicon()["to_do"])


@cache
def _no_person() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words of groups, the words that name no person, and the words of systems."""
    teams = _lexicon()["teams"]
    return (
        frozenset(teams["group_words"]),
        frozenset(teams["words"]),
        frozenset(_lexicon()["systems"]["words"]),
    )


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_lexicon()["labels"], key=len, reverse=True))
    return re.compile(
        rf"(?P<open>[(\[])?[^\S\n]?(?<![\w-])(?:{words})(?:[^\S\n]?[:=]|(?<= to)|(?<= by))"
        rf"[^\S\n]?@?(?P<name>{_NAME})",
        re.IGNORECASE,
    )


def is_team(text: str) -> bool:
    """Return whether `text`, given as an owner, names a team, a role, everybody or nobody, and no person.

    An empty text is no team: it is missing, which is another matter.
    """
    words = [word.lower() for word in _WORDS.findall(_ASIDE.sub(" ", text[:200]))]
    if not words:
        return bool(_WORDS.search(text) is None and text.strip())
    group, nobody, _ = _no_person()
    first = _FROM_A_GROUP.split(_ASIDE.sub(" ", text[:200]).strip(), maxsplit=1)[0]
    lead = [word.lower() for word in _WORDS.findall(first)]
    if len(lead) < len(words) and lead and not _is_group(lead, group, nobody):
        return False
    return _is_group(words, group, nobody)


def _is_group(words: list[str], group: frozenset[str], nobody: frozenset[str]) -> bool:
    parts = [part for word in words for part in (word, *word.split("-"))]
    return any(part in group for part in parts) or all(word in nobody or _of(word, nobody) for word in words)


def _of(word: str, known: frozenset[str]) -> bool:
    """Return whether every part of a word with hyphens or slashes is known."""
    return all(part in known for part in re.split(r"[-/]", word) if part)


def find_owner(text: str) -> Owner | None:
    """Return the named person who owns what `text` says; None where it names none, or a team, role or system.

    The span is the part to take away where the owner is kept elsewhere: the whole "(Owner: Alex)", the
    handle, or the name alone in "Sam documents ...".
    """
    line = text[:LONGEST_TEXT]
    for found in _label().finditer(line):
        if owner := _labelled(line, found):
            return owner
    for found in _BESIDE.finditer(line):
        if not is_team(found["name"]):
            return Owner(found["name"], found.span())
    for found in _HANDLE.finditer(line):
        name = found["name"].rstrip(".-")
        if not is_team(name):
            return Owner(name, (found.start(), found.start("name") + len(name)))
    doer = find_doer(line)
    return doer.owner if doer else None


def _labelled(line: str, found: re.Match[str]) -> Owner | None:
    name = found["name"]
    if stop := _LABELLED_END.search(name):
        name = name[: stop.start()]
    name = name.rstrip(" .-'’")
    if not name or is_team(name):
        return None
    start, end = found.span()[0], found.start("name") + len(name)
    if found["open"]:
        closing = {"(": ")", "[": "]"}[found["open"]]
        if line[end : end + 1] == closing:
            end += 1
        else:
            start = found.start("open") + 1
    return Owner(name, _tight(line, start, end))


def _tight(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    return start, end


def find_doer(text: str) -> Doer | None:
    """Return the person whom a sentence names before what they do, with the verb; None for none."""
    thirds, bases = _verbs()
    for found in _SUBJECT.finditer(text[:LONGEST_TEXT]):
        verb = found["verb"]
        base = verb if found["to"] and verb in bases else thirds.get(verb) if not found["to"] else None
        if base and _is_name(found["name"]):
            return Doer(Owner(found["name"], found.span("name")), base, found.end("verb"))
    return None


def _is_name(name: str) -> bool:
    """Return whether capitalised words can be a person's name: none is a system, a team or a common noun."""
    group, nobody, systems = _no_person()
    endings = tuple(_lexicon()["systems"]["endings"])
    words = [word.lower() for word in name.split()]
    return not any(
        word in group or word in nobody or word in systems or (len(word) > 5 and word.endswith(endings))
        for word in words
    )
