"""Times as documents say them: in the postmortem's zone, each as exactly as it is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, tzinfo

from pmtui import content
from pmtui.model.postmortem import Precision
from pmtui.text.zones import happens_once, local, zone_of


class Calendar:
    """Says days and times in one zone.

    Attributes:
        zone_name: The zone's name; "UTC" where the postmortem names none or one that is not known.
    """

    def __init__(self, zone: str) -> None:
        known = zone_of(zone)
        self.zone_name = zone if zone and known else "UTC"
        self._zone: tzinfo = known or UTC
        words = content.toml("templates/words.toml")
        self._months, self._weekdays = words["months"], words["weekdays"]

    def day(self, at: datetime) -> date:
        """Return the local day of `at`."""
        return local(at, self._zone).date()

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
        there = local(at, self._zone)
        words = f"{there:%H:%M:%S}" if precision in (None, "exact") and there.second else f"{there:%H:%M}"
        if not happens_once(there.replace(tzinfo=None, fold=0), self._zone):
            words += f" {there.tzname()}"  # the hour that the clock change gives twice
        return f"~{words}" if precision in ("approximate", "hour") else words

    def moment(self, at: datetime, precision: Precision | None = None, until: datetime | None = None) -> str:
        """Return a moment with its day, such as "31 January 2017, ~22:30", and its later end if it has one.

        A range of whole days that is a calendar's month or year is said as such: "March 2013", "2003".
        """
        if precision == "day" and until is not None:
            whole = self._month_or_year(self.day(at), self.day(until))
            if whole:
                return whole
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
        return f" – {time}" if time else ""

    def _month_or_year(self, first: date, last: date) -> str:
        if first.day != 1 or first.year != last.year:
            return ""
        if (first.month, last.month, last.day) == (1, 12, 31):
            return str(first.year)
        whole_month = first.month == last.month and last.day == monthrange(last.year, last.month)[1]
        return f"{self._months[first.month - 1]} {first.year}" if whole_month else ""
