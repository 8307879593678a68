"""Fitting words into a width of the screen: cut, shortened or wrapped by cells, never by characters."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size

ELLIPSIS = "…"


def plain(text: str) -> str:
    """Return a text as one line without control characters: a pasted escape sequence must not act."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with `…` where something was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Return `text` cut or filled with blanks to exactly `width` cells."""
    return set_cell_size(cut(text, width), max(width, 0))


def ends(left: str, right: str, width: int) -> str:
    """Return one line of `width` cells with `left` at its left and `right` at its right end."""
    room = width - cell_len(right)
    return padded(left, room - 1) + " " + right if right and room > 1 else padded(left or right, width)


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells, broken between words; longer words are split."""
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and cell_len(line) + 1 + cell_len(word) <= width:
                line += " " + word
                continue
            if line:
                lines.append(line)
            *full, line = [word] if cell_len(word) <= width else chop_cells(word, width)
            lines += full
        lines.append(line)
    return lines


def shortened(text: str, width: int, rows: int) -> list[str]:
    """Return `text` in at most `rows` lines of `width` cells, ended with `…` at a word where it is longer."""
    lines = wrapped(text, width)
    if len(lines) <= rows:
        return lines
    kept = lines[: max(rows, 1)]
    last = kept[-1]
    while last and cell_len(last) + 2 > width:
        last = last.rpartition(" ")[0]
    kept[-1] = f"{last.rstrip(' ,;:')} {ELLIPSIS}" if last else cut(kept[-1] + " " * width, width)
    return kept
