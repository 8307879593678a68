"""The timeline as tables: in the order of time, by day where days are full, with the columns in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from pmtui.exporters.calendar import Calendar
from pmtui.exporters.names import Names
from pmtui.exporters.table import Table, used_columns
from pmtui.model.postmortem import TimelineEvent

FULL_DAY = 3
"""Rows a day, on average, from which each day gets a heading of its own."""


@dataclass(frozen=True, slots=True)
class Day:
    """Rows of the timeline under one heading; the heading is empty where one table holds all."""

    heading: str
    table: Table


def chronology(
    events: tuple[TimelineEvent, ...], said: Calendar, names: Names, phase: Callable[[str], str]
) -> list[Day]:
    """Return the timeline as tables: one a day where days are full, else one for all.

    Args:
        events: The rows, in any order; one without a time stays beneath the row it was put under.
        said: Says times in the postmortem's zone.
        names: Says what a row's evidence points at.
        phase: Says a phase.
    """
    placed = _in_order(events)
    by_day = len(placed) >= FULL_DAY * len({_day(said, at) for at, _ in placed})

    def cells(event: TimelineEvent) -> dict[str, str]:
        return {
            "Time" if by_day else "When": _when(event, said, by_day),
            "Phase": phase(event.phase),
            "Who or what": event.lane,
            "What happened": event.what,
            "Believed then": event.believed,
            "Source": "; ".join(filter(None, (event.source, names.one(event.evidence)))),
        }

    days = groupby(placed, lambda row: _day(said, row[0]) if by_day else None)
    return [
        Day(
            said.day_heading(day) if day else "Day not known" if by_day else "",
            used_columns([cells(event) for _, event in rows]),
        )
        for day, rows in days
    ]


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
