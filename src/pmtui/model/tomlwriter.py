"""Writing plain data as TOML in a shape that does not depend on how long a text is.

tomli-w alone writes a list of short tables inline and turns the whole list into `[[table]]` blocks once an
entry grows over 100 characters. Here a table is always a block, a text with line breaks is always a
multi-line string, and any other text is always one line: a one-word edit changes one line of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')
_NO_BLOCK = frozenset((str, datetime, date, int, bool, float))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write(data: Mapping[str, Any]) -> str:
    """Return `data` (what `tomllib` gives) as TOML text, with a line break at its end unless it is empty."""
    return _table(data, ())


def header(path: tuple[str, ...], *, row: bool) -> str:
    """Return the header of the table at `path`, or with `row` of one of a list of tables; no line break."""
    name = ".".join(key(part) for part in path)
    return f"[[{name}]]" if row else f"[{name}]"


def key(part: str) -> str:
    """Return a key as TOML writes it: bare where it can be, quoted otherwise."""
    return part if _BARE.fullmatch(part) else _dumps({part: 0}).removesuffix(" = 0\n")


def assignment(name: str, value: Any) -> str:
    """Return the lines that give `name` its value; never a table's block."""
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return f"{key(name)} = {_lines(value)}\n"
    if (plain := _plain(value)) is not None:
        return f"{key(name)} = {plain}\n"
    # a multi-line string can't hold a carriage return beside its line breaks; an escaped one-line string can
    return _dumps({name: value}, multiline_strings=not _holds_carriage_return(value))


def is_block(value: Any) -> bool:
    """Say whether `value` is written as one or more blocks under headers, and not behind a key."""
    return is_table(value) or is_rows(value)


def is_table(value: Any) -> bool:
    """Say whether `value` is written as a block `[table]`."""
    return isinstance(value, Mapping)


def is_rows(value: Any) -> bool:
    """Say whether `value` is written as blocks `[[table]]`: a list that holds tables and nothing else."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def block(data: Mapping[str, Any], path: tuple[str, ...], *, row: bool) -> str:
    """Return the table at `path` with its header and everything under it."""
    return header(path, row=row) + "\n" + _table(data, path)


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> str:
    plain: list[str] = []
    blocks: list[str] = []
    for name, value in data.items():
        if type(value) in _NO_BLOCK:
            plain.append(assignment(name, value))
        elif is_table(value):
            blocks.append(block(value, (*path, name), row=False))
        elif is_rows(value):
            head = header((*path, name), row=True) + "\n"
            blocks += [head + _table(item, (*path, name)) for item in value]
        else:
            plain.append(assignment(name, value))
    parts = ["".join(plain), *blocks] if plain else blocks
    return ("\n" if path and not plain and parts else "") + "\n".join(parts)


def _dumps(data: Mapping[str, Any], multiline_strings: bool = False) -> str:
    import tomli_w

    return tomli_w.dumps(data, multiline_strings=multiline_strings)


def _plain(value: Any) -> str | None:
    """Return the value as tomli-w writes it where nothing in it needs a second look; else None."""
    kind = type(value)
    if kind is str:
        return None if _ESCAPED.search(value) else f'"{value}"'
    if kind is datetime or kind is date or kind is int:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is list and value and all(type(item) is str and not _ESCAPED.search(item) for item in value):
        return "[\n" + "".join([f'    "{item}",\n' for item in value]) + "]"
    return None


def _lines(text: str) -> str:
    """Return a multi-line string in which quotation marks stay readable: tomli-w puts a backslash at each."""
    bare = text.rstrip('"')
    body = bare.replace("\\", "\\\\").replace('"""', '""\\"') + '\\"' * (len(text) - len(bare))
    return '"""\n' + _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", body) + '"""'


def _holds_carriage_return(value: Any) -> bool:
    if isinstance(value, str):
        return "\r" in value
    if isinstance(value, Mapping):
        return any(_holds_carriage_return(item) for item in value.values())
    return isinstance(value, list) and any(_holds_carriage_return(item) for item in value)
