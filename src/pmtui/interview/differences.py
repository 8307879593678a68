"""What differs between two versions of a postmortem, as a person would call it.

Rows with ids are the same row by their id, whatever else changed; rows without are paired by what they say. A
row that is new or gone is one difference, a moment with its precision and its range is one, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pmtui.interview.told import Told, said
from pmtui.model.paths import UNFINISHED
from pmtui.model.postmortem import Clock, Postmortem, Record, TimelineEvent
from pmtui.values import dataclass

MOST_NAMED = 4
"""Parts of a postmortem that `in_short` names; of more it says how many."""

_NOT_SHOWN = ("format",)
_OF_ROWS = ("conflict.*.field",)
"""Fields that the label of their row tells."""
_WITH_MOMENTS: dict[type[Record], tuple[str, ...]] = {
    Clock: ("precision", "until"),
    TimelineEvent: ("precision", "until"),
}
"""Fields that are told with the moment that they are about."""
_KEYS = ("criterion", "name", "what")
"""What tells rows without ids apart, where they have it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that differs between two versions.

    Attributes:
        path: The path of the field, or of the row where the whole row is new or gone, or of the table where
            its rows stand in another order.
        label: What it is, in a few words.
        before: What stood there, as plain text that may have several lines; empty for nothing.
        after: What stands there now, likewise.
        table: The table of whose row it is about, `*` for the key of a row that the table is in; else empty.
        row: The path of that row.
    """

    path: str
    label: str
    before: str
    after: str
    table: str = ""
    row: str = ""


def differences(old: Postmortem, new: Postmortem) -> tuple[Difference, ...]:
    """Return what differs, in the order of the file."""
    return tuple(_Walk(Told(old), Told(new)).record(_Place(), old, new))


def in_short(found: Sequence[Difference]) -> str:
    """Return what differs in a line, such as `2 rows in the timeline, summary and 3 more`."""
    words = said()["short"]
    parts: dict[str, set[str]] = {}
    for one in found:
        parts.setdefault(one.table or one.label, set()).add(one.row)
    told = [_rows_in(part, len(rows)) if rows != {""} else _small(part) for part, rows in parts.items()]
    if len(told) > MOST_NAMED + 1:
        told[MOST_NAMED:] = [words["more"].format(count=len(told) - MOST_NAMED)]
    *most, last = told or [words["none"]]
    return str(words["and"].format(most=", ".join(most), last=last)) if most else last


def _rows_in(table: str, count: int) -> str:
    told: str = said()["short"]["row" if count == 1 else "rows"]
    return told.format(count=count, where=said()["table"][table]["where"])


def _small(label: str) -> str:
    """Return a label as it stands within a sentence: `SLA or SLO` keeps its letters."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: the path, the field with `*` for the keys of rows, and the row it is in."""

    path: str = ""
    field: str = ""
    table: str = ""
    row: str = ""

    def below(self, key: str) -> _Place:
        """Return the place of a field of the record here."""
        return replace(self, path=f"{self.path}.{key}".lstrip("."), field=f"{self.field}.{key}".lstrip("."))

    def at_row(self, key: str) -> _Place:
        """Return the place of a row of the table here."""
        path = f"{self.path}.{key}"
        return _Place(path, f"{self.field}.*", self.field, path)


