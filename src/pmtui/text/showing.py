"""A moment as it is shown: in the shortest form that is read back as the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from pmtui.text.zones import happens_once, local, offset_text, zone_of

if TYPE_CHECKING:
    from pmtui.model.postmortem import Precision


def show_moment(
    at: datetime, precision: Precision, zone: str, until: datetime | None = None, *, with_day: bool
) -> str:
    """Return a moment on the clocks of `zone`, as `parse_moment` reads it back.

    A moment known to the hour comes back as the beginning of its hour, one known to the day as the beginning
    of its day; an exact one on the full minute is written without seconds.

    Args:
        at: The moment, aware.
        precision: How exactly it is known.
        zone: The IANA name of the zone; empty for UTC. In UTC, and saying so, where it is not known here.
        until: The later end of a range, aware.
        with_day: Whether the day stands before the time (a day or a month is always written).
    """
    known = zone_of(zone)
    place: tzinfo = known or UTC
    if precision == "day":
        return _days(local(at, place), local(until or at, place))
    ends = until if until is not None and until > at else None
    offsets = known is None or not all(_plain(end, place) for end in (at, ends) if end is not None)
    if offsets and not all(_whole_offset(end, place) for end in (at, ends) if end is not None):
        place = UTC
    begins = local(at, place)
    text = f"{begins:%Y-%m-%d} " if with_day else ""
    text += "~" if precision == "approximate" else ""
    text += _clock(begins, precision) + (_offset(begins) if offsets else "")
    if ends is None:
        return text
    last = local(ends, place)
    shown = _clock(last, precision) + (_offset(last) if offsets else "")
    if precision == "hour" and shown == _clock(begins, precision) and last.date() == begins.date():
        return text
    if begins.date() == last.date():
        return f"{text} to {shown}" if offsets else f"{text}-{shown}"
    if last.date() - begins.date() == timedelta(days=1) and last.time() < begins.time():
        return f"{text} to {shown}"
    return (
        f"{text} to {last:%Y-%m-%d} {shown}"
        if with_day
        else f"{begins:%Y-%m-%d} {text} to {last:%Y-%m-%d} {shown}"
    )


def _plain(at: datetime, place: tzinfo) -> bool:
    """Return whether the wall clock alone names the moment."""
    return happens_once(local(at, place).replace(tzinfo=None, fold=0), place)


def _whole_offset(at: datetime, place: tzinfo) -> bool:
    return (local(at, place).utcoffset() or timedelta()) % timedelta(minutes=1) == timedelta()


def _offset(at: datetime) -> str:
    offset = at.utcoffset() or timedelta()
    return " " + (offset_text(offset) if offset else "UTC")


def _clock(at: datetime, precision: Precision) -> str:
    if precision == "hour":
        return f"{at:%H}:xx"
    text = f"{at:%H:%M}"
    if at.second or at.microsecond:
        text += f":{at:%S}"
    if at.microsecond:
        text += f".{at.microsecond:06}".rstrip("0")
    return text


def _days(first: datetime, last: datetime) -> str:
    a, b = first.date(), last.date()
    if b <= a:
        return f"{a:%Y-%m-%d}"
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
        return f"{a:%Y}-{b:%Y}" if a.year < b.year else f"in {a:%Y}"
    if a.day == 1 and (b + timedelta(days=1)).day == 1 and (a.year, a.month) == (b.year, b.month):
        return f"{a:%Y-%m}"
    return f"{a:%Y-%m-%d} to {b:%Y-%m-%d}"
