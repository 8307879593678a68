"""Follow-through: what is overdue, what keeps moving, what is open though the postmortem is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.text.patterns import regex

if TYPE_CHECKING:
    from pmtui.model.postmortem import Action, Postmortem

MOST_MOVES = 2
"""More often than this a day may not be moved without being asked about."""

_MOVED = regex(
    r"\b(?:due|deadline|date)\b.{0,12}\b(?:moved|changed|postponed|slipped|pushed)\b", re.IGNORECASE
)


def findings(pm: Postmortem, now: datetime) -> Iterator[Finding]:
    """Yield the findings of follow-through, action by action."""
    for action in pm.action:
        if times_moved(pm, action) > MOST_MOVES:
            yield rules.rule("follow.moved").finding(f"action.{action.id}.due")
        if action.status in ("done", "dropped"):
            continue
        if pm.status == "closed":
            yield rules.rule("follow.closed-open").finding(f"action.{action.id}.status")
        elif action.due is not None and action.due < now.date():
            days = (now.date() - action.due).days
            what = f"Due {action.due.isoformat()}, {days} day{'s' if days > 1 else ''} ago, and still open."
            yield rules.rule("follow.overdue").finding(f"action.{action.id}.due", what=what)


def times_moved(pm: Postmortem, action: Action) -> int:
    """Return how often the day of an action was moved, by its log and by the history."""
    in_log = sum(1 for entry in action.log if _MOVED.search(entry.what[:200]))
    in_history = sum(1 for entry in pm.history if entry.field == f"action.{action.id}.due" and not entry.rule)
    return max(in_log, in_history)
