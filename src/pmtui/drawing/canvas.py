"""A sheet of cells to draw on, and the characters that lines are drawn with."""

from __future__ import annotations

from dataclasses import dataclass

from pmtui.drawing.cells import char_cells


@dataclass(frozen=True, slots=True)
class Pen:
    """The characters of a drawing: for terminals with UTF-8, or plain ASCII.

    Attributes:
        spine: The line along the fish, flat.
        upright: The same, upright.
        line: A thin line, flat.
        bar: The same, upright.
        corners: A box's corners: above left, above right, beneath left, beneath right.
        into_head: Where the spine meets the head.
        joins: Where a further spine turns up to the head, and where the last one does.
        rib: Where a rib leaves an upright spine.
        last_rib: The same for the last one.
        first: Where an upright spine begins.
        branch: Where a line leaves a tree's trunk.
        last: The same for the last one.
        likely: The sign of a likely factor.
        other: The sign of any other factor.
        circle: The sign of a basic event.
        diamond: The sign of an event that is not taken apart further.
        states: The signs for confirmed, ruled out and unknown.
        least: What is put before a number that is the least.
        ends: The sign for where a branch ends.
        ellipsis: The sign for what was left out.
    """

    spine: str = "═"
    upright: str = "║"
    line: str = "─"
    bar: str = "│"
    corners: str = "┌┐└┘"
    into_head: str = "╡"
    joins: str = "╣╝"
    rib: str = "╠═"
    last_rib: str = "╚═"
    first: str = "╔═"
    branch: str = "├─"
    last: str = "└─"
    likely: str = "●"
    other: str = "○"
    circle: str = "○"
    diamond: str = "◇"
    states: str = "✓✗?"
    least: str = "≥"
    ends: str = "■"
    ellipsis: str = "…"


UNICODE = Pen()
ASCII = Pen(
    *("=", "|", "-", "|", "++++", "|", "++", "+=", "+=", "+=", "|-", "`-"),
    *("*", "o", "( )", "< >", "+x?", ">=", "#", "..."),
)


def pen(plain: bool) -> Pen:
    """Return what to draw with: ASCII where `plain`."""
    return ASCII if plain else UNICODE


class Canvas:
    """A sheet of cells that grows as it is drawn on; what is drawn later stands on top."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []

    def put(self, row: int, start: int, text: str) -> int:
        """Draw a line's text from a cell on; return the cell after it. A wide character takes two cells."""
        while len(self._rows) <= row:
            self._rows.append([])
        line = self._rows[row]
        at = start
        for char in text:
            taken = char_cells(char)
            if not taken:
                if line and 0 < at <= len(line):
                    self._join(line, at - 1, char)
                continue
            line += [" "] * (at + taken - len(line))
            line[at] = char
            if taken == 2:
                line[at + 1] = ""
            at += taken
        return at

    @staticmethod
    def _join(line: list[str], at: int, mark: str) -> None:
        """Hang a mark without cells of its own on the character before it."""
        while at and not line[at]:
            at -= 1
        line[at] += mark

    def rows(self) -> tuple[str, ...]:
        """Return what was drawn, without blanks at the ends of rows."""
        return tuple("".join(line).rstrip() for line in self._rows)
