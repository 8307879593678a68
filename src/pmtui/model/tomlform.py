"""A postmortem as TOML text, and back, without losing a key.

Reading is strict and kind: whatever is wrong is said with its line and column, or with the field's path,
what was found there and what was expected. Writing leaves unused fields out and keeps keys that this version
does not know at the end of their table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from pmtui.errors import FileError, FutureFormatError
from pmtui.model import bounds, refusals, tomlwriter
from pmtui.model.postmortem import FORMAT, Postmortem, Record

_LONGEST_NUMBER = 10_000  # bits; Python itself writes no whole number of more than 4300 digits
_POSITION = re.compile(r" \(at (?:line (\d{1,9}), column (\d{1,9})|end of document)\)$")
_NOT_ONE = "is not a postmortem"
_UPGRADE = "Upgrade pmtui to write it; until then `pmtui open` shows it read-only."


def loads(text: str, where: str = "") -> Postmortem:
    """Return the postmortem that the TOML `text` holds.

    Args:
        text: The file's text.
        where: What to call the file in messages.

    Raises:
        FileError: It is not TOML, not a postmortem, or a field holds something else than it should.
        FutureFormatError: A newer version wrote it.
    """
    return from_data(parse(text, where), where)


def dumps(pm: Postmortem) -> str:
    """Return `pm` as TOML text. The same postmortem always gives the same text."""
    return tomlwriter.write(to_data(pm))


def parse(text: str, where: str = "") -> dict[str, Any]:
    """Return the TOML `text` as plain data.

    Raises:
        FileError: It is not TOML, with line and column, or holds more than `bounds` allows.
    """
    text = text.replace("\r\n", "\n")
    if text.startswith("\ufeff"):
        raise FileError(
            "begins with a byte order mark, which TOML does not allow",
            where=_join(where, "1:1"),
            remedy="Save it as UTF-8 without a byte order mark (in vim: set nobomb).",
        )
    if (excess := bounds.excess(text)) is not None:
        raise _beyond(excess, where)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), text, where) from None
    except RecursionError:
        raise _beyond(bounds.TOO_DEEP, where) from None
    except (ValueError, OverflowError):  # a whole number of thousands of digits
        raise _beyond(bounds.TOO_LONG, where) from None
    _check_measures(data, where)
    return data


def from_data(data: dict[str, Any], where: str = "") -> Postmortem:
    """Return the postmortem that plain `data` (as `tomllib` gives it) holds; raises as `loads` does."""
    _check_measures(data, where)
    found = data.get("format")
    if isinstance(found, int) and found > FORMAT and looks_like_one(data):
        raise FutureFormatError(
            f"has format {found}; this pmtui writes format {FORMAT}", where=where, remedy=_UPGRADE
        )
    if not looks_like_one(data):
        raise FileError(
            f"{_NOT_ONE}: it has no `id`",
            where=where,
            remedy="Name a file that pmtui wrote; `pmtui new` begins a postmortem.",
        )
    try:
        pm = Postmortem.model_validate(data)
    except ValidationError as error:
        refusal = refusals.first(error, data)
        raise FileError(refusal.what, where=_join(where, refusal.path), remedy=refusal.remedy) from None
    _check_ids(pm, where)
    return pm


def readable_part(data: dict[str, Any], name: str, where: str = "") -> Postmortem:
    """Return what this version understands of `data`, a postmortem of a newer format, to be looked at.

    Fields that hold something unexpected are left out. The result must not be written.

    Args:
        data: The file as plain data.
        name: The id it gets where the file has none that this version knows.
        where: What to call the file in messages.

    Raises:
        FileError: Nothing of it can be shown.
    """
    _check_measures(data, where)
    kept: dict[str, Any] = {"id": name, **_copy(data)}
    for _ in range(10_000):
        try:
            return Postmortem.model_validate(kept)
        except ValidationError as error:
            if not refusals.cut_out(error, kept):
                break
        if "id" not in kept:
            kept["id"] = name
    raise FileError(
        "was written by a newer pmtui, and this one can show nothing of it", where=where, remedy=_UPGRADE
    )


def looks_like_one(data: dict[str, Any]) -> bool:
    """Say whether `data` is meant as a postmortem, and not some other tool's file."""
    return "id" in data


def to_data(pm: Record) -> dict[str, Any]:
    """Return a postmortem, or a row of it, as plain data in the order of the file, unused fields left out."""
    data: dict[str, Any] = {}
    for name, field in type(pm).model_fields.items():
        value = _plain(getattr(pm, name))
        if value is not None and value != "" and value != [] and value != {}:
            data[field.alias or name] = value
    data.update(pm.model_extra or {})
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return to_data(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(item) for name, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _join(where: str, place: str) -> str:
    if not where or not place:
        return where or place
    return f"{where}:{place}" if place[0].isdigit() and ":" in place else f"{where}: {place}"


def _syntax_error(message: str, text: str, where: str) -> FileError:
    found = _POSITION.search(message)
    what = message[: found.start()] if found else message
    if found and found[1]:
        place = f"{found[1]}:{found[2]}"
    else:
        place = f"{text.count(chr(10)) + 1}:{len(text) - text.rfind(chr(10))}"
    return FileError(
        f"not valid TOML: {what[:1].lower()}{what[1:]}",
        where=_join(where, place),
        remedy="Correct that line in an editor; the file was left as it is.",
    )


def _beyond(excess: bounds.Excess, where: str) -> FileError:
    return FileError(f"{_NOT_ONE}: {excess.words}", where=where, remedy=excess.remedy)


def _check_measures(data: dict[str, Any], where: str) -> None:
    """Raise FileError where data is nested too deep, or a number too long, to be written again."""
    level: list[Any] = [data]
    for _ in range(bounds.DEEPEST):
        for value in level:
            if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
                raise _beyond(bounds.TOO_LONG, where)
        level = [item for value in level for item in _below(value)]
        if not level:
            return
    raise _beyond(bounds.TOO_DEEP, where)


def _below(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _check_ids(pm: Postmortem, where: str) -> None:
    """Raise FileError where two rows of one table have the same id."""
    tables = {"timeline": pm.timeline, "action": pm.action, "conflict": pm.conflict} | {
        f"causes.{name}": getattr(pm.causes, name) for name in ("why", "factor", "gate", "event", "root")
    }
    for table, rows in tables.items():
        seen: set[str] = set()
        for row in rows:
            if row.id in seen:
                raise FileError(
                    "two rows of this table have the same id",
                    where=_join(where, f"{table}.{row.id}"),
                    remedy=f"Give one of them another id, such as `{row.id}-2`; an id is never used twice.",
                )
            seen.add(row.id)
