"""Time zones and their clock changes: from a written local time to the one moment it names, or why none.

Two datetimes of one zone are never subtracted: the standard library then counts the hands of the clock, not
the time that passed. Everything goes through UTC first.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache


@lru_cache(512)
def zone_of(name: str) -> tzinfo | None:
    """Return the zone of that IANA name, UTC for an empty one, None where this host knows no such zone."""
    if name in ("", "UTC"):
        return UTC  # also on hosts without any zone data
    if len(name) > 64 or name.startswith("."):
        return None
    from zoneinfo import ZoneInfo  # slow to load, and most postmortems are told in UTC

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found, no name of a file at all, a folder such as "Europe"
        return None


@cache
def _known_zones() -> dict[str, str]:
    from zoneinfo import available_timezones

    return {name.lower(): name for name in available_timezones()}


@lru_cache(512)
def zone_like(name: str) -> str:
    """Return the zone's name that was probably meant by `name` (`Europe/Madird`); empty if none is near."""
    import difflib

    known = _known_zones()
    near = difflib.get_close_matches(name.lower()[:64], known, 1, 0.75)
    return known[near[0]] if near else ""


def local(at: datetime, zone: tzinfo) -> datetime:
    """Return `at` on the clocks of `zone`; in UTC where it would fall off the calendar."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at.astimezone(UTC)


def local_day(at: datetime, zone: str) -> date:
    """Return the day on the calendars of `zone` at a moment; of UTC where the zone is not known here."""
    return local(at, zone_of(zone) or UTC).date()


def offset_of(naive: datetime, zone: tzinfo, fold: int = 0) -> timedelta:
    """Return the offset from UTC of the wall clock `naive` in `zone`; `fold` 1 is the later of two."""
    return naive.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta()


def lenient_utc(naive: datetime, zone: tzinfo) -> datetime:
    """Return the moment of a wall clock in UTC, the earlier of two, and past the gap where there is none."""
    return naive.replace(tzinfo=UTC) - offset_of(naive, zone)


def happens_once(naive: datetime, zone: tzinfo) -> bool:
    """Return whether the wall clock shows `naive` exactly once in `zone`."""
    return offset_of(naive, zone, 0) == offset_of(naive, zone, 1)


def moment_of(naive: datetime, zone: tzinfo) -> datetime | str:
    """Return in UTC the one moment at which the clocks of `zone` show `naive`; or the reason why not.

    In a gap the two folds lie in the wrong order (PEP 495): the later fold has the larger offset.
    """
    before, after = offset_of(naive, zone, 0), offset_of(naive, zone, 1)
    if before == after:
        return naive.replace(tzinfo=UTC) - before
    clock, day = naive.strftime("%H:%M"), f"{naive:%Y-%m-%d}"
    if after > before:
        return f"{clock} did not exist on {day} in {zone}: the clocks went forward. Give the time in UTC"
    return (
        f"{clock} happened twice on {day} in {zone}: give the offset, "
        f"such as {clock} {offset_text(before)} or {clock} {offset_text(after)}"
    )


def day_start(day: date, zone: tzinfo) -> datetime:
    """Return in UTC the first moment of `day` in `zone`, also where midnight itself was skipped."""
    return lenient_utc(datetime.combine(day, time()), zone)


def offset_text(offset: timedelta) -> str:
    """Return an offset as it is written, such as +01:00 (seconds of historic offsets are left out)."""
    minutes = int(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def fixed(hours: int, minutes: int, sign: str) -> timezone | None:
    """Return the zone of a written offset; None where no place on Earth keeps it (-12:00 to +14:00)."""
    total = (hours * 60 + minutes) * (-1 if sign in "-−" else 1)
    return timezone(timedelta(minutes=total)) if minutes < 60 and -720 <= total <= 840 else None
