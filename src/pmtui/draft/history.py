"""Undo and redo, for the whole session and across screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pmtui.model.edit import Edit
from pmtui.values import dataclass

PAUSE = timedelta(seconds=1)
"""Typing into one field without a pause as long as this is undone in one step."""


@dataclass(frozen=True, slots=True)
class Done:
    """One step of the history: what was done, how it is taken back, and where to show it."""

    edits: tuple[Edit, ...]
    back: tuple[Edit, ...]
    place: str
    at: datetime
    typing: bool


class History:
    """What was done and what was undone. Nothing is ever dropped from it while the session lasts."""

    def __init__(self) -> None:
        self._done: list[Done] = []
        self._undone: list[Done] = []

    def add(self, step: Done) -> None:
        """Add a step; typing that goes on in the same place is joined to the step before."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last and _goes_on(last, step):
            step = Done(
                _latest(last.edits, step.edits), _earliest(last.back, step.back), step.place, step.at, True
            )
            self._done[-1] = step
        else:
            self._done.append(step)

    def undo(self) -> Done | None:
        """Return the step to take back, now counted as undone; None where there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Done | None:
        """Return the step to do again, now counted as done; None where there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]


def _goes_on(last: Done, step: Done) -> bool:
    same = last.typing and step.typing and last.place == step.place and step.at - last.at < PAUSE
    # A row that goes and comes again comes at the end: as one step its old place would be lost.
    rows = {edit.path for edit in step.edits if isinstance(edit.value, Mapping)}
    return same and not any(edit.path in rows for edit in last.edits)


def _latest(before: tuple[Edit, ...], after: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return both runs of edits as one, without those that a later one on the same path makes void."""
    again = {edit.path for edit in after}
    return (*(edit for edit in before if edit.path not in again), *after)


def _earliest(first: tuple[Edit, ...], second: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the way back over both runs, without what the way back over the first run sets anyway."""
    again = {edit.path for edit in first}
    return (*(edit for edit in second if edit.path not in again), *first)
