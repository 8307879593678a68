"""The plain TOML that content is written in, read quickly.

A content file is tables of words, and lists of them: tens of thousands of words in all, which Python's reader
takes letter by letter. Here one pattern takes each entry at once. Whatever is not plain (escapes, dotted
keys, dates, lists of tables, mistakes) is left to Python's reader, and with it the whole file.
"""

from __future__ import annotations

import re
from typing import Any

_INSIDE = r"[^\x00-\x1f\x7f\"\\]"
_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\x00-\x1f\x7f\"\\]*\")"
_COMMENT = r"(?:\#[^\x00-\x08\x0a-\x1f\x7f]*)?"
_ENTRY = re.compile(
    rf"""(?x)
    (?: [ ]* {_COMMENT} \n )*
    (?: \[ (?P<table> {_KEY} (?:\.{_KEY})* ) \]
    |   \[\[ (?P<row> {_KEY} (?:\.{_KEY})* ) \]\]
    |   (?P<key> {_KEY} ) [ ]=[ ]
        (?: "(?P<text> {_INSIDE}* )"
        |   \[ (?P<words> (?: [ \n]*+ "{_INSIDE}*+" [ \n]*+ , )* [ \n]*+ (?: "{_INSIDE}*+" [ \n]*+ )? ) \]
        |   (?P<number> 0 | [1-9][0-9]* )
        |   (?P<yes> true ) | (?P<no> false )
        |   \"""\n? (?P<lines> [^\x00-\x09\x0b-\x1f\x7f"\\]* ) \"""
        |   (?P<inline> \{{ [^\n]* \}} )
        )
    ) [ ]* {_COMMENT} (?:\n|\Z)
    """
)
_REST = re.compile(rf"(?:[ ]*{_COMMENT}\n)*[ ]*{_COMMENT}\Z")
_PART = re.compile(_KEY)


def loads(text: str) -> dict[str, Any]:
    """Return what `tomllib.loads` does; raise tomllib.TOMLDecodeError where it would."""
    data = _plain(text)
    return _exactly(text) if data is None else data


def _exactly(text: str) -> dict[str, Any]:
    import tomllib  # slow to load, and seldom needed

    return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any] | None:
    """Return the tables of a text; None where not all of it is plain."""
    data: dict[str, Any] = {}
    table, closed, at = data, set[int](), 0
    while found := _ENTRY.match(text, at):
        at = found.end()
        kind = found.lastgroup
        if name := found["table"] or found["row"]:
            opened = _opened(data, name, closed, is_row=kind == "row")
            if opened is None:
                return None
            table = opened
            continue
        key = found["key"].strip('"')
        if key in table:
            return None
        value = _value(found)
        if kind == "inline":
            closed.add(id(value))
        table[key] = value
    return data if _REST.match(text, at) else None


def _value(found: re.Match[str]) -> Any:
    kind = found.lastgroup
    if kind == "text":
        return found["text"]
    if kind == "words":
        return found["words"].split('"')[1::2]
    if kind == "number":
        return int(found["number"])
    if kind == "lines":
        return found["lines"]
    if kind == "inline":
        return _exactly(f"value = {found['inline']}")["value"]
    return kind == "yes"


def _opened(data: dict[str, Any], name: str, closed: set[int], *, is_row: bool) -> dict[str, Any] | None:
    """Return the table that a header opens; None where that takes a closer look."""
    *above, last = (part.strip('"') for part in _PART.findall(name))
    for part in above:
        inside = data.setdefault(part, {})
        data = inside[-1] if isinstance(inside, list) and inside else inside
        if not isinstance(data, dict) or id(data) in closed:
            return None
    table: dict[str, Any] = {}
    if not is_row:
        return data.setdefault(last, table) if last not in data else None
    rows = data.setdefault(last, [table])
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        return None
    if rows[-1] is not table:
        rows.append(table)
    return table
