"""How the values of the file are said: as the interview says them, or in a document's own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pmtui import content
from pmtui.interview import script

_GUIDE = {"bone": "bones", "category": "categories", "level": "hierarchy", "horizon": "horizons"}


class Labels:
    """The words for one kind of incident.

    Args:
        kind: The kind's id; a kind that is not known is said as it stands, with the usual phases.
    """

    def __init__(self, kind: str) -> None:
        known = script.kind_named(kind)
        self._own = {"kind": {known.id: known.label}, "phase": dict(known.phases)}

    def word(self, table: str, value: str | None) -> str:
        """Return how `value` is said; the value itself where no word is known, "" where there is none.

        Args:
            table: What it is a value of, such as "category", "phase" or "status".
            value: The value as the file holds it.
        """
        if not value:
            return ""
        words = self._own.get(table) or (_guide(table) if table in _GUIDE else common(table))
        return words.get(value, value)

    def priority(self, impact: str | None, effort: str | None) -> str:
        """Return what impact and effort come to; the one that is given where the other is not."""
        if impact and effort:
            return _quadrants().get((impact, effort), f"{impact} impact, {effort} effort")
        known = (("impact", impact), ("effort", effort))
        return ", ".join(f"{value} {name}" for name, value in known if value)


def common(table: str) -> Mapping[str, str]:
    """Return a table of the document's own words, those that are the same for every kind of incident."""
    words: Mapping[str, str] = content.toml("templates/words.toml").get(table, {})
    return words


@cache
def _guide(table: str) -> dict[str, str]:
    return {row["value"]: row["label"] for row in content.toml(f"guide/{_GUIDE[table]}.toml")[table]}


@cache
def _quadrants() -> dict[tuple[str, str], str]:
    return {
        (corner["impact"], corner["effort"]): corner["label"]
        for corner in content.toml("guide/priority.toml")["quadrant"]
    }
