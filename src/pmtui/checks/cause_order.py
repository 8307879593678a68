"""The order of causes in time: a cause whose row of the timeline comes after that of its effect (W12).

Only what is surely later is named: rows count as wide as they are known, and a row of the investigation shows
when something was found out, not when it came to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.checks.row_order import slack_of

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem, TimelineEvent

FOUND_OUT = ("investigation", "resolution")
"""Phases whose rows tell when something was found out."""
_SHOWN = 50


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield the whys whose rows of the timeline begin after all rows of what they explain."""
    named = frozenset(each for why in pm.causes.why for each in why.evidence)
    if not named:
        return
    rows = {event.id: event for event in pm.timeline if event.id in named and event.at is not None}
    shown = {why.id: [rows[each] for each in why.evidence if each in rows] for why in pm.causes.why}
    for why in pm.causes.why:
        causes = [row for row in shown[why.id] if row.phase not in FOUND_OUT]
        if not causes or len(causes) < len(shown[why.id]):
            continue
        for parent in why.explains:
            effects = shown.get(parent, [])
            if parent != why.id and effects and _are_later(causes, effects):
                rule = rules.rule("time.cause-later")
                what = (
                    f"The cause is later than its effect: “{_short(causes)}” comes after “{_short(effects)}”."
                )
                yield rule.finding(f"causes.why.{why.id}.evidence", what=what)
                break


def _are_later(causes: list[TimelineEvent], effects: list[TimelineEvent]) -> bool:
    return all(_is_later(cause, effect) for cause in causes for effect in effects)


def _is_later(cause: TimelineEvent, effect: TimelineEvent) -> bool:
    end = effect.until or effect.at
    if cause.at is None or end is None:
        return False
    return cause.at - end > slack_of(cause) + slack_of(effect)


def _short(rows: list[TimelineEvent]) -> str:
    line = " ".join(rows[0].what.split()).rstrip(".")
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"
