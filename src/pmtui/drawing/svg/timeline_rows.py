"""What stands in a drawn timeline: events and key moments in order, and how exactly each is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from statistics import median
from typing import Literal

from pmtui import content
from pmtui.analysis.durations import format_duration
from pmtui.drawing.svg.said import said
from pmtui.model.postmortem import Clock, Postmortem, Precision, TimelineEvent
from pmtui.text.showing import show_moment
from pmtui.text.zones import local, zone_of

MOMENTS = ("introduced", "started", "detected", "declared", "acknowledged", "mitigated", "resolved")
Known = Literal["exact", "about", "range", "day", "moment"]
"""How a row's time is known, or that the row is a key moment."""


@dataclass(frozen=True, slots=True)
class Row:
    """An event or a key moment.

    Attributes:
        at: The moment by which it is placed; None where no row before it has a time.
        day: The local day of that moment; None for a range of days, whose time says them.
        time: How its time is said without the day; "" where only the day is known, or nothing.
        known: How exactly its time is known, or "moment".
        pause: The time that passed since the row before; None where that can't be said.
        by_day: Whether the pause is known to the day only.
        event: The event; None for a key moment.
        moment: The name of the key moment; "" for an event.
    """

    at: datetime | None
    day: date | None
    time: str
    known: Known
    pause: timedelta | None
    by_day: bool
    event: TimelineEvent | None
    moment: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event or a key moment with its time, before it is put into order."""

    at: datetime | None
    precision: Precision | None
    until: datetime | None
    event: TimelineEvent | None
    moment: str
    timed: bool = True


def rows(pm: Postmortem) -> list[Row]:
    """Return all rows in order; an event without a time stays beneath the row it was put under."""
    place = zone_of(pm.zone) or UTC
    placed: list[_Placed] = [
        _Placed(at, *_exactness(pm.clock, name), None, name)
        for name in MOMENTS
        if (at := getattr(pm.clock, name)) is not None
    ]
    last: datetime | None = None
    for event in pm.timeline:
        last = event.at or last
        placed.append(_Placed(last, event.precision, event.until, event, "", event.at is not None))
    first = datetime.min.replace(tzinfo=UTC)
    placed.sort(key=lambda one: one.at or first)
    out: list[Row] = []
    before: _Placed | None = None
    for one in placed:
        out.append(_row(one, before, pm.zone, place))
        before = one if one.timed else before
    return out


def usual_pause(found: list[Row]) -> timedelta:
    """Return the median of the pauses between rows; a minute where there are none."""
    pauses = [row.pause.total_seconds() for row in found if row.pause]
    return timedelta(seconds=max(median(pauses), 1)) if pauses else timedelta(minutes=1)


def pause_words(row: Row) -> str:
    """Return how the pause before a row is said: "2 h later"; where it is known to the day only, no finer."""
    words, pause = said("timeline"), row.pause or timedelta()
    days = pause.days
    if not row.by_day:
        length = format_duration(pause)
    elif days >= 2 * 365:
        length = words["years"].format(count=round(days / 365.25))
    elif days >= 2 * 30:
        length = words["months"].format(count=round(days / 30.44))
    else:
        length = words["day" if days == 1 else "days"].format(count=days)
    return str(words["later"].format(duration=length))


def moment_time(pm: Postmortem, name: str, with_day: bool) -> str:
    """Return how the time of a key moment is said."""
    precision, until = _exactness(pm.clock, name)
    return _said(getattr(pm.clock, name), precision, until, pm.zone, with_day)


def day_words(day: date) -> str:
    """Return a day such as "Tuesday 31 January 2017"."""
    words = content.toml("templates/words.toml")
    return f"{words['weekdays'][day.weekday()]} {day.day} {words['months'][day.month - 1]} {day.year}"


def moment_word(name: str) -> str:
    """Return how a key moment is said."""
    return str(content.toml("templates/words.toml")["moment"].get(name, name))


def _exactness(clock: Clock, name: str) -> tuple[Precision | None, datetime | None]:
    return getattr(clock.precision, name), getattr(clock.until, name)


def _said(
    at: datetime, precision: Precision | None, until: datetime | None, zone: str, with_day: bool
) -> str:
    shown: Precision = "approximate" if precision == "hour" else precision or "exact"
    return show_moment(at, shown, zone, until, with_day=with_day)


def _row(one: _Placed, before: _Placed | None, zone: str, place: tzinfo) -> Row:
    if one.at is None or not one.timed:
        day = local(one.at, place).date() if one.at else None
        return Row(one.at, day, "", _known(one), None, False, one.event, one.moment)
    time = _said(one.at, one.precision, one.until, zone, with_day=False)
    if one.precision == "day" and one.until is None:
        time = ""  # the day stands above it
    pause, by_day = None, False
    if before is not None and before.at is not None:
        passed = one.at - before.at
        by_day = "day" in (one.precision, before.precision)
        pause = timedelta(days=round(passed / timedelta(days=1))) if by_day else passed
    day = None if one.precision == "day" and one.until is not None else local(one.at, place).date()
    return Row(one.at, day, time, _known(one), pause, by_day, one.event, one.moment)


def _known(one: _Placed) -> Known:
    if one.moment:
        return "moment"
    if one.until is not None:
        return "range"
    if one.precision == "day":
        return "day"
    return "about" if one.precision in ("approximate", "hour") or not one.timed else "exact"
