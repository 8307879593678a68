"""Reading TOML, quickly where it is laid out as pmtui writes it.

`tomllib` is written in Python and goes from character to character, a tenth of a second for half a megabyte.
A file that looks as pmtui writes it is read statement by statement with one pattern instead, several times
as fast. The pattern takes only what leaves no doubt; where it stops, or a name is there twice, `tomllib`
reads the whole text, so that what is valid, what is said of what is not, and every value are its own.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

_MOST_ESCAPES = 20_000  # the pattern remembers each one on its way
_PLAIN = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*+'
_DAY = r"\d{4}-\d\d-\d\d"
_PATH = r"[\w-]+(?:\.[\w-]+)*"
_STATEMENT = re.compile(
    rf"""[ \t]*(?:
    ([\w-]+|"{_PLAIN}")[ \t]*=[ \t]*(?:
        "({_PLAIN})"
      | ({_DAY}[ T](?!24)\d\d:\d\d:\d\d(?:\+00:00|Z))
      | "{{3}}\n?([^\x00-\x08\x0b-\x1f\x7f]*?(?<!\\)(?:\\\\)*)"{{3}}(?!")
      | (\[(?:[^\n]*|\n.*?\n|.*?)\])
      | ((?!"{{3}}|'{{3}})[^\s\[{{\#][^\n]*+)
    )
    | \[\[({_PATH})\]\]
    | \[({_PATH})\]
    | (?:\#[^\x00-\x08\x0a-\x1f\x7f]*+)?
    )(?:\n+|\Z)
    | (.+)""",
    re.ASCII | re.DOTALL | re.VERBOSE,
)
_NAME, _SHORT, _TIME, _LONG, _LIST, _OTHER, _ROW, _TABLE, _UNKNOWN = range(1, 10)
_LONGEST_NUMBER = 18  # digits, of one that is read here


def loads(text: str) -> dict[str, Any]:
    """Return the TOML `text`, with Unix line ends, as plain data; raises what `tomllib.loads` raises."""
    try:
        data = _read(text) if text.count("\\") <= _MOST_ESCAPES else None
    except ValueError:  # a day that no calendar has, or a value that goes on behind its line
        data = None
    return _carefully(text) if data is None else data


def _carefully(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _read(text: str) -> dict[str, Any] | None:
    """Return the data; None, or ValueError, where `tomllib` must say."""
    root: dict[str, Any] = {}
    here = root
    rows: list[dict[str, Any]] = []
    before = ""  # the path of `rows`, while one of them is what was begun last
    for found in _STATEMENT.finditer(text):
        kind = found.lastindex
        if kind is None:
            continue
        if kind < _ROW:
            name, value = found.group(_NAME, kind)
            if name[0] == '"':
                name = name[1:-1]
            if name in here:
                return None
            if kind == _SHORT:
                here[name] = value
            elif kind == _TIME:
                here[name] = datetime.fromisoformat(value)
            else:
                here[name] = _value(kind, value)
        elif kind == _ROW and found[_ROW] == before:
            here = {}
            rows.append(here)
        elif kind == _UNKNOWN or (owner := _owner(root, path := found[kind])) is None:
            return None
        else:
            name, here = path.rpartition(".")[2], {}
            if name in owner and (kind == _TABLE or not _are_rows(owner[name])):
                return None
            if kind == _TABLE:
                before = ""
                owner[name] = here
            else:
                before = path
                rows = owner.setdefault(name, [])
                rows.append(here)
    return root


def _value(kind: int, written: str) -> Any:
    """Return a text of several lines, a list of texts, or what tomllib says of a value by itself."""
    if kind == _LONG:
        return _long(written)
    if kind == _LIST and (texts := _texts(written)) is not None:
        return texts
    if written in ("true", "false"):
        return written == "true"
    if _is_number(written):
        return int(written)
    if len(written) == 10 and written[4] == written[7] == "-":
        return date.fromisoformat(written)
    found = _alone(written)
    if _are_rows(found):  # nothing may be begun below them
        raise ValueError
    return found


def _texts(written: str) -> list[str] | None:
    """Return the texts of a list that holds nothing else, none of them with an escape; None for another."""
    if "\\" in written or "\t" in written:
        return None
    parts = written[1:-1].split('"')
    texts, between = parts[1::2], [part.strip(" \n") for part in parts[::2]]
    if len(parts) % 2 == 0 or between[0] or between[-1] not in ("", ",")[: len(parts)]:
        return None
    return texts if {*between[1:-1]} <= {","} and all(map(str.isprintable, texts)) else None


def _is_number(written: str) -> bool:
    plain = written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER
    return plain and (written[0] != "0" or written == "0")


def _long(written: str) -> str:
    """Return a text of several lines; raise ValueError where it ends before the end that was found."""
    escaped = "\\" in written
    bare = written.replace("\\\\", "").replace('\\"', "") if escaped else written
    if '"""' in bare:
        raise ValueError
    return str(_alone(f'"""\n{written}"""')) if escaped else written


def _alone(written: str) -> Any:
    """Return the value of what is written behind a key; raise ValueError where more than that is written."""
    found = _carefully(f"x = {written}")
    if len(found) > 1:
        raise ValueError
    return found["x"]


def _owner(root: dict[str, Any], path: str) -> dict[str, Any] | None:
    """Return the table in which the one at `path` stands; None where it has not been begun."""
    here: Any = root
    for part in path.split(".")[:-1]:
        here = here.get(part)
        if _are_rows(here):
            here = here[-1]
        if type(here) is not dict:
            return None
    return here  # type: ignore[no-any-return]


def _are_rows(value: Any) -> bool:
    """Say whether it is a list of tables: no value of a key is one here, nor a table."""
    return type(value) is list and bool(value) and type(value[-1]) is dict
