"""Words fitted into cells of the terminal: measured, cut and wrapped, never by characters.

Widths are Unicode's (Standard Annex 11: wide and fullwidth are two cells; marks, the vowels and finals of
conjoining Hangul, and the skin tones of emoji, none).
"""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
_EMOJI_STYLE = "\ufe0f"  # asks for a wide picture of a narrow sign; terminals don't agree on it


def one_line(text: str) -> str:
    """Return a text as one line without control characters, its blanks as single spaces."""
    text = " ".join(text.replace(_EMOJI_STYLE, "").split())
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def cells(text: str) -> int:
    """Return how many cells a line without control characters takes."""
    if text.isascii():
        return len(text)
    return sum(map(char_cells, text))


def char_cells(char: str) -> int:
    """Return how many cells a character takes: 0, 1 or 2."""
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Mc"):
        return 0
    if "\u1160" <= char <= "\u11ff" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(line: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """Return a line in at most `width` cells, ended with an ellipsis where something was cut."""
    return line if cells(line) <= width else _ended(line, width, ellipsis)


def wrapped(text: str, width: int, most: int = 0, ellipsis: str = ELLIPSIS, first: int = 0) -> list[str]:
    """Return a text in lines of at most `width` cells, broken between words; longer words are split.

    Args:
        text: The text; its line breaks count as blanks.
        width: The cells of a line; taken as 2 at least, which the widest character needs.
        most: How many lines there may be, 0 for any number; the last ends in an ellipsis where more
            would be needed.
        ellipsis: The sign for what was left out.
        first: The cells of the first line, where it has another width.
    """
    widths = (max(first or width, 2), max(width, 2))
    lines: list[str] = []
    line, filled = "", 0
    for word in one_line(text).split(" "):
        room = cells(word)
        if line and filled + 1 + room <= widths[bool(lines)]:
            line, filled = f"{line} {word}", filled + 1 + room
            continue
        if line:
            lines.append(line)
        if room > widths[bool(lines)]:
            *full, word = _pieces(word, *widths) if not lines else _pieces(word, widths[1], widths[1])
            lines += full
            room = cells(word)
        line, filled = word, room
        if 0 < most < len(lines):
            break
    lines += [line] if line or not lines else []
    if 0 < most < len(lines):
        room = widths[most > 1] - cells(ellipsis)
        ending = (
            _head(lines[most - 1], room).rstrip() + ellipsis if room >= 0 else ellipsis[: widths[most > 1]]
        )
        lines[most - 1 :] = [ending]
    return lines


def _pieces(word: str, first: int, rest: int) -> list[str]:
    """Return a word in pieces of at most `first` cells and then `rest` cells."""
    out = [""]
    begin, filled = 0, 0
    for place, char in enumerate(word):
        filled += char_cells(char)
        if filled > (rest if len(out) > 1 else first):
            out[-1:] = [word[begin:place], ""]
            begin, filled = place, char_cells(char)
    out[-1] = word[begin:]
    return out


def _ended(line: str, width: int, ellipsis: str) -> str:
    """Return a line, ended with an ellipsis, in at most `width` cells: cut at a word where one is near."""
    head = _head(line, max(width - cells(ellipsis), 0))
    blank = head.rfind(" ")
    if len(head) < len(line) and line[len(head)] != " " and blank > len(head) // 2:
        head = head[:blank]
    return head.rstrip() + ellipsis if width >= cells(ellipsis) else ellipsis[:width]


def _head(line: str, width: int) -> str:
    """Return the beginning of a line that fits into `width` cells."""
    filled = 0
    for place, char in enumerate(line):
        filled += char_cells(char)
        if filled > width:
            return line[:place]
    return line
