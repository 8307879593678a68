"""Times as documents say them: in the postmortem's zone, each as exactly as it is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from pmtui import content
from pmtui.model.postmortem import Precision


class Calendar:
    """Says days and times in one zone.

    Attributes:
        zone_name: The zone's name; "UTC" where the postmortem names none or one that is not known.
    """

    def __init__(self, zone: str) -> None:
        self.zone_name = zone
        try:
            self._zone: tzinfo = ZoneInfo(zone)
        except (ValueError, OSError):  # an unknown zone's ZoneInfoNotFoundError is a KeyError
            self.zone_name, self._zone = "UTC", UTC
        except KeyError:
            self.zone_name, self._zone = "UTC", UTC
        words = content.toml("templates/words.toml")
        self._months, self._weekdays = words["months"], words["weekdays"]

    def local(self, at: datetime) -> datetime:
        """Return `at` in the zone; in UTC where the zone's calendar does not reach."""
        try:
            return at.astimezone(self._zone)
        except OverflowError:
            return at.astimezone(UTC)

    def day(self, at: datetime) -> date:
        """Return the local day of `at`."""
        return self.local(at).date()

    def date_words(self, day: date) -> str:
        """Return a day such as "31 January 2017"."""
        return f"{day.day} {self._months[day.month - 1]} {day.year}"

    def day_heading(self, day: date) -> str:
        """Return a day such as "Tuesday 31 January 2017"."""
        return f"{self._weekdays[day.weekday()]} {self.date_words(day)}"

    def time(self, at: datetime, precision: Precision | None = None) -> str:
        """Return a time such as "14:05", "~22:30"; "" where only the day is known."""
        if precision == "day":
            return ""
        local = self.local(at)
        exact = precision in (None, "exact") and local.second
        words = f"{local:%H:%M:%S}" if exact else f"{local:%H:%M}"
        if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
            words += f" {local.tzname()}"  # the hour that the clock change gives twice
        return f"~{words}" if precision in ("approximate", "hour") else words

    def moment(self, at: datetime, precision: Precision | None = None, until: datetime | None = None) -> str:
        """Return a moment with its day, such as "31 January 2017, ~22:30", and its later end if it has one."""
        return self._dated(at, precision) + self._rest(at, precision, until)

    def on_its_day(
        self, at: datetime, precision: Precision | None = None, until: datetime | None = None
    ) -> str:
        """Return a moment without its day, for a row that stands under the day's heading."""
        return self.time(at, precision) + self._rest(at, precision, until)

    def _dated(self, at: datetime, precision: Precision | None) -> str:
        time = self.time(at, precision)
        return self.date_words(self.day(at)) + (f", {time}" if time else "")

    def _rest(self, at: datetime, precision: Precision | None, until: datetime | None) -> str:
        if until is None:
            return ""
        if self.day(at) != self.day(until):
            return f" – {self._dated(until, precision)}"
        time = self.time(until, precision)
        return f"–{time}" if time else ""
