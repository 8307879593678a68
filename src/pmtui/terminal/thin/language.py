"""Reads what Textual writes: moves of the cursor, styles, text and line ends; all else is not a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pmtui.terminal.thin.style import Style, on_blank, styled
from pmtui.terminal.thin.widths import cells, joins

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
HALF = ""
"""What stands for the second cell of a wide character."""

_MOVE = re.compile(r"\x1b\[([0-9]{1,5});([0-9]{1,5})H")
_SGR = re.compile(r"\x1b\[([0-9;:]*)m")
_RESTORES = re.compile(r"\x1b[8c]|\x1b\[[^@-~]*[u{p}]")  # a style may come back that was kept before
_LINK = re.compile(r"\x1b\]8;[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SHOWS_NOTHING = re.compile(
    r"(?:\x07"  # bell
    r"|\x1b\][^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\)"  # operating system commands: title, pointer, clipboard
    r"|\x1b\[\?(?:7|25|1000|1002|1003|1004|1005|1006|1007|1015|1016|2004|2026|2048)[hl]"
    r"|\x1b\[\?[0-9]+\$p"  # questions about modes
    r"|\x1b\[[<=>][0-9;]*u|\x1b\[\?u"  # the keyboard
    r")+"
)


class Run(NamedTuple):
    """What a piece writes, cell by cell; `HALF` follows each wide character."""

    chars: list[str]
    styles: list[Style]
    looks: list[Style]
    """What of the styles is seen: of a blank's, no more than shows on a blank."""
    pen: Style
    """The style in which it leaves the terminal."""


class Odd(NamedTuple):
    """A piece about whose cells terminals may differ."""

    pen: Style
    again: bool
    """Whether writing it a second time in the same place shows the same."""


class Piece(NamedTuple):
    """Text with styles that is written from one place on."""

    row: int
    column: int
    text: str
    ends_line: bool


def shows_nothing(data: str) -> bool:
    """Return whether a write leaves cells, cursor's place and style as they are."""
    return _SHOWS_NOTHING.fullmatch(data) is not None


def split(data: str, cursor: tuple[int, int] | None) -> Iterator[Piece | None]:
    """Yield the pieces of a frame, of which the last may be empty; None for what is not placed.

    Args:
        data: What Textual writes.
        cursor: Where the cursor is before, row and column from 0, if that is known.
    """
    parts = _MOVE.split(data)
    if parts[0]:
        yield None if cursor is None else _piece(*cursor, parts[0])
    for at in range(1, len(parts), 3):
        yield _piece(max(int(parts[at]) - 1, 0), max(int(parts[at + 1]) - 1, 0), parts[at + 2])


def _piece(row: int, column: int, text: str) -> Piece:
    ends = text.endswith("\n")
    return Piece(row, column, text[:-1] if ends else text, ends)


@lru_cache(maxsize=256)
def read(text: str, pen: Style, ambiguous_agreed: bool = True) -> Run | Odd | None:
    """Return what the text of a piece shows, written in the style `pen`; None where it is not understood.

    The lists in the answer are shared: they are not to be changed.
    """
    chars: list[str] = []
    styles: list[Style] = []
    looks: list[Style] = []
    odd = again = False
    begun = ""
    for at, part in enumerate(_SGR.split(text)):
        if at % 2:
            after = styled(pen, part)
            if after is None:
                return None
            pen = after
        elif part:
            found = _characters(part, ambiguous_agreed)
            if found is None:
                return None
            if not begun and (begun := _LINK.sub("", part)[:1]):
                again = not joins(begun)
            if not found:
                odd = True
            else:
                chars += found
                styles += [pen] * len(found)
                blank = on_blank(pen)
                looks += [blank if each == " " else pen for each in found]
    if odd:
        return Odd(pen, again)
    return Run(chars, styles, looks, pen)


def _characters(text: str, ambiguous_agreed: bool) -> str | list[str] | None:
    """Return a character for each cell; nothing where terminals differ, None where it is not text."""
    if text.isascii() and text.isprintable():
        return text
    if _CONTROL.search(text):
        return None if _CONTROL.search(_LINK.sub("", text)) else ""
    found: list[str] = []
    for character in text:
        width = cells(character, ambiguous_agreed)
        if not width:
            return ""
        found.append(character)
        if width == 2:
            found.append(HALF)
    return found


def pen_after(data: str, pen: Style | None) -> Style | None:
    """Return the style in which data that is no frame leaves the terminal; None where that can't be told."""
    reset = max(data.rfind("\x1b[0m"), data.rfind("\x1b[m"))
    rest, after = (data, pen) if reset < 0 else (data[reset + 2 :], Style())
    if _RESTORES.search(rest):
        return None
    for codes in _SGR.findall(rest):
        if after is None:
            return None
        after = styled(after, codes)
    return after
