"""Answers: what a field shows, and what is picked in it. What is typed is understood in `understood.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pmtui.interview.question import Asked
from pmtui.model import paths
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Clock, Postmortem, TimelineEvent

ENTRIES = (
    "event",
    "action",
    "why",
    "factor",
    "tree",
    "root",
    "metric",
    "person",
    "not-doing",
    "score",
    "slip",
)
"""The kinds of question whose line adds a row, or changes several fields, when it is entered."""


def is_entry(one: Asked) -> bool:
    """Return whether Enter on the question adds a row."""
    return one.question.kind in ENTRIES


def text_of(pm: Postmortem, one: Asked) -> str:
    """Return the text that the field shows: what was left unfinished, else the value as text."""
    unfinished = pm.unfinished.get(one.path)
    if unfinished is not None:
        return unfinished
    if is_entry(one):
        return ""
    return value_text(pm, one.path, one.question.kind)


def value_text(pm: Postmortem, path: str, kind: str) -> str:
    """Return the value at `path` as a person would type it; empty where there is none."""
    value = paths.get(pm, path)
    if value is None or value == () or value == "":
        return ""
    if kind == "moment":
        from pmtui.text.showing import show_moment

        precision, until = _moment_rest(pm, path)
        return show_moment(value, precision or "exact", pm.zone or "UTC", until, with_day=True)
    if isinstance(value, tuple):
        return "\n".join(str(item) for item in value)
    return str(value)


def chosen(pm: Postmortem, one: Asked, value: Any) -> tuple[Edit, ...]:
    """Return the edits of an answer that was picked."""
    from pmtui.interview import taking

    if one.question.kind == "found":
        return taking.roots_picked(pm, value)
    if one.question.kind == "quadrant":
        row, _, _ = one.path.rpartition(".")
        impact, effort = value
        return (Edit(f"{row}.impact", impact), Edit(f"{row}.effort", effort))
    return (Edit(one.path, value),)


def chosen_value(pm: Postmortem, one: Asked) -> Any:
    """Return the answer that is picked now, in the shape in which the field shows it."""
    from pmtui.interview import taking

    if one.question.kind == "found":
        return taking.picked_roots(pm)
    if one.question.kind == "quadrant":
        row, _, _ = one.path.rpartition(".")
        return (paths.get(pm, f"{row}.impact"), paths.get(pm, f"{row}.effort"))
    return paths.get(pm, one.path)


def _moment_rest(pm: Postmortem, path: str) -> tuple[Any, datetime | None]:
    owner, _, key = path.rpartition(".")
    record = paths.get(pm, owner) if owner else pm
    if isinstance(record, Clock):
        return getattr(record.precision, key, None), getattr(record.until, key, None)
    if isinstance(record, TimelineEvent) and key == "at":
        return record.precision, record.until
    return None, None
