"""Who owns an action: a named person, told from a team, a role, a system, or nobody yet.

The verbs and the words that are no person stand in content/text/owners.toml.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pmtui.text.owners.places import find_apart
from pmtui.text.owners.words import (
    data,
    given_names,
    has_shape,
    is_known,
    is_name,
    no_person,
    particles,
    verbs,
)
from pmtui.text.patterns import regex
from pmtui.text.reading import Owner, Span
from pmtui.values import dataclass

LONGEST_TEXT = 2_000
"""How far into a text an owner is looked for, in characters."""

_S = r"[^\S\n]"
_PART = r"(?:[^\W\d_]{1,2}\.(?=[^\S\n][^\W\d_])|[^\W\d_][\w'’/-]{0,40})"
_NAME = (
    r"(?:[\w.+-]{1,40}@[\w.-]{1,40}|[^\W\d_][\w'’-]{0,30}(?:[._][\w'’-]{1,30}){1,3}"
    rf"|{_PART}(?:{_S}{_PART}){{0,3}})"
)
_PROPER = r"(?:[^\W\d_a-z]\.|(?:[^\W\d_a-z][’'])?[^\W\d_a-z][^\W\d_]{1,24}(?:-[^\W\d_a-z][^\W\d_]{1,20})?)"
_OF = r"(?:van|de|von|da|el|al|bin|der|den|del|di|du|la|le)"
_FULL = rf"{_PROPER}(?:{_S}(?:{_OF}{_S}){{0,2}}{_PROPER}|{_S}[A-Z1-9](?![\w'’])){{0,2}}"
_HANDLE = regex(r"(?<![\w@.+/-])@(?P<name>[A-Za-z][\w.-]{0,38})(?![\w/@(])")
_LABELLED_END = regex(
    rf"{_S}(?:by|due|before|until|on|in|will|to|from|and|or|for|at|with|of)(?![a-z])|{_S}[-–—>]|/",
    re.IGNORECASE,
)
_SUBJECT = regex(
    r"(?:^|(?<=[;:.!?,][^\S\n])|(?<=[-*•\])(][^\S\n])|(?<=\()|(?<=[0-9][.)][^\S\n]))"
    rf"[*_]{{0,3}}(?P<name>{_FULL})[*_]{{0,3}}"
    rf"(?P<more>{_S}(?:and|&|\+){_S}(?:{_FULL}|(?:the{_S})?[\w-]{{2,20}}{_S}team)|{_S}?/{_S}?{_FULL}"
    rf"|{_S}\([^()\n]{{1,30}}\)|{_S}(?:from|of|at|in){_S}(?:the{_S})?[\w-]{{2,20}}(?:{_S}team)?)?"
    rf"(?P<to>{_S}(?:to|will|shall|should|must|needs{_S}to|has{_S}to|is{_S}to|is{_S}going{_S}to|(?:has{_S})?agreed{_S}to"
    rf"|volunteers{_S}to))?{_S}(?P<verb>[a-z][a-z-]{{1,17}})(?![\w'’])",
    re.MULTILINE,
)
_OWNS = regex(
    rf"(?P<name>{_FULL}){_S}(?i:is{_S}(?:the{_S})?(?:owner|dri|assignee)|is{_S}responsible{_S}for"
    rf"|owns{_S}(?:this|it|the{_S}action))(?!\w)"
)
_BESIDE_A_TEAM = regex(rf"{_S}?[(,/–—-]{{1,2}}{_S}?@?(?P<name>{_FULL})")
_ASIDE = regex(r"\([^()]*\)|\[[^\[\]]*\]|(?<![\w.])@|(?<=[\w.])@\S*")
_BESIDE = regex(
    rf"(?:^|(?<=[\s(\[]))(?:[Oo]wner|[Aa]ssignee|DRI|POC)(?:{_S}[-–—])?{_S}@?(?P<name>{_FULL}|(?<=@)[\w.-]{{2,38}})"
    rf"(?={_S}*(?:$|[,;:.)\]\n]))",
    re.MULTILINE,
)
_BESIDE_WORDS = ("owner", "assignee", "dri", "poc")
_OWNS_WORDS = ("owner", "dri", "assignee", "responsible", "owns")
"""One of these is in a text in which the patterns above can be found; most texts are spared them."""
_FROM_A_GROUP = regex(r"\s+(?:from|of|in|at|with|for)\s+|\s*[,/]\s*|\s+[-–—]\s+")
_WORDS = regex(r"[\w/'’-]+")
_LETTERED = regex(
    r"(?:the )?(?:engineer|developer|operator|sre|dba|admin|responder|manager|person|employee|analyst|tester)"
    r"[ -](?:[A-Z]|[1-9][0-9]?)$",
    re.IGNORECASE,
)
_NO_DAY = regex(r"[^\S\n]?[0-9]")


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
def _label() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(data()["labels"], key=len, reverse=True))
    return re.compile(
        rf"(?P<open>[(\[])?{_S}?(?<![\w-])[*_]{{0,3}}(?:{words})[*_]{{0,3}}"
        rf"(?:{_S}?[:=]|{_S}is(?={_S})|{_S}[-–—](?={_S})|(?<= to)|(?<= by))[*_]{{0,3}}"
        rf"{_S}{{0,2}}@?(?P<name>{_NAME})",
        re.IGNORECASE,
    )


@cache
def _told() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(data()["not_before_handles"], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})[:,]?{_S}?$", re.IGNORECASE)


def is_team(text: str) -> bool:
    """Return whether `text`, given as an owner, names a team, a role, everybody or nobody, and no person.

    An empty text is no team: it is missing, which is another matter. "Engineer A" counts as a person.
    """
    if _LETTERED.match(text.strip()):
        return False
    words = [word.lower() for word in _WORDS.findall(_ASIDE.sub(" ", text[:200]))]
    if not words:
        return bool(_WORDS.search(text) is None and text.strip())
    group, nobody, _ = no_person()
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
    labelled = False
    low = line.lower()
    for found in _label().finditer(line) if any(word in low for word in data()["labels"]) else ():
        labelled = True
        if owner := _labelled(line, found) or _beside_a_team(line, found):
            return owner
    for found in _BESIDE.finditer(line) if any(word in low for word in _BESIDE_WORDS) else ():
        if not is_team(found["name"]):
            return Owner(found["name"], found.span())
    for found in _OWNS.finditer(line) if any(word in low for word in _OWNS_WORDS) else ():
        if is_known(found["name"]):
            return Owner(found["name"], found.span())
    for found in _HANDLE.finditer(line):
        name = found["name"].rstrip(".-")
        if (
            not is_team(name)
            and not _told().search(line[max(0, found.start() - 24) : found.start()])
            and not _is_code(line, found)
        ):
            return Owner(name, (found.start(), found.start("name") + len(name)))
    doer = find_doer(line)
    if doer or labelled:
        return doer.owner if doer else None
    return find_apart(line)


def _is_code(line: str, found: re.Match[str]) -> bool:
    """Return whether a handle is an annotation or a package: "add @retry to the job"."""
    before = re.search(r"([A-Za-z-]{2,20})[^\S\n]$", line[max(0, found.start() - 24) : found.start()])
    after = re.match(r"[^\S\n](?:to|in|from|on|with|for|by|at|into)[^\S\n]", line[found.end() :])
    return bool(
        before and after and before[1].lower() in verbs()[1] and before[1].lower() not in ("assign", "ask")
    )


def _labelled(line: str, found: re.Match[str]) -> Owner | None:
    said = found["name"]
    name = said
    if stop := _LABELLED_END.search(name):
        name = name[: stop.start()] if "@" not in name else name
    name = _first_name(name).rstrip(" .-'’/")
    whole = said if stop is None else said[: stop.start()] + said[stop.start() :].split(",")[0]
    if not name or is_team(name) or (stop is not None and is_team(_unhurried(whole))):
        return None
    start, end = found.span()[0], found.start("name") + len(name)
    if found["open"]:
        closing = {"(": ")", "[": "]"}[found["open"]]
        if line[end : end + 1] == closing:
            end += 1
        else:
            start = found.start("open") + 1
    return Owner(name, _tight(line, start, end))


def _beside_a_team(line: str, found: re.Match[str]) -> Owner | None:
    """Return the person who is named behind the team that a label names: "Owner: SRE (Priya)"."""
    said = _BESIDE_A_TEAM.search(line, found.start("name"), found.end("name") + 40)
    if said is None or "," in line[found.end("name") : said.start()] or not is_known(said["name"]):
        return None
    return Owner(said["name"], (found.start(), said.end("name")))


def _unhurried(said: str) -> str:
    """Return an owner's words without the day behind them, which says nothing of whose they are."""
    return re.split(
        r"[^\S\n](?:by|due|before|until|on|will)(?![a-z])", said, maxsplit=1, flags=re.IGNORECASE
    )[0]


