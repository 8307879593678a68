"""Lists of which two versions are joined item by item: no item is touched that the conflict is not about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pmtui.model.postmortem import Record
from pmtui.model.tomlform import to_data

Items = tuple[Any, ...]


def taken(now: Sequence[Any], here: Any, other: Any) -> Items:
    """Return a list with the items of `other` in place of those of `here` that the other version has not.

    Args:
        now: The list as it stands; rows as records.
        here: The item that stood there, or several in a list; None for none.
        other: The item of the other version, likewise.
    """
    new = _missing(now, other)
    gone = [item for item in _items(here) if not _has(_items(other), item)]
    out: list[Any] = []
    for item in now:
        found = next((at for at, each in enumerate(gone) if _same(each, item)), None)
        if found is None:
            out.append(item)
            continue
        gone.pop(found)
        out += new[:1] if gone else new  # what is left of it stands where the last of them stood
        new = new[1:] if gone else []
    return (*out, *new)


def with_both(now: Sequence[Any], other: Any) -> Items:
    """Return a list with the items of `other` behind its own, unless they are in it."""
    return (*now, *_missing(now, other))


def in_order(rows: Sequence[Any], ids: Any) -> Items:
    """Return rows in the order in which `ids` names them; those that it does not name stay where they are.

    It is empty where `ids` is no list of texts that names any of them.
    """
    if not isinstance(ids, tuple | list) or not all(isinstance(one, str) for one in ids):
        return ()
    by_id = {row.id: row for row in rows}
    named = [by_id[one] for one in dict.fromkeys(ids) if one in by_id]
    if not named:
        return ()
    following = iter(named)
    known = set(ids)
    return tuple(next(following) if row.id in known else row for row in rows)


def place(now: Sequence[Any], item: Any) -> int | None:
    """Return where an item stands in a list, from 0; None where it does not."""
    return next((at for at, each in enumerate(now) if _same(each, item)), None)


def _missing(now: Sequence[Any], other: Any) -> list[Any]:
    return [item for item in _items(other) if not _has(now, item)]


def _items(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _has(items: Sequence[Any], item: Any) -> bool:
    return any(_same(each, item) for each in items)


def _same(one: Any, other: Any) -> bool:
    """Return whether two items are the same, a row as a record or as plain data; 1 is not true."""
    one, other = (to_data(each) if isinstance(each, Record) else each for each in (one, other))
    return type(one) is type(other) and bool(one == other)
