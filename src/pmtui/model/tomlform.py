"""A postmortem as TOML text, and back, without losing a key.

Reading is strict and kind: whatever is wrong is said with its line and column, or with the field's path,
what was found there and what was expected. Writing leaves unused fields out and keeps keys that this version
does not know at the end of their table.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from pmtui.errors import FileError, FutureFormatError
from pmtui.model import bounds, kinds, tomlreader
from pmtui.model.postmortem import FORMAT, Postmortem
from pmtui.model.record import Record, held

_LONGEST_NUMBER = 10_000  # bits; Python itself writes no whole number of more than 4300 digits
_POSITION = r" \(at (?:line (\d{1,9}), column (\d{1,9})|end of document)\)$"
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
    return from_data(_parsed(text, where), where)


def dumps(pm: Postmortem) -> str:
    """Return `pm` as TOML text. The same postmortem always gives the same text."""
    from pmtui.model import tomlwriter  # not needed to open one

    return tomlwriter.write(to_data(pm))


def parse(text: str, where: str = "") -> dict[str, Any]:
    """Return the TOML `text` as plain data.

    Raises:
        FileError: It is not TOML, with line and column, or holds more than `bounds` allows.
    """
    data = _parsed(text, where)
    _check_measures(data, where)
    return data


def _parsed(text: str, where: str) -> dict[str, Any]:
    """Return the data, which `from_data` measures."""
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
        return tomlreader.loads(text)
    except RecursionError:
        raise _beyond(bounds.TOO_DEEP, where) from None
    except (ValueError, OverflowError) as error:
        raise _not_read(error, text, where) from None


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
    pm = Postmortem.model_taken(data)
    if pm is kinds.DOUBT:
        pm = _arbitrated(data, where)
    _check_ids(pm, where)
    return pm  # type: ignore[no-any-return]


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
    if (pm := Postmortem.model_taken(kept)) is not kinds.DOUBT:
        return pm  # type: ignore[no-any-return]
    from pmtui.model import refusals, validation

    for _ in range(10_000):
        try:
            return validation.record(Postmortem, kept)
        except validation.ValidationError as error:
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
    for key, kept in held(pm):
        value = _plain(kept)
        if value is not None and value != "" and value != [] and value != {}:
            data[key] = value
    data.update(pm.model_extra)
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


def _arbitrated(data: dict[str, Any], where: str) -> Postmortem:
    """Return what pydantic makes of data that is not plainly right; raise FileError where that is nothing."""
    from pmtui.model import refusals, validation

    try:
        return validation.record(Postmortem, data)
    except validation.ValidationError as error:
        refusal = refusals.first(error, data)
        raise FileError(refusal.what, where=_join(where, refusal.path), remedy=refusal.remedy) from None


def _join(where: str, place: str) -> str:
    if not where or not place:
        return where or place
    return f"{where}:{place}" if place[0].isdigit() and ":" in place else f"{where}: {place}"


def _not_read(error: Exception, text: str, where: str) -> FileError:
    import tomllib

    if isinstance(error, tomllib.TOMLDecodeError):
        return _syntax_error(str(error), text, where)
    return _beyond(bounds.TOO_LONG, where)  # a whole number of thousands of digits


def _syntax_error(message: str, text: str, where: str) -> FileError:
    import re

    found = re.search(_POSITION, message)
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
        found = set(map(type, level)) - {bool}
        if _some(found, int) and any(map(_is_long, level)):
            raise _beyond(bounds.TOO_LONG, where)
        tables = [value for value in level if isinstance(value, dict)] if _some(found, dict) else []
        lists = [value for value in level if isinstance(value, list)] if _some(found, list) else []
        if not tables and not lists:
            return
        level = [*chain.from_iterable(map(dict.values, tables)), *chain.from_iterable(lists)]
    raise _beyond(bounds.TOO_DEEP, where)


def _some(found: Iterable[type], kind: type) -> bool:
    return any(issubclass(each, kind) for each in found)


def _is_long(value: Any) -> bool:
    return isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER


def _check_ids(pm: Postmortem, where: str) -> None:
    """Raise FileError where two rows of one table have the same id."""
    tables = {"timeline": pm.timeline, "action": pm.action, "conflict": pm.conflict} | {
        f"causes.{name}": getattr(pm.causes, name) for name in ("why", "factor", "gate", "event", "root")
    }
    for table, rows in tables.items():
        if len({row.id for row in rows}) == len(rows):
            continue
        seen: set[str] = set()
        for row in rows:
            if row.id in seen:
                raise FileError(
                    "two rows of this table have the same id",
                    where=_join(where, f"{table}.{row.id}"),
                    remedy=f"Give one of them another id, such as `{row.id}-2`; an id is never used twice.",
                )
            seen.add(row.id)
