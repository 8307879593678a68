"""Inside the values of a TOML text: where an item of a list stands, and each character of a string.

It reads values that `tomllib` has accepted. Places are in characters of the whole text.
"""

from __future__ import annotations

from bisect import bisect_right

from pmtui.store import tomltext
from pmtui.text.patterns import regex
from pmtui.values import dataclass

_IDLE = regex(r"(?:[\s,]|#[^\n]*)*")
_ESCAPE = regex(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\s]|[ \t]*\n\s*)")


@dataclass(frozen=True, slots=True)
class Written:
    """A string as it is written, with the place of each of its characters.

    Attributes:
        starts: Where in the string each run of characters begins that is written as it is, or one escape.
        places: Where in the whole text each of the runs begins.
        ends: Where in the whole text each of the runs ends.
        length: How many characters the string has.
    """

    starts: tuple[int, ...]
    places: tuple[int, ...]
    ends: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to before `end` of the string are written."""
        first, _ = self._character(start)
        _, last = self._character(end - 1) if end > start else (0, first)
        return first, max(first, last)

    def whole(self) -> tuple[int, int]:
        """Return where the whole string is written."""
        return self.places[0], self.ends[-1]

    def _character(self, at: int) -> tuple[int, int]:
        """Return where one character of the string is written; at its end, where it ends."""
        if at >= self.length:
            return self.ends[-1], self.ends[-1]
        run = bisect_right(self.starts, at) - 1
        following = self.starts[run + 1] if run + 1 < len(self.starts) else self.length
        if following == self.starts[run] + 1:  # as it is, or an escape of several
            return self.places[run], self.ends[run]
        place = self.places[run] + at - self.starts[run]
        return place, place + 1


def string(text: str, at: int) -> Written | None:
    """Return the string that is written at `at`; None where another kind of value is."""
    quote = text[at : at + 1]
    if quote not in ('"', "'"):
        return None
    marks = 3 if text.startswith(quote * 3, at) else 1
    start, end = at + marks, tomltext.value_end(text, at) - marks
    if marks == 3 and text.startswith("\n", start):
        start += 1
    if quote == "'":
        return Written((0,), (start,), (end,), end - start)
    starts: list[int] = []
    places: list[int] = []
    ends: list[int] = []
    length, here = 0, start
    for escape in _ESCAPE.finditer(text, start, end):
        if escape.start() > here:
            starts.append(length)
            places.append(here)
            ends.append(escape.start())
            length += escape.start() - here
        here = escape.end()
        if not escape[0][1].isspace():
            starts.append(length)
            places.append(escape.start())
            ends.append(here)
            length += 1
    if here < end or not starts:
        starts.append(length)
        places.append(here)
        ends.append(end)
        length += end - here
    return Written(tuple(starts), tuple(places), tuple(ends), length)


def children(text: str, at: int) -> dict[str | int, int]:
    """Return where each part of the list or table that is written at `at` begins, by its number or key.

    What is neither list nor table has no parts.
    """
    found: dict[str | int, int] = {}
    opening = text[at : at + 1]
    if opening not in ("[", "{"):
        return found
    at = _after_idle(text, at + 1)
    while text[at : at + 1] not in ("", "]", "}"):
        name: str | int = len(found)
        if opening == "{":
            (name, *_), key_end = tomltext.key_at(text, at)
            at = _after_idle(text, key_end + 1)
        found[name] = at
        at = _after_idle(text, tomltext.value_end(text, at))
    return found


def _after_idle(text: str, at: int) -> int:
    found = _IDLE.match(text, at)
    return found.end() if found else at
