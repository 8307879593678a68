"""What comes of merging: one postmortem, and the fields to which two sides gave two values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pmtui.model.postmortem import Postmortem


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both sides changed, in two ways. Values are plain data; None is an empty field.

    Attributes:
        path: The field's path (see `model.paths`). A row's, where one side took away what the other changed;
            a table's, where both sides put its rows into another order; a list's, where its items have no
            ids. Below a key that this version does not know it is that key's. A key that is not made of
            letters, digits, `-` and `_` stands in quotation marks, as in TOML: no field has such a path.
        here: What the merged postmortem has there: of ours what collided, of both what did not. The whole
            row where one side took it away, the ids in their order for a table, the item for a list.
        other: The same, with theirs where it collided.
        removed: One side, whichever it is, has taken the row away, and the other has changed it. The row is
            kept as the one that changed it has it, `here` holds it, and `other` is None.
        base: What stood there before both changed it.
    """

    path: str
    here: Any
    other: Any
    removed: bool = False
    base: Any = None


@dataclass(frozen=True, slots=True)
class Merged:
    """Two versions in one; where a field has two values, `pm` has ours, and a clash names both.

    Attributes:
        pm: Both in one.
        clashes: The fields that have two values.
        open_on_both: Fields and the values (their `items.key`) that a row of `conflict` keeps on both sides
            since the version that both have seen: nobody there has chosen against them yet.
    """

    pm: Postmortem
    clashes: tuple[Clash, ...] = ()
    open_on_both: frozenset[tuple[str, str]] = frozenset()
