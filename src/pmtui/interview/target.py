"""What a conflict is about: a field, a row, the order of a table, or an item of a list."""

from __future__ import annotations

from typing import Any, Literal

from pmtui.errors import PmtuiError
from pmtui.interview.asking import for_path
from pmtui.model import paths
from pmtui.model.paths import UNFINISHED
from pmtui.model.postmortem import Conflict, Postmortem, Record
from pmtui.text.patterns import regex
from pmtui.values import dataclass

Text = Literal["line", "prose", ""]
Kind = Literal["field", "row", "order", "list", "gone", "row-gone", "fixed"]

CLOSED = {
    "gone": "There is no such field here; its words can be copied into another.",
    "row-gone": "Its row is gone; its words can be copied into another.",
    "fixed": "pmtui keeps this itself; it stays as it is.",
}
"""Why nothing can be taken over, by the kind of a target that nothing can be put into."""

_FIXED = ("format", "id", "conflict")
_PART = regex(r"[A-Za-z0-9_-]{1,60}")
_DEEPEST = 6  # parts of the longest path that there is: action.ac-1.log.0.what
_FREE_TEXT: dict[str, Text] = {"prose": "prose", "line": "line"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a conflict is about.

    Attributes:
        kind: What it is: "gone" where nothing here has such a path, "fixed" where it may not be changed.
        path: Its path, as the conflict has it.
        value: What stands there now; None for nothing.
        removes: Whether one of the two has the row no more, so that it stays or goes.
        text: Whether free text stands there, of which two can be kept beside each other.
        half_typed: What was typed there and is not a value yet.
    """

    kind: Kind
    path: str
    value: Any = None
    removes: bool = False
    text: Text = ""
    half_typed: str = ""


def target(pm: Postmortem, conflict: Conflict) -> Target:
    """Return what a conflict of `pm` is about. Never raises, whatever it says."""
    path = conflict.field
    parts = paths.split(path) if path.startswith(f"{UNFINISHED}.") else path.split(".", _DEEPEST)
    if parts[0] == UNFINISHED:
        known = len(parts) == 2 and bool(parts[1])
        return Target("field", path, pm.unfinished.get(parts[1])) if known else Target("gone", path)
    if len(parts) > _DEEPEST or not all(_PART.fullmatch(part) for part in parts):
        return Target("gone", path)
    if parts[0] in _FIXED or parts[-1] == "id":
        return Target("fixed", path)
    return _found(pm, conflict, parts)


def _found(pm: Postmortem, conflict: Conflict, parts: list[str]) -> Target:
    path = conflict.field
    here: Any = pm
    for depth, part in enumerate(parts):
        last = depth == len(parts) - 1
        if isinstance(here, Record):
            name = "from_" if part == "from" and "from_" in type(here).model_fields else part
            extra = here.model_extra or {}
            if last and name in extra and conflict.other is not None:
                return Target("field", path, extra[name])  # a newer version's field, taken as it is
            if name not in type(here).model_fields:
                return Target("gone", path)
            here = getattr(here, name)
        elif isinstance(here, tuple):
            with_ids = paths.rows_have_ids(pm, ".".join(parts[:depth]))
            rows = {str(row.id) if with_ids else str(at): row for at, row in enumerate(here)}
            if part not in rows:
                known = last and with_ids
                return (
                    Target("row", path, removes=bool(conflict.removed)) if known else Target("row-gone", path)
                )
            here = rows[part]
            if last and (with_ids or conflict.removed):
                return Target("row", path, here, removes=bool(conflict.removed))
        else:
            return Target("gone", path)
    if isinstance(here, tuple):
        return Target("order" if paths.rows_have_ids(pm, path) else "list", path, here)
    half = pm.unfinished.get(path, "")
    return Target("field", path, here, text=_text(pm, path), half_typed=half)


def _text(pm: Postmortem, path: str) -> Text:
    """Return what kind of free text a field holds; empty for none."""
    try:
        one = for_path(pm, path)
    except PmtuiError:
        return ""
    return _FREE_TEXT.get(one.question.kind, "") if one.path == path else ""
