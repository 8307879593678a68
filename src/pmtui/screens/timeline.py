"""Timeline: what happened, in order, as it was seen then; and the key moments of the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from pmtui.interview.asking import asked_beside_rows
from pmtui.interview.question import Asked, Step
from pmtui.interview.script import kind_of
from pmtui.interview.timeline_leads import Leads, leads
from pmtui.model import paths
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Clock, TimelineEvent
from pmtui.screens.frame import StepScreen
from pmtui.screens.timeline_table import TimelineTable
from pmtui.screens.values import SIGN, answer_line, row_of, said_of_empty
from pmtui.text.showing import show_moment
from pmtui.text.zones import local_day, zone_of
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.long_lines import LongLines

NEW_EVENT = "timeline.new"
MOMENTS = ("introduced", "started", "detected", "declared", "acknowledged", "mitigated", "resolved")


class TimelineScreen(StepScreen):
    """The rows of the timeline, and the line that adds one."""

    step: ClassVar[Step] = "timeline"
    own_keys: ClassVar[tuple[str, ...]] = ("mark-moment",)

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self._leads: Leads | None = None

    def lines(self) -> Sequence[BoardLine]:
        """Return the rows with a heading a day and a line for each gap; the key moments beneath them."""
        below = [
            BoardLine(path=NEW_EVENT, text=f"{'+':>7}  next event", style="dim"),
            BoardLine(text="Key moments, and who was there", style="heading", selectable=False),
            *self._around(),
        ]
        pm = self.draft.pm
        if not pm.timeline:
            said = said_of_empty("timeline")
            return [*(BoardLine(text=words, style="dim", selectable=False) for words in said), *below]
        self._leads = leads(pm.timeline, zone_of(pm.zone), self._leads)
        return LongLines(TimelineTable(self._leads, pm.zone, self.worst), below)

    def asked_here(self) -> tuple[Asked, ...]:
        """Return the questions of this step that are about no row: of those there may be thousands."""
        return asked_beside_rows(self.draft.pm, self.step)

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
            elif one.path != NEW_EVENT:
                out.append(answer_line(pm, one, self.worst(one.path)))
        return out

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
        row = row_of(self.draft.pm, path)
        event = paths.get(self.draft.pm, row) if row.startswith("timeline.") else None
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
        from pmtui.interview import understood
        from pmtui.interview.entries import rows_added
        from pmtui.interview.pasted import parse_block
        from pmtui.screens.pasted import PastedScreen

        pm = self.draft.pm
        where = understood.context(pm, self.desk.now())
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


def _moment(clock: Clock, name: str, zone: str, *, with_day: bool) -> str:
    at: datetime | None = getattr(clock, name)
    if at is None:
        return "?"
    when = show_moment(at, getattr(clock.precision, name) or "exact", zone, None, with_day=False)
    if not with_day or getattr(clock.precision, name) == "day":
        return when
    return f"{local_day(at, zone).strftime('%d %b')} {when}"
