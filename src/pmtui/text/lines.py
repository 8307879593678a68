"""Lines and columns, as editors count them."""

from __future__ import annotations

from bisect import bisect_right

from pmtui.text.patterns import regex

_BREAK = regex(r"\r\n|\r|\n")


class Lines:
    """The lines of a text; they are looked for once, when the first is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def position(self, at: int) -> tuple[int, int]:
        """Return line and column of a place in the text, both from 1, columns in characters."""
        if not self._starts:
            self._starts = [0, *(found.end() for found in _BREAK.finditer(self._text))]
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1
