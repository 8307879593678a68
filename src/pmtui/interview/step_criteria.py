"""The steps of the method, each worked out from the file: met, begun, and what is missing first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pmtui.checks.finding import Finding
from pmtui.interview import ladder
from pmtui.interview.conditions import has_figure, is_open, open_phases, unanswered_roots
from pmtui.interview.criteria_words import Item, sentence
from pmtui.interview.question import Criterion
from pmtui.interview.script import kind_of
from pmtui.model.postmortem import Action, Postmortem, TimelineEvent
from pmtui.text.by_row import ByTable
from pmtui.text.owners import is_team

STRONG = ("eliminate", "substitute", "engineering")
"""The levels of the hierarchy of which each root cause wants one at least."""


def triage(pm: Postmortem) -> Criterion:
    """Return whether it is over, the aim is to learn, and there is something to learn."""
    gate = pm.triage
    begun = gate.ongoing is not None or gate.purpose is not None or bool(gate.learning.strip())
    item = Item("step", "triage", begun=begun, begin="triage.ongoing")
    if gate.ongoing is not False:
        item.lacks("ongoing" if gate.ongoing else "ongoing_open", "triage.ongoing")
    if gate.purpose != "learning":
        item.lacks("purpose", "triage.purpose")
    if not gate.learning.strip():
        item.lacks("learning", "triage.learning")
    return item.done()


def timeline(pm: Postmortem) -> Criterion:
    """Return whether start, detection, end and all events are timed, in order, and each phase has one."""
    clock = pm.clock
    begun = bool(pm.timeline) or any((clock.started, clock.detected, clock.resolved))
    item = Item("step", "timeline", begun=begun, begin="clock.started")
    moments_and_order(pm, item)
    for label in open_phases(pm, kind_of(pm)):
        item.lacks("phase", "timeline.new", phase=label)
    return item.done()


def moments_and_order(pm: Postmortem, item: Item) -> None:
    """Note which key moment has no time, and which event has none or stands out of order."""
    for name in ("started", "detected", "resolved"):
        if getattr(pm.clock, name) is None:
            item.lacks(name, f"clock.{name}")
    for lacks, event in _OFF(pm.timeline):
        item.lacks(lacks, f"timeline.{event.id}.at", what=event.what)


def _off(events: Sequence[TimelineEvent]) -> list[tuple[str, TimelineEvent]]:
    """Return the rows without a time, and those before the row above, with what each lacks."""
    found: list[tuple[str, TimelineEvent]] = []
    last: datetime | None = None
    for event in events:
        at = event.at
        if at is None:
            found.append(("untimed", event))
            continue
        if last is not None and at < last:
            found.append(("order", event))
        last = at
    return found


_OFF = ByTable(_off)


def impact(pm: Postmortem) -> Criterion:
    """Return whether it says who, how many, how long and how much, in numbers."""
    kind, told = kind_of(pm), pm.impact
    begun = bool(told.could_not.strip()) or any(
        has_figure(pm, field) for field in (*kind.extent, *kind.amount) if field != "clock"
    )
    item = Item("step", "impact", begun=begun, begin="impact.users")
    if not told.could_not.strip():
        item.lacks("who", "impact.could_not")
    for name, group in (("extent", kind.extent), ("length", kind.length), ("amount", kind.amount)):
        if group and not any(has_figure(pm, field) for field in group):
            item.lacks(name, group[0] if group[0] != "clock" else _first_open_end(pm))
    return item.done()


def _first_open_end(pm: Postmortem) -> str:
    return "clock.started" if pm.clock.started is None else "clock.resolved"


def causes(pm: Postmortem, findings: Sequence[Finding] = ()) -> Criterion:
    """Return whether a cause that can be changed was reached, with evidence, not alone, not at a person."""
    found = pm.causes
    begun = bool(found.why or found.factor or found.root or found.problem.strip())
    item = Item("step", "causes", begun=begun, begin="causes.problem")
    if not found.problem.strip():
        item.lacks("problem", "causes.problem")
    deep = ladder.deepest(found) >= ladder.DEEP or ladder.changeable(found) or _factors_alone(pm)
    if not deep:
        item.lacks("depth", "causes.why.new")
    if not found.root and not _factors_alone(pm):
        item.lacks("root", "causes.root.new")
    if not ladder.has_evidence(found):
        last = next(ladder.leaves(found), None)
        item.lacks("evidence", f"causes.why.{last.id}.evidence" if last else "causes.why.new")
    if ladder.contributing(found) < 2 and not found.only_one.strip():
        item.lacks("single", "causes.why.new.else")
    if found.root and all(root.category == "human-error" for root in found.root):
        item.lacks("person", f"causes.root.{found.root[0].id}.what")
    blamed = [one for one in blame(findings) if one.path.startswith("causes.")]
    if blamed:
        item.lacks("person", blamed[0].path)
    return item.done()


def blame(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that say: a person is given as the cause."""
    return [one for one in findings if one.severity == "error" and one.rule.startswith("blame.")]


