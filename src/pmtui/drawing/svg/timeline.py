"""The timeline from the top down: a line for each actor, times as exactly as they are known, key moments."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta

from pmtui.drawing.svg.canvas import LINE, SMALL, SMALL_LINE, Canvas
from pmtui.drawing.svg.letters import visible, wrapped
from pmtui.drawing.svg.said import said
from pmtui.drawing.svg.sheet import Sheet
from pmtui.drawing.svg.timeline_rows import Row, day_words, moment_word, pause_words, rows, usual_pause
from pmtui.drawing.svg.timeline_strip import strip
from pmtui.interview import script
from pmtui.model.postmortem import Postmortem

WIDE = 840.0
LANES = 8
"""So many actors have a line of their own; the rest share the last one."""
_TIME, _AXIS, _LANE = 104.0, 124.0, 20.0
_MOST_SPACE = 40.0


def timeline(pm: Postmortem) -> str:
    """Return the timeline as an `<svg>` element.

    The distance between two rows grows with the time between them, but much less than it; longer pauses are
    written out. Above them the key moments stand to scale.
    """
    return sheet(pm).element()


def sheet(pm: Postmortem) -> Sheet:
    """Return the drawn timeline."""
    return _Drawing(pm).sheet()


class _Drawing:
    """A timeline on its canvas."""

    def __init__(self, pm: Postmortem) -> None:
        self.pm, self.words = pm, said("timeline")
        self.rows = rows(pm)
        self.canvas = Canvas()
        self.phases = dict(script.kind_named(pm.kind).phases)
        found = Counter(_lane(row) for row in self.rows if row.event)
        most = LANES if len(found) <= LANES else LANES - 1
        kept = {lane for lane, _ in found.most_common(most)}
        self.lanes = {lane: place for place, lane in enumerate(lane for lane in found if lane in kept)}
        self.columns = min(len(found), LANES)
        self.text = _AXIS + (self.columns + 1) * _LANE + 10

    def sheet(self) -> Sheet:
        """Draw everything."""
        y = strip(self.canvas, self.pm, WIDE, 0)
        y += 26 if y else 0
        y = self._rows(y)
        self._legend(y + 16)
        events, moments = len(self.pm.timeline), sum(not row.event for row in self.rows)
        about = self.words["about"].format(events=events, moments=moments)
        return Sheet(self.canvas, "timeline", self.words["title"], about)

    def _rows(self, y: float) -> float:
        usual = usual_pause(self.rows)
        day: date | None = None
        phase = ""
        lines: list[tuple[float, float, bool]] = []
        spots: list[tuple[Row, float]] = []
        last = y
        for row in self.rows:
            y = self._pause(row, usual, y)
            if row.day and row.day != day:
                day = row.day
                y = self._day(day, y + 6)
            foot, middle = self._row(row, y, phase)
            phase = row.event.phase if row.event and row.event.phase else phase
            spots.append((row, middle))
            lines.append((last, middle, bool(row.pause and row.pause > 4 * usual)))
            last = middle
            y = foot + 8
        if spots:
            self._axis(spots, lines)
        return y

    def _pause(self, row: Row, usual: timedelta, y: float) -> float:
        """Leave room for the time that passed before a row, and say it where it is long."""
        if not row.pause or row.pause < timedelta():
            return y
        space = min(12 * math.log2(1 + row.pause / usual), _MOST_SPACE)
        if row.pause > 2 * usual or row.pause >= timedelta(hours=1):
            space = max(space, SMALL_LINE + 8)
            self.canvas.words((self.text, y + (space - SMALL_LINE) / 2 - 3), [pause_words(row)], small=True)
        return y + space

    def _day(self, day: date, y: float) -> float:
        foot = self.canvas.words((self.text, y), [day_words(day)], "strong")
        self.canvas.line([(self.text, foot + 1), (WIDE, foot + 1)], "faint")
        return foot + 4

    def _row(self, row: Row, y: float, phase: str) -> tuple[float, float]:
        """Write a row's words; return where they end, and the height at which its mark stands."""
        room, words = WIDE - self.text, self.canvas.words
        time = wrapped(row.time, _TIME - 4, SMALL) if row.time else []
        middle = y + LINE / 2
        if row.event is None:
            foot = words((self.text, y), wrapped(moment_word(row.moment), room), "strong")
        else:
            heads = [self.phases.get(row.event.phase, row.event.phase)] if row.event.phase != phase else []
            head = " · ".join(filter(None, [visible(row.event.lane).strip(), *heads]))
            foot = words((self.text, y + 2), wrapped(head, room, SMALL), "strong", small=True) if head else y
            foot = words((self.text, foot), wrapped(row.event.what, room))
            if visible(row.event.believed).strip():
                believed = self.words["believed"].format(text=row.event.believed)
                foot = words((self.text, foot), wrapped(believed, room, SMALL), small=True)
        foot = max(foot, words((_TIME, y + 2), time, anchor="end", small=True))
        return foot, middle

    def _axis(self, spots: list[tuple[Row, float]], lines: list[tuple[float, float, bool]]) -> None:
        """Draw the axis, the part of it in which the impact lasted, a line for each actor, and the marks."""
        canvas, end = self.canvas, spots[-1][1]
        at = {row.moment: middle for row, middle in spots if row.moment}
        if "started" in at and at["started"] < at.get("mitigated", end):
            length = at.get("mitigated", end) - at["started"]
            canvas.box((_AXIS - 4, at["started"]), 8, length, "time", 0, solid=False)
        for top, foot, long in lines[1:]:
            canvas.line([(_AXIS, top), (_AXIS, foot)], "line dashed" if long else "line")
        reach: dict[int, tuple[float, float]] = {}
        for row, middle in spots:
            if row.event:
                column = self._column(row)
                reach[column] = (reach.get(column, (middle, middle))[0], middle)
        for column, (top, foot) in reach.items():
            x = _AXIS + _LANE * (column + 1)
            canvas.line([(x, top), (x, foot)], "faint")
        for row, middle in spots:
            x = _AXIS + (_LANE * (self._column(row) + 1) if row.event else 0)
            canvas.line([(_AXIS, middle), (self.text - 6, middle)], "faint" if row.event else "line")
            _mark(canvas, (x, middle), row.known)

    def _column(self, row: Row) -> int:
        return self.lanes.get(_lane(row), self.columns - 1)

    def _legend(self, y: float) -> None:
        """Say what the marks in use mean."""
        x, used = 8.0, {str(row.known) for row in self.rows}
        if any(row.moment == "started" for row in self.rows):
            used.add("impact")
        for name, meaning in self.words["legend"].items():
            if name in used:
                _mark(self.canvas, (x, y + 7), name)
                self.canvas.words((x + 14, y), [meaning], small=True)
                x += 60 + 6 * len(meaning)


def _lane(row: Row) -> str:
    return visible(row.event.lane).strip().casefold() if row.event else ""


def _mark(canvas: Canvas, at: tuple[float, float], known: str) -> None:
    """Draw the mark of a row: how exactly its time is known, by its shape; or that of the impact."""
    x, y = at
    if known == "exact":
        canvas.circle(at, 5, "ink")
    elif known == "about":
        canvas.circle(at, 5.5, "open dotted")
    elif known == "range":
        canvas.box((x - 4, y - 8), 8, 18, "ink", 4)
    elif known == "day":
        canvas.box((x - 5, y - 5), 10, 10, "open", 0)
    elif known == "impact":
        canvas.box((x - 4, y - 8), 8, 16, "time", 0)
    else:
        canvas.path("M0 -7L7 0L0 7L-7 0Z", at, 7, "ink")
