"""The settings: an optional TOML file. An unknown key is named, with the nearest one and its line."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from dataclasses import field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pmtui.errors import FileError
from pmtui.model import bounds
from pmtui.store import troubles
from pmtui.values import dataclass

THEMES = ("auto", "dark", "light", "ansi")
LARGEST = 128 * 1024
"""Bytes of the file of settings; of what stands in it, `bounds` holds."""
_NO_KEYS: MappingProxyType[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has chosen.

    Attributes:
        library: The folder of postmortems; empty for the platform's place.
        theme: `auto`, `dark`, `light` or `ansi`.
        mouse: Whether the mouse is listened to.
        keys: The key of an action in place of its own, by the action's id.
        bones: The bones of the fishbone in a new postmortem; empty for the usual four.
        author: The name under which waived findings are recorded.
        rules: What rules are set to, by their ids; which of them there are is not known here.
        thin: Whether only what changed is sent to the terminal.
    """

    library: str = ""
    theme: str = "auto"
    mouse: bool = False
    keys: Mapping[str, str] = field(default_factory=lambda: _NO_KEYS)
    bones: tuple[str, ...] = ()
    author: str = ""
    rules: Mapping[str, Any] = field(default_factory=lambda: _NO_KEYS)
    thin: bool = True


def load(path: Path) -> Settings:
    """Return the settings in `path`; where there is no such file, those that hold without one.

    Raises:
        FileError: The file can't be read, is not TOML, or holds a key or value that is not known.
    """
    where = troubles.shown(path)
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            remedy = "Put a file there, or move it away: pmtui runs without it."
            raise FileError("the settings are no regular file", where=where, remedy=remedy)
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise troubles.not_read(path, error) from None
    if len(raw) > LARGEST:
        remedy = "Look what stands in it, or move it away: pmtui runs without it."
        raise FileError(f"the settings are larger than {LARGEST // 1024} kB", where=where, remedy=remedy)
    import tomllib

    try:
        text = raw.decode("utf-8")
        if (excess := bounds.excess(text.replace("\r\n", "\n"))) is not None:
            raise FileError(f"these are no settings: {excess.words}", where=where, remedy=excess.remedy)
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        why = (
            str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is not UTF-8, or no plain table"
        )
        remedy = "Correct it, or move it away: pmtui runs without it."
        raise FileError(f"not valid TOML: {why}", where=where, remedy=remedy) from None
    return _settings(data, text, where)


def _settings(data: dict[str, Any], text: str, where: str) -> Settings:
    known = [each.name for each in fields(Settings)]
    for name, value in data.items():
        place = f"{where}:{_line(text, name)}"
        if name not in known:
            import difflib

            near = difflib.get_close_matches(name, known, 1)
            remedy = f"Did you mean `{near[0]}`?" if near else f"The settings are: {', '.join(known)}."
            raise FileError(f"there is no setting {_quoted(name)}", where=place, remedy=remedy)
        if problem := _problem(name, value):
            raise FileError(f"the setting `{name}` {problem}", where=place, remedy="Correct that line.")
    tables = {name: MappingProxyType(dict(data.get(name, {}))) for name in ("keys", "rules")}
    bones = dict.fromkeys(bone.strip() for bone in data.get("bones", ()))
    return Settings(**{**data, **tables, "bones": tuple(bones)})


def _problem(name: str, value: Any) -> str:
    if name in ("mouse", "thin"):
        return "" if isinstance(value, bool) else "is true or false"
    if name == "keys":
        whole = isinstance(value, dict) and all(isinstance(key, str) for key in value.values())
        return "" if whole else 'is a table of actions and their keys, such as save = "ctrl+s"'
    if name == "bones":
        whole = isinstance(value, list) and all(isinstance(bone, str) and bone.strip() for bone in value)
        return "" if whole else 'is a list of words, such as ["people", "suppliers"]'
    if name == "rules":
        words = 'is a table of rules and what they are set to, such as "blame.maybe" = "off"'
        return "" if isinstance(value, dict) else words
    if not isinstance(value, str):
        return "is text in quotes"
    return f"is one of {', '.join(THEMES)}" if name == "theme" and value not in THEMES else ""


def _line(text: str, name: str) -> int:
    """Return the line in which a key of the first level, or the table of that name, is written; else 1."""
    wanted = re.compile(rf"""\s*\[?\s*["']?{re.escape(name)}["']?\s*[]=.]""")
    for number, line in enumerate(text.split("\n"), 1):
        if wanted.match(line[:500]):
            return number
    return 1


def _quoted(name: str) -> str:
    return f"`{name}`" if name.isprintable() else ascii(name)
