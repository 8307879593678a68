"""What the text of an action says of the letters of SMART."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.rules.phrase_matcher import straight
from pmtui.checks.sentence_checks import whole
from pmtui.checks.smart.lead import find_lead
from pmtui.checks.smart.specific import find_wish, names_whole_set
from pmtui.text.deadlines import find_deadline
from pmtui.text.measures import find_figures
from pmtui.text.memory import remembered
from pmtui.text.owners import find_owner, is_team
from pmtui.text.patterns import regex
from pmtui.text.people.words import tokens
from pmtui.text.reading import Ambiguous, Bounded, Deadline, Refused, Span
from pmtui.text.sentences import sentences
from pmtui.values import dataclass

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
        dated: Whether it names a day, a period or a recurrence.
        vague_time: Where a word stands in for a day, if one does.
        refused: Why a day in it was not understood, or which day is asked for; else empty.
        day: The day that was understood.
        open_day: Where it names a period, a recurrence or an unclear date, so that its day is open.
        ambiguous: Whether that is a date that can be read in two ways.
        kind: The kind of wish it is, where it is vague: a class of verbs, or what find_wish says.
    """

    vague: Span | None
    doubtful: bool
    measured: bool
    owned: bool
    team: Span | None
    dated: bool
    vague_time: Span | None
    refused: str = ""
    day: date | None = None
    open_day: Span | None = None
    ambiguous: bool = False
    kind: str = ""


@remembered(1024)
def letters(text: str, today: date) -> Letters:
    """Return what the text of an action says of the letters of SMART.

    Args:
        text: The action.
        today: The present day, from which days in the text are counted.
    """
    head = text[:LONGEST_TEXT]
    owner, deadline, late = (
        find_owner(head),
        find_deadline(head, today),
        _phrases("vague_times").search(straight(head)),
    )
    spans = [owner.span if owner else None, _day_span(head, deadline)]
    core = _blanked(head, spans, _ASIDE)
    main = _main_sentence(core)
    vague, doubtful, kind = _vague(core, main)
    return Letters(
        vague=vague,
        doubtful=doubtful,
        kind=kind,
        measured=bool(find_figures(_blanked(head, spans, _LINK)))
        or (main is not None and names_whole_set(main[0])),
        owned=owner is not None,
        team=None if owner else _team_in(head),
        dated=isinstance(deadline, Deadline | Bounded),
        vague_time=late,
        refused=deadline.reason if isinstance(deadline, Refused) else "",
        day=deadline.day if isinstance(deadline, Deadline) else None,
        ambiguous=isinstance(deadline, Ambiguous),
        open_day=deadline.span if isinstance(deadline, Bounded) else None,
    )


@cache
def _phrases(key: str) -> rules.Phrases:
    return rules.Phrases(content.toml("rules/smart.toml")["words"][key])


_RECURRENCE = regex(r"(?:every|each|once|twice|[a-z0-9]{1,6} times)(?![a-z])", re.IGNORECASE)


def _day_span(text: str, deadline: Deadline | Refused | None) -> Span | None:
    """Return where a deadline stands; "every 90 days" says how often as well, so it stays."""
    if deadline is None or (isinstance(deadline, Bounded) and _RECURRENCE.match(text, deadline.span[0])):
        return None
    return deadline.span


_LINK = regex(r"https?://\S{1,300}")
_ASIDE = regex(r"https?://\S{1,300}|\([^()\n]{0,300}\)|[*_]{1,3}")


def _blanked(text: str, spans: list[Span | None], pattern: re.Pattern[str]) -> str:
    """Return the text with spans and what a pattern finds blanked out, its length kept."""
    for start, end in [span for span in spans if span] + [found.span() for found in pattern.finditer(text)]:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


# -- the doer -------------------------------------------------------------------------------------------

_WORDS_BEFORE = r"(?:the |our |all |every )?[\w/&-]{1,30}(?: [\w/&-]{1,30}){0,3}?"
_DOER = regex(
    rf"{_WORDS_BEFORE}(?= (?:should|must|needs?|will|shall|to|has|have|is|are|ought)\b)", re.IGNORECASE
)
_GROUPS = "team|teams|squad|we|everyone|everybody|engineers|developers|devs|ops|staff|somebody|someone"
_LEADING_TEAM = regex(
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

_HEADING = regex(r"\s{0,8}(?P<head>[^:\n]{2,120}):(?=\s)")


def _main_sentence(core: str) -> tuple[str, int] | None:
    """Return the part of the text that names the action, with its start; None where there is none."""
    found = next(iter(sentences(core)), None)
    if found is None:
        return None
    heading = _HEADING.match(found.text)
    return _said(found.text, heading, found.start) if heading else (found.text, found.start)


def _vague(core: str, main: tuple[str, int] | None) -> tuple[Span | None, bool, str]:
    """Return where the text names a wish, whether that is open to doubt, and the kind of wish."""
    promise = _phrases("promises").search(straight(core))
    if promise:
        return promise, False, "stating"
    if main is None:
        return whole(core), False, "nominal"
    text, start = main
    wish = find_wish(text)
    if wish is None:
        return None, False, ""
    return (wish.span[0] + start, wish.span[1] + start), wish.doubtful, wish.kind


def _said(text: str, heading: re.Match[str], start: int) -> tuple[str, int]:
    """Return the part of "heading: text" that names the action: the heading where a verb leads it."""
    head = heading["head"]
    lead = find_lead(tuple(token for token in tokens(head) if token.is_word))
    if lead is not None and len(head.split()) > 2:
        return head, start
    return text[heading.end() :], start + heading.end()
