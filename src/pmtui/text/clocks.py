"""Clock times and zones as people write them: 14:05, 2:05 PM, 14:05:10.25, 14:xx; UTC, +02:00, Asia/Tokyo."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, time, tzinfo
from typing import TYPE_CHECKING

from pmtui.text.patterns import regex
from pmtui.text.reading import Refused, Span
from pmtui.text.zones import fixed, zone_like, zone_of
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.model.postmortem import Precision

_MERIDIEM = r"(?:[^\S\n]?(?P<half>[ap])(?:m|\.[^\S\n]?m\.)(?![a-z0-9]))"
_CLOCK = regex(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?![0-9]|:[0-9])" + _MERIDIEM + "?",
    re.IGNORECASE,
)
_HOUR_ALONE = regex(r"(?P<hour>[0-9]{1,2})" + _MERIDIEM, re.IGNORECASE)
_WITHIN_HOUR = regex(r"(?P<hour>[0-9]{1,2}):(?:xx|\?\?)(?![a-z0-9])", re.IGNORECASE)

_UTC = regex(
    r"(?:z(?![a-z0-9])|[^\S\n]{0,2}(?P<open>\()?(?:utc|gmt)"
    r"(?:(?P<sign>[-+−])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?)?(?![a-z0-9])(?(open)\)))",
    re.IGNORECASE,
)
_OFFSET = regex(r"(?P<sign>[-+−])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?(?![0-9a-zA-Z:])")
_AREA = regex(
    r"[^\S\n]{0,2}(?P<name>(?P<area>[A-Za-z]{2,12})/[A-Za-z][A-Za-z0-9_+-]{0,40}(?:/[A-Za-z][A-Za-z0-9_+-]{0,40})?)"
)
_AREAS = frozenset(
    (
        *("africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "brazil", "canada"),
        *("chile", "etc", "europe", "indian", "mexico", "pacific", "us"),
    )
)
_SHORT = regex(
    r"[^\S\n](?P<name>A[CE][SD]?T|AWST|BST|CES?T|EES?T|WES?T|MSK|[ECMP][SD]?T|AK[SD]T|HST|IST|JST|KST|SGT|NZ[SD]?T"
    r"|US Eastern|US Pacific|US Central)(?![A-Za-z0-9/_-])"
)
"""Short names of zones: most are used in several parts of the world, or all year for half of it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it stands in a text.

    Attributes:
        time: The time of day; its first minute where only the hour is known.
        precision: exact with seconds, minute, hour for 14:xx, approximate for an hour alone (2 PM).
        half: "a", "p" or empty: whether AM or PM stood beside it.
        span: Where it stands.
    """

    time: time
    precision: Precision
    half: str
    span: Span

    def in_half(self, half: str) -> Clock | None:
        """Return the same figures as AM or PM; None where the hour is not one of twelve."""
        if not 1 <= self.time.hour <= 12:
            return None
        return replace(self, half=half, time=self.time.replace(hour=_of_24(self.time.hour, half)))


@dataclass(frozen=True, slots=True)
class WrittenZone:
    """A zone or an offset as it stands behind a time."""

    zone: tzinfo
    span: Span


def read_clock(text: str, at: int = 0) -> Clock | Refused | None:
    """Return the time of day that is written at position `at`; None where none begins there."""
    if found := _CLOCK.match(text, at):
        return _clock(found)
    if found := _WITHIN_HOUR.match(text, at):
        hour = int(found["hour"])
        if hour > 23:
            return Refused(f"there is no hour {hour}", found.span())
        return Clock(time(hour), "hour", "", found.span())
    if found := _HOUR_ALONE.match(text, at):
        hour, half = int(found["hour"]), found["half"].lower()
        if not 1 <= hour <= 12:
            return Refused(f"there is no {found.group()}", found.span())
        return Clock(time(_of_24(hour, half)), "approximate", half, found.span())
    return None


def _clock(found: re.Match[str]) -> Clock | Refused:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = (found["half"] or "").lower()
    if hour == 24 and minute == 0:
        return Refused("a day ends where the next begins: write 00:00 and the next day", found.span())
    if hour > 23 or minute > 59:
        return Refused(f"there is no {found['hour']}:{found['minute']} on a clock", found.span())
    if second > 59:
        return Refused(f"there is no second {second} on a clock", found.span())
    if half:
        if not 1 <= hour <= 12:
            return Refused(
                f"{found.group()} mixes two ways of writing: {hour:02}:{minute:02} alone is enough",
                found.span(),
            )
        hour = _of_24(hour, half)
    micro = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    precision: Precision = "exact" if found["second"] else "minute"
    return Clock(time(hour, minute, second, micro), precision, half, found.span())


def _of_24(hour: int, half: str) -> int:
    return hour % 12 + (12 if half == "p" else 0)


def read_zone(text: str, at: int, *, signed: bool = True) -> WrittenZone | Refused | None:
    """Return the zone that is written behind a time which ends at `at`; None where none is.

    Args:
        text: The whole text.
        at: Where the time ends.
        signed: Whether a sign right behind the time can begin an offset (else it begins a range).
    """
    if found := _UTC.match(text, at):
        if not found["sign"]:
            return WrittenZone(UTC, found.span())
        return _offset(found)
    if found := _AREA.match(text, at):
        return _named(found)
    if found := _SHORT.match(text, at):
        return Refused(
            f"{found['name']} is not one zone all over the world and all year: "
            "give the offset, such as +01:00, or a place, such as Europe/Madrid",
            found.span("name"),
        )
    spaces = len(text[at : at + 2]) - len(text[at : at + 2].lstrip())
    found = _OFFSET.match(text, at + spaces)
    if found and (found["minutes"] if spaces else signed):
        return _offset(found)
    return None


def _offset(found: re.Match[str]) -> WrittenZone | Refused | None:
    zone = fixed(int(found["hours"]), int(found["minutes"] or 0), found["sign"])
    if zone is None:
        return Refused(f"no place on Earth keeps the offset {found.group().strip()}", found.span())
    return WrittenZone(zone, found.span())


def _named(found: re.Match[str]) -> WrittenZone | Refused | None:
    name = found["name"]
    if zone := zone_of(name):
        return WrittenZone(zone, found.span())
    if found["area"].lower() not in _AREAS:
        return None
    meant = zone_like(name)
    hint = f"did you mean {meant}?" if meant else "write it as Area/City, such as Europe/Madrid"
    return Refused(f"{name} is not a zone that is known here: {hint}", found.span("name"))
