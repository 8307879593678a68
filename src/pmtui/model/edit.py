"""An Edit: a path into the postmortem and what stands there now.

Edits are plain values: the journal writes them, undo reverses them, two people's work is merged from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pmtui.model import paths
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands at `path` from now on.

    Attributes:
        path: A field's path (see `paths`); a row's own path (`action.ac-1`) adds, replaces or moves it.
        value: The new value; for a row a dict of its keys or a record; None empties a field and removes
            a row or an item of a list.
        at: For rows and items of a list, the position from 0; the end, or where it stood, when None.
    """

    path: str
    value: Any
    at: int | None = None


def apply(pm: Postmortem, edits: Iterable[Edit]) -> Postmortem:
    """Return `pm` with the edits done in order.

    Raises:
        PathError: A path names nothing, or a row that is gone.
        ValueRefusedError: A value does not fit its field.
    """
    for edit in edits:
        pm = paths.put(pm, edit.path, edit.value, edit.at)
    return pm


def inverse(pm: Postmortem, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that lead from `apply(pm, edits)` back to `pm`."""
    back: list[Edit] = []
    for edit in edits:
        back.append(_back(pm, edit.path))
        pm = paths.put(pm, edit.path, edit.value, edit.at)
    return tuple(reversed(back))


def _back(pm: Postmortem, path: str) -> Edit:
    """Return the edit that puts back what stands at `path`; a list without ids is put back whole."""
    table, _, key = path.rpartition(".")
    if (
        paths.is_number(key)
        and isinstance(paths.get(pm, table), tuple)
        and not paths.rows_have_ids(pm, table)
    ):
        return Edit(table, paths.get(pm, table))
    return Edit(path, paths.get(pm, path), paths.position(pm, path))
