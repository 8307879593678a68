"""What was found in one view, taken into another without typing it again: the words go, and the tie stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmtui.analysis.causes.links import PROBLEM
from pmtui.interview.entry_line import added
from pmtui.interview.rows import words
from pmtui.model.edit import Edit
from pmtui.model.postmortem import BasicEvent, Factor, Gate, Postmortem, RootCause, Why

CauseRow = Why | Factor | Gate | BasicEvent | RootCause
"""A row of one of the views on the causes."""

_TABLES = ("why", "factor", "gate", "event", "root")

SURE = {"fact": "confirmed", "inference": "unknown", "guess": "unknown"}
"""What a why's confidence says of the base event that it becomes: only what a record shows is confirmed."""


def row_at(pm: Postmortem, path: str) -> CauseRow | None:
    """Return the why, factor, gate, base event or root cause that `path` is or lies in; None elsewhere."""
    parts = path.split(".")
    if len(parts) < 3 or parts[0] != "causes" or parts[1] not in _TABLES:
        return None
    rows: tuple[CauseRow, ...] = getattr(pm.causes, parts[1])
    return next((row for row in rows if row.id == parts[2]), None)


def into_why(pm: Postmortem, row: CauseRow) -> tuple[Edit, ...]:
    """Return the edit that puts a factor or a base event into the ladder, beneath the problem."""
    return added(pm, "causes.why", {"explains": (PROBLEM,), "because": words(row), "from": (row.id,)})


def into_factor(pm: Postmortem, row: CauseRow, bone: str = "") -> tuple[Edit, ...]:
    """Return the edit that puts a why or a base event on the fish."""
    return added(pm, "causes.factor", {"bone": bone, "what": words(row), "from": (row.id,)})


def into_root(pm: Postmortem, row: CauseRow) -> tuple[Edit, ...]:
    """Return the edit that makes a root cause of what was found."""
    return added(pm, "causes.root", {"what": words(row), "from": (row.id,)})


def event_of(row: CauseRow) -> dict[str, Any]:
    """Return the base event that a why or a factor becomes."""
    event: dict[str, Any] = {"what": words(row), "from": (row.id,)}
    if isinstance(row, Why):
        event |= {"evidence": row.evidence, "state": SURE.get(row.confidence or "", "unknown")}
    return event


def taken(pm: Postmortem, row: CauseRow, table: str) -> str:
    """Return the path of the row of `table` that was taken from `row`, or that `row` was taken from.

    Empty for none, so that nothing is taken twice.
    """
    rows: Any = getattr(pm.causes, table.removeprefix("causes."))
    mine, sources = row.id, getattr(row, "from_", ())
    found = next((each for each in rows if mine in getattr(each, "from_", ()) or each.id in sources), None)
    return f"{table}.{found.id}" if found is not None else ""


def candidates(pm: Postmortem) -> tuple[CauseRow, ...]:
    """Return what a root cause can be made of, the likeliest first; of rows with the same words the first.

    First stand the branches that end at what can be changed, then other ends, likely factors, base events
    that were so, and at last all other whys, factors and base events.
    """
    return tuple(rows[0] for rows in _found(pm).values())


def picked_roots(pm: Postmortem) -> tuple[str, ...]:
    """Return the ids of the candidates that a root cause was drawn from."""
    return tuple(rows[0].id for rows in _found(pm).values() if _drawn(pm, rows))


def roots_picked(pm: Postmortem, ids: tuple[str, ...]) -> tuple[Edit, ...]:
    """Return the edits after which the root causes are drawn from these candidates; others are left alone.

    A root cause that was drawn from something else, too, only loses the tie to what is picked no more.
    """
    new: list[Edit] = []
    untied: set[str] = set()
    for rows in _found(pm).values():
        picked, drawn = rows[0].id in ids, _drawn(pm, rows)
        if picked and not drawn:
            new += into_root(pm, rows[0])
        elif drawn and not picked:
            untied |= {row.id for row in rows}
    return (*_without(pm, untied), *new)


def _without(pm: Postmortem, untied: set[str]) -> Iterator[Edit]:
    """Yield the edits that take ties off the root causes; a root cause that has none left goes."""
    for root in pm.causes.root:
        left = tuple(each for each in root.from_ if each not in untied)
        if left != root.from_:
            path = f"causes.root.{root.id}"
            yield Edit(f"{path}.from", left) if left else Edit(path, None)


def _found(pm: Postmortem) -> dict[str, list[CauseRow]]:
    """Return whys, factors and base events by their words, the likeliest root cause first."""
    causes = pm.causes
    explained = {parent for why in causes.why for parent in why.explains}
    rows: tuple[CauseRow, ...] = (*causes.why, *causes.factor, *causes.event)
    found: dict[str, list[CauseRow]] = {}
    for row in sorted(rows, key=lambda row: _rank(row, explained)):
        if words(row):
            found.setdefault(words(row).casefold(), []).append(row)
    return found


def _rank(row: CauseRow, explained: set[str]) -> int:
    if isinstance(row, Why):
        ends = row.id not in explained
        return 0 if row.stop == "changeable" else 1 if ends else 4
    if isinstance(row, Factor):
        return 2 if row.likely else 5
    return 3 if isinstance(row, BasicEvent) and row.state == "confirmed" else 6


def _drawn(pm: Postmortem, rows: list[CauseRow]) -> bool:
    """Return whether a root cause was drawn from one of the rows."""
    mine = {row.id for row in rows}
    return any(not mine.isdisjoint(root.from_) for root in pm.causes.root)
