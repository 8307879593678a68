"""Joining what somebody else wrote into the file with the edits made here since it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pmtui.errors import PmtuiError
from pmtui.model import paths
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem


@dataclass(frozen=True, slots=True)
class Outside:
    """A field that was changed both here and from outside, in different ways: both values are kept."""

    path: str
    here: Any
    outside: Any


def merge_outside(
    base: Postmortem, theirs: Postmortem, mine: Sequence[tuple[Edit, ...]], now: datetime
) -> tuple[Postmortem, list[Outside]]:
    """Do the edits `mine` (made on `base`) on `theirs`; return the result and the true conflicts.

    What was typed here stays on the screen; where the same field has another value from outside, that
    value is kept in the history, so that neither is lost. An edit to a row that is gone from outside puts
    its words into the history as well.
    """
    merged = theirs
    conflicts: list[Outside] = []
    for edit in (edit for step in mine for edit in step):
        was, came = _look(base, edit.path), _look(theirs, edit.path)
        if came not in (was, edit.value) and not any(known.path == edit.path for known in conflicts):
            conflicts.append(Outside(edit.path, edit.value, came))
        try:
            merged = apply(merged, [edit])
        except PmtuiError:
            conflicts.append(Outside(edit.path, edit.value, None))
    for known in conflicts:
        merged = apply(merged, [_kept(merged, known, now)])
    return merged, conflicts


def _look(pm: Postmortem, path: str) -> Any:
    try:
        return paths.get(pm, path)
    except PmtuiError:
        return None


def _kept(pm: Postmortem, known: Outside, now: datetime) -> Edit:
    other = known.here if known.outside is None else known.outside
    what = "changed here and from outside; the other value is kept here"
    return Edit(
        f"history.{len(pm.history)}", {"at": now, "what": what, "field": known.path, "why": str(other)}
    )
