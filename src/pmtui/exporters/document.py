"""What a document says, before it has a format: facts, rows and names, in the order of reading.

Texts here are as they were typed; each exporter escapes them for its own format.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from pmtui.analysis.causes.bones import Bone, bones
from pmtui.analysis.causes.nodes import Node, nodes
from pmtui.analysis.causes.rungs import Rung, rungs
from pmtui.exporters.calendar import Calendar
from pmtui.exporters.causes_said import CausesSaid
from pmtui.exporters.causes_told import CausesTold
from pmtui.exporters.chronology import Day, chronology
from pmtui.exporters.coverage import coverage
from pmtui.exporters.figures import duration_facts, impact_facts, number
from pmtui.exporters.labels import Labels, common
from pmtui.exporters.names import Names
from pmtui.exporters.names import Table as RowTable
from pmtui.exporters.scores import Scores, review
from pmtui.exporters.table import Table, used_columns
from pmtui.interview.conflicts import about
from pmtui.model.postmortem import Action, Factor, HistoryEntry, Metric, Postmortem

MOMENTS = ("introduced", "started", "detected", "declared", "acknowledged", "mitigated", "resolved")

_MOST_NAMED = 6
"""Fields with two versions that the head of a document names."""

Pairs = list[tuple[str, str]]
"""Labels and what is said under them, empty where there is nothing to say."""


class Document:
    """A postmortem in the words of a document.

    Attributes:
        pm: The postmortem.
        now: The moment of the export; what is overdue is worked out from it.
        calendar: Says times in the postmortem's zone.
        ladder: The whys in reading order.
        names: The short names of rows.
    """

    def __init__(self, pm: Postmortem, now: datetime) -> None:
        self.pm, self.now = pm, now
        self.calendar = Calendar(pm.zone)
        self.ladder: tuple[Rung, ...] = rungs(pm.causes)
        self.names = Names(pm, self.ladder, self.calendar)
        self._labels = Labels(pm.kind)

    def word(self, table: str, value: str | None) -> str:
        """Return how a value of the file is said; the value itself where no word is known."""
        return self._labels.word(table, value)

    def refer(self, reference: str, table: RowTable | None = None) -> str:
        """Return the name of the row of this id, of `table` if that has one; any other text as it is."""
        return self.names.one(reference, table)

    def figure(self, value: float | None) -> str:
        """Return a figure with its thousands set apart; "" for none."""
        return "" if value is None else number(value)

    # The head and the impact

    @cached_property
    def still_to_choose(self) -> str:
        """What is not settled: the fields of which two versions are kept, in a line; "" for none."""
        conflicts = self.pm.conflict
        fields = list(dict.fromkeys(about(self.pm, conflict) for conflict in conflicts[:_MOST_NAMED]))
        more = f" and {len(conflicts) - _MOST_NAMED} more" if len(conflicts) > _MOST_NAMED else ""
        return f"Two versions of: {'; '.join(fields)}{more}. Open it in pmtui to choose." if fields else ""

    @cached_property
    def facts(self) -> Pairs:
        """The table at the head: what it is, its moments, its durations, when it was written."""
        pm, said = self.pm, self.calendar
        moments = {name: self._moment(name) for name in MOMENTS}
        return _filled(
            ("Severity", pm.severity),
            ("Status", self.word("status", pm.status)),
            ("Kind", self.word("kind", pm.kind)),
            ("Services", ", ".join(pm.services)),
            ("Tags", ", ".join(pm.tags)),
            *((self.word("moment", name), moment) for name, moment in moments.items()),
            *duration_facts(pm.clock, pm.zone, moments),
            ("Written", said.moment(pm.created, "minute") if pm.created else ""),
            ("Shared", said.moment(pm.share.shared, "minute") if pm.share.shared else ""),
        )

    def _moment(self, name: str) -> str:
        clock = self.pm.clock
        at = getattr(clock, name)
        if at is None:
            return ""
        return self.calendar.moment(at, getattr(clock.precision, name), getattr(clock.until, name))

    @cached_property
    def triage(self) -> Pairs:
        """What was decided at the gate, and what there is to learn."""
        triage = self.pm.triage
        return _filled(
            ("What there is to learn", triage.learning),
            ("Why now", triage.why),
            ("What was wanted at first", self.word("purpose", triage.purpose) * (triage.purpose == "blame")),
            ("Decided at triage", self.word("decision", triage.decision) * (triage.decision != "postmortem")),
            ("Still going on", "yes" if triage.ongoing else ""),
        )

    @cached_property
    def impact(self) -> Pairs:
        """The impact's figures."""
        return impact_facts(self.pm.impact, common("impact"))

    def metric_name(self, metric: Metric) -> str:
        """Return a metric's name with its unit."""
        return f"{metric.name} ({metric.unit})" if metric.unit else metric.name

    # The timeline

    @cached_property
    def days(self) -> list[Day]:
        """The timeline's tables: one a day where days are full, else one for all."""
        return chronology(self.pm.timeline, self.calendar, self.names, lambda name: self.word("phase", name))

    # Causes

    @cached_property
    def causes(self) -> CausesSaid:
        """Drawings of the causes, and what they have no room for."""
        return CausesSaid(self)

    @cached_property
    def bones(self) -> list[Bone]:
        """The bones of the fishbone that were looked at."""
        return bones(self.pm.causes, lambda name: self.word("bone", name))

    @cached_property
    def tree(self) -> list[Node]:
        """The fault tree from its top event down."""
        return nodes(self.pm.causes)

    @cached_property
    def ladder_parts(self) -> list[tuple[str, list[Rung]]]:
        """The ladder by the legs of its topmost rungs: a heading ("" without legs) and the rungs."""
        parts: list[tuple[str, list[Rung]]] = []
        for rung in self.ladder:
            heading = self.word("leg", rung.why.leg) if rung.depth == 0 else ""
            if not parts or (rung.depth == 0 and heading != parts[-1][0]):
                parts.append((heading, []))
            parts[-1][1].append(rung)
        return parts

    def likely(self, factor: Factor) -> str:
        """Return how likely a factor is held to be; "" where that is not said."""
        return {True: "likely", False: "not likely", None: ""}[factor.likely]

    @cached_property
    def told(self) -> CausesTold:
        """What is told of each cause beneath its words."""
        return CausesTold(self)

    # Actions

    @cached_property
    def actions(self) -> Table:
        """The actions as a table."""
        return used_columns([self._action(action) for action in self.pm.action])

    def _action(self, action: Action) -> dict[str, str]:
        return {
            "No.": self.refer(action.id, "action"),
            "Action": action.what,
            "Measure": action.measure,
            "Owner": action.owner,
            "Due": action.due.isoformat() if action.due else "",
            "Horizon": self.word("horizon", action.horizon),
            "Level": self.word("level", action.level),
            "Priority": self._labels.priority(action.impact, action.effort),
            "Answers": self.names.several(action.answers, table="root"),
            "Status": self._status(action),
            "Ticket": action.ticket,
        }

    def _status(self, action: Action) -> str:
        word = self.word("action", action.status or "open")
        waiting = action.status not in ("done", "dropped")
        late = waiting and action.due is not None and action.due < self.calendar.day(self.now)
        return f"{word}, overdue" if late else word

    @cached_property
    def coverage(self) -> Table | None:
        """Causes by actions: what answers each, and the highest level among it; None without both."""
        return coverage(self.pm, self.names, lambda level: self.word("level", level))

    @cached_property
    def action_log(self) -> Pairs:
        """What was said about each action, and when."""
        return [
            (", ".join(filter(None, (self.refer(action.id, "action"), self._day(entry.at)))), entry.what)
            for action in self.pm.action
            for entry in action.log
        ]

    # The rest

    @cached_property
    def lessons(self) -> list[tuple[str, tuple[str, ...]]]:
        """The lessons under their headings, those that have any."""
        lessons = self.pm.lessons
        found = (
            ("What went well", lessons.well),
            ("What went badly", lessons.badly),
            ("Where we were lucky", lessons.lucky),
            ("What surprised us", lessons.surprised),
            ("Open questions", lessons.questions),
        )
        return [(heading, texts) for heading, texts in found if texts]

    @cached_property
    def scores(self) -> Scores | None:
        """The rubric's scores; None where there is nothing to score yet."""
        return review(self.pm, self.now)

    @cached_property
    def people(self) -> Pairs:
        """Names by role, in the order of the file."""
        roles: dict[str, list[str]] = {}
        for person in self.pm.people:
            roles.setdefault(person.role, []).append(person.name)
        return [(role or "There too", ", ".join(filter(None, names))) for role, names in roles.items()]

    @cached_property
    def sharing(self) -> Pairs:
        """Who it was written for, and whether they had it."""
        share = self.pm.share
        return _filled(
            ("Audiences", ", ".join(share.audiences)),
            ("Presented", self.calendar.date_words(share.presented) if share.presented else ""),
            ("Archived at", share.archived),
        )

    @cached_property
    def record(self) -> Table:
        """Changes of status and of dates, and findings that were waived, as a table."""
        return used_columns([self._entry(entry) for entry in self.pm.history])

    def _entry(self, entry: HistoryEntry) -> dict[str, str]:
        about = ", ".join(filter(None, (entry.rule, entry.field)))
        what = f"{entry.what} ({about})" if about else entry.what
        return {"When": self._day(entry.at), "What": what, "Why": entry.why, "Who": entry.who}

    def _day(self, at: datetime | None) -> str:
        return self.calendar.date_words(self.calendar.day(at)) if at else ""


def _filled(*pairs: tuple[str, str]) -> Pairs:
    return [(label, value) for label, value in pairs if value]
