"""Small terminals of several minds: each reads the same bytes and tells what it shows.

They differ where real ones do: the width of clusters, the halves of wide characters that are overwritten,
where the cursor is behind the last column, and what bright colours do on the Linux console. They see what
pyte does not (dim, rare attributes) and share no code with what they are to judge.

What they tell is what is seen: of a blank, its background, and its letters' colour and weight only where a
line, reversing or another attribute draws with them (`seen`). The style in which they would write on is no
part of it; `pen` tells that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pyte
from wcwidth import wcwidth

_TOKEN = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<codes>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[78cDEM=>]"
    r"|[\x00-\x1f\x7f]"
    r"|[^\x00-\x1f\x7f]+",
    re.DOTALL,
)
_ENDS = {22: {1, 2}, 23: {3}, 24: {4, 21}, 25: {5, 6}, 27: {7}, 28: {8}, 29: {9}, 54: {51, 52}, 55: {53}}
BLANK = (" ", frozenset(), "", "")
_UNSEEN = frozenset({1, 2, 3})
"""Bold, dim and italic: they change letters and nothing else."""


def seen(cell: tuple[str, frozenset[int], str, str]) -> tuple[str, frozenset[int], str, str]:
    """Return what is seen of a cell: a blank's foreground is no part of what is shown.

    A mark that comes later, alone, onto a blank is taken as the blank: what it is drawn in depends on
    the style of the blank (a test of its own sees to it where the blank is known).
    """
    text, flags, _, bg = cell
    return (text, frozenset(), "", bg) if text[:1] == " " and flags <= _UNSEEN else cell


def by_character(text: str) -> list[tuple[str, int]]:
    """Each character for itself, as old terminals take them."""
    return [(each, max(wcwidth(each), 0)) for each in text]


def by_cluster(text: str) -> list[tuple[str, int]]:
    """Clusters as one, two cells wide where a picture is asked for, as new terminals take them."""
    found: list[tuple[str, int]] = []
    for each in text:
        width = max(wcwidth(each), 0)
        tied = found and (found[-1][0].endswith("\u200d") or 0x1F3FB <= ord(each) <= 0x1F3FF)
        flag = (
            found
            and len(found[-1][0]) == 1
            and all(0x1F1E6 <= ord(c) <= 0x1F1FF for c in found[-1][0] + each)
        )
        if found and (width == 0 or tied or flag):
            before, wide = found[-1]
            found[-1] = (before + each, 2 if each == "\ufe0f" or tied or flag else wide)
        else:
            found.append((each, width))
    return found


def all_narrow(text: str) -> list[tuple[str, int]]:
    """Pictures in one cell, marks in cells of their own; the characters of East Asia in two."""
    return [
        (
            each,
            2
            if unicodedata.east_asian_width(each) in "WF" and ord(each) < 0x10000 and ord(each) > 0x2FFF
            else 1,
        )
        for each in text
    ]


class Small:
    """A terminal.

    Args:
        widths: Parts a text into what takes cells, and says how many.
        console: Whether bright and mixed colours set the intensity, as on the Linux console.
        breaks: What is left of a wide character when its other half is overwritten; None to leave it.
        behind: Whether the cursor stands behind the last column after writing into it.
    """

    def __init__(
        self,
        size: tuple[int, int],
        widths: Callable[[str], list[tuple[str, int]]] = by_character,
        *,
        console: bool = False,
        breaks: str | None = " ",
        behind: bool = False,
    ) -> None:
        self.widths, self.console, self.breaks, self.behind = widths, console, breaks, behind
        self.wraps = True
        self.pen: tuple[frozenset[int], str, str] = (frozenset(), "", "")
        """The style in which it writes."""
        self.x = self.y = 0
        self.kept = (0, 0, self.pen)
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self.rows = [[BLANK] * self.width for _ in range(self.height)]
        self.x, self.y = min(self.x, self.width - 1), min(self.y, self.height - 1)

    def shows(self) -> object:
        x = self.x if self.behind else min(self.x, self.width - 1)
        return [[seen(cell) for cell in row] for row in self.rows], (x, self.y)

    def feed(self, text: str) -> None:
        for token in _TOKEN.finditer(text):
            if token["final"]:
                self._sequence(token["private"], token["codes"], token["between"], token["final"])
            elif token[0] == "\n":
                self._down()
                self.x = 0
            elif token[0] == "\r":
                self.x = 0
            elif token[0] == "\b":
                self.x = max(min(self.x, self.width - 1) - 1, 0)
            elif token[0] == "\x1b7":
                self.kept = (self.x, self.y, self.pen)
            elif token[0] == "\x1b8":
                self.x, self.y, self.pen = self.kept
                self.x, self.y = min(self.x, self.width - 1), min(self.y, self.height - 1)
            elif token[0][0] >= " " and token[0][0] != "\x7f":
                for cluster, width in self.widths(token[0]):
                    self._put(cluster, width)

    def _down(self) -> None:
        if self.y < self.height - 1:
            self.y += 1
        else:
            self.rows = [*self.rows[1:], [BLANK] * self.width]

    def _put(self, cluster: str, width: int) -> None:
        row = self.rows[self.y]
        if width == 0:
            if self.x:
                at = min(self.x, self.width) - 1
                row[at] = (row[at][0] + cluster, *row[at][1:])
            return
        if self.x + width > self.width:
            if self.wraps:
                self._down()
                self.x = 0
                row = self.rows[self.y]
            else:
                self.x = self.width - width
        end = self.x + width
        if self.breaks is not None:
            if row[self.x][0] == "" and self.x:
                row[self.x - 1] = (self.breaks, *row[self.x - 1][1:])
            if end < self.width and row[end][0] == "":
                row[end] = (self.breaks, *row[end][1:])
        row[self.x] = (cluster, *self.pen)
        for at in range(self.x + 1, end):
            row[at] = ("", *self.pen)
        self.x = end

    def _sequence(self, private: str, codes: str, between: str, final: str) -> None:
        numbers = [int(code) if code.isdecimal() else 0 for code in codes.split(";")]
        first = max(numbers[0], 1)
        if private == "?" and final in "hl":
            if 7 in numbers:
                self.wraps = final == "h"
            if 1049 in numbers:
                self.rows = [[BLANK] * self.width for _ in range(self.height)]
        elif private or between:
            return
        elif final == "H":
            column = max(numbers[1] if len(numbers) > 1 else 1, 1)
            self.y, self.x = min(first, self.height) - 1, min(column, self.width) - 1
        elif final in "ABCD":
            x = min(self.x, self.width - 1)
            x += {"C": first, "D": -first}.get(final, 0)
            y = self.y + {"B": first, "A": -first}.get(final, 0)
            self.x, self.y = min(max(x, 0), self.width - 1), min(max(y, 0), self.height - 1)
        elif final == "K" and not codes:
            assert seen((" ", *self.pen)) == BLANK, "clears in a colour: terminals differ in what they leave"
            row = self.rows[self.y]
            if row[self.x][0] == "" and self.breaks is not None:
                row[self.x - 1] = (self.breaks, *row[self.x - 1][1:])
            row[self.x :] = [BLANK] * (self.width - self.x)
        elif final == "J":
            self.rows = [[BLANK] * self.width for _ in range(self.height)]
        elif final == "m":
            self._style(codes)

    def _style(self, codes: str) -> None:
        flags, fg, bg = set(self.pen[0]), self.pen[1], self.pen[2]
        words = iter(codes.split(";"))
        for word in words:
            code = int(word) if word.isdecimal() else 0 if not word else 999
            if code == 0:
                flags, fg, bg = set(), "", ""
            elif code in (38, 48, 58):
                kind = next(words, "")
                colour = ";".join((kind, *(next(words, "") for _ in range({"5": 1, "2": 3}.get(kind, 0)))))
                if code == 38:
                    fg = colour
                    self._intensity(flags, 1 if colour.endswith(("5", "1")) else 2)
                elif code == 48:
                    bg = colour
            elif 30 <= code <= 37 or 90 <= code <= 97:
                fg = str(code)
                if code >= 90:
                    self._intensity(flags, 1)
            elif 40 <= code <= 47 or 100 <= code <= 107:
                bg = str(code)
            elif code == 39:
                fg = ""
                if self.console:
                    flags.discard(4)
            elif code == 49:
                bg = ""
            elif code in _ENDS:
                flags -= _ENDS[code]
            else:
                if code in (1, 2):
                    self._intensity(flags, code)
                flags.add(code)
        self.pen = (frozenset(flags), fg, bg)

    def _intensity(self, flags: set[int], code: int) -> None:
        if self.console:
            flags -= {1, 2}
            flags.add(code)


class Pyte:
    """A terminal of pyte's, which shows cells by their attributes."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)

    def resize(self, size: tuple[int, int]) -> None:
        pen = self.screen.cursor.attrs
        self.screen.cursor.attrs = self.screen.default_char
        self.screen.resize(size[1], size[0])
        self.screen.erase_in_display(2)
        self.screen.cursor.attrs = pen

    def feed(self, text: str) -> None:
        self.stream.feed(_TOKEN.sub(_taken, text))

    @property
    def pen(self) -> object:
        """The style in which it writes."""
        return self.screen.cursor.attrs._replace(data=" ")

    def rows_that_differ(self, other: Pyte) -> list[int]:
        """Return the rows that differ among those that were drawn since this was last asked."""
        drawn = self.screen.dirty | other.screen.dirty
        self.screen.dirty.clear()
        other.screen.dirty.clear()
        columns = range(self.screen.columns)
        rows, others = self.screen.buffer, other.screen.buffer
        return [
            y for y in drawn if any(_seen_by_pyte(rows[y][x]) != _seen_by_pyte(others[y][x]) for x in columns)
        ]

    def shows(self) -> object:
        screen = self.screen
        columns = range(screen.columns)
        cells = [[_seen_by_pyte(screen.buffer[y][x]) for x in columns] for y in range(screen.lines)]
        cursor = screen.cursor
        return cells, (min(cursor.x, screen.columns - 1), cursor.y, cursor.hidden)


