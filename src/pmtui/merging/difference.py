"""The edits that lead from one version of a postmortem to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress, count
from operator import is_not
from typing import Any

from pmtui.merging import order, shape
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem, Record
from pmtui.model.same import same


def difference(old: Postmortem, new: Postmortem) -> tuple[Edit, ...]:
    """Return edits with which `apply(old, edits)` is `new`, field by field and row by row.

    Lists whose items have no ids, and tables and rows in which keys differ that this version does not know,
    are given whole. Such keys of the postmortem itself stay as in `old`: no edit can name them.
    """
    return tuple(_fields("", old, new))


def _fields(path: str, old: Record, new: Record) -> Iterator[Edit]:
    for name, field in type(new).model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was is not now:
            yield from _field(f"{path}{field.alias or name}", type(new), was, now)


def _field(path: str, owner: type[Record], was: Any, now: Any) -> Iterator[Edit]:
    if isinstance(now, Record):
        yield from _record(path, was, now)
    elif isinstance(now, dict):
        for key in dict.fromkeys((*was, *now)):
            if was.get(key) != now.get(key):
                yield Edit(f"{path}.{key}", now.get(key))
    elif isinstance(now, tuple) and (kind := shape.fields(owner)[path.rpartition(".")[2]]):
        if shape.has_ids(kind):
            yield from _rows(path, was, now)
        elif len(was) != len(now) or not all(map(_alike, was, now)):
            yield Edit(path, now)
    elif not same(was, now):
        yield Edit(path, now)


def _record(path: str, was: Record, now: Record) -> Iterator[Edit]:
    if same(was.model_extra or {}, now.model_extra or {}):
        yield from _fields(f"{path}.", was, now)
    else:
        yield Edit(path, now)


def _alike(was: Record, now: Record) -> bool:
    return was is now or not any(_record("", was, now))


def _rows(path: str, was: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[Edit]:
    """Yield what is gone, then from the front what is new, moved or changed."""
    if (changed := _changed_in_place(was, now)) is not None:
        for number in changed:
            yield from _record(f"{path}.{now[number].id}", was[number], now[number])
        return
    old, new = {row.id: row for row in was}, {row.id: row for row in now}
    yield from (Edit(f"{path}.{name}", None) for name in old if name not in new)
    left = [name for name in old if name in new]
    place = {name: number for number, name in enumerate(left)}
    moved = order.moved(left, [name for name in new if name in old])
    waiting = sorted(place[name] for name in moved)  # those that stand where they were, until their turn
    behind = -1
    for number, (name, row) in enumerate(new.items()):
        if name in place and name not in moved:
            behind = place[name]
            if row is not old[name]:
                yield from _record(f"{path}.{name}", old[name], row)
            continue
        if name in moved:
            waiting.pop(bisect_left(waiting, place[name]))
        yield Edit(f"{path}.{name}", row, number + bisect_left(waiting, behind))


def _changed_in_place(was: tuple[Any, ...], now: tuple[Any, ...]) -> list[int] | None:
    """Return the numbers of the rows that are others than before, in their places; None where rows moved."""
    if len(was) != len(now):
        return None
    changed = list(compress(count(), map(is_not, was, now)))
    return changed if all(was[number].id == now[number].id for number in changed) else None
