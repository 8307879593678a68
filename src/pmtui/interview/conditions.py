"""The conditions that questions name: whether one applies, is needed, is offered, or counts as answered.

Each is a pure function of a `Case`. A new one is written here and named in content/interview/.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from pmtui.interview import ladder
from pmtui.interview.question import Question
from pmtui.interview.script import Kind
from pmtui.model import paths
from pmtui.model.postmortem import Action, Causes, Postmortem, TimelineEvent
from pmtui.text.by_row import ByRow
from pmtui.values import dataclass

IN_TIME = timedelta(hours=48)
"""How long after the end a postmortem is to be shared."""

FACTORS_FOR_A_FISH = 3
"""From so many factors on it is worth saying which are likely."""

DEFAULT_BONES = ("people", "process", "technology", "environment")
"""The bones where a team names no others."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition is asked about: a question, of one postmortem, for one row where it is about rows."""

    pm: Postmortem
    kind: Kind
    question: Question
    path: str
    row: Any = None


Condition = Callable[[Case], bool]
CONDITIONS: dict[str, Condition] = {}
"""The conditions by name."""


def holds(name: str, case: Case) -> bool:
    """Return whether the condition of that name holds."""
    return CONDITIONS[name](case)


def named(name: str) -> Callable[[Condition], Condition]:
    """Register a condition under the name by which questions name it."""

    def register(condition: Condition) -> Condition:
        CONDITIONS[name] = condition
        return condition

    return register


# -- the kind of incident and triage --------------------------------------------------------------------


@named("never")
def _never(case: Case) -> bool:
    del case
    return False


@named("by-kind")
def _by_kind(case: Case) -> bool:
    """This kind of incident asks for it."""
    return case.question.id in case.kind.asks


@named("decided-otherwise")
def _decided_otherwise(case: Case) -> bool:
    """It was put off, or decided against the advice."""
    triage = case.pm.triage
    against = triage.ongoing is True or triage.purpose == "blame"
    return triage.decision in ("one-line", "later") or (triage.decision == "postmortem" and against)


# -- timeline -------------------------------------------------------------------------------------------


def open_phases(pm: Postmortem, kind: Kind) -> list[str]:
    """Return the labels of the phases of `kind` that no event with a time belongs to."""
    filled = set(_PHASES(pm.timeline))
    return [label for slug, label in kind.phases if slug not in filled]


def _phase(event: TimelineEvent) -> str | None:
    return event.phase if event.at is not None else None


_PHASES = ByRow(_phase)


@named("phases-covered")
def _phases_covered(case: Case) -> bool:
    return bool(case.pm.timeline) and not open_phases(case.pm, case.kind)


@named("turning-point")
def _turning_point(case: Case) -> bool:
    """The event is the moment of detection, mitigation or resolution, and nothing shows it yet."""
    clock, event = case.pm.clock, case.row
    moments = {clock.detected, clock.mitigated, clock.resolved} - {None}
    return event.at in moments and not event.source


@named("has-people")
def _has_people(case: Case) -> bool:
    return bool(case.pm.people)


# -- impact ---------------------------------------------------------------------------------------------


def has_figure(pm: Postmortem, field: str) -> bool:
    """Return whether a field of the impact, or `clock`, says how much in numbers."""
    if field == "clock":
        return pm.clock.started is not None and (pm.clock.mitigated or pm.clock.resolved) is not None
    if field == "impact.metric.new":
        return any(metric.after is not None for metric in pm.impact.metric)
    value = paths.get(pm, field)
    if isinstance(value, str):
        return any(character.isdigit() for character in value)
    return value is not None


@named("measure-open")
def _measure_open(case: Case) -> bool:
    """It would fill a group of figures of which the kind of incident wants one, and has none yet."""
    groups = (case.kind.extent, case.kind.length, case.kind.amount)
    field = case.question.field
    return any(
        field in group and not any(has_figure(case.pm, each) for each in group if each != field)
        for group in groups
    )


@named("has-metric")
def _has_metric(case: Case) -> bool:
    return bool(case.pm.impact.metric)


@named("has-money")
def _has_money(case: Case) -> bool:
    return case.pm.impact.revenue_loss is not None or case.pm.impact.cost is not None


@named("customers-touched")
def _customers_touched(case: Case) -> bool:
    impact = case.pm.impact
    counts = (impact.users, impact.complaints, impact.records, impact.churn)
    return any(counts) or bool(impact.could_not.strip() or impact.data_exposed.strip())


# -- causes ---------------------------------------------------------------------------------------------


