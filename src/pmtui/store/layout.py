"""A postmortem as the bytes of a file, with what did not change taken from those that were written before.

Writing thousands of rows takes long; as rows never change in place, those that are the same object as before
have the same text. The bytes are those that `tomlform.dumps` gives, to the last one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pmtui.model import tomlform, tomlwriter
from pmtui.model.postmortem import Postmortem, Record
from pmtui.model.rows import stretch

_BETWEEN = b"\n"


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Where the rows of one table stand in the bytes of a file.

    Attributes:
        rows: The rows.
        at: Where the first one begins.
        starts: Where each begins, from there; and where one behind the last would.
    """

    rows: tuple[Any, ...]
    at: int
    starts: array[int]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The bytes of a file, and where in them the rows of its tables stand.

    Attributes:
        raw: The bytes.
        tables: The tables of the file that are rows, by name; in a file with comments the longest, if any.
        comments: Whether there are comments among them.
    """

    raw: bytes
    tables: Mapping[str, Rows]
    comments: bool = False


def laid_out(pm: Postmortem, before: Layout | None = None) -> Layout:
    """Return the file of `pm` without comments; `before` is what was laid out last."""
    long = tables_of(pm)
    data = tomlform.to_data(pm.model_copy(update={name: rows[:1] for name, rows in long.items()}))
    leaves = [
        tomlwriter.assignment(name, value) for name, value in data.items() if not tomlwriter.is_block(value)
    ]
    parts, at = ["".join(leaves).encode()] if leaves else [], 0
    at = sum(map(len, parts)) + len(parts)
    tables: dict[str, Rows] = {}
    for name, value in data.items():
        if name in long:
            known = before.tables.get(name) if before is not None else None
            part, starts = _written(name, long[name], before.raw if before is not None else b"", known)
            tables[name] = Rows(long[name], at, starts)
        elif tomlwriter.is_block(value):
            part = _BETWEEN.join(_blocks(name, value))
        else:
            continue
        parts.append(part)
        at += len(part) + 1
    return Layout(_BETWEEN.join(parts), tables)


def tables_of(pm: Postmortem) -> dict[str, tuple[Any, ...]]:
    """Return the rows of those tables of a postmortem that have any, by name."""
    return {
        name: rows
        for name in type(pm).model_fields
        if isinstance(rows := getattr(pm, name), tuple) and rows and isinstance(rows[0], Record)
    }


def _blocks(name: str, value: Any) -> Iterator[bytes]:
    """Yield the blocks of a table, or of each of its rows."""
    if tomlwriter.is_table(value):
        yield tomlwriter.block(value, (name,), row=False).encode()
    else:
        for row in value:
            yield tomlwriter.block(row, (name,), row=True).encode()


def _written(name: str, rows: tuple[Any, ...], raw: bytes, before: Rows | None) -> tuple[bytes, array[int]]:
    """Return the text of rows, and where each begins in it; unchanged ones are taken from `raw`."""
    was = before or Rows((), 0, array("Q", [0]))
    start, old_end, new_end = stretch(was.rows, rows)
    known = {id(row): number for number, row in enumerate(was.rows[start:old_end], start)}
    parts = [_taken(raw, was, 0, start)]
    starts, at = was.starts[:start], was.starts[start]
    for row in rows[start:new_end]:
        number = known.get(id(row))
        if number is None:
            text = tomlwriter.block(tomlform.to_data(row), (name,), row=True).encode() + _BETWEEN
        else:
            text = _taken(raw, was, number, number + 1)
        parts.append(text)
        starts.append(at)
        at += len(text)
    parts.append(_taken(raw, was, old_end, len(was.rows)))
    more = at - was.starts[old_end]
    behind = was.starts[old_end:]
    starts.extend(map(more.__add__, behind) if more else behind)
    return b"".join(parts)[: -len(_BETWEEN)], starts


def _taken(raw: bytes, was: Rows, start: int, end: int) -> bytes:
    """Return the text of rows as it was, from `start` to before `end`, and the line that parts the next."""
    if start == end:
        return b""
    return raw[was.at + was.starts[start] : was.at + was.starts[end] - len(_BETWEEN)] + _BETWEEN