def _first_name(said: str) -> str:
    """Return the words of the name that stands first, without what is written small behind a capital."""
    words = said.split()
    if not words or not has_shape(words[0]):
        return said
    kept = [words[0]]
    for word, after in pairwise([*words[1:], ""]):
        if not (has_shape(word) or (word.lower() in particles() and has_shape(after))) and not re.fullmatch(
            "[A-Z1-9]", word
        ):
            break
        kept.append(word)
    return " ".join(kept) if " ".join(kept) in said else said


def _tight(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    return start, end


def find_doer(text: str) -> Doer | None:
    """Return the person whom a sentence names before what they do, with the verb; None for none."""
    thirds, bases = verbs()
    for found in _SUBJECT.finditer(text[:LONGEST_TEXT]):
        name, verb = found["name"], found["verb"]
        lettered = _LETTERED.match(name)
        if not lettered and not is_name(name):
            continue
        known = bool(lettered) or name.split()[0].lower() in given_names()
        if not known and _begins_no_name(name.lower(), verb, bases):
            continue
        base = _base(verb, thirds, bases, to=bool(found["to"]), known=known)
        if base and (known or found["to"] or base in thirds.values()):
            end = found.end("more") if found["more"] else found.end("name")
            return Doer(Owner(name, (found.start("name"), end)), base, found.end("verb"))
    return None


def _begins_no_name(name: str, verb: str, bases: frozenset[str]) -> bool:
    """Return whether "Revert to ..." or "Unstable changes" only looks like a name and a verb."""
    if name in bases or name in data()["before_to"] or verb in data()["also_nouns"]:
        return True
    return " " not in name and name.endswith(tuple(data()["adjective_endings"]))


def _base(verb: str, thirds: dict[str, str], bases: frozenset[str], *, to: bool, known: bool) -> str | None:
    """Return the base form of what somebody does, as it stands behind "to" or behind the name."""
    if to:
        return verb if verb in bases else None
    if verb in thirds or not known:
        return thirds.get(verb)
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if verb.endswith(ending) and verb[: -len(ending)] + instead in bases:
            return verb[: -len(ending)] + instead
    return None
