"""The key bar: a footer with a width budget. What does not fit is dropped, with a sign that it was."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from pmtui.widgets.fit import plain
from pmtui.widgets.shown import Shown

AT_MOST = 6
"""Entries at 80 columns; more are not read at four in the morning."""
COLUMNS_A_FURTHER_ENTRY = 15
MORE = "…"
KEPT = 2
"""The last entries are never dropped: help and quit."""


class KeyBar(Shown):
    """The keys that are of use now, ending in help and quit."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._entries: tuple[tuple[str, str], ...] = ()

    def show(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show these keys.

        Args:
            entries: Pairs of a key and its label, in order of use; the last two are help and quit.
        """
        self._entries = tuple((plain(key), plain(label)) for key, label in entries)
        self.refit()

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - one row
        """Return the entries that fit, with `…` before help and quit where some were dropped."""
        parts: list[str | tuple[str, str]] = [" "]
        for entry in fitting(self._entries, width):
            if entry[0] == MORE:
                parts.append(MORE)
            else:
                parts += [(entry[0], "bold"), f" {entry[1]}"]
            parts.append("  ")
        return Content.assemble(*parts[:-1])


def fitting(entries: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """Return the entries that fit into `width` cells; the last two always, `…` where some were dropped."""
    most = AT_MOST + max(width - 80, 0) // COLUMNS_A_FURTHER_ENTRY
    first, last = list(entries[:-KEPT]), list(entries[-KEPT:])
    dropped = False
    while first and (len(first) + len(last) > most or _cells([*first, *last], dropped) > width):
        first.pop()
        dropped = True
    return [*first, *([(MORE, "")] if dropped else []), *last]


def _cells(entries: list[tuple[str, str]], dropped: bool) -> int:
    words = [f"{key} {label}" for key, label in entries] + ([MORE] if dropped else [])
    return 1 + sum(cell_len(word) for word in words) + 2 * (len(words) - 1)
