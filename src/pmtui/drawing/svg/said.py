"""The words in the drawings that are no text of the postmortem."""

from __future__ import annotations

from typing import Any

from pmtui import content

FILE = "templates/svg.toml"


def said(part: str) -> dict[str, Any]:
    """Return the words of a drawing: `fish`, `ladder`, `tree` or `timeline`."""
    words: dict[str, Any] = content.toml(FILE)[part]
    return words
