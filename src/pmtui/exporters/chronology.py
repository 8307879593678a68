"""The timeline as tables: in the order of time, by day where days are full, with the columns that are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from pmtui.exporters.calendar import Calendar
from pmtui.exporters.names import Names
from pmtui.model.postmortem import TimelineEvent

FULL_DAY = 3
"""Rows a day, on average, from which each day gets a heading of its own."""


@dataclass(frozen=True, slots=True)
class Day:
    """Rows of the timeline under one heading; the heading is empty where one table holds all."""

    heading: str
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Chronology:
    """The timeline's tables: the head of each, and the days."""

    head: list[str]
    days: list[Day]


def chronology(
    events: tuple[TimelineEvent, ...], said: Calendar, names: Names, phase: Callable[[str], str]
) -> Chronology:
    """Return the timeline's tables.

    Args:
        events: The rows, in any order; one without a time stays beneath the row it was put under.
        said: Says times in the postmortem's zone.
        names: Says what a row's evidence points at.
        phase: Says a phase.
    """
    placed = _in_order(events)
    by_day = len(placed) >= FULL_DAY * len({_day(said, at) for at, _ in placed})
    columns: dict[str, Callable[[TimelineEvent], str]] = {
        "Time" if by_day else "When": lambda event: _when(event, said, by_day),
        "Phase": lambda event: phase(event.phase),
        "Who or what": lambda event: event.lane,
        "What happened": lambda event: event.what,
        "Believed then": lambda event: event.believed,
        "Source": lambda event: "; ".join(filter(None, (event.source, names.one(event.evidence)))),
    }
    always = ("Time", "When", "What happened")
    used = {
        head: column
        for head, column in columns.items()
        if head in always or any(column(event) for event in events)
    }
    days = []
    for day, rows in groupby(placed, lambda row: _day(said, row[0]) if by_day else None):
        heading = said.day_heading(day) if day else "Day not known" if by_day else ""
        days.append(Day(heading, [[column(event) for column in used.values()] for _, event in rows]))
    return Chronology(list(used), days)


def _in_order(events: tuple[TimelineEvent, ...]) -> list[tuple[datetime | None, TimelineEvent]]:
    placed: list[tuple[datetime | None, TimelineEvent]] = []
    last: datetime | None = None
    for event in events:
        last = event.at or last
        placed.append((last, event))
    first = datetime.min.replace(tzinfo=UTC)
    return sorted(placed, key=lambda row: row[0] or first)


def _day(said: Calendar, at: datetime | None) -> date | None:
    return said.day(at) if at else None


def _when(event: TimelineEvent, said: Calendar, by_day: bool) -> str:
    if event.at is None:
        return "?"
    say = said.on_its_day if by_day else said.moment
    return say(event.at, event.precision, event.until)
