"""Edits as lines of text that can tell whether they are whole, and back.

A line is the checksum of its body in eight hexadecimal digits, a space, and the body as JSON in ASCII. A
value in the body keeps its type: what JSON does not know is an object of one key that names the type.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from pmtui.model.edit import Edit
from pmtui.model.postmortem import Record
from pmtui.model.tomlform import to_data
from pmtui.values import dataclass


class TornError(Exception):
    """A line that is not whole, or not one of ours."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the cursor is: the question in front, and the characters of its text before the cursor."""

    place: str
    caret: int = 0


def line(body: dict[str, Any]) -> bytes:
    """Return the line for a body of JSON values."""
    import json

    text = json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(text), text)


def body(raw: bytes) -> dict[str, Any]:
    """Return the body of a line.

    Raises:
        TornError: It is cut off, or its checksum does not fit.
    """
    import json

    checksum, _, text = raw.rstrip(b"\n").partition(b" ")
    try:
        if not raw.endswith(b"\n") or int(checksum, 16) != zlib.crc32(text):
            raise TornError
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise TornError from None
    if not isinstance(found, dict):
        raise TornError
    return found


def step_line(edits: Sequence[Edit], at: datetime, where: Where | None = None) -> bytes:
    """Return the line for edits that were done together at the moment `at`, with the cursor at `where`."""
    steps = [[edit.path, encoded(edit.value), edit.at] for edit in edits]
    told = {"where": [where.place, where.caret]} if where is not None else {}
    return line({"at": at.isoformat(), "edits": steps, **told})


def step(found: dict[str, Any]) -> tuple[tuple[Edit, ...], datetime]:
    """Return the edits and the moment in a line's body; raise TornError where it holds something else."""
    try:
        edits = tuple(Edit(str(path), decoded(value), at) for path, value, at in found["edits"])
        return edits, datetime.fromisoformat(found["at"])
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise TornError from None


def where_of(found: dict[str, Any]) -> Where | None:
    """Return where a line says that the cursor was; None where it says nothing that makes sense."""
    match found.get("where"):
        case [str(place), int(caret)] if place and caret >= 0:
            return Where(place, caret)
    return None


def encoded(value: Any) -> Any:
    """Return a field's value in what JSON knows; a record becomes a table of its keys."""
    if isinstance(value, Record):
        value = to_data(value)
    if isinstance(value, dict):
        return {"table": {key: encoded(item) for key, item in value.items()}}
    if isinstance(value, tuple):
        return {"tuple": [encoded(item) for item in value]}
    if isinstance(value, list):
        return [encoded(item) for item in value]
    for kind in (datetime, date, time):
        if isinstance(value, kind):
            return {kind.__name__: value.isoformat()}
    return value


def decoded(value: Any) -> Any:
    """Return what `encoded` was given, records as tables."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    if kind == "table":
        return {key: decoded(item) for key, item in held.items()}
    if kind == "tuple":
        return tuple(decoded(item) for item in held)
    kinds: dict[str, Any] = {"datetime": datetime, "date": date, "time": time}
    return kinds[kind].fromisoformat(held)
