"""Actions: specific, measurable, assignable, realistic, time-bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from re import Pattern

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import phrase_findings, whole
from pmtui.model.postmortem import Action, Postmortem
from pmtui.text.deadlines import find_deadline
from pmtui.text.measures import find_figures, find_measures
from pmtui.text.owners import find_owner, is_team
from pmtui.text.phrases import Token, tokens
from pmtui.text.reading import Deadline, Refused, Span

HEAVY_LOAD = 5
"""From this many open actions on, due within a fortnight, one person's dates are doubted."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What the text of an action says of the letters of SMART; spans in characters of the text.

    Attributes:
        vague: Where it names a wish instead of a change; None where it is specific.
        measured: Whether it measures something.
        owned: Whether it names a person.
        team: Where it names a team as the doer, if it does.
        dated: Whether it names a day.
        vague_time: Where a word stands in for a day, if one does.
        refused: Why a day in it was not understood; empty where it was.
    """

    vague: Span | None
    measured: bool
    owned: bool
    team: Span | None
    dated: bool
    vague_time: Span | None
    refused: str = ""


@lru_cache(maxsize=1024)
def letters(text: str, today: date) -> Letters:
    """Return what the text of an action says of the letters of SMART."""
    head = text[:2000]
    owner = find_owner(head)
    deadline = find_deadline(head, today)
    late = _vague_times().search(head)
    team = None if owner else _team_in(head)
    core = _without(head, [owner.span if owner else None, getattr(deadline, "span", None)])
    return Letters(
        vague=_vague(core, head),
        measured=bool(find_measures(core)),
        owned=owner is not None,
        team=team,
        dated=isinstance(deadline, Deadline),
        vague_time=late.span() if late else None,
        refused=deadline.reason if isinstance(deadline, Refused) else "",
    )


def text_findings(pm: Postmortem, path: str, text: str, today: date) -> Iterator[Finding]:
    """Yield what shows in the text of one action while it is typed: at `action.new` or an action's `what`."""
    if not text.strip():
        return
    row = _row(pm, path)
    if row is not None and row.status == "dropped":
        return
    if path.endswith(".measure"):
        if not find_measures(text):
            yield rules.rule("vague.measure").finding(path, span=whole(text))
        return
    if not (path.endswith((".what", ".new")) or path == "action"):
        return
    said = letters(text, today)
    if said.vague:
        yield rules.rule("smart.specific").finding(path, span=said.vague)
    else:
        yield from (
            each for each in phrase_findings("vague", path, text, "action") if each.rule == "vague.word"
        )
    if not said.measured and not (row and row.measure):
        yield rules.rule("smart.measurable").finding(path)
    if said.team and not (row and row.owner):
        yield rules.rule("smart.assignable").finding(path, span=said.team)
    if said.vague_time and not said.dated and not (row and row.due):
        yield rules.rule("smart.time-bound").finding(path, span=said.vague_time)


def _row(pm: Postmortem, path: str) -> Action | None:
    row_id = path.split(".")[1] if path.count(".") else ""
    return next((action for action in pm.action if action.id == row_id), None)


def findings(pm: Postmortem, now: datetime) -> Iterator[Finding]:
    """Yield what the rows of actions lack beyond what their text shows: an owner, a day, a day that holds."""
    for action in pm.action:
        if action.status != "dropped":
            yield from _assignable(action, now.date())
            yield from _time_bound(action, now.date())
            yield from _realistic(action, pm)


def _assignable(action: Action, today: date) -> Iterator[Finding]:
    rule, said = rules.rule("smart.assignable"), letters(action.what, today)
    if action.owner.strip():
        if is_team(action.owner):
            yield rule.finding(
                f"action.{action.id}.owner",
                span=whole(action.owner),
                what="A team or a role owns this, not a person.",
            )
    elif not said.owned and not said.team:
        yield rule.finding(f"action.{action.id}.owner")


def _time_bound(action: Action, today: date) -> Iterator[Finding]:
    said = letters(action.what, today)
    if action.due is None and not said.dated and not said.vague_time:
        changes = {"next": said.refused[:1].upper() + said.refused[1:] + "."} if said.refused else {}
        yield rules.rule("smart.time-bound").finding(f"action.{action.id}.due", **changes)


def _realistic(action: Action, pm: Postmortem) -> Iterator[Finding]:
    rule, path = rules.rule("smart.realistic"), f"action.{action.id}.due"
    if action.due is None or action.status == "done" or pm.created is None:
        return
    begun = pm.created.date()
    if action.due < begun:
        yield rule.finding(path, what="The day lies before the postmortem was begun.")
    elif action.horizon == "long-term" and action.due < begun + timedelta(days=14):
        yield rule.finding(path, what="A long-term investment is due within days.")
    else:
        load = _load(action, pm)
        if load > HEAVY_LOAD:
            what = f"{action.owner} has {load} open actions due within a fortnight of this one."
            yield rule.finding(path, severity="hint", what=what)


def _load(action: Action, pm: Postmortem) -> int:
    near = timedelta(days=7)
    return sum(
        1
        for other in pm.action
        if other.owner and other.owner == action.owner and other.status not in ("done", "dropped")
        and other.due is not None and action.due is not None and abs(other.due - action.due) <= near
    )  # fmt: skip


# -- what a text says -----------------------------------------------------------------------------------


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(content.toml("rules/smart.toml")["words"][key])


def _pattern(key: str) -> Pattern[str]:
    pattern = rules.compiled(content.toml("rules/smart.toml")["words"][key])
    assert pattern is not None
    return pattern


@cache
def _vague_times() -> Pattern[str]:
    return _pattern("vague_times")


@cache
def _promises() -> Pattern[str]:
    return _pattern("promises")


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


def _without(text: str, spans: list[Span | None]) -> str:
    """Return the text with spans blanked out, its length kept."""
    for span in spans:
        if span:
            text = text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
    return text


def _vague(core: str, text: str) -> Span | None:
    """Return where the text names a wish, not a change; None where it is specific."""
    words = [token for token in tokens(core) if token.is_word or token.text[0] == "`"]
    content_words = [token for token in words if token.low not in _words("lead_ins") and token.low != "'s"]
    if not content_words:
        return whole(text)
    promise = _promises().search(core)
    if promise:
        return promise.span()
    first = content_words[0]
    opener = next(
        (token for token in words[:6] if token.low in ("better", "more", "faster", "careful")), None
    )
    if len(content_words) < 2:
        return _from(first, content_words[-1], opener)
    if find_figures(core):
        return None
    if _says_how(words):
        return None
    if first.low in _words("wishes") or (opener is not None and opener.start <= first.start):
        strong_enough = first.low in _words("wishes_with_an_object") and len(content_words) >= 4
        return (
            None
            if strong_enough and opener is None
            else _from(first, content_words[min(1, len(content_words) - 1)], opener)
        )
    if first.low in _words("questions"):
        return (
            None
            if len(content_words) >= 7
            else _from(first, content_words[min(2, len(content_words) - 1)], None)
        )
    return None


def _from(first: Token, last: Token, opener: Token | None) -> Span:
    start = min(first.start, opener.start) if opener else first.start
    return start, max(last.end, opener.end if opener else 0)


def _says_how(words: list[Token]) -> bool:
    """Return whether a "by adding ..." names the change behind a wish."""
    for index, token in enumerate(words[:-2]):
        if token.low in ("by", "via", "with") and len(words) - index >= 3:
            return words[index + 1].low.endswith("ing") or token.low == "via"
    return False
