"""Timeline rows, put where their time belongs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pmtui.model.edit import Edit
from pmtui.model.ids import new_row_id
from pmtui.model.postmortem import Postmortem


def rows_added(pm: Postmortem, rows: Sequence[dict[str, Any]]) -> tuple[Edit, ...]:
    """Return the edits that put timeline rows (their keys, without ids) in the order of their times.

    A row without a time stands behind the one that was added before it, the first of such at the end.
    """
    moments = [event.at for event in pm.timeline]
    taken = {event.id for event in pm.timeline}
    edits: list[Edit] = []
    behind = len(moments)
    for row in rows:
        at = row.get("at")
        position = _position(moments, at) if at is not None else behind
        behind = position + 1
        moments.insert(position, at)
        name = new_row_id("timeline", taken)
        taken.add(name)
        kept = {key: value for key, value in row.items() if not (key == "precision" and value == "exact")}
        edits.append(Edit(f"timeline.{name}", kept, position))
    return tuple(edits)


def _position(moments: Sequence[datetime | None], at: datetime) -> int:
    """Return where a row of that time belongs: behind the last one that is not later."""
    for position in range(len(moments), 0, -1):
        before = moments[position - 1]
        if before is not None and before <= at:
            return position
    return next((number for number, known in enumerate(moments) if known is not None), len(moments))
