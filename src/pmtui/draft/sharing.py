"""What was read anew, made of the rows that are known: those that are the same become the same objects.

So what is worked out from a postmortem goes on from what was known of it, when somebody else changed one row
of thousands; and each row is held once.
"""

from __future__ import annotations

from typing import Any

from pmtui.model.postmortem import Postmortem
from pmtui.model.same import same
from pmtui.model.tomlform import to_data
from pmtui.store.layout import tables_of


def sharing(pm: Postmortem, known: Postmortem) -> Postmortem:
    """Return `pm` with the rows of `known` where they say the same, to the kind of a number."""
    update: dict[str, Any] = {}
    for name, rows in tables_of(pm).items():
        before = {row.id: row for row in getattr(known, name) if hasattr(row, "id")}
        if before:
            shared = tuple(_shared(row, before.get(row.id)) for row in rows)
            update[name] = getattr(known, name) if _are_same(shared, getattr(known, name)) else shared
    return pm.model_copy(update=update) if update else pm


def _shared(row: Any, known: Any) -> Any:
    return known if known is not None and same(to_data(row), to_data(known)) else row


def _are_same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(mine is theirs for mine, theirs in zip(one, other, strict=True))
