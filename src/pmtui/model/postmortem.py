"""The postmortem as immutable records, in the order in which they stand in the file.

Keys that this version does not know are kept (`model_extra`) and written at the end of their table.
Times are aware datetimes in UTC. Empty text, empty lists and empty tables stay out of the file.
"""

from __future__ import annotations

from typing import Literal

from pmtui.model.declared import declare
from pmtui.model.kinds import (
    Count,
    Day,
    Flag,
    Instant,
    Number,
    Percent,
    Positive,
    PostmortemId,
    Probability,
    RowId,
    Score,
    Text,
    Texts,
    Whatever,
)
from pmtui.model.record import Record as Record

FORMAT = 1
"""The format number that this version writes."""


Status = Literal["draft", "review", "shared", "closed"]
Precision = Literal["exact", "minute", "approximate", "hour", "day"]
Purpose = Literal["learning", "blame"]
TriageDecision = Literal["postmortem", "one-line", "later"]
Leg = Literal["happened", "not-caught", "slow"]
Confidence = Literal["fact", "inference", "guess"]
Stop = Literal["changeable", "outside-control", "no-evidence", "same-as", "out-of-scope"]
GateKind = Literal["and", "or", "atleast"]
EventState = Literal["confirmed", "ruled-out", "unknown"]
Category = Literal["human-error", "process-gap", "technical-debt", "external-dependency", "systemic"]
Horizon = Literal["immediate", "short-term", "long-term"]
Level = Literal["eliminate", "substitute", "engineering", "administrative", "training"]
HighLow = Literal["high", "low"]
ActionStatus = Literal["open", "in-progress", "done", "dropped"]


class Triage(Record):
    """Should this be a postmortem now, and what was decided."""

    ongoing: Flag | None = None
    purpose: Purpose | None = None
    learning: Text = ""
    decision: TriageDecision | None = None
    why: Text = ""


class Person(Record):
    """Somebody who was there, so that accounts can be gathered; never a cause."""

    name: Text = ""
    role: Text = ""


class Precisions(Record):
    """How exactly each moment of the clock is known; exact where not named."""

    introduced: Precision | None = None
    started: Precision | None = None
    detected: Precision | None = None
    declared: Precision | None = None
    acknowledged: Precision | None = None
    mitigated: Precision | None = None
    resolved: Precision | None = None


class Untils(Record):
    """The later end of each moment that is known as a range."""

    introduced: Instant | None = None
    started: Instant | None = None
    detected: Instant | None = None
    declared: Instant | None = None
    acknowledged: Instant | None = None
    mitigated: Instant | None = None
    resolved: Instant | None = None


class Clock(Record):
    """The key moments; durations are worked out from them, never stored, and none fills in another."""

    introduced: Instant | None = None
    started: Instant | None = None
    detected: Instant | None = None
    declared: Instant | None = None
    acknowledged: Instant | None = None
    mitigated: Instant | None = None
    resolved: Instant | None = None
    precision: Precisions = Precisions()
    until: Untils = Untils()


class TimelineEvent(Record):
    """A row of the timeline: who or what did what, when, and what was believed then."""

    id: RowId
    at: Instant | None = None
    until: Instant | None = None
    phase: Text = ""
    lane: Text = ""
    what: Text = ""
    source: Text = ""
    evidence: Text = ""
    believed: Text = ""
    precision: Precision | None = None


class Metric(Record):
    """A figure before the incident and while it lasted."""

    name: Text = ""
    before: Number | None = None
    after: Number | None = None
    unit: Text = ""


class Impact(Record):
    """Who was touched, how many, how much: in numbers."""

    users: Count | None = None
    users_percent: Percent | None = None
    could_not: Text = ""
    revenue_loss: Number | None = None
    currency: Text = ""
    complaints: Count | None = None
    slo: Text = ""
    data_exposed: Text = ""
    records: Count | None = None
    regulators: Text = ""
    slip_days: Number | None = None
    cost: Number | None = None
    churn: Count | None = None
    rework_hours: Number | None = None
    delay: Text = ""
    note: Text = ""
    metric: tuple[Metric, ...] = ()


class Why(Record):
    """A rung of the ladder: what it explains, and because of what."""

    id: RowId
    explains: Texts = ()
    because: Text = ""
    leg: Leg | None = None
    evidence: Texts = ()
    confidence: Confidence | None = None
    stop: Stop | Literal[""] | None = None
    from_: Texts = declare(default=(), key="from")
    note: Text = ""


class Factor(Record):
    """A contributing factor on a bone of the fishbone."""

    id: RowId
    bone: Text = ""
    what: Text = ""
    likely: Flag | None = None
    from_: Texts = declare(default=(), key="from")
    note: Text = ""


