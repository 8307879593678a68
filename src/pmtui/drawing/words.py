"""The words that stand in drawings beside what people typed."""

from __future__ import annotations

from collections.abc import Mapping

from pmtui import content

FILE = "templates/drawing.toml"
COMMON = "templates/words.toml"


def words(part: str) -> Mapping[str, str]:
    """Return the words of a drawing: `fish`, `ladder` or `tree`."""
    known: Mapping[str, str] = content.toml(FILE)[part]
    return known


def common(table: str) -> Mapping[str, str]:
    """Return how a document says the values of the file, such as `leg`, `stop` or `state`."""
    known: Mapping[str, str] = content.toml(COMMON)[table]
    return known
