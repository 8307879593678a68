"""A row that is removed leaves no tie to nothing behind: what hung on a why hangs on what that hung on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmtui.analysis.causes.links import PROBLEM
from pmtui.interview.taking import row_at
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem, Why

_TIES = {
    "why": ("explains", "from", "evidence"),
    "factor": ("from",),
    "event": ("from", "evidence"),
    "root": ("from",),
}
"""The fields of each table of the causes that name other rows; a gate's inputs are cut off with it."""


def removed(pm: Postmortem, path: str) -> tuple[Edit, ...]:
    """Return the edits that remove the row at `path`, and the ties to it: a cause, a row of the timeline."""
    row, table, key = row_at(pm, path), *path.rpartition(".")[::2]
    if row is None and table != "timeline":
        return (Edit(path, None),)
    above = tuple(each for each in row.explains if each != row.id) if isinstance(row, Why) else ()
    return (*untied(pm, {key: above or (PROBLEM,)}), Edit(path, None))


def untied(pm: Postmortem, gone: Mapping[str, tuple[str, ...]]) -> Iterator[Edit]:
    """Yield the edits that take ties off rows that go.

    Args:
        pm: The postmortem.
        gone: What whys that explained each row are to explain instead, by the id of the row that goes.
    """
    nothing: dict[str, tuple[str, ...]] = dict.fromkeys(gone, ())
    for table, fields in _TIES.items():
        for row in getattr(pm.causes, table):
            for field in fields if row.id not in gone else ():
                now = getattr(row, "from_" if field == "from" else field)
                left = _replaced(now, gone if field == "explains" else nothing, row.id)
                if left != now:
                    yield Edit(f"causes.{table}.{row.id}.{field}", left)
    for action in pm.action:
        for field in ("answers", "breaks"):
            left = _replaced(getattr(action, field), nothing, action.id)
            if left != getattr(action, field):
                yield Edit(f"action.{action.id}.{field}", left)


def _replaced(named: tuple[str, ...], gone: Mapping[str, tuple[str, ...]], itself: str) -> tuple[str, ...]:
    """Return what a row names, without what goes; the row never comes to name itself by that."""
    if gone.keys().isdisjoint(named):
        return named
    spread: Iterable[str] = (new for each in named for new in gone.get(each, (each,)))
    return tuple(dict.fromkeys(each for each in spread if each != itself))
