"""The rows of a postmortem's tables, by the key under which paths name them."""

from __future__ import annotations

from functools import cache
from typing import Any

from pmtui import content
from pmtui.errors import ContentError
from pmtui.model.postmortem import Postmortem
from pmtui.model.rows import number_of
from pmtui.values import dataclass

TABLES = (
    "timeline",
    "people",
    "impact.metric",
    "causes.why",
    "causes.factor",
    "causes.gate",
    "causes.event",
    "causes.root",
    "action",
    "not_doing",
    "history",
    "conflict",
    "review.override",
)
"""The tables of rows. Those of `review.override` are the rubric's criteria, scored by a person or not."""

_TIMELINE = "timeline"
_WORDS = ("because", "what", "name", "label")


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A criterion of the rubric, as a row that can be scored."""

    id: str
    label: str


def rows(pm: Postmortem, table: str) -> list[tuple[str, Any]]:
    """Return key and record of each row of `table`, in order; the key is an id, or a number from 0."""
    if table == "review.override":
        return [(row.id, row) for row in rubric()]
    here: Any = pm
    for part in table.split("."):
        here = getattr(here, part)
    return [(getattr(row, "id", None) or str(at), row) for at, row in enumerate(here)]


def row_named(pm: Postmortem, table: str, key: str) -> tuple[int, Any] | None:
    """Return the number and the record of the row of that key; None where there is none."""
    if table == _TIMELINE:  # there can be thousands
        number = number_of(pm.timeline, key)
        return None if number is None else (number, pm.timeline[number])
    return next(((at, row) for at, (name, row) in enumerate(rows(pm, table)) if name == key), None)


@cache
def rubric() -> tuple[ScoreRow, ...]:
    """Return the criteria of the rubric; none where its file can't be read."""
    try:
        data = content.json_data("rubric.json")
    except ContentError:
        return ()
    return tuple(ScoreRow(one["id"], one.get("label", one["id"])) for one in data["criteria"])


def words(row: Any) -> str:
    """Return what a row says of itself, as one line; empty where it says nothing."""
    found = next((getattr(row, name) for name in _WORDS if getattr(row, name, "")), "")
    return " ".join(str(found).split())


def table_of(field: str) -> str:
    """Return the table that a question's field with a `*` runs over: `action` for `action.*.log.new`."""
    return field.partition(".*")[0] if ".*" in field else ""


def in_table(path: str) -> str:
    """Return the table in which `path` lies, or which it is; empty for none."""
    return next((table for table in TABLES if path == table or path.startswith(table + ".")), "")
