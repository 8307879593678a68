"""What collided in a merge, kept in the postmortem itself until somebody chooses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pmtui.merging import items
from pmtui.merging.clash import Clash, Merged
from pmtui.model import tomlwriter
from pmtui.model.postmortem import Conflict, Postmortem

_DEEPEST = 48
"""How deeply nested a value may be that is kept as it is; a file must not be deeper than 64 in all."""


def noted(merged: Merged, whence: str, at: datetime) -> Postmortem:
    """Return `merged.pm` with a row of `conflict` for each clash.

    A row's id comes from the path and the two values, whichever is ours: whoever joins the same versions
    makes the same row. A row that is there for the same field goes where its other value is one of the two,
    or what the field had before, so that somebody saw it and wrote something else. Any other value stays.

    Args:
        merged: What came of merging.
        whence: Where the other version came from, such as "outside" or a branch.
        at: When they were joined.
    """
    if not merged.clashes:
        return merged.pm
    outdated = _outdated(merged) if merged.pm.conflict else frozenset()
    kept = (row for row in merged.pm.conflict if (row.field, items.key(row.other)) not in outdated)
    rows = {row.id: row for row in kept}
    for clash in merged.clashes:
        row = _row(clash, whence, at, rows)
        rows[row.id] = row
    return merged.pm.model_copy(update={"conflict": tuple(rows.values())})


def _row(clash: Clash, whence: str, at: datetime, rows: dict[str, Conflict]) -> Conflict:
    here, other = _shallow(clash.here), _shallow(clash.other)
    return Conflict(
        id=_free(_digest(clash), clash, rows),
        field=clash.path,
        here=here,
        other=other,
        removed=True if clash.removed else None,
        from_=whence,
        at=at,
    )


def _free(digest: str, clash: Clash, rows: dict[str, Conflict]) -> str:
    """Return an id that no row about another field has."""
    names = (f"mc-{digest[:length]}" for length in (8, 16, len(digest)))
    return next(name for name in names if name not in rows or rows[name].field == clash.path)


def _digest(clash: Clash) -> str:
    import hashlib

    values = sorted(items.key(value) for value in (clash.here, clash.other))
    told = items.key([clash.path, *values])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _outdated(merged: Merged) -> frozenset[tuple[str, str]]:
    """Return the fields and values of which a row of `conflict` has nothing to say any more."""
    known: set[tuple[str, str]] = set()
    for clash in merged.clashes:
        values = (clash.base, clash.here, clash.other)
        base, *both = ((clash.path, items.key(_as_kept(each))) for each in values)
        known.update(both)
        if base not in merged.open_on_both:
            known.add(base)
    return frozenset(known)


def _as_kept(value: Any) -> Any:
    """Return the value as a row of `conflict` has it."""
    return Conflict(id="as-kept", here=_shallow(value)).here


def _shallow(value: Any) -> Any:
    """Return the value, as TOML text where it is nested so deeply that no file could hold it in a row."""
    level: Iterable[Any] = [value]
    for _ in range(_DEEPEST):
        level = [below for each in level for below in _below(each)]
        if not level:
            return value
    return tomlwriter.write({"value": value})


def _below(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
