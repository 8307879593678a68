"""A conflict in words: what it is about, and both values as a person reads them."""

from __future__ import annotations

from typing import Any

from pmtui.interview import listed
from pmtui.interview.rows import in_table
from pmtui.interview.target import Target
from pmtui.interview.told import Told, said
from pmtui.model.paths import UNFINISHED
from pmtui.model.postmortem import Conflict, Postmortem, Record
from pmtui.model.tomlform import to_data
from pmtui.text.zones import zone_of

LONGEST = 50_000
"""Characters of a value that are shown."""
_PATH_AT_MOST = 60  # characters of a path that nobody knows


class Words:
    """Tells a conflict of a postmortem."""

    def __init__(self, pm: Postmortem, conflict: Conflict) -> None:
        self._pm, self._conflict = pm, conflict
        self._told = Told(pm)

    def about(self, at: Target) -> str:
        """Return what it is about, in a line."""
        path = at.path
        if path.startswith(f"{UNFINISHED}."):
            inner = path.removeprefix(f"{UNFINISHED}.")
            label = self._told.place(inner) if len(inner) <= _PATH_AT_MOST else inner[:_PATH_AT_MOST]
            return str(said()["half_typed"]).format(label=label)
        if at.kind == "gone":
            shown = path if len(path) <= _PATH_AT_MOST else f"{path[:_PATH_AT_MOST]}…"
            return shown or "a field without a name"
        if at.kind == "order":
            return str(said()["order"]).format(table=self._told.table(path))
        label = self._told.place(path)
        if at.kind == "row-gone" or (at.kind == "row" and at.value is None):
            return f"{label} ({path})"
        return label

    def here(self, at: Target) -> str:
        """Return what stands there now, as text; of a list, the item that it is about."""
        if at.kind in ("gone", "row-gone", "fixed"):
            return self._text(at, self._conflict.here)
        if at.kind == "list":
            item = self._conflict.here
            return self._text(at, item) if self._still_there(at) else ""
        if at.kind == "order":
            return self._text(at, [row.id for row in at.value])
        return self._text(at, at.value) or at.half_typed

    def other(self, at: Target) -> str:
        """Return what the other version has, as text."""
        return self._text(at, self._conflict.other)

    def here_note(self, at: Target) -> str:
        """Return what there is to say about what stands here."""
        if at.kind in ("gone", "row-gone"):
            return "" if self._conflict.here is None else "This is what stood there when they were joined."
        if at.kind == "list":
            return "" if self._still_there(at) else "The item that stood here is not in the list."
        if at.kind == "row" and at.value is None:
            return "There is no such row any more." if at.removes else "There is no such row here."
        if at.kind == "field" and at.value in (None, "") and not at.half_typed:
            return "Nothing stands here."
        return ""

    def other_note(self, at: Target) -> str:
        """Return what there is to say about the other version."""
        if at.removes:
            return "One of the two removed this row while the other changed it, so it was kept."
        if self._conflict.other is not None:
            return ""
        return "The item was removed there." if at.kind == "list" else "Nothing stands there."

    def whence(self) -> str:
        """Return where the other version came from, and when they were joined; empty where nobody knows."""
        conflict = self._conflict
        parts = [" ".join(conflict.from_.split())[:_PATH_AT_MOST]]
        if conflict.at is not None:
            zone = self._pm.zone if zone_of(self._pm.zone) else "UTC"
            parts.append(f"{self._value('created', conflict.at)} {zone or 'UTC'}")
        return ", ".join(part for part in parts if part)

    def _still_there(self, at: Target) -> bool:
        item = self._conflict.here
        items = item if isinstance(item, list | tuple) else [item]
        return all(listed.place(at.value, each) is not None for each in items)

    def _text(self, at: Target, value: Any) -> str:
        text = self._shown(_pattern(at.path), value, at)
        if len(text) > LONGEST:
            text = f"{text[:LONGEST]}\n… and {len(text) - LONGEST:,} more characters, in the file"
        return text

    def _shown(self, field: str, value: Any, at: Target) -> str:
        if isinstance(value, Record):
            value = to_data(value)
        if at.kind == "order" and isinstance(value, list | tuple):
            return "\n".join(f"{number}. {self._row(at, each)}" for number, each in enumerate(value, 1))
        if isinstance(value, dict):
            keys = {str(key): each for key, each in value.items() if key != "id"}
            prefix = field if field.endswith("*") or in_table(at.path) != at.path else f"{field}.*"
            return "\n".join(self._line(f"{prefix}.{key}", each) for key, each in keys.items())
        if isinstance(value, list | tuple) and any(isinstance(each, dict | Record) for each in value):
            return "\n\n".join(self._shown(field, each, at) for each in value)
        return self._value(field, value)

    def _line(self, field: str, value: Any) -> str:
        text = self._value(field, value)
        gap = "\n" if "\n" in text else " "
        return f"{self._told.label(field)}:{gap}{text}"

    def _row(self, at: Target, key: Any) -> str:
        row = next((row for row in at.value if row.id == key), None)
        return self._told.row(row) if row is not None else self._value("", key)

    def _value(self, field: str, value: Any) -> str:
        try:
            return self._told.value(field, value)
        except (ValueError, OverflowError):  # a number or a time that can't be written out
            return "(a value that can't be shown)"


def _pattern(path: str) -> str:
    """Return the field of a path with `*` for the key of its row: `action.*.due`."""
    table = in_table(path)
    if not table or path == table:
        return path
    _, _, rest = path.removeprefix(f"{table}.").partition(".")
    return f"{table}.*.{rest}" if rest else f"{table}.*"
