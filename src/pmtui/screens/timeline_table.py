"""The rows of the timeline as lines of the list, worked out one by one: there may be thousands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pmtui.interview.timeline_leads import Lead, Leads
from pmtui.model.postmortem import TimelineEvent
from pmtui.model.rows import number_of
from pmtui.screens.values import SIGN
from pmtui.text.showing import show_moment
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import cut, padded

LANE_CELLS = 12
_TABLE = "timeline."


class TimelineTable:
    """The lines of the timeline, for the list.

    Args:
        leads: The rows, and what stands between them.
        zone: The name of the zone in which their times are told.
        worst: Returns the severity of the worst finding about a row, by its path; empty for none.
    """

    def __init__(self, leads: Leads, zone: str, worst: Callable[[str], str]) -> None:
        self._leads, self._zone, self._worst = leads, zone, worst
        self.rows = len(leads.events)
        self.lines = self.rows + len(leads.at)
        self._found: dict[str, int] = {}

    def line(self, at: int) -> BoardLine:
        """Return the line `at`: a row, or what stands above one."""
        row, lead = self._leads.on_line(at)
        return self._row(self._leads.events[row]) if lead is None else self._lead(lead)

    def line_of(self, row: int) -> int:
        """Return the line of a row."""
        return self._leads.line_of(row)

    def path_of(self, row: int) -> str:
        """Return the path that the line of a row shows."""
        return f"{_TABLE}{self._leads.events[row].id}.what"

    def row_of(self, path: str) -> int:
        """Return the number of the row that `path` lies in; -1 where it lies in none."""
        if not path.startswith(_TABLE):
            return -1
        name = path.removeprefix(_TABLE).partition(".")[0]
        if name not in self._found:
            row = number_of(self._leads.events, name)
            self._found[name] = -1 if row is None else row
        return self._found[name]

    def _lead(self, lead: Lead) -> BoardLine:
        if isinstance(lead, timedelta):
            words = f"   ── {_minutes(int(lead.total_seconds() // 60))} without an entry ──"
            return BoardLine(text=words, style="dim", selectable=False)
        return BoardLine(text=f"{_day(lead)}  {self._zone}", style="heading", selectable=False)

    def _row(self, event: TimelineEvent) -> BoardLine:
        when = ""
        if event.at is not None and event.precision != "day":
            precision = event.precision or "exact"
            when = show_moment(event.at, precision, self._zone or "UTC", None, with_day=False)
        path = f"{_TABLE}{event.id}"
        text = f"{when:>7}  {padded(event.phase, 13)}  {event.what}"
        lane = cut(event.lane, LANE_CELLS)
        return BoardLine(path=f"{path}.what", text=text, mark=SIGN[self._worst(path)], right=lane)


def _day(day: date) -> str:
    return day.strftime("%a %d %b %Y")


def _minutes(minutes: int) -> str:
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
