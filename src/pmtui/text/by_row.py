"""What a function makes of a table, or of each row of it, made again only for what changed.

Rows never change in place: from one state of a postmortem to the next, nearly all are the same objects. So a
table of thousands of rows costs little more than the row that was typed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from pmtui.model.rows import stretch
from pmtui.text import memory

R = TypeVar("R")


class ByRow(Generic[R]):
    """The results of a function by row; only those of the table that was asked about last are kept."""

    __slots__ = ("_kept", "_of")

    def __init__(self, of: Callable[..., R]) -> None:
        """Take the function: it is given a row and the context, and must depend on nothing else."""
        self._of = of
        self._kept: tuple[Sequence[Any], tuple[object, ...], list[R]] = ((), (), [])
        memory.on_forgetting(self.forget)

    def forget(self) -> None:
        """Forget the results: what the function makes of a row may be another by now."""
        self._kept = ((), (), [])

    def __call__(self, rows: Sequence[Any], *context: object) -> list[R]:
        """Return what the function makes of each row, in their order; not to be changed."""
        before, known, found = self._kept
        if known != context:
            before, found = (), []
        elif before is rows:
            return found
        start, old, new = stretch(before, rows)
        made = [self._of(row, *context) for row in rows[start:new]]
        found = [*found[:start], *made, *found[old:]]
        self._kept = (rows, context, found)
        return found


class ByTable(Generic[R]):
    """The result of a function for a table of rows; only that of the table asked about last is kept."""

    __slots__ = ("_kept", "_of")

    def __init__(self, of: Callable[[Any], R]) -> None:
        """Take the function: it must depend on nothing but the rows."""
        self._of = of
        self._kept: tuple[object, R] | None = None
        memory.on_forgetting(self.forget)

    def forget(self) -> None:
        """Forget the result."""
        self._kept = None

    def __call__(self, rows: Sequence[Any]) -> R:
        """Return what the function makes of the rows."""
        kept = self._kept
        if kept is None or kept[0] is not rows:
            self._kept = kept = (rows, self._of(rows))
        return kept[1]
