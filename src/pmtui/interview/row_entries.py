"""The lines that add a row: an event, a why, a factor, an action, a person and the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pmtui.interview import ladder, tree_entry
from pmtui.interview.choices import short
from pmtui.interview.conditions import DEFAULT_BONES, unanswered_roots
from pmtui.interview.entry_line import Entered, Entry, Line, Shown, added, nothing_to_show
from pmtui.interview.quick_entry import (
    EventEntry,
    FactorEntry,
    parse_action,
    parse_event,
    parse_factor,
    parse_not_doing,
    parse_person,
)
from pmtui.interview.script import kind_of
from pmtui.interview.suggestions import level_of
from pmtui.interview.timeline_rows import rows_added
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Why
from pmtui.text.measures import parse_metric
from pmtui.text.reading import Refused

_LEGS = {"causes.why.new.not-caught": "not-caught", "causes.why.new.slow": "slow"}
_LONGEST_WHY = 2_000


def _event(line: Line) -> EventEntry:
    kind = kind_of(line.pm)
    previous = next((event.phase for event in reversed(line.pm.timeline) if event.phase), "")
    return parse_event(line.text, line.context, tuple(slug for slug, _ in kind.phases), previous)


def _enter_event(line: Line) -> Entered:
    entry = _event(line)
    if entry.refused is not None:
        return Refused(f"The time was not understood: {entry.refused.reason}", entry.refused.span)
    if not entry.what.strip():
        return Refused("What happened then? Put it behind the time.", (0, len(line.text)))
    return rows_added(line.pm, [entry.row()])


def _shown_event(line: Line) -> Shown:
    return _event(line).shown(line.context.zone), ""


def _enter_action(line: Line) -> Entered:
    entry = parse_action(line.text, line.today)
    if entry.refused is not None:
        said = "The day is open" if entry.asks else "The day was not understood"
        return Refused(f"{said}: {entry.refused.reason}", entry.refused.span)
    if not entry.what.strip():
        return Refused(
            "What will be done? It stands in front of the measure and the day.", (0, len(line.text))
        )
    if gap := re.search(r"⟨[^⟨⟩]*⟩", entry.what):
        return Refused(f"There is a gap to fill still: {gap[0]}", (0, len(line.text)))
    cause, _ = _answered_by(line)
    row = {**entry.row(), "answers": (cause,) if cause else (), "status": "open"}
    if entry.level is None and (level := level_of(line.pm, entry.what)) is not None:
        row["level"] = level
    return added(line.pm, "action", row)


def _shown_action(line: Line) -> Shown:
    entry, (cause, what) = parse_action(line.text, line.today), _answered_by(line)
    return (*entry.shown(), *([f"answers: {short(what, 40)}"] if cause else [])), ""


def _answered_by(line: Line) -> tuple[str, str]:
    """Return id and words of the cause that a new action answers: the one meant, else the next open one."""
    causes = line.pm.causes
    known = [(root.id, root.what) for root in causes.root]
    known += [(factor.id, factor.what) for factor in causes.factor]
    meant = (each for each in known if each[0] == line.target)
    return next(meant, None) or next(iter(unanswered_roots(line.pm)), ("", ""))


def _enter_why(line: Line) -> Entered:
    if len(line.text) > _LONGEST_WHY:
        return Refused("This is long for one why: one condition, one step down.", (0, len(line.text)))
    if line.path != "causes.why.new":
        row: dict[str, Any] = {"explains": (ladder.PROBLEM,), "because": line.text}
        return added(line.pm, "causes.why", row | ({"leg": _LEGS[line.path]} if line.path in _LEGS else {}))
    above = _why_above(line)
    row = {"explains": (above.id if above else ladder.PROBLEM,), "because": line.text}
    if above is not None and above.leg is not None:
        row["leg"] = above.leg
    return added(line.pm, "causes.why", row)


def _why_above(line: Line) -> Why | None:
    """Return the why that the next one explains; None for the problem."""
    causes = line.pm.causes
    if line.target == ladder.PROBLEM:
        return None
    named = next((why for why in causes.why if why.id == line.target), None)
    return named or ladder.open_leaf(causes)


def _enter_factor(line: Line) -> Entered:
    bones, entry = line.pm.causes.bones or DEFAULT_BONES, _factor(line)
    if not entry.bone:
        return Refused(f"On which bone? Put it in front: {_either(bones)}.", (0, len(line.text)))
    if not entry.what.strip():
        return Refused("What contributed there? Put it behind the bone.", (0, len(line.text)))
    row: dict[str, Any] = {"bone": entry.bone, "what": entry.what}
    return added(line.pm, "causes.factor", row | ({"likely": True} if entry.likely else {}))


def _shown_factor(line: Line) -> Shown:
    return _factor(line).shown(), ""


def _factor(line: Line) -> FactorEntry:
    """Return what a line of the fish means; without a bone named it goes on the one in hand."""
    bones = line.pm.causes.bones or DEFAULT_BONES
    entry = parse_factor(line.text, bones)
    return replace(entry, bone=line.target) if not entry.bone and line.target in bones else entry


def _either(words: Sequence[str]) -> str:
    told = [f"{word}:" for word in words]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"


def _enter_root(line: Line) -> Entered:
    return added(line.pm, "causes.root", {"what": line.text})


def _enter_metric(line: Line) -> Entered:
    reading = parse_metric(line.text)
    if isinstance(reading, Refused):
        return reading
    row = {"name": reading.name, "before": reading.before, "after": reading.after, "unit": reading.unit}
    return (Edit(f"impact.metric.{len(line.pm.impact.metric)}", row),)


def _shown_metric(line: Line) -> Shown:
    reading = parse_metric(line.text)
    if isinstance(reading, Refused):
        return (), reading.reason
    unit = (reading.unit,) if reading.unit else ()
    return (reading.name, f"before {reading.before:,}", f"after {reading.after:,}", *unit), ""


def _enter_person(line: Line) -> Entered:
    entry = parse_person(line.text)
    return (Edit(f"people.{len(line.pm.people)}", {"name": entry.name, "role": entry.role}),)


def _shown_person(line: Line) -> Shown:
    return parse_person(line.text).shown(), ""


def _enter_not_doing(line: Line) -> Entered:
    entry = parse_not_doing(line.text)
    return (Edit(f"not_doing.{len(line.pm.not_doing)}", {"what": entry.what, "why": entry.why}),)


def _shown_not_doing(line: Line) -> Shown:
    return parse_not_doing(line.text).shown(), ""


ROW_ENTRIES: dict[str, Entry] = {
    "timeline.new": Entry(_enter_event, _shown_event),
    "people.new": Entry(_enter_person, _shown_person),
    "impact.metric.new": Entry(_enter_metric, _shown_metric),
    "causes.why.new": Entry(_enter_why, nothing_to_show),
    "causes.why.new.else": Entry(_enter_why, nothing_to_show),
    "causes.why.new.not-caught": Entry(_enter_why, nothing_to_show),
    "causes.why.new.slow": Entry(_enter_why, nothing_to_show),
    "causes.factor.new": Entry(_enter_factor, _shown_factor),
    "causes.event.new": Entry(tree_entry.enter, tree_entry.shown),
    "causes.root.new": Entry(_enter_root, nothing_to_show),
    "action.new": Entry(_enter_action, _shown_action),
    "not_doing.new": Entry(_enter_not_doing, _shown_not_doing),
}
"""The lines that add a row, by their path."""
