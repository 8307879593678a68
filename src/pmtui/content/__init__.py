"""The words of the program, as data files: questions, kinds of incident, rules, templates, rubric, guide.

A team changes them without touching code. They are read when they are needed, and once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pmtui.content import plain
from pmtui.errors import ContentError

ROOT = Path(__file__).resolve().parent


@cache
def toml(name: str) -> dict[str, Any]:
    """Return the parsed TOML file `name` (such as `interview/impact.toml`), read once.

    Raises:
        ContentError: The file is not there or is not TOML.
    """
    try:
        return plain.loads(text(name))
    except ValueError as error:  # a TOMLDecodeError
        raise ContentError(f"not valid TOML: {error}", where=name) from None


@cache
def json_data(name: str) -> Any:
    """Return the parsed JSON file `name`, read once; raise ContentError where it can't be."""
    import json

    try:
        return json.loads(text(name))
    except ValueError as error:
        raise ContentError(f"not valid JSON: {error}", where=name) from None


def text(name: str) -> str:
    """Return the text of the content file `name`; raise ContentError where it can't be read."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"can't be read: {error.strerror}", where=name) from None


@cache
def names(folder: str, suffix: str = ".toml") -> tuple[str, ...]:
    """Return the names of the content files in `folder`, in order."""
    here = (path for path in (ROOT / folder).iterdir() if path.suffix == suffix)
    return tuple(sorted(f"{folder}/{path.name}" for path in here))
