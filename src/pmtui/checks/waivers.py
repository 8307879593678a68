"""Findings that were waived: data in the history, with the reason; and waivers that were taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from pmtui.checks.finding import Finding

if TYPE_CHECKING:
    from pmtui.model.postmortem import HistoryEntry, Postmortem

WAIVED = "finding waived"
TAKEN_BACK = "waiver taken back"
"""What an entry of the history says that ends a waiver; every other entry with a rule and a field is one."""


def in_force(pm: Postmortem) -> dict[tuple[str, str], HistoryEntry]:
    """Return the entries that waive a finding, by its rule and its field; the last one about it counts."""
    found: dict[tuple[str, str], HistoryEntry] = {}
    for entry in pm.history:
        if entry.rule and entry.field:
            found.pop((entry.rule, entry.field), None)
            if entry.what != TAKEN_BACK:
                found[entry.rule, entry.field] = entry
    return found


def entry_for(finding: Finding, why: str, who: str, now: datetime) -> dict[str, Any]:
    """Return the row of the history that waives a finding."""
    row = {"at": now, "what": WAIVED, "rule": finding.rule, "field": finding.path}
    return row | {"why": why, "who": who}


def entry_against(waiver: HistoryEntry, who: str, now: datetime) -> dict[str, Any]:
    """Return the row of the history that takes a waiver back."""
    return {"at": now, "what": TAKEN_BACK, "rule": waiver.rule, "field": waiver.field, "who": who}