class _Walk:
    """Goes through two versions side by side."""

    def __init__(self, old: Told, new: Told) -> None:
        self._old, self._new = old, new

    def record(self, here: _Place, old: Record, new: Record) -> Iterator[Difference]:
        """Yield what differs in the fields of two records; labels do not tell the row."""
        moments = _moments(new)
        for name in moments:
            yield from self._moment(here.below(name), _moments(old)[name], moments[name])
        for name, field in type(new).model_fields.items():
            key = field.alias or name
            if name not in (*moments, *_NOT_SHOWN, *_WITH_MOMENTS.get(type(new), ())):
                yield from self._field(here.below(key), getattr(old, name, None), getattr(new, name, None))
        before, after = old.model_extra or {}, new.model_extra or {}
        for key in dict.fromkeys([*before, *after]):
            label = said()["of_another_version"].format(key=key)
            there = here.below(key)
            texts = (
                told.value("", extra.get(key)) for told, extra in ((self._old, before), (self._new, after))
            )
            yield from self._told(there, label, *texts)

    def _field(self, here: _Place, old: Any, new: Any) -> Iterator[Difference]:
        if old == new:
            return
        if isinstance(new, Record):
            yield from self.record(here, old, new)
        elif here.field == UNFINISHED:
            yield from self._unfinished(here, old, new)
        elif _is_rows(old) or _is_rows(new):
            yield from self._rows(here, old, new)
        elif not here.field.endswith(".*.id") and here.field not in _OF_ROWS:
            texts = self._old.value(here.field, old), self._new.value(here.field, new)
            yield from self._told(here, self._new.label(here.field), *texts)

    def _told(self, here: _Place, label: str, before: str, after: str) -> Iterator[Difference]:
        if before != after:
            yield Difference(here.path, label, before, after, here.table, here.row)

    def _moment(self, here: _Place, old: _Moment, new: _Moment) -> Iterator[Difference]:
        if old == new:
            return
        before, after = self._old.moment(*old), self._new.moment(*new)
        if before == after:  # no more than how exactly it is known
            before, after = (
                f"{text} ({one[1] or 'exact'})".lstrip() for text, one in ((before, old), (after, new))
            )
        yield from self._told(here, self._new.label(here.field), before, after)

    def _unfinished(self, here: _Place, old: dict[str, str], new: dict[str, str]) -> Iterator[Difference]:
        half_typed: str = said()["half_typed"]
        for path in dict.fromkeys([*old, *new]):
            label = (self._new if path in new else self._old).place(path)
            yield from self._told(
                here.below(path), half_typed.format(label=label), old.get(path, ""), new.get(path, "")
            )

    # -- rows -------------------------------------------------------------------------------------------

    def _rows(self, here: _Place, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Difference]:
        pairs = _paired(old, new)
        for was, now in pairs:
            row, told = (new[now], self._new) if now is not None else (old[was or 0], self._old)
            there = here.at_row(getattr(row, "id", None) or str(now if now is not None else was))
            if was is None or now is None:
                text = self._text(there, row, told)
                label = told.line(here.field, row)
                yield from self._told(there, label, *(("", text) if was is None else (text, "")))
            elif old[was] != row:
                for one in self.record(there, old[was], row):
                    nested = one.row != there.row
                    label = one.label if nested else told.of_row(one.label, here.field, row)
                    yield replace(one, label=label)
        stayed = [was for was, now in pairs if was is not None and now is not None]
        if stayed != sorted(stayed):
            order = said()["order"].format(table=self._new.table(here.field))
            texts = ("\n".join(map(told.row, rows)) for told, rows in ((self._old, old), (self._new, new)))
            yield from self._told(replace(here, table=here.field, row=here.path), order, *texts)

    def _text(self, here: _Place, row: Record, told: Told) -> str:
        """Return a whole row as text, a field a line."""
        alone = _Walk(told, told)
        found = alone.record(here, type(row).model_construct(), row)
        return "\n".join(f"{one.label}: {one.after}" for one in found)


_Moment = tuple[datetime | None, Any, datetime | None]
"""A moment, how exactly it is known, and its later end."""


def _moments(record: Record) -> dict[str, _Moment]:
    """Return the moments of a record that have a precision and a later end, by their names."""
    if isinstance(record, TimelineEvent):
        return {"at": (record.at, record.precision, record.until)}
    if isinstance(record, Clock):
        names = type(record.until).model_fields
        return {
            name: (getattr(record, name), getattr(record.precision, name), getattr(record.until, name))
            for name in names
        }
    return {}


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Record)


def _paired(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """Return which old row is which new one, in the order of the new ones; those that are gone at the end."""
    before, after = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
    found: dict[int, int] = {}
    for key in (_id,) if any(hasattr(row, "id") for row in (*old, *new)) else (repr, _name):
        where: dict[str, list[int]] = {}
        for was in reversed(before):
            where.setdefault(key(old[was]), []).append(was)
        for now in list(after):
            if name := key(new[now]):
                for was in where.get(name, [])[-1:]:
                    where[name].pop()
                    found[now] = was
                    del before[was], after[now]
    if not any(hasattr(row, "id") for row in new) and len(before) == len(after):
        found.update(zip(after, before, strict=True))
        before, after = {}, {}
    pairs: list[tuple[int | None, int | None]] = [(found.get(now), now) for now in range(len(new))]
    return [*pairs, *((was, None) for was in before)]


def _id(row: Any) -> str:
    return str(row.id)


def _name(row: Any) -> str:
    """Return what tells a row without an id from others; with its time where it has one."""
    name = next((getattr(row, key) for key in _KEYS if getattr(row, key, "")), "")
    return f"{getattr(row, 'at', '')} {name}" if name else ""
