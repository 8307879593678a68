"""Where a field of a postmortem stands in the text of its file."""

from __future__ import annotations

from typing import Any

from pmtui.model import paths
from pmtui.store import tomltext, tomlvalue
from pmtui.store.tomltext import Place

Span = tuple[int, int]


class Whereabouts:
    """The places of the fields of one file.

    Args:
        text: The file's text, valid and with Unix line ends; places are in characters of it.
        data: What it says, as `tomllib` gives it.
    """

    def __init__(self, text: str, data: dict[str, Any]) -> None:
        self._text = text
        self._data = data
        self._values: dict[Place, int] = {}
        self._tables: dict[Place, Span] = {}
        self._children: dict[int, dict[str | int, int]] = {}
        self._rows: dict[int, dict[str, int]] = {}
        at = 0
        for section in tomltext.sections(text):
            at = self._note(section, at)

    def span(self, path: str, span: Span | None = None) -> Span:
        """Return from where to where in the file a field's text stands, or a part of it.

        Args:
            path: The field's path. What the file does not hold is where its table begins, else at the head.
            span: Start and end of the part in the field's text, in characters; None for all of it.
        """
        place = self._place(path)
        for length in range(len(place), 0, -1):
            start = self._values.get(place[:length])
            if start is not None:
                return self._inside(start, place[length:], span)
            if place[:length] in self._tables:
                return self._tables[place[:length]]
        return 0, 0

    def _note(self, section: tomltext.Section, at: int) -> int:
        """Take in where the keys of a section stand that begins at `at`; return where it ends."""
        at += len(section.lead)
        if section.head:
            start = at + len(section.head) - len(section.head.lstrip(" \t"))
            for length in range(1, len(section.place) + 1):
                self._tables.setdefault(
                    section.place[:length], (start, at + tomltext.header_end(section.head))
                )
        at += len(section.head)
        for item in section.body:
            if isinstance(item, tomltext.Assignment):
                self._values[(*section.place, *item.key)] = at + len(item.before)
                at += len(item.render())
            else:
                at += len(item)
        return at

    def _place(self, path: str) -> Place:
        """Return the keys and row numbers that lead to a field, as far as the file goes."""
        here: Any = self._data
        found: Place = ()
        for part in paths.split(path):
            step: str | int | None = part
            if isinstance(here, list):
                step = self._row(here, part)
                here = here[step] if step is not None else None
            else:
                here = here.get(part) if isinstance(here, dict) else None
            if step is None:
                break
            found = (*found, step)
        return found

    def _row(self, rows: list[Any], part: str) -> int | None:
        """Return the number of a row, which is named by its id, or has none and is named by its number."""
        if id(rows) not in self._rows:
            ids = (row.get("id") if isinstance(row, dict) else None for row in rows)
            self._rows[id(rows)] = {name: number for number, name in enumerate(ids) if isinstance(name, str)}
        number = self._rows[id(rows)].get(part)
        if number is None and part.isdecimal() and len(part) < 9 and int(part) < len(rows):
            return int(part)
        return number

    def _inside(self, start: int, rest: Place, span: Span | None) -> Span:
        """Return where a part of the value that begins at `start` stands."""
        for part in rest:
            if start not in self._children:
                self._children[start] = tomlvalue.children(self._text, start)
            below = self._children[start].get(part)
            if below is None:
                break
            start = below
        else:
            written = tomlvalue.string(self._text, start)
            if written is not None:
                return written.span(*span) if span else written.whole()
        end = tomltext.value_end(self._text, start)
        return start, start + len(self._text[start:end].rstrip())