@named("ladder-deep")
def _ladder_deep(case: Case) -> bool:
    """Five whys were asked, or a branch ended at something that can be changed."""
    causes = case.pm.causes
    return bool(causes.why) and (ladder.deepest(causes) >= ladder.DEEP or ladder.changeable(causes))


@named("one-branch")
def _one_branch(case: Case) -> bool:
    causes = case.pm.causes
    return bool(causes.why) and not ladder.branches(causes) and not causes.only_one.strip()


@named("branched")
def _branched(case: Case) -> bool:
    return ladder.branches(case.pm.causes)


@named("leg-not-caught")
def _leg_not_caught(case: Case) -> bool:
    return any(why.leg == "not-caught" for why in case.pm.causes.why)


@named("leg-slow")
def _leg_slow(case: Case) -> bool:
    return any(why.leg == "slow" for why in case.pm.causes.why)


@named("last-rung")
def _last_rung(case: Case) -> bool:
    return any(why.id == case.row.id for why in ladder.leaves(case.pm.causes))


@named("shallow-last-rung")
def _shallow_last_rung(case: Case) -> bool:
    """A branch ends here, above five whys, and nothing says yet that it can be changed."""
    causes = case.pm.causes
    deep = ladder.deepest(causes) >= ladder.DEEP or ladder.changeable(causes)
    return not deep and _last_rung(case)


@named("evidence-lacking")
def _evidence_lacking(case: Case) -> bool:
    return not ladder.has_evidence(case.pm.causes) and _last_rung(case)


@named("has-factor")
def _has_factor(case: Case) -> bool:
    return bool(case.pm.causes.factor)


@named("three-factors")
def _three_factors(case: Case) -> bool:
    return len(case.pm.causes.factor) >= FACTORS_FOR_A_FISH


def bones_open(causes: Causes) -> list[str]:
    """Return the bones that hold no factor and were not looked at, in their order."""
    looked = {factor.bone for factor in causes.factor} | set(causes.none_found)
    return [bone for bone in causes.bones or DEFAULT_BONES if bone not in looked]


@named("bones-looked-at")
def _bones_looked_at(case: Case) -> bool:
    """Each bone has a factor, or is named as one on which nothing was found."""
    return not bones_open(case.pm.causes)


@named("has-root")
def _has_root(case: Case) -> bool:
    return bool(case.pm.causes.root)


@named("has-category")
def _has_category(case: Case) -> bool:
    return case.row.category is not None


@named("has-findings-to-draw-on")
def _has_findings_to_draw_on(case: Case) -> bool:
    causes = case.pm.causes
    return bool(causes.why or causes.factor or causes.event)


@named("one-cause")
def _one_cause(case: Case) -> bool:
    return bool(case.pm.causes.root) and ladder.contributing(case.pm.causes) < 2


@named("at-least-gate")
def _at_least_gate(case: Case) -> bool:
    return bool(case.row.gate == "atleast")


@named("has-tree")
def _has_tree(case: Case) -> bool:
    return bool(case.pm.causes.event)


# -- actions --------------------------------------------------------------------------------------------


def unanswered_roots(pm: Postmortem) -> list[tuple[str, str]]:
    """Return id and words of each root cause that no action, dropped ones aside, answers."""
    answered = {root for action in pm.action if action.status != "dropped" for root in action.answers}
    return [(root.id, root.what) for root in pm.causes.root if root.id not in answered]


@named("roots-answered")
def _roots_answered(case: Case) -> bool:
    return bool(case.pm.action) and not unanswered_roots(case.pm)


def is_open(action: Action) -> bool:
    """Return whether an action is neither done nor dropped."""
    return action.status not in ("done", "dropped")


@named("action-open")
def _action_open(case: Case) -> bool:
    return is_open(case.row)


@named("action-ended")
def _action_ended(case: Case) -> bool:
    return not is_open(case.row)


@named("all-ended")
def _all_ended(case: Case) -> bool:
    return bool(case.pm.action) and not any(is_open(action) for action in case.pm.action)


@named("closed")
def _closed(case: Case) -> bool:
    return case.pm.status == "closed"


@named("has-not-doing")
def _has_not_doing(case: Case) -> bool:
    return bool(case.pm.not_doing)


# -- sharing --------------------------------------------------------------------------------------------


def end_of(pm: Postmortem) -> datetime | None:
    """Return when it was over: resolved, else mitigated; None while neither is known."""
    return pm.clock.resolved or pm.clock.mitigated


@named("shared-late")
def _shared_late(case: Case) -> bool:
    end, shared = end_of(case.pm), case.pm.share.shared
    return end is not None and shared is not None and shared - end > IN_TIME