class Gate(Record):
    """A gate of the fault tree; `k` of its inputs where it is `atleast`."""

    id: RowId
    what: Text = ""
    gate: GateKind = "or"
    k: Positive | None = None
    inputs: Texts = ()


class BasicEvent(Record):
    """A leaf of the fault tree."""

    id: RowId
    what: Text = ""
    state: EventState | None = None
    evidence: Texts = ()
    from_: Texts = declare(default=(), key="from")
    undeveloped: Flag | None = None
    probability: Probability | None = None


class RootCause(Record):
    """A cause that the organisation can change."""

    id: RowId
    what: Text = ""
    category: Category | None = None
    from_: Texts = declare(default=(), key="from")
    note: Text = ""


class Causes(Record):
    """One set of causes, seen as a ladder, a fishbone and a fault tree."""

    lead_up: Text = ""
    trigger: Text = ""
    known_before: Text = ""
    mitigators: Texts = ()
    problem: Text = ""
    only_one: Text = ""
    bones: Texts = ()
    none_found: Texts = ()
    top: Text = ""
    why: tuple[Why, ...] = ()
    factor: tuple[Factor, ...] = ()
    gate: tuple[Gate, ...] = ()
    event: tuple[BasicEvent, ...] = ()
    root: tuple[RootCause, ...] = ()


class LogEntry(Record):
    """Something that was said or changed about an action, and when."""

    at: Instant | None = None
    what: Text = ""


class Action(Record):
    """A corrective or preventive action."""

    id: RowId
    what: Text = ""
    measure: Text = ""
    owner: Text = ""
    due: Day | None = None
    horizon: Horizon | None = None
    level: Level | None = None
    impact: HighLow | None = None
    effort: HighLow | None = None
    answers: Texts = ()
    breaks: Texts = ()
    status: ActionStatus | None = None
    ticket: Text = ""
    log: tuple[LogEntry, ...] = ()


class NotDoing(Record):
    """Considered, decided against, and why."""

    what: Text = ""
    why: Text = ""


class Lessons(Record):
    """What was learnt."""

    well: Texts = ()
    badly: Texts = ()
    lucky: Texts = ()
    surprised: Texts = ()
    questions: Texts = ()


class Override(Record):
    """The engineer's own score for a criterion of the rubric, and the reason."""

    criterion: Text = ""
    score: Score | None = None
    why: Text = ""


class Review(Record):
    """Scores that differ from the worked-out ones."""

    override: tuple[Override, ...] = ()
    why_late: Text = ""


class Share(Record):
    """For whom it was written, and whether they had it."""

    external: Text = ""
    audiences: Texts = ()
    shared: Instant | None = None
    presented: Day | None = None
    archived: Text = ""


class HistoryEntry(Record):
    """A change of status or deadline, or a waived finding with its reason."""

    at: Instant | None = None
    what: Text = ""
    rule: Text = ""
    field: Text = ""
    why: Text = ""
    who: Text = ""


class Conflict(Record):
    """A field that two people gave two values: one stands in it, both are kept here until somebody chooses.

    Attributes:
        field: The path of the field; of a row, or of a list whose items have no ids.
        here: What stood in the field when they were joined; not there where it was empty.
        other: What it has in the other version; not there where it is empty there.
        removed: Whether one of the two has taken away the row that the other has changed: it was kept, and
            there is no `other`.
        from_: Where the other version came from, such as "outside" or a branch.
        at: When they were joined.
    """

    id: RowId
    field: Text = ""
    here: Whatever = None
    other: Whatever = None
    removed: Flag | None = None
    from_: Text = declare(default="", key="from")
    at: Instant | None = None


class Postmortem(Record):
    """One postmortem: what one file holds."""

    format: Positive = FORMAT
    id: PostmortemId
    title: Text = ""
    kind: Text = ""
    severity: Text = ""
    status: Status = "draft"
    zone: Text = ""
    services: Texts = ()
    tags: Texts = ()
    created: Instant | None = None
    summary: Text = ""
    triage: Triage = Triage()
    people: tuple[Person, ...] = ()
    clock: Clock = Clock()
    timeline: tuple[TimelineEvent, ...] = ()
    impact: Impact = Impact()
    causes: Causes = Causes()
    action: tuple[Action, ...] = ()
    not_doing: tuple[NotDoing, ...] = ()
    lessons: Lessons = Lessons()
    review: Review = Review()
    share: Share = Share()
    history: tuple[HistoryEntry, ...] = ()
    conflict: tuple[Conflict, ...] = ()
    unfinished: dict[str, Text] = declare(default_factory=dict)
    """Text that was typed into a field and is not (yet) a value of it: field path to text."""
