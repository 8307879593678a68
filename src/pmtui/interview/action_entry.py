"""The quick entry of an action: `Add config validation, bad configs 3/month -> 0, by Apr 1 (Owner: Alex)`."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pmtui import content
from pmtui.interview.signs import guess_level
from pmtui.model.postmortem import Horizon, Level
from pmtui.text.deadlines import find_deadline
from pmtui.text.measures import find_figures, has_change
from pmtui.text.owners import find_doer, find_owner
from pmtui.text.patterns import regex
from pmtui.text.reading import Ambiguous, Bounded, Refused, Span
from pmtui.values import dataclass

LEVEL_NAMES: dict[Level, str] = {
    "eliminate": "elimination",
    "substitute": "substitution",
    "engineering": "engineering control",
    "administrative": "administrative control",
    "training": "training",
}
IMMEDIATE_DAYS, SHORT_TERM_DAYS = 14, 92
"""Due within days is immediate, within weeks (a quarter of a year) short-term, later long-term."""

_MEASURE_LABEL = regex(
    r"(?:measure|measured by|metric|success|done when)[^\S\n]?[:=]?[^\S\n]+", re.IGNORECASE
)
_SEPARATORS = regex(r"[,;][^\S\n]|[^\S\n][–—|][^\S\n]")
_EMPTY = regex(r"\([^\S\n]*[,;]?[^\S\n]*\)|\[[^\S\n]*\]")
_EDGES = " \t,;:|–—-"


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """An action as one line gave it.

    Attributes:
        what: The line without the parts below.
        measure: How one shall know that it worked; empty where the line has none of its own.
        due: The day by which; None where none is given.
        refused: Why its deadline was not understood, or which day is asked for; its words stay in `what`.
        owner: The named person; empty where none is named.
        level: A guess from clear words at the level of the prevention hierarchy.
        horizon: Worked out from `due`.
    """

    what: str
    measure: str = ""
    due: date | None = None
    refused: Refused | None = None
    owner: str = ""
    level: Level | None = None
    level_guessed: bool = False
    horizon: Horizon | None = None

    def shown(self, zone: str = "") -> tuple[str, ...]:
        """Return the parts that were understood, in short; `zone` changes nothing: a deadline is a day."""
        del zone
        pieces = [self.what] if self.what else []
        if self.measure:
            pieces.append(f"measure: {self.measure}")
        if self.refused:
            label = "day open" if self.asks else "date not understood"
            pieces.append(f"{label}: {self.refused.reason}")
        if self.due:
            pieces.append(f"due {self.due:%Y-%m-%d}")
        if self.owner:
            pieces.append(f"owner {self.owner}")
        if self.level:
            pieces.append(LEVEL_NAMES[self.level] + (" (guess)" if self.level_guessed else ""))
        if self.horizon:
            pieces.append(f"{self.horizon} (guess)")
        return tuple(pieces)

    @property
    def asks(self) -> bool:
        """Whether a period or a recurrence is given, so that its day is asked for."""
        return isinstance(self.refused, Bounded) and not isinstance(self.refused, Ambiguous)

    def row(self) -> dict[str, Any]:
        """Return the keys of an action that this entry fills, without an id."""
        keys = ("what", "measure", "owner", "due", "horizon", "level")
        return {key: value for key in keys if (value := getattr(self, key))}


def parse_action(line: str, today: date) -> ActionEntry:
    """Return what one line says of an action; it never fails, what is not understood stays in `what`."""
    text, owner = _take_owner(without_open_rest(line))
    deadline = find_deadline(text, today)
    due = None
    if deadline and not isinstance(deadline, Refused):
        due = deadline.day
        text = _without(text, deadline.span)
    text, measure = _take_measure(text)
    what = _tidy(text)
    level = guess_level(what)
    return ActionEntry(
        what=what,
        measure=measure,
        due=due,
        refused=deadline if isinstance(deadline, Refused) else None,
        owner=owner,
        level=level,
        level_guessed=level is not None,
        horizon=horizon_of(due, today) if due else None,
    )


def without_open_rest(line: str) -> str:
    """Return a line without the offered gaps for figures, day and owner that stand as they were offered."""
    for part in content.toml("guide/offers.toml")["rest"]["parts"]:
        line = line.replace(part, "")
    return line.strip()


def horizon_of(due: date, today: date) -> Horizon:
    """Return the horizon that a deadline makes: days, weeks or months from `today`."""
    days = (due - today).days
    return "immediate" if days <= IMMEDIATE_DAYS else "short-term" if days <= SHORT_TERM_DAYS else "long-term"


def _take_owner(text: str) -> tuple[str, str]:
    """Take the owner out of `text`; "Sam documents the runbook" leaves "Document the runbook"."""
    owner = find_owner(text)
    if owner is None:
        return text, ""
    doer = find_doer(text)
    if doer and doer.owner == owner:
        before, after = text[: owner.span[0]], text[doer.rest :]
        return f"{before}{doer.verb.capitalize()}{after}", owner.name
    what = _without(text, owner.span)
    return (what[:1].upper() + what[1:] if owner.span[0] == 0 else what), owner.name


def _take_measure(text: str) -> tuple[str, str]:
    """Take the part that measures out of `text`: one behind a comma with a figure, never the first part."""
    parts = _parts(text)
    for wanted in (_MEASURE_LABEL.match, has_change, find_figures):
        for start, end in parts[1:]:
            part = text[start:end].strip()
            if wanted(part):
                label = _MEASURE_LABEL.match(part)
                return _without(text, (start, end)), part[label.end() if label else 0 :].strip(" ,;.")
    return text, ""


def _parts(text: str) -> list[Span]:
    """Return the parts of `text` between commas and the like that stand in no brackets."""
    cuts, depth, last = [0], 0, 0
    for found in _SEPARATORS.finditer(text):
        between = text[last : found.start()]
        depth += between.count("(") + between.count("[") - between.count(")") - between.count("]")
        last = found.start()
        if depth <= 0:
            cuts.append(found.end())
    return [(start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True) if start < end]


def _without(text: str, span: Span) -> str:
    """Return `text` with a part cut out, and one separator where two met."""
    before, after = text[: span[0]].rstrip(_EDGES), text[span[1] :].lstrip(_EDGES)
    if text[: span[0]].rstrip().endswith("("):
        return f"{before} {after}" if not after.startswith(")") else f"{before.rstrip('( ')}{after[1:]}"
    if not before or not after:
        return before or after
    return (
        f"{before} {after}"
        if after[0] in "()[.!?"
        else f"{before}, {after}"
        if _was_cut(text, span)
        else f"{before} {after}"
    )


def _was_cut(text: str, span: Span) -> bool:
    """Return whether the part stood between separators."""
    around = text[: span[0]].rstrip()[-1:] + text[span[1] :].lstrip()[:1]
    return any(edge in ",;|" for edge in around)


def _tidy(text: str) -> str:
    closed = re.sub(r"([(\[])[^\S\n;,]{1,4}", r"\1", _EMPTY.sub("", text))
    return re.sub(r"[^\S\n]{2,}", " ", closed).strip(_EDGES)
