"""What entering a line means: the edits that add its row, or change what it speaks of.

The first of the edits is the one that adds the row; it stands in the postmortem when all are done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pmtui.interview import ladder
from pmtui.interview.choices import short
from pmtui.interview.conditions import DEFAULT_BONES, unanswered_roots
from pmtui.interview.quick_entry import parse_action, parse_event, parse_factor, parse_not_doing, parse_person
from pmtui.interview.script import kind_of
from pmtui.model.edit import Edit
from pmtui.model.ids import new_row_id
from pmtui.model.postmortem import Postmortem, Why
from pmtui.text.deadlines import find_deadline
from pmtui.text.measures import parse_metric
from pmtui.text.reading import Refused
from pmtui.text.times import Context
from pmtui.text.zones import local, zone_of

_LEGS = {"causes.why.new.not-caught": "not-caught", "causes.why.new.slow": "slow"}
_SCORE = re.compile(r"\s*([1-5])(?:/5)?(?![0-9.])[\s,;:.–-]*(?:because\s+)?(.*)", re.DOTALL)
_NO_SCORE = ("none", "-", "0")
_BETWEEN = " \t,;:.–—-|"
_LONGEST_WHY = 2_000


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is entered, and what it is entered into."""

    pm: Postmortem
    path: str
    text: str
    context: Context
    today: date
    target: str = ""


def enter(
    pm: Postmortem, path: str, text: str, *, context: Context, today: date, target: str = ""
) -> tuple[Edit, ...] | Refused:
    """Return the edits that entering `text` at the entry line `path` makes, or why it can't be entered.

    Args:
        pm: The postmortem.
        path: An entry line: `timeline.new`, `causes.why.new`, `action.ac-1.log.new`, `review.override.depth`.
        text: What was typed.
        context: What a time in it may leave unsaid.
        today: The present day, from which a day in it is counted.
        target: The id of what the row is about: what a why explains (`problem` or a why's id), which root
            cause an action answers; worked out from the file when empty.
    """
    line = _Line(pm, path, text.strip(), context, today, target)
    if not line.text:
        return Refused("nothing was typed", (0, len(text)))
    return _entry(path).enter(line)


def understood(
    pm: Postmortem, path: str, text: str, context: Context, today: date
) -> tuple[tuple[str, ...], str]:
    """Return what is understood of a line while it is typed, piece by piece, and why it is refused."""
    line = _Line(pm, path, text.strip(), context, today)
    if not line.text:
        return (), ""
    return _entry(path).shown(line)


def local_day(at: datetime, zone: str) -> date:
    """Return the day on the calendars of `zone` at a moment; of UTC where the zone is not known here."""
    return local(at, zone_of(zone) or UTC).date()


def rows_added(pm: Postmortem, rows: Sequence[dict[str, Any]]) -> tuple[Edit, ...]:
    """Return the edits that put timeline rows (their keys, without ids) in the order of their times.

    A row without a time stands behind the one that was added before it, the first of such at the end.
    """
    moments = [event.at for event in pm.timeline]
    taken = {event.id for event in pm.timeline}
    edits: list[Edit] = []
    behind = len(moments)
    for row in rows:
        at = row.get("at")
        position = _position(moments, at) if at is not None else behind
        behind = position + 1
        moments.insert(position, at)
        name = new_row_id("timeline", taken)
        taken.add(name)
        kept = {key: value for key, value in row.items() if not (key == "precision" and value == "exact")}
        edits.append(Edit(f"timeline.{name}", kept, position))
    return tuple(edits)


def _position(moments: Sequence[datetime | None], at: datetime) -> int:
    """Return where a row of that time belongs: behind the last one that is not later."""
    for position in range(len(moments), 0, -1):
        before = moments[position - 1]
        if before is not None and before <= at:
            return position
    return next((number for number, known in enumerate(moments) if known is not None), len(moments))


# -- the kinds of entry ---------------------------------------------------------------------------------

Shown = tuple[tuple[str, ...], str]
Entered = tuple[Edit, ...] | Refused


@dataclass(frozen=True, slots=True)
class _Entry:
    enter: Callable[[_Line], Entered]
    shown: Callable[[_Line], Shown]


def _event(line: _Line) -> Any:
    kind = kind_of(line.pm)
    previous = next((event.phase for event in reversed(line.pm.timeline) if event.phase), "")
    return parse_event(line.text, line.context, tuple(slug for slug, _ in kind.phases), previous)


