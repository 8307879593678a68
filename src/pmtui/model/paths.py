"""Field paths: how findings, edits and `--at` name a place in a postmortem.

A path is dotted: `summary`, `impact.note`, `causes.problem`; a row with an id is named by its table, its
id and the key (`timeline.ev-3k9f.what`, `causes.why.why-1.because`); a row without an id and an item of a
list by its number from 0 (`people.0.name`, `lessons.well.1`). What follows `unfinished.` is one key, a path
itself.
"""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args

from pmtui.errors import PathError, ValueRefusedError
from pmtui.model import kinds
from pmtui.model.postmortem import Postmortem
from pmtui.model.record import Record, look
from pmtui.model.rows import number_of

if TYPE_CHECKING:  # it takes long to load, and is loaded when a value is odd
    from pydantic import TypeAdapter

UNFINISHED = "unfinished"
_LONGEST_NUMBER = 10  # digits, of a row's number


def split(path: str) -> list[str]:
    """Return the parts of a path; raise PathError where it is empty or has an empty part."""
    if path.startswith(UNFINISHED + "."):
        return [UNFINISHED, path.removeprefix(UNFINISHED + ".")]
    parts = path.split(".")
    if not all(parts):
        raise PathError(
            f"{path!r} is not a field's path", remedy="Paths look like impact.note or action.ac-1.due."
        )
    return parts


def get(pm: Postmortem, path: str) -> Any:
    """Return what stands at `path`: a value, a record, a tuple, or None where a row or item is not there.

    Raises:
        PathError: No postmortem can have such a field.
    """
    here: Any = pm
    for part in split(path):
        here = _step(here, part, path)
        if here is None:
            return None
    return here


def put(pm: Postmortem, path: str, value: Any, at: int | None = None) -> Postmortem:
    """Return a postmortem with `value` at `path`; everything else is shared with `pm`.

    Setting a row (`action.ac-1` to a dict or a record) adds it, or puts it in the place of the row of that
    id; `at` is the position it then has, from 0 (the end, or where it stood, when None). The value None
    empties a field and takes a row or an item of a list away.

    Raises:
        PathError: No postmortem can have such a field, or a row named in it is gone.
        ValueRefusedError: The value does not fit the field.
    """
    parts = split(path)
    return _put(pm, parts, 0, value, at, path)  # type: ignore[no-any-return]


def position(pm: Postmortem, path: str) -> int | None:
    """Return where in its table or list the row or item at `path` stands, from 0; None where it is not."""
    table, _, key = path.rpartition(".")
    rows = get(pm, table) if table else None
    return _index(rows, key) if isinstance(rows, tuple) else None


def is_number(part: str) -> bool:
    """Say whether a part of a path is the number of a row or an item, from 0."""
    return part.isascii() and part.isdigit() and len(part) < _LONGEST_NUMBER


def rows_have_ids(pm: Postmortem, table: str) -> bool:
    """Return whether the rows of `table` are named by ids (not by their number)."""
    above, _, key = table.rpartition(".")
    owner = get(pm, above) if above else pm
    if not isinstance(owner, Record) or key not in type(owner).model_fields:
        return False
    kind = _item_type(type(owner), key)
    return isinstance(kind, type) and issubclass(kind, Record) and "id" in kind.model_fields


def default(pm: Postmortem, path: str) -> Any:
    """Return what the field at `path` holds when nobody has used it (None, "" or an empty tuple)."""
    table, _, key = path.rpartition(".")
    owner = get(pm, table) if table else pm
    if isinstance(owner, Record):
        field = type(owner).model_fields.get(_attribute(owner, key))
        return None if field is None else field.get_default(call_default_factory=True)
    return None


def _attribute(record: Record, key: str) -> str:
    return "from_" if key == "from" and "from_" in type(record).model_fields else key


def _unknown(path: str, part: str, known: Any) -> PathError:
    import difflib

    names = sorted("from" if name == "from_" else name for name in known)
    near = difflib.get_close_matches(part, names, 1)
    hint = f"Did you mean {near[0]!r}?" if near else "Its fields are: " + ", ".join(names) + "."
    return PathError(f"a postmortem has no field {path!r} ({part!r} is unknown)", remedy=hint)


def _step(here: Any, part: str, path: str) -> Any:
    if isinstance(here, Record):
        name = _attribute(here, part)
        if name in type(here).model_fields:
            return getattr(here, name)
        if part in (here.model_extra or {}):
            return (here.model_extra or {})[part]
        raise _unknown(path, part, type(here).model_fields)
    if isinstance(here, tuple | list):
        index = _index(here, part)
        return None if index is None else here[index]
    if isinstance(here, dict):
        return here.get(part)
    raise PathError(f"{path!r} goes on below a field that has nothing under it ({part!r})")


