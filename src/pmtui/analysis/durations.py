"""The durations of one incident, from the moments of its clock: TTD, TTA, TTM, TTR, and two more.

Of one incident these are times, not means. A duration is recorded with both its ends, pending, not
applicable, or invalid with the reason; a missing end is never taken for another: no zero appears in silence.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal

from pmtui.model.postmortem import Clock, Precision
from pmtui.text.zones import lenient_utc, local, zone_of
from pmtui.values import dataclass

State = Literal["recorded", "pending", "not-applicable", "invalid"]
MomentName = Literal["introduced", "started", "detected", "declared", "acknowledged", "mitigated", "resolved"]


@dataclass(frozen=True, slots=True)
class Duration:
    """One duration of an incident.

    Attributes:
        id: Its stable name: latent, ttd, declare, tta, ttm, ttr.
        label: Its words, such as "time to detect".
        state: recorded; pending while an end is still to come; not-applicable where an end that not every
            incident has is not given; invalid where its ends contradict each other.
        shortest: The shortest it can have been, given how exactly its ends are known; None unless recorded.
        longest: The longest it can have been; None unless recorded.
        from_: The name of the moment it begins with.
        to: The name of the moment it ends with.
        words: The duration ("18 h 14 min", "about 4 h", "between 1 h and 2 h"), or why there is none.
    """

    id: str
    label: str
    state: State
    shortest: timedelta | None
    longest: timedelta | None
    from_: MomentName
    to: MomentName
    words: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Within which two moments a moment lies, in UTC, and whether it is only about right."""

    earliest: datetime
    latest: datetime
    about: bool
    to_the_minute: bool


_DURATIONS: tuple[tuple[str, str, MomentName, MomentName], ...] = (
    ("latent", "latent", "introduced", "started"),
    ("ttd", "time to detect", "started", "detected"),
    ("declare", "time to declare", "detected", "declared"),
    ("tta", "time to acknowledge", "detected", "acknowledged"),
    ("ttm", "time to mitigate", "started", "mitigated"),
    ("ttr", "time to resolve", "started", "resolved"),
)
_NOT_ALWAYS: frozenset[MomentName] = frozenset({"introduced", "declared", "acknowledged"})
"""The moments that not every incident has: no old change, no pager, no declaration."""


def durations(clock: Clock, zone: str = "") -> tuple[Duration, ...]:
    """Return the six durations of `clock`, in the order of an incident.

    Args:
        clock: The key moments, with how exactly each is known.
        zone: The postmortem's zone, in which a moment known to the day or the hour spans that day or hour.
    """
    place = zone_of(zone) or UTC
    return tuple(_duration(clock, place, *which) for which in _DURATIONS)


def _duration(
    clock: Clock, place: tzinfo, id_: str, label: str, from_: MomentName, to: MomentName
) -> Duration:
    begin, end = _known(clock, from_, place), _known(clock, to, place)
    if begin is None or end is None:
        missing = from_ if begin is None else to
        state: State = "not-applicable" if missing in _NOT_ALWAYS else "pending"
        words = f"no moment given for {missing}" if missing in _NOT_ALWAYS else f"{missing} is not given yet"
        return Duration(id_, label, state, None, None, from_, to, words)
    longest = end.latest - begin.earliest
    if longest < timedelta():
        words = f"{to} lies {format_duration(-longest)} before {from_}: one of the two is off"
        return Duration(id_, label, "invalid", None, None, from_, to, words)
    shortest = max(timedelta(), end.earliest - begin.latest)
    return Duration(
        id_, label, "recorded", shortest, longest, from_, to, _words(shortest, longest, begin, end)
    )


def _known(clock: Clock, name: MomentName, place: tzinfo) -> _Known | None:
    at: datetime | None = getattr(clock, name)
    if at is None:
        return None
    precision: Precision = getattr(clock.precision, name) or "exact"
    until: datetime = getattr(clock.until, name) or at
    earliest, latest = _span(at, precision, place)[0], _span(max(at, until), precision, place)[1]
    return _Known(earliest, latest, precision == "approximate", precision == "minute")


def _span(at: datetime, precision: Precision, place: tzinfo) -> tuple[datetime, datetime]:
    """Return the first and the last moment that `at` can mean: its day or hour in `place`, or itself."""
    at = at.astimezone(UTC)
    if precision not in ("day", "hour"):
        return at, at
    try:
        here = local(at, place)
        if precision == "hour":
            past = timedelta(minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
            return at - past, at - past + timedelta(hours=1)
        begins = lenient_utc(datetime.combine(here.date(), time()), place)
        return begins, lenient_utc(datetime.combine(here.date() + timedelta(days=1), time()), place)
    except OverflowError:  # the calendar's first or last day
        return at, at


def _words(shortest: timedelta, longest: timedelta, begin: _Known, end: _Known) -> str:
    about = "about " if begin.about or end.about else ""
    if shortest == longest:
        if longest == timedelta():
            to_the_minute = begin.to_the_minute or end.to_the_minute or about
            return "less than a minute" if to_the_minute else "none: both are the same moment"
        return about + format_duration(longest)
    low, high = format_duration(shortest), format_duration(longest)
    if shortest == timedelta():
        return f"at most {about}{high}"
    return f"{about}{low}" if low == high else f"between {about}{low} and {high}"


def format_duration(duration: timedelta) -> str:
    """Return a duration in its two largest units that matter: "45 s", "4 min", "18 h 14 min", "13 d 4 h".

    What is smaller is rounded down: seconds from an hour on, minutes from two days on, hours from sixty days.
    """
    if duration < timedelta():
        return "-" + format_duration(-duration)
    seconds = duration // timedelta(seconds=1)
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if seconds < 60:
        return f"{seconds} s"
    if hours < 1:
        return _two(minutes, "min", seconds % 60, "s")
    if hours < 48:
        return _two(hours, "h", minutes % 60, "min")
    return _two(days, "d", hours % 24 if days < 60 else 0, "h")


def _two(large: int, large_unit: str, small: int, small_unit: str) -> str:
    return f"{large} {large_unit} {small} {small_unit}" if small else f"{large} {large_unit}"


def hours_left(clock: Clock, now: datetime, limit: float = 48) -> float | None:
    """Return how many of the `limit` hours since the resolution are left at `now`, negative once they passed.

    Of a resolution known as a range the earlier end counts. None until the incident is resolved.
    """
    if clock.resolved is None:
        return None
    passed = now.astimezone(UTC) - clock.resolved.astimezone(UTC)
    return limit - passed / timedelta(hours=1)
