"""What is understood of what stands in a field.

Text that is not (yet) a value of its field is kept as it stands under `unfinished`, so that nothing typed is
lost when the person goes away in mid-sentence.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pmtui.interview import entries, ties
from pmtui.interview.answers import is_entry
from pmtui.interview.question import Asked
from pmtui.model import paths
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Clock, Postmortem, TimelineEvent
from pmtui.text.deadlines import parse_deadline
from pmtui.text.measures import parse_number
from pmtui.text.reading import Moment, Refused
from pmtui.text.times import Context, parse_moment, show_moment
from pmtui.text.zones import local_day
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a field, understood.

    Attributes:
        edits: What it changes; empty where it changes nothing.
        shown: What was understood, to be shown beneath the field.
        refused: Why it was not understood; empty where it was.
    """

    edits: tuple[Edit, ...]
    shown: str = ""
    refused: str = ""


def context(pm: Postmortem, now: datetime, path: str = "") -> Context:
    """Return what a bare time means in this postmortem: its zone, the day and the moment before."""
    after = next((event.at for event in reversed(pm.timeline) if event.at is not None), None)
    marks = [mark for mark in (pm.clock.started, pm.clock.detected) if mark is not None]
    if marks and (after is None or path.startswith("clock.")):
        after = marks[-1]
    zone = pm.zone or "UTC"
    day = local_day(after, zone) if after is not None else None
    return Context(zone=zone, now=now, day=day, after=after)


def edits(pm: Postmortem, one: Asked, text: str, now: datetime) -> tuple[Edit, ...]:
    """Return what `text` in the field of a question changes, as `read` does, and no more: for each key."""
    return _kept(pm, one.path, text) if is_entry(one) else read(pm, one, text, now).edits


def read(pm: Postmortem, one: Asked, text: str, now: datetime, target: str = "") -> Reading:
    """Return what `text` in the field of a question means. Never raises; what is not understood is kept.

    `target` is the id of what a row that is entered is about, as for `entries.enter`.
    """
    kind, path = one.question.kind, one.path
    if is_entry(one):
        known, refused = entries.understood(pm, one.path, text, context(pm, now), _today(pm, now), target)
        return Reading(_kept(pm, path, text), "  │  ".join(known), refused)
    if kind in ("line", "prose"):
        return Reading(_changed(pm, path, text))
    if kind == "texts":
        items = tuple(line.strip() for line in text.splitlines() if line.strip())
        named = (ties.in_words(pm, item) for item in items) if path.endswith(".evidence") else ()
        shown = (said for said, item in zip(named, items, strict=False) if said != item)
        return Reading((*_changed(pm, path, items), *_kept(pm, path, "")), "  │  ".join(shown))
    if not text.strip():
        return Reading((*_cleared(pm, path), *_kept(pm, path, "")))
    if kind == "number":
        return _figure(pm, path, text)
    if kind == "moment":
        return _moment(pm, path, text, now)
    if kind == "day":
        return _day(pm, path, text, now)
    return Reading(())


def enter(pm: Postmortem, one: Asked, text: str, now: datetime, target: str = "") -> tuple[Edit, ...] | str:
    """Return the edits that entering a line makes, or why it can't be entered, in words."""
    result = entries.enter(pm, one.path, text, context=context(pm, now), today=_today(pm, now), target=target)
    return result.reason if isinstance(result, Refused) else result


def _today(pm: Postmortem, now: datetime) -> Any:
    return local_day(now, pm.zone or "UTC")


def _changed(pm: Postmortem, path: str, value: Any) -> tuple[Edit, ...]:
    before = paths.get(pm, path)
    empty = value in (None, "", ()) and before in (None, "", ())
    return () if empty or before == value else (Edit(path, value),)


def _kept(pm: Postmortem, path: str, text: str) -> tuple[Edit, ...]:
    before = pm.unfinished.get(path, "")
    return () if before == text else (Edit(f"{paths.UNFINISHED}.{path}", text or None),)


def _not_a_value(pm: Postmortem, path: str, text: str, reason: str) -> Reading:
    """Keep the text as it stands, and no value beside it: the half of a text is not what was meant."""
    return Reading((*_cleared(pm, path), *_kept(pm, path, text)), refused=reason)


def _cleared(pm: Postmortem, path: str) -> tuple[Edit, ...]:
    """Return the edits that take a value away, with the precision and the range of a moment."""
    owner, _, key = path.rpartition(".")
    record = paths.get(pm, owner) if owner else pm
    rest: tuple[str, ...] = ()
    if isinstance(record, Clock):
        rest = (f"clock.precision.{key}", f"clock.until.{key}")
    elif isinstance(record, TimelineEvent) and key == "at":
        rest = (f"{owner}.precision",)
    return tuple(edit for each in (path, *rest) for edit in _changed(pm, each, None))


def _figure(pm: Postmortem, path: str, text: str) -> Reading:
    figure = parse_number(text)
    if isinstance(figure, Refused):
        return _not_a_value(pm, path, text, figure.reason)
    try:
        paths.put(pm, path, figure)
    except Exception as error:  # the model's own words say what fits
        return _not_a_value(pm, path, text, getattr(error, "what", str(error)))
    tidy = str(figure) == text
    return Reading((*_changed(pm, path, figure), *_kept(pm, path, "")), "" if tidy else f"{figure:,}")


def _moment(pm: Postmortem, path: str, text: str, now: datetime) -> Reading:
    where = context(pm, now, path)
    moment = parse_moment(text, where)
    if isinstance(moment, Refused):
        return _not_a_value(pm, path, text, moment.reason)
    shown = show_moment(moment.at, moment.precision, where.zone, moment.until, with_day=True)
    return Reading(
        (*_changed(pm, path, moment.at), *_moment_edits(pm, path, moment), *_kept(pm, path, "")),
        f"{shown} {where.zone}",
    )


def _moment_edits(pm: Postmortem, path: str, moment: Moment) -> tuple[Edit, ...]:
    owner, _, key = path.rpartition(".")
    record = paths.get(pm, owner) if owner else pm
    precision = None if moment.precision == "exact" else moment.precision
    if isinstance(record, Clock):
        return (
            *_changed(pm, f"clock.precision.{key}", precision),
            *_changed(pm, f"clock.until.{key}", moment.until),
        )
    if isinstance(record, TimelineEvent) and key == "at":
        more = _changed(pm, f"{owner}.until", moment.until) if moment.until is not None else ()
        return (*_changed(pm, f"{owner}.precision", precision), *more)
    return ()


def _day(pm: Postmortem, path: str, text: str, now: datetime) -> Reading:
    deadline = parse_deadline(text, _today(pm, now))
    if isinstance(deadline, Refused):
        return _not_a_value(pm, path, text, deadline.reason)
    shown = deadline.day.strftime("%A, %Y-%m-%d")
    return Reading((*_changed(pm, path, deadline.day), *_kept(pm, path, "")), shown)
