"""Writing plain data as TOML in a shape that does not depend on how long a text is.

tomli-w alone writes a list of short tables inline and turns the whole list into `[[table]]` blocks once an
entry grows over 100 characters. Here a table is always a block, a text with line breaks is always a
multi-line string, and any other text is always one line: a one-word edit changes one line of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import tomli_w

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
    return tomli_w.dumps({part: 0}).removesuffix(" = 0\n")


def assignment(name: str, value: Any) -> str:
    """Return the lines that give `name` its value; never a table's block."""
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return f"{key(name)} = {_lines(value)}\n"
    # a multi-line string can't hold a carriage return beside its line breaks; an escaped one-line string can
    return tomli_w.dumps({name: value}, multiline_strings=not _holds_carriage_return(value))


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
    plain = [assignment(name, value) for name, value in data.items() if not is_block(value)]
    parts = ["".join(plain)] if plain else []
    for name, value in data.items():
        if is_table(value):
            parts.append(block(value, (*path, name), row=False))
        elif is_rows(value):
            parts += [block(item, (*path, name), row=True) for item in value]
    return ("\n" if path and not plain and parts else "") + "\n".join(parts)


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
