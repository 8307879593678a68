"""The levels of the prevention hierarchy in a few cells: a word and a bar."""

from __future__ import annotations

from functools import cache

from pmtui.interview.script import levels
from pmtui.widgets.fields.hierarchy import bar

LEVEL: dict[str, str] = {
    "eliminate": "eliminate",
    "substitute": "substitute",
    "engineering": "engineer",
    "administrative": "admin",
    "training": "training",
}
"""The levels, in a word that fits beside an action."""
LEVEL_CELLS = max(map(len, LEVEL.values()))


@cache
def _strengths() -> dict[str, int]:
    return {one.value: one.strength for one in levels()}


def level_bar(level: str | None, *, ascii_signs: bool = False) -> str:
    """Return the strength of a level as a bar; an empty one for none."""
    return bar(_strengths().get(level or "", 0), ascii_signs=ascii_signs)


def level_and_bar(level: str | None, none: str, *, ascii_signs: bool = False) -> str:
    """Return a level as its word and its bar, in columns; `none` where there is no level."""
    return f"{LEVEL.get(level or '', none):>{LEVEL_CELLS}} {level_bar(level, ascii_signs=ascii_signs)}"
