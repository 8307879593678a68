"""Which words of a text changed, so that a change can be shown in its place.

The work is bounded whatever the texts are: a text that changed in more places than can be looked for is
compared by its lines, and else is told as replaced from its first changed word to its last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from pmtui.text.patterns import regex
from pmtui.values import dataclass

Kind = Literal["same", "removed", "added"]

MOST_STEPS = 240
"""Words (or lines) taken out and put in, in all, up to which the shortest way is looked for."""
BREAK = "¶"
"""Stands for a line break where nothing else was put in or taken out."""

_ALIKE = 0.25
"""The share of the letters that stays, below which two texts are shown one after the other."""
_WORDS = regex(r"\s|[^\s]{1,200}")
_LINES = regex(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the older or the newer text: it stands in both, only in the older, or only in the newer."""

    kind: Kind
    text: str


def changed_words(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from one text to the other, in order."""
    pieces = _compared(_WORDS.findall(before), _WORDS.findall(after))
    if pieces is None or _letters(pieces) < _ALIKE * min(len(before), len(after)):
        pieces = _compared(_LINES.findall(before), _LINES.findall(after))
    if pieces is None:
        pieces = _replaced(before, after)
    return tuple(_joined(_without_bridges(pieces)))


def marked(pieces: Sequence[Piece]) -> str:
    """Return pieces as plain text, with [-what was taken out-] and {+what was put in+}."""
    signs = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    return "".join(f"{signs[one.kind][0]}{one.text}{signs[one.kind][1]}" for one in pieces)


def changed_lines(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...] | None, ...]:
    """Return the lines in which something changed, as pieces; None stands for lines between that did not."""
    lines: list[list[Piece]] = [[]]
    for one in pieces:
        only_breaks = one.kind != "same" and not one.text.strip("\n")
        first, *more = (one.text.replace("\n", f"{BREAK}\n") if only_breaks else one.text).split("\n")
        lines[-1].append(Piece(one.kind, first))
        lines += [[Piece(one.kind, text)] for text in more]
    shown: list[tuple[Piece, ...] | None] = []
    for line in lines:
        held = tuple(one for one in line if one.text)
        if any(one.kind != "same" for one in held):
            shown.append(held)
        elif not shown or shown[-1] is not None:
            shown.append(None)
    return tuple(shown)


def told_lines(before: str, after: str) -> tuple[str, ...]:
    """Return a change as lines of plain text: of a text that is new or gone all, of another what changed.

    What was taken out and put in is marked as `marked` does; `…` stands for lines that are the same.
    """
    if before and after:
        lines = changed_lines(changed_words(before, after))
        return tuple("…" if line is None else marked(line) for line in lines)
    kind: Kind = "added" if after else "removed"
    return tuple(marked((Piece(kind, line),)) for line in (after or before).split("\n"))


def _letters(pieces: Sequence[Piece]) -> int:
    return sum(len(one.text) for one in pieces if one.kind == "same" and not one.text.isspace())


def _replaced(before: str, after: str) -> list[Piece]:
    return [Piece("removed", before), Piece("added", after)]


def _compared(before: Sequence[str], after: Sequence[str]) -> list[Piece] | None:
    """Return what is the same, taken out and put in, in order; None where too much of it changed."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    middle = _shortest(before[head : len(before) - tail], after[head : len(after) - tail])
    if middle is None:
        return None
    same = [Piece("same", text) for text in before[:head]]
    return [*same, *middle, *(Piece("same", text) for text in before[len(before) - tail :])]


def _shortest(before: Sequence[str], after: Sequence[str]) -> list[Piece] | None:
    """Return the shortest way from one row of words to another; None where it has too many steps.

    The furthest point on each diagonal is kept for each number of steps, so both time and room are bounded
    by the square of `MOST_STEPS`, beside one look at each word.
    """
    rows, columns = len(before), len(after)
    if abs(rows - columns) > MOST_STEPS:
        return None
    furthest: dict[int, int] = {1: 0}
    kept: list[dict[int, int]] = []
    for steps in range(min(rows + columns, MOST_STEPS) + 1):
        kept.append(dict(furthest))
        for diagonal in range(-steps, steps + 1, 2):
            put_in = _puts_in(furthest, diagonal, steps)
            row = furthest[diagonal + 1] if put_in else furthest[diagonal - 1] + 1
            while row < rows and row - diagonal < columns and before[row] == after[row - diagonal]:
                row += 1
            furthest[diagonal] = row
            if row >= rows and row - diagonal >= columns:
                return list(_back(kept, before, after))[::-1]
    return None


def _puts_in(furthest: dict[int, int], diagonal: int, steps: int) -> bool:
    """Say whether the furthest point on a diagonal comes from a word put in, not from one taken out."""
    if diagonal in (-steps, steps):
        return diagonal == -steps
    return furthest[diagonal - 1] < furthest[diagonal + 1]


def _back(kept: Sequence[dict[int, int]], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces of the way that was found, last first."""
    row, column = len(before), len(after)
    for steps in range(len(kept) - 1, -1, -1):
        furthest, diagonal = kept[steps], row - column
        put_in = steps > 0 and _puts_in(furthest, diagonal, steps)
        origin = furthest[diagonal + 1] if put_in else furthest.get(diagonal - 1, -1)
        stop = 0 if not steps else origin if put_in else origin + 1
        while row > stop:
            row, column = row - 1, column - 1
            yield Piece("same", before[row])
        if steps and put_in:
            column -= 1
            yield Piece("added", after[column])
        elif steps:
            row -= 1
            yield Piece("removed", before[row])


def _without_bridges(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a blank that stayed between two changes is taken out and put in with them."""
    for at, one in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and "same" not in (pieces[at - 1].kind, pieces[at + 1].kind)
        if one.kind == "same" and between and one.text.isspace():
            yield Piece("removed", one.text)
            yield Piece("added", one.text)
        else:
            yield one


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield neighbours of one kind as one piece, of a change first what was taken out."""
    for same, group in groupby(pieces, key=lambda one: one.kind == "same"):
        held = list(group)
        kinds: tuple[Kind, ...] = ("same",) if same else ("removed", "added")
        for kind in kinds:
            if text := "".join(one.text for one in held if one.kind == kind):
                yield Piece(kind, text)
