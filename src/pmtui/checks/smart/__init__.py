"""Actions: specific, measurable, assignable, realistic, time-bound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import phrase_findings, whole
from pmtui.checks.smart.asking import question
from pmtui.checks.smart.letters import Letters, letters
from pmtui.text.measures import find_measures
from pmtui.text.owners import is_team

if TYPE_CHECKING:
    from pmtui.model.postmortem import Action, Postmortem

HEAVY_LOAD = 5
"""From this many open actions on, due within a fortnight, one person's dates are doubted."""


def text_findings(pm: Postmortem, path: str, text: str, today: date) -> Iterator[Finding]:
    """Yield what shows in the text of one action while it is typed: at `action.new` or an action's `what`."""
    if not text.strip():
        return
    row = _row(pm, path)
    if row is not None and row.status == "dropped":
        return
    if path.endswith(".measure"):
        if not find_measures(text):
            yield rules.rule("vague.measure").finding(path, span=whole(text))
        return
    if not (path.endswith(".what") or path in ("action", "action.new")):
        return
    said = letters(text, today)
    yield from _change(path, text, said)
    if said.day and said.day < today and not (row and (row.due or row.status == "done")):
        yield rules.rule("smart.realistic").finding(
            path, what=f"The day that is named, {said.day}, has passed."
        )
    if not said.measured and not (row and row.measure):
        yield rules.rule("smart.measurable").finding(path)
    if said.team and not (row and row.owner):
        yield rules.rule("smart.assignable").finding(path, span=said.team)
    if said.vague_time and not said.dated and not (row and row.due):
        yield rules.rule("smart.time-bound").finding(path, span=said.vague_time)


def item_findings(path: str, text: str, today: date) -> Iterator[Finding]:
    """Yield what an action lacks, judged by its text alone: each letter but `realistic` by its own rule.

    Args:
        path: The path that the findings carry.
        text: The action, one item of a list.
        today: The present day, from which days in the text are counted.
    """
    if not text.strip():
        return
    said = letters(text, today)
    yield from _change(path, text, said)
    if not said.measured:
        yield rules.rule("smart.measurable").finding(path, "action", span=whole(text))
    if not said.owned:
        yield rules.rule("smart.assignable").finding(path, "action", span=said.team or whole(text))
    if not said.dated:
        yield rules.rule("smart.time-bound").finding(path, "action", span=said.vague_time or whole(text))


def _change(path: str, text: str, said: Letters) -> Iterator[Finding]:
    """Yield what the text leaves open: the change itself, or else how much or when."""
    if said.vague:
        changes = {"severity": "warning" if said.doubtful else "error"}
        if asked := question(said.kind, text):
            changes["next"] = asked
        yield rules.rule("smart.specific").finding(path, "action", span=said.vague, **changes)
    else:
        found = phrase_findings("vague", path, text, "action")
        yield from (each for each in found if each.rule == "vague.word")
    if said.ambiguous:
        yield rules.rule("vague.date").finding(
            path, "action", span=said.open_day, next=_sentence(said.refused)
        )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _row(pm: Postmortem, path: str) -> Action | None:
    row_id = path.split(".")[1] if path.count(".") else ""
    return next((action for action in pm.action if action.id == row_id), None)


def findings(pm: Postmortem, now: datetime) -> Iterator[Finding]:
    """Yield what the rows of actions lack beyond what their text shows: an owner, a day, a day that holds."""
    for action in pm.action:
        if action.status != "dropped":
            yield from _assignable(action, now.date())
            yield from _time_bound(action, now.date())
            yield from _realistic(action, pm)


def _assignable(action: Action, today: date) -> Iterator[Finding]:
    rule, said = rules.rule("smart.assignable"), letters(action.what, today)
    if action.owner.strip():
        if is_team(action.owner):
            yield rule.finding(
                f"action.{action.id}.owner",
                span=whole(action.owner),
                what="A team or a role owns this, not a person.",
            )
    elif not said.owned and not said.team:
        yield rule.finding(f"action.{action.id}.owner")


def _time_bound(action: Action, today: date) -> Iterator[Finding]:
    said = letters(action.what, today)
    if action.due is None and said.open_day:
        yield rules.rule("vague.date").finding(f"action.{action.id}.due", next=_sentence(said.refused))
    elif action.due is None and not said.dated and not said.vague_time:
        changes = {"next": _sentence(said.refused)} if said.refused else {}
        yield rules.rule("smart.time-bound").finding(f"action.{action.id}.due", **changes)


def _realistic(action: Action, pm: Postmortem) -> Iterator[Finding]:
    rule, path = rules.rule("smart.realistic"), f"action.{action.id}.due"
    if action.due is None or action.status == "done" or pm.created is None:
        return
    begun = pm.created.date()
    if action.due < begun:
        yield rule.finding(path, what="The day lies before the postmortem was begun.")
    elif action.horizon == "long-term" and action.due < begun + timedelta(days=14):
        yield rule.finding(path, what="A long-term investment is due within days.")
    else:
        load = _load(action, pm)
        if load > HEAVY_LOAD:
            what = f"{action.owner} has {load} open actions due within a fortnight of this one."
            yield rule.finding(path, severity="hint", what=what)


def _load(action: Action, pm: Postmortem) -> int:
    near = timedelta(days=7)
    return sum(
        1
        for other in pm.action
        if other.owner and other.owner == action.owner and other.status not in ("done", "dropped")
        and other.due is not None and action.due is not None and abs(other.due - action.due) <= near
    )  # fmt: skip