def _index(rows: Any, key: str) -> int | None:
    number = number_of(rows, key)
    if number is not None:
        return number
    if is_number(key) and int(key) < len(rows) and not hasattr(rows[int(key)], "id"):
        return int(key)
    return None


def _put(here: Any, parts: list[str], depth: int, value: Any, at: int | None, path: str) -> Any:
    part, last = parts[depth], depth == len(parts) - 1
    if isinstance(here, Record):
        name = _attribute(here, part)
        known = type(here).model_fields.get(name)
        if known is None and not last:
            raise PathError(f"{path!r} goes on below a key that this version does not know ({part!r})")
        if last:
            if known is None and part not in (here.model_extra or {}):
                raise _unknown(path, part, type(here).model_fields)
            new = _checked(type(here), name, value, path) if known is not None else value
        else:
            new = _put_in(_step(here, part, path), type(here), name, parts, depth + 1, value, at, path)
        if known is None:
            extra = dict(here.model_extra or {})
            extra[part] = new
            return here.model_copy(update=extra)
        return here.model_copy(update={name: new})
    raise PathError(f"{path!r} goes on below a field that has nothing under it ({part!r})")


def _put_in(
    here: Any,
    owner: type[Record],
    name: str,
    parts: list[str],
    depth: int,
    value: Any,
    at: int | None,
    path: str,
) -> Any:
    """Put into a list of rows, a list of texts, a dict or a record that is the field `name` of `owner`."""
    part, last = parts[depth], depth == len(parts) - 1
    if isinstance(here, Record):
        return _put(here, parts, depth, value, at, path)
    if isinstance(here, dict):
        if not last:
            raise PathError(f"{path!r} goes on below a field that has nothing under it ({part!r})")
        out = {key: kept for key, kept in here.items() if key != part}
        return out if value is None else {**out, part: _item(owner, name, value, path)}
    if not isinstance(here, tuple):
        raise PathError(f"{path!r} goes on below a field that has nothing under it ({part!r})")
    rows = list(here)
    index = _index(here, part)
    if not last:
        if index is None:
            raise PathError(f"there is no row {part!r} (any more) for {path!r}")
        rows[index] = _put(rows[index], parts, depth + 1, value, at, path)
        return tuple(rows)
    if index is not None:
        rows.pop(index)
    if value is None:
        return tuple(rows)
    row = _row(owner, name, part, value, path)
    where = at if at is not None else index if index is not None else len(rows)
    rows.insert(max(0, min(where, len(rows))), row)
    return tuple(rows)


def _row(owner: type[Record], name: str, part: str, value: Any, path: str) -> Any:
    kind = _item_type(owner, name)
    if isinstance(kind, type) and issubclass(kind, Record) and "id" in kind.model_fields:
        if isinstance(value, dict):
            value = {**value, "id": part}
    elif not is_number(part):
        raise PathError(f"{path!r}: a row without an id is named by its number, from 0")
    return _item(owner, name, value, path)


@cache
def _item_type(owner: type[Record], name: str) -> Any:
    """Return the type of what the list or dict in the field `name` of `owner` holds."""
    annotation: Any = owner.model_fields[name].annotation
    if kinds.is_union(annotation):
        annotation = next(arg for arg in get_args(annotation) if arg is not NoneType)
    arguments = [arg for arg in get_args(annotation) if arg is not Ellipsis]
    return arguments[-1] if arguments else annotation


def _item(owner: type[Record], name: str, value: Any, path: str) -> Any:
    kind = _item_type(owner, name)
    found = kinds.taker(kind)(value)
    if found is not kinds.DOUBT:
        return found
    from pmtui.model import validation

    return _validated(validation.item(kind), value, path)


def _checked(owner: type[Record], name: str, value: Any, path: str) -> Any:
    if value is None:
        field = owner.model_fields[name]
        if field.is_required():
            raise ValueRefusedError("this field can't be emptied", where=path)
        return field.get_default(call_default_factory=True)
    found = look(owner, name)(value)
    if found is not kinds.DOUBT:
        return found
    from pmtui.model import validation

    return _validated(validation.field(owner, name), value, path)


def _validated(adapter: TypeAdapter[Any], value: Any, path: str) -> Any:
    from pydantic import ValidationError

    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise ValueRefusedError(error.errors()[0]["msg"].removeprefix("Value error, "), where=path) from None
