"""Two versions of a text as lines, with the words in which they differ underlined in each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from pmtui.text.changed_words import Kind, Piece, changed_words
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import plain, wrapped

STYLE = "bold underline"
"""How words that differ look: not by colour, so that every terminal shows it."""


def beside(one: str, other: str, width: int, indent: str = "  ") -> tuple[list[BoardLine], list[BoardLine]]:
    """Return both texts as lines of at most `width` cells, what differs underlined in each.

    Where nothing is alike, or one of them is empty, nothing is underlined: it would all be.
    """
    pieces = changed_words(one, other) if one and other else ()
    if not any(piece.kind == "same" and piece.text.strip() for piece in pieces):
        pieces = ()
    return (
        _lines(one, _flags(pieces, "removed", one), width, indent),
        _lines(other, _flags(pieces, "added", other), width, indent),
    )


def _flags(pieces: Sequence[Piece], own: Kind, text: str) -> list[bool]:
    """Return for each character of a text whether it is in that version only."""
    mine = [piece for piece in pieces if piece.kind in ("same", own)]
    flags = [piece.kind == own for piece in mine for _ in piece.text]
    return flags if len(flags) == len(text) else [False] * len(text)


def _lines(text: str, flags: Sequence[bool], width: int, indent: str) -> list[BoardLine]:
    out: list[BoardLine] = []
    start = 0
    for line in text.split("\n"):
        mine = [flag for flag, letter in zip(flags[start:], plain(line), strict=False) if letter != " "]
        start += len(line) + 1
        for row in wrapped(plain(line), max(width - len(indent), 1)):
            letters = len(row) - row.count(" ")
            content = _underlined(row, mine[:letters])
            mine = mine[letters:]
            shown = Content.assemble(indent, content) if row else ""
            out.append(BoardLine(text=shown, selectable=False))
    return out


def _underlined(row: str, flags: Sequence[bool]) -> Content:
    """Return a row with the letters flagged underlined; blanks have no flag, and go with what is before."""
    marks: list[bool] = []
    left = iter(flags)
    for letter in row:
        marks.append(next(left, False) if letter != " " else bool(marks) and marks[-1])
    content, at = Content(row), 0
    for flag, group in groupby(marks):
        end = at + len(list(group))
        if flag:
            content = content.stylize(STYLE, at, len(row[:end].rstrip(" ")))
        at = end
    return content