def _seen_by_pyte(cell: pyte.screens.Char) -> pyte.screens.Char:
    """Return what is seen of a cell, as `seen`."""
    if cell.data[:1] != " " or cell.underscore or cell.reverse or cell.strikethrough or cell.blink:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)


def _taken(match: re.Match[str]) -> str:
    """Return a sequence as pyte can take it; empty where it would print its rest."""
    token = match[0]
    if token[0] != "\x1b":
        return "\r\n" if token == "\n" else token
    if not match["final"]:
        return token if token[1] in "78c" else ""
    if match["between"] or match["private"] in {"<", "=", ">"} or ":" in match["codes"]:
        return ""
    if match["private"] == "?" and (match["final"] not in "hl" or match["codes"] == "1049"):
        return "\x1b[2J" if match["codes"] == "1049" else ""
    return token


def terminals(size: tuple[int, int]) -> list[Small | Pyte]:
    """Return one terminal of each mind."""
    return [
        Pyte(size),
        Small(size),
        Small(size, by_cluster, breaks="?", behind=True),
        Small(size, all_narrow, console=True, breaks=None),
    ]


def same(one: Small | Pyte, other: Small | Pyte, when: str, *, pens: bool = False) -> None:
    """Assert that two terminals show the same and, with `pens`, would write on in the same style."""
    before, now = one.shows(), other.shows()
    assert not pens or one.pen == other.pen, f"{when}: writes in {one.pen!r} has become {other.pen!r}"
    if before != now:
        raise AssertionError(f"{when}: {_first_difference(before, now)}")


def _first_difference(before: object, now: object) -> str:
    (rows, *rest), (others, *more) = before, now  # type: ignore[misc]
    for y, (row, other) in enumerate(zip(rows, others, strict=True)):
        for x, (cell, its) in enumerate(zip(row, other, strict=True)):
            if cell != its:
                return f"at {x},{y}: {cell!r} has become {its!r}"
    return f"{rest!r} has become {more!r}"