def _enter_event(line: _Line) -> Entered:
    entry = _event(line)
    if entry.refused is not None:
        return Refused(f"The time was not understood: {entry.refused.reason}", entry.refused.span)
    if not entry.what.strip():
        return Refused("What happened then? Put it behind the time.", (0, len(line.text)))
    return rows_added(line.pm, [entry.row()])


def _shown_event(line: _Line) -> Shown:
    return _event(line).shown(line.context.zone), ""


def _enter_action(line: _Line) -> Entered:
    entry = parse_action(line.text, line.today)
    if entry.refused is not None:
        return Refused(f"The day was not understood: {entry.refused.reason}", entry.refused.span)
    if not entry.what.strip():
        return Refused(
            "What will be done? It stands in front of the measure and the day.", (0, len(line.text))
        )
    root = line.target or _open_root(line.pm)[0]
    row = {**entry.row(), "answers": (root,) if root else (), "status": "open"}
    return _added(line.pm, "action", row)


def _shown_action(line: _Line) -> Shown:
    entry, (root, what) = parse_action(line.text, line.today), _open_root(line.pm)
    return (*entry.shown(), *([f"answers: {short(what, 40)}"] if root else [])), ""


def _open_root(pm: Postmortem) -> tuple[str, str]:
    """Return id and words of the root cause that the entry line asks about; empty for none."""
    return next(iter(unanswered_roots(pm)), ("", ""))


def _enter_why(line: _Line) -> Entered:
    if len(line.text) > _LONGEST_WHY:
        return Refused("This is long for one why: one condition, one step down.", (0, len(line.text)))
    if line.path != "causes.why.new":
        row: dict[str, Any] = {"explains": (ladder.PROBLEM,), "because": line.text}
        return _added(line.pm, "causes.why", row | ({"leg": _LEGS[line.path]} if line.path in _LEGS else {}))
    above = _why_above(line)
    row = {"explains": (above.id if above else ladder.PROBLEM,), "because": line.text}
    if above is not None and above.leg is not None:
        row["leg"] = above.leg
    return _added(line.pm, "causes.why", row)


def _why_above(line: _Line) -> Why | None:
    """Return the why that the next one explains; None for the problem."""
    causes = line.pm.causes
    if line.target == ladder.PROBLEM:
        return None
    named = next((why for why in causes.why if why.id == line.target), None)
    return named or ladder.open_leaf(causes)


def _enter_factor(line: _Line) -> Entered:
    bones = line.pm.causes.bones or DEFAULT_BONES
    entry = parse_factor(line.text, bones)
    if not entry.bone:
        return Refused(f"On which bone? Put it in front: {_either(bones)}.", (0, len(line.text)))
    if not entry.what.strip():
        return Refused("What contributed there? Put it behind the bone.", (0, len(line.text)))
    row: dict[str, Any] = {"bone": entry.bone, "what": entry.what}
    return _added(line.pm, "causes.factor", row | ({"likely": True} if entry.likely else {}))


def _shown_factor(line: _Line) -> Shown:
    return parse_factor(line.text, line.pm.causes.bones or DEFAULT_BONES).shown(), ""


def _either(words: Sequence[str]) -> str:
    told = [f"{word}:" for word in words]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"


def _enter_root(line: _Line) -> Entered:
    return _added(line.pm, "causes.root", {"what": line.text})


def _enter_metric(line: _Line) -> Entered:
    reading = parse_metric(line.text)
    if isinstance(reading, Refused):
        return reading
    row = {"name": reading.name, "before": reading.before, "after": reading.after, "unit": reading.unit}
    return (Edit(f"impact.metric.{len(line.pm.impact.metric)}", row),)


def _shown_metric(line: _Line) -> Shown:
    reading = parse_metric(line.text)
    if isinstance(reading, Refused):
        return (), reading.reason
    unit = (reading.unit,) if reading.unit else ()
    return (reading.name, f"before {reading.before:,}", f"after {reading.after:,}", *unit), ""


def _enter_person(line: _Line) -> Entered:
    entry = parse_person(line.text)
    return (Edit(f"people.{len(line.pm.people)}", {"name": entry.name, "role": entry.role}),)


def _shown_person(line: _Line) -> Shown:
    return parse_person(line.text).shown(), ""


def _enter_not_doing(line: _Line) -> Entered:
    entry = parse_not_doing(line.text)
    return (Edit(f"not_doing.{len(line.pm.not_doing)}", {"what": entry.what, "why": entry.why}),)


def _shown_not_doing(line: _Line) -> Shown:
    return parse_not_doing(line.text).shown(), ""


