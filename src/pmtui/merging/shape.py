"""Which fields a table of a postmortem has, by their names in the file, and what stands below each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from pmtui.model.postmortem import Record

Kind = type[Record] | None
"""The record that a table is; None where it is none, such as a table that this version does not know."""


@cache
def fields(kind: type[Record]) -> Mapping[str, Kind]:
    """Return the fields of a record by name, with the record that they hold, or of which they hold rows."""
    return {field.alias or name: _record_in(field.annotation) for name, field in kind.model_fields.items()}


def has_ids(kind: type[Record]) -> bool:
    """Say whether rows of this kind are named by an id, and not by their number."""
    return "id" in kind.model_fields


def are_rows(*lists: list[Any]) -> bool:
    """Say whether in lists of no known kind all items are rows with an id that is there once."""
    return any(lists) and all(_named_once(items) for items in lists)


def _named_once(items: list[Any]) -> bool:
    ids = [item.get("id") if isinstance(item, Mapping) else None for item in items]
    return all(isinstance(name, str) for name in ids) and len(set(ids)) == len(ids)


def _record_in(annotation: Any) -> Kind:
    for found in (annotation, *get_args(annotation)):
        if isinstance(found, type) and issubclass(found, Record):
            return found
    return None
