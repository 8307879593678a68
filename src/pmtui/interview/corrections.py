"""A closed postmortem can be corrected; that it was, and where, is kept in its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pmtui.model import paths
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem

CORRECTED = "corrected after closing"
_NOT_COUNTED = (f"{paths.UNFINISHED}.", "history", "status", "id")


def recorded(pm: Postmortem, edits: Sequence[Edit], now: datetime, who: str = "") -> tuple[Edit, ...]:
    """Return the edit that records a correction; nothing where it is recorded, or where it is none.

    A field is recorded once a day: keystrokes are no history.

    Args:
        pm: The postmortem before the edits.
        edits: What is about to change.
        now: The present moment.
        who: The person's name, where it is known.
    """
    fields = [edit.path for edit in edits if not edit.path.startswith(_NOT_COUNTED)]
    if pm.status != "closed" or not fields or any(edit.path.startswith("history") for edit in edits):
        return ()
    field = fields[0]
    for row in pm.history:
        same_day = row.at is not None and row.at.date() == now.date()
        if row.what == CORRECTED and row.field == field and same_day:
            return ()
    row_of_it = {"at": now, "what": CORRECTED, "field": field, "who": who}
    return (Edit(f"history.{len(pm.history)}", row_of_it),)