def _factors_alone(pm: Postmortem) -> bool:
    """Return whether factors are named, likely ones among them, and no root cause: a way that counts too."""
    return not pm.causes.root and sum(bool(factor.likely) for factor in pm.causes.factor) >= 2


def actions(pm: Postmortem, findings: Sequence[Finding] = ()) -> Criterion:
    """Return whether each root cause is answered, each action is SMART, and one a root cause is strong."""
    item = Item("step", "actions", begun=bool(pm.action), begin="action.new")
    for root, what in unanswered_roots(pm):
        del root
        item.lacks("unanswered", "action.new", what=what)
    lacking_parts(pm, item)
    not_smart(item, findings)
    for cause in pm.causes.root:
        about = [action for action in _kept(pm) if cause.id in action.answers]
        if about and not any(action.level in STRONG for action in about):
            item.lacks("level", f"action.{about[0].id}.level", what=cause.what)
    return item.done()


def lacking_parts(pm: Postmortem, item: Item) -> None:
    """Note for each action what it lacks of what, measure, owner and day."""
    for action in _kept(pm):
        for part in ("what", "measure", "owner", "due"):
            value = getattr(action, part)
            if not (value.strip() if isinstance(value, str) else value):
                item.lacks(
                    "part", f"action.{action.id}.{part}", part=sentence("part", part), what=action.what
                )
        if action.owner.strip() and is_team(action.owner):
            path = f"action.{action.id}.owner"
            item.lacks("part", path, part=sentence("part", "person"), what=action.what)


def not_smart(item: Item, findings: Sequence[Finding]) -> None:
    """Note what the checks find wrong with actions as such."""
    for one in findings:
        if one.severity == "error" and one.rule.startswith("smart.") and one.path.startswith("action"):
            item.lacks("findings", one.path, what=one.what)


def _kept(pm: Postmortem) -> list[Action]:
    return [action for action in pm.action if action.status != "dropped"]


def share(pm: Postmortem) -> Criterion:
    """Return whether the lessons are filled, and the document was shared, presented and archived."""
    lessons, shared = pm.lessons, pm.share
    told = {
        "lessons.well": lessons.well,
        "lessons.badly": lessons.badly,
        "lessons.lucky": lessons.lucky,
        "summary": pm.summary.strip(),
        "share.audiences": shared.audiences,
        "share.shared": shared.shared,
        "share.presented": shared.presented,
        "share.archived": shared.archived.strip(),
    }
    item = Item("step", "share", begun=any(told.values()), begin="lessons.well")
    for path, value in told.items():
        if not value:
            item.lacks(path.rpartition(".")[2], path)
    return item.done()


def track(pm: Postmortem) -> Criterion:
    """Return whether every action is done, or dropped with a reason."""
    begun = any(action.status not in (None, "open") for action in pm.action)
    item = Item("step", "track", begun=begun, begin="" if pm.action else "action.new")
    untracked(pm, item)
    return item.done()


def untracked(pm: Postmortem, item: Item) -> None:
    """Note each action that is open, or dropped without a reason."""
    for action in pm.action:
        path = f"action.{action.id}.status"
        if is_open(action):
            due = f"due {action.due}" if action.due else "no date"
            item.lacks("open", path, what=action.what, owner=action.owner or "no owner", due=due)
        elif not ended_well(action):
            item.lacks("reason", path, what=action.what)


def ended_well(action: Action) -> bool:
    """Return whether an ended action is done, or was dropped with a word on it in its log."""
    return action.status == "done" or any(entry.what.strip() for entry in action.log)
