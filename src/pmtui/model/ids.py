"""Ids: short, random where people add rows, so that two people's new rows never collide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import date

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without the letters and digits that are read for one another

ROW_PREFIX = {
    "timeline": "ev",
    "causes.why": "why",
    "causes.factor": "cf",
    "causes.gate": "g",
    "causes.event": "b",
    "causes.root": "rc",
    "action": "ac",
}
"""The table of rows, and how the ids of its rows begin."""


def new_row_id(table: str, taken: Container[str] = ()) -> str:
    """Return an id for a new row of `table` (a key of `ROW_PREFIX`) that is not in `taken`."""
    from secrets import choice  # takes a while to load, and is needed only here

    prefix = ROW_PREFIX[table]
    while True:
        candidate = f"{prefix}-" + "".join(choice(_ALPHABET) for _ in range(5))
        if candidate not in taken:
            return candidate


def slug(title: str, limit: int = 48) -> str:
    """Return `title` as lower-case words joined by hyphens, at most `limit` characters, never empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    out = ""
    for word in words:
        if out and len(out) + 1 + len(word) > limit:
            break
        out = f"{out}-{word}" if out else word[:limit]
    return out or "untitled"


def postmortem_id(day: date, title: str) -> str:
    """Return the id of a postmortem: its day and the slug of its title."""
    return f"{day.isoformat()}-{slug(title)}"
