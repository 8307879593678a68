"""Timeline: what happened, in order, as it was seen then; and the key moments of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from pmtui.interview import answers
from pmtui.interview.entries import local_day, rows_added
from pmtui.interview.pasted import parse_block
from pmtui.interview.question import Asked, Step
from pmtui.interview.script import kind_of
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Clock, TimelineEvent
from pmtui.screens.frame import StepScreen
from pmtui.screens.pasted import PastedScreen
from pmtui.screens.values import SIGN, answer_line, row_of, said_of_empty
from pmtui.text.times import show_moment, zone_of
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import cut, padded

NEW_EVENT = "timeline.new"
LANE_CELLS = 12
GAP = timedelta(minutes=15)
SHORT = timedelta(days=2)
"""Gaps between entries are shown in incidents no longer than this; others are told by the day."""
MOMENTS = ("introduced", "started", "detected", "declared", "acknowledged", "mitigated", "resolved")


class TimelineScreen(StepScreen):
    """The rows of the timeline, and the line that adds one."""

    step: ClassVar[Step] = "timeline"
    own_keys: ClassVar[tuple[str, ...]] = ("mark-moment",)

    def lines(self) -> list[BoardLine]:
        """Return the rows with a heading a day and a line for each gap; the key moments beneath them."""
        rows = self._rows() or [
            BoardLine(text=words, style="dim", selectable=False) for words in said_of_empty("timeline")
        ]
        return [
            *rows,
            BoardLine(path=NEW_EVENT, text=f"{'+':>7}  next event", style="dim"),
            BoardLine(text="Key moments, and who was there", style="heading", selectable=False),
            *self._around(),
        ]

    def _around(self) -> list[BoardLine]:
        """Return what is asked beside the rows: the moments of the clock, the people, the lead-up."""
        pm = self.draft.pm
        people = [
            BoardLine(
                path=f"people.{at}.name",
                text=f"{'Who was there':<15}{person.name}",
                right=person.role,
                mark=SIGN[self.worst(f"people.{at}")],
            )
            for at, person in enumerate(pm.people)
        ]
        out: list[BoardLine] = []
        for one in self.asked_here():
            if one.path == "people.new":
                out += [*people, BoardLine(path=one.path, text="+ who was there", style="dim")]
            elif one.path != NEW_EVENT and not row_of(pm, one.path):
                out.append(answer_line(pm, one, self.worst(one.path)))
        return out

    def _rows(self) -> list[BoardLine]:
        out: list[BoardLine] = []
        day, before = "", None
        zone = zone_of(self.draft.pm.zone)
        events = self.draft.pm.timeline
        gaps = _short(events)
        for event in events:
            if event.at is not None and zone is not None:
                here = event.at.astimezone(zone).strftime("%a %d %b %Y")
                if here != day:
                    day = here
                    out.append(
                        BoardLine(text=f"{day}  {self.draft.pm.zone}", style="heading", selectable=False)
                    )
                elif gaps and before is not None and event.at - before > GAP:
                    minutes = int((event.at - before).total_seconds() // 60)
                    words = f"   ── {_minutes(minutes)} without an entry ──"
                    out.append(BoardLine(text=words, style="dim", selectable=False))
            before = event.until or event.at or before
            out.append(self._row(event))
        return out

    def _row(self, event: TimelineEvent) -> BoardLine:
        zone = self.draft.pm.zone or "UTC"
        when = ""
        if event.at is not None and event.precision != "day":
            when = show_moment(event.at, event.precision or "exact", zone, None, with_day=False)
        path = f"timeline.{event.id}"
        text = f"{when:>7}  {padded(event.phase, 13)}  {event.what}"
        lane = cut(event.lane, LANE_CELLS)
        return BoardLine(path=f"{path}.what", text=text, mark=SIGN[self.worst(path)], right=lane)

    def info(self) -> str:
        """Return the key moments, with a ? for those that are not known."""
        clock, zone = self.draft.pm.clock, self.draft.pm.zone or "UTC"
        day, told = None, []
        for name in ("started", "detected", "mitigated", "resolved"):
            at: datetime | None = getattr(clock, name)
            here = local_day(at, zone) if at is not None else day
            # the day is told where it is another one than that of the moment before
            told.append(f"{name} {_moment(clock, name, zone, with_day=bool(day) and here != day)}")
            day = here
        return "  ".join(told)

    def do_mark_moment(self) -> None:
        """Make the time of the chosen row one of the key moments."""
        from pmtui.screens.palette import Palette

        path = self.board.here or (self.now_asked.path if self.now_asked else "")
        event = next((e for e in self.draft.pm.timeline if path.startswith(f"timeline.{e.id}.")), None)
        if event is None and self.draft.pm.timeline:
            event = self.draft.pm.timeline[-1]
        if event is None or event.at is None:
            self.coach.say("There is no row with a time to mark yet.")
            return
        marked = event

        def done(moment: str | None) -> None:
            if moment:
                precision = None if marked.precision == "exact" else marked.precision
                self.draft.do(
                    Edit(f"clock.{moment}", marked.at),
                    Edit(f"clock.precision.{moment}", precision),
                    Edit(f"clock.until.{moment}", marked.until),
                )
                self.settled()

        offered = [(moment, moment, "") for moment in MOMENTS]
        self.app.push_screen(Palette(f"Mark {_when(marked)} as", offered), done)

    def pasted(self, text: str) -> None:
        """Read a pasted block as rows and show them before they are added; else keep it in the field."""
        if self.now_asked is None or self.now_asked.path != NEW_EVENT:
            super().pasted(text)
            return
        pm = self.draft.pm
        where = answers.context(pm, self.desk.now())
        rows = parse_block(text, where, tuple(slug for slug, _ in kind_of(pm).phases))
        super().pasted(text)  # nothing pasted is lost, whatever is answered

        def done(add: bool | None) -> None:
            if add:
                edits = rows_added(self.draft.pm, [row.row() for row in rows if row.what])
                self.draft.do(*edits, Edit("unfinished.timeline.new", None), place=NEW_EVENT)
                self.slot.show("")
                self.ask(NEW_EVENT)
                self.board.reveal(f"{edits[-1].path}.what")

        self.app.push_screen(PastedScreen(rows, where.zone), done)

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:
        """Ask what happened next, with the new row in sight."""
        self.ask(one.path)
        self.board.reveal(f"{edits[0].path}.what")


def _when(event: TimelineEvent) -> str:
    return event.at.strftime("%H:%M") if event.at else ""


def _short(events: tuple[TimelineEvent, ...]) -> bool:
    timed = [event.at for event in events if event.at is not None and event.precision != "day"]
    return len(timed) == len(events) and bool(timed) and max(timed) - min(timed) <= SHORT


def _minutes(minutes: int) -> str:
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def _moment(clock: Clock, name: str, zone: str, *, with_day: bool) -> str:
    at: datetime | None = getattr(clock, name)
    if at is None:
        return "?"
    when = show_moment(at, getattr(clock.precision, name) or "exact", zone, None, with_day=False)
    if not with_day or getattr(clock.precision, name) == "day":
        return when
    return f"{local_day(at, zone).strftime('%d %b')} {when}"