def _slip(line: _Line) -> tuple[date | None, str] | Refused:
    """Return the day that news begin with, if they do, and the words behind it."""
    found = find_deadline(line.text, line.today)
    begins = re.match(r"(?:(?:now|due|moved|slipped)\s+)?(?:to\s+)?", line.text, re.IGNORECASE)
    if found is None or found.span[0] > (begins.end() if begins else 0):
        return None, line.text
    if isinstance(found, Refused):
        return found
    rest = line.text[found.span[1] :].strip(_BETWEEN)
    return found.day, re.sub(r"^(?:because|since)\s+", "", rest, flags=re.IGNORECASE)


def _enter_slip(line: _Line) -> Entered:
    read = _slip(line)
    if isinstance(read, Refused):
        return Refused(f"The day was not understood: {read.reason}", read.span)
    day, why = read
    row = line.path.removesuffix(".log.new")
    action = next((action for action in line.pm.action if f"action.{action.id}" == row), None)
    if action is None:
        return Refused("This action is not there any more.", (0, len(line.text)))
    log = f"{row}.log.{len(action.log)}"
    if day is None or day == action.due:
        return (Edit(log, {"at": line.context.now, "what": line.text}),)
    if not why:
        return Refused("What moved it? Put a word on it behind the day.", (0, len(line.text)))
    before = f"from {action.due} to {day}" if action.due else f"to {day}"
    said = {"at": line.context.now, "what": f"due moved {before}: {why}"}
    return (Edit(log, said), Edit(f"{row}.due", day))


def _shown_slip(line: _Line) -> Shown:
    read = _slip(line)
    if isinstance(read, Refused):
        return (), read.reason
    day, why = read
    return ((f"due {day}", why) if why else (f"due {day}", "no reason yet")) if day else ("news", why), ""


def _score(line: _Line) -> tuple[int, str] | Refused | None:
    """Return the score and its reason; None where the person takes their own score back."""
    if line.text.lower() in _NO_SCORE:
        return None
    found = _SCORE.match(line.text)
    if not found:
        return Refused("A score from 1 to 5, and why: 4, the log was lost. `none` takes yours back.", (0, 1))
    if not found[2].strip():
        return Refused("Why this score? A word behind it is kept beside the worked-out one.", found.span(1))
    return int(found[1]), found[2].strip()


def _enter_score(line: _Line) -> Entered:
    read = _score(line)
    if isinstance(read, Refused):
        return read
    criterion = line.path.removeprefix("review.override.")
    own = line.pm.review.override
    at = next((number for number, one in enumerate(own) if one.criterion == criterion), len(own))
    if read is None:
        if at == len(own):
            return Refused("There is no score of yours to take back.", (0, len(line.text)))
        return (Edit(f"review.override.{at}", None),)
    row = {"criterion": criterion, "score": read[0], "why": read[1]}
    return (Edit(f"review.override.{at}", row),)


def _shown_score(line: _Line) -> Shown:
    read = _score(line)
    if isinstance(read, Refused):
        return (), read.reason
    return (("the worked-out score",) if read is None else (f"score {read[0]}", read[1])), ""


def _added(pm: Postmortem, table: str, row: dict[str, Any]) -> tuple[Edit, ...]:
    rows = pm.action if table == "action" else getattr(pm.causes, table.removeprefix("causes."))
    name = new_row_id(table, {each.id for each in rows})
    return (Edit(f"{table}.{name}", row),)


def _nothing_to_show(line: _Line) -> Shown:
    del line
    return (), ""


_WHY = _Entry(_enter_why, _nothing_to_show)
_ENTRIES: dict[str, _Entry] = {
    "timeline.new": _Entry(_enter_event, _shown_event),
    "people.new": _Entry(_enter_person, _shown_person),
    "impact.metric.new": _Entry(_enter_metric, _shown_metric),
    "causes.why.new": _WHY,
    "causes.factor.new": _Entry(_enter_factor, _shown_factor),
    "causes.root.new": _Entry(_enter_root, _nothing_to_show),
    "action.new": _Entry(_enter_action, _shown_action),
    "not_doing.new": _Entry(_enter_not_doing, _shown_not_doing),
}
_SLIP = _Entry(_enter_slip, _shown_slip)
_SCORED = _Entry(_enter_score, _shown_score)


def _entry(path: str) -> _Entry:
    """Return how a line at `path` is entered; raise KeyError where no line is entered there."""
    if path.startswith("causes.why.new."):
        return _WHY
    if path.startswith("review.override."):
        return _SCORED
    if path.startswith("action.") and path.endswith(".log.new"):
        return _SLIP
    return _ENTRIES[path]
