"""What the text of an action says of the letters of SMART."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from re import Pattern

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.sentence_checks import whole
from pmtui.text.deadlines import find_deadline
from pmtui.text.measures import find_figures, find_measures
from pmtui.text.owners import find_owner, is_team
from pmtui.text.phrases import Token, tokens
from pmtui.text.reading import Deadline, Refused, Span
from pmtui.text.sentences import sentences

LONGEST_TEXT = 2_000
"""How far into a text the letters are looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What the text of an action says of the letters of SMART; spans in characters of the text.

    Attributes:
        vague: Where it names a wish instead of a change; None where it is specific.
        doubtful: Whether a fair reader could take what is vague for specific.
        measured: Whether it measures something.
        owned: Whether it names a person.
        team: Where it names a team as the doer, if it does.
        dated: Whether it names a day.
        vague_time: Where a word stands in for a day, if one does.
        refused: Why a day in it was not understood; empty where it was.
    """

    vague: Span | None
    doubtful: bool
    measured: bool
    owned: bool
    team: Span | None
    dated: bool
    vague_time: Span | None
    refused: str = ""


@lru_cache(maxsize=1024)
def letters(text: str, today: date) -> Letters:
    """Return what the text of an action says of the letters of SMART.

    Args:
        text: The action.
        today: The present day, from which days in the text are counted.
    """
    head = text[:LONGEST_TEXT]
    owner, deadline, late = find_owner(head), find_deadline(head, today), _pattern("vague_times").search(head)
    core = _blanked(head, [owner.span if owner else None, getattr(deadline, "span", None)])
    vague, doubtful = _vague(core)
    return Letters(
        vague=vague,
        doubtful=doubtful,
        measured=bool(find_measures(core)),
        owned=owner is not None,
        team=None if owner else _team_in(head),
        dated=isinstance(deadline, Deadline),
        vague_time=late.span() if late else None,
        refused=deadline.reason if isinstance(deadline, Refused) else "",
    )


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(content.toml("rules/smart.toml")["words"][key])


@cache
def _pattern(key: str) -> Pattern[str]:
    pattern = rules.compiled(content.toml("rules/smart.toml")["words"][key])
    assert pattern is not None
    return pattern


_ASIDE = re.compile(r"https?://\S{1,300}|\([^()\n]{0,300}\)|[*_]{1,3}")


def _blanked(text: str, spans: list[Span | None]) -> str:
    """Return the text with spans, links, asides and marks of emphasis blanked out, its length kept."""
    for start, end in [span for span in spans if span] + [found.span() for found in _ASIDE.finditer(text)]:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


# -- the doer -------------------------------------------------------------------------------------------

_WORDS_BEFORE = r"(?:the |our |all |every )?[\w/&-]{1,30}(?: [\w/&-]{1,30}){0,3}?"
_DOER = re.compile(
    rf"{_WORDS_BEFORE}(?= (?:should|must|needs?|will|shall|to|has|have|is|are|ought)\b)", re.IGNORECASE
)
_GROUPS = "team|teams|squad|we|everyone|everybody|engineers|developers|devs|ops|staff|somebody|someone"
_LEADING_TEAM = re.compile(
    rf"(?:(?:the|our|a|all|every) )?(?:[\w/&-]{{1,20}} ){{0,3}}?(?:{_GROUPS})(?= [a-z])", re.IGNORECASE
)


def _team_in(text: str) -> Span | None:
    """Return where a team, a role or nobody in particular is named as the doer."""
    start = len(text) - len(text.lstrip())
    doer = _DOER.match(text, start)
    if doer and is_team(doer.group()):
        return doer.span()
    lead = _LEADING_TEAM.match(text, start)
    if lead and len(lead.group().split()) <= 4 and is_team(lead.group()):
        return lead.span()
    return None


# -- the change -----------------------------------------------------------------------------------------

_LONG_QUESTION = 7
"""From this many words on an open question may be concrete enough."""


def _vague(core: str) -> tuple[Span | None, bool]:
    """Return where the text names a wish, not a change, and whether that is open to doubt."""
    promise = _pattern("promises").search(core)
    if promise:
        return promise.span(), False
    first_sentence = next(iter(sentences(core)), None)
    if first_sentence is None:
        return whole(core), False
    start = first_sentence.start
    words = [token for token in tokens(first_sentence.text) if token.is_word or token.text[0] == "`"]
    meant = [token for token in words if token.low not in _words("lead_ins") and token.low != "'s"]
    if not meant:
        return (start, start + len(first_sentence.text)), False
    span, doubtful = _wish(words, meant, first_sentence.text)
    return ((span[0] + start, span[1] + start), doubtful) if span else (None, False)


def _wish(words: list[Token], meant: list[Token], sentence: str) -> tuple[Span | None, bool]:
    first = meant[0]
    opener = next((word for word in words[:6] if word.low in ("better", "more", "faster", "careful")), None)
    leads = opener is not None and opener.start <= first.start
    if len(meant) < 2:
        return _from(first, meant[-1], opener), False
    if find_figures(sentence) or _says_how(words):
        return None, False
    if first.low in _words("wishes") or leads:
        if first.low not in _words("wishes_with_an_object") or len(meant) < 4 or leads:
            return _from(first, meant[1], opener), False
        covered = bool(find_measures(sentence))
        return (
            (None, False)
            if covered or first.low not in _words("promising")
            else (_from(first, meant[1], None), True)
        )
    if first.low in _words("questions"):
        return _from(first, meant[min(2, len(meant) - 1)], None), len(meant) >= _LONG_QUESTION
    compared = next((n for n, word in enumerate(words) if word.low in _words("comparing")), None)
    if compared is not None and "than" not in {word.low for word in words[compared:]}:
        return (words[compared].start, words[min(compared + 1, len(words) - 1)].end), True
    return None, False


def _from(first: Token, last: Token, opener: Token | None) -> Span:
    start = min(first.start, opener.start) if opener else first.start
    return start, max(last.end, opener.end if opener else 0)


def _says_how(words: list[Token]) -> bool:
    """Return whether a "by adding ..." names the change behind a wish."""
    for index, token in enumerate(words[:-2]):
        if token.low in ("by", "via", "with"):
            return words[index + 1].low.endswith("ing") or token.low == "via"
    return False
