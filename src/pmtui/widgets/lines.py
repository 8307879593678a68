"""The lines that every step has: where am I, the way through, and what was worked out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from pmtui.interview.question import STEPS, Criterion
from pmtui.widgets.fit import cut, padded, plain, shortened
from pmtui.widgets.shown import Shown

TITLE_AT_LEAST = 20
"""Characters of the title that are always shown."""
PIECES = "│"
"""What parts the pieces of what was understood."""
HOURS_TOLD = 96
"""Hours over the time from which days say more."""
GUESS = "(guess)"
SHORTEST_PIECE = 6
"""Cells of a piece that are always shown."""
QUESTION_ROWS = 2
"""The most rows that a question takes."""
WIDE = 100
"""Columns from which the way has room for longer labels."""

_NARROW = {
    "triage": "Triage",
    "timeline": "Timeline",
    "impact": "Impact",
    "causes": "Causes",
    "actions": "Actions",
    "share": "Share",
    "track": "Track",
    "review": "Review",
}
_LONG = {**_NARROW, "causes": "Root cause"}
_SHORT = {
    "triage": "Tri",
    "timeline": "Time",
    "impact": "Imp",
    "causes": "Cause",
    "actions": "Act",
    "share": "Share",
    "track": "Track",
    "review": "Rev",
}
DONE, BEGUN, OPEN, HERE = "●", "◐", "○", "▸"


class TitleLine(Shown):
    """Where am I: the title, the severity, what is left of the 48 hours, saved or not."""

    DEFAULT_CSS = "TitleLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._values: tuple[str, str, float | None, str] = ("", "", None, "")

    def show(self, title: str, severity: str, hours_left: float | None, state: str) -> None:
        """Show these values.

        Args:
            title: The postmortem's title.
            severity: Such as "SEV1"; empty where it is not known.
            hours_left: Of the 48 hours, below 0 when they are over; None for no clock.
            state: Whether the file holds what is on the screen, in words.
        """
        self._values = (plain(title), plain(severity), hours_left, plain(state))
        self.refit()

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - one row
        """Return the line, shortened from the least needed on."""
        title, severity, hours, state = self._values
        clock = clock_words(hours)
        room = width - 2
        first = min(cell_len(title or "Untitled"), TITLE_AT_LEAST)
        parts = [part for part in (severity, clock, state) if part]
        while len(parts) > 1 and first + 2 + cell_len("   ".join(parts)) > room:
            parts.pop(0)
        right = cut("   ".join(parts), max(room - first - 2, 0))
        left = padded(title or "Untitled", max(room - cell_len(right) - (2 if right else 0), 0))
        urgent = bool(clock) and clock in parts and hours is not None and hours < 0
        end = Content(right)
        if urgent and clock in right:
            at = right.index(clock)
            end = end.stylize("bold", at, at + len(clock))
        return Content.assemble(" ", (left, "bold"), "  " if right else "", end, " ")


def clock_words(hours_left: float | None) -> str:
    """Return what is left of the 48 hours, in whole hours: `31h left`, `5h over`, or nothing.

    What is long over is told in whole days.
    """
    if hours_left is None:
        return ""
    if hours_left <= -HOURS_TOLD:
        return f"{math.floor(-hours_left / 24)}d over"
    if hours_left < 0:
        return f"{max(math.floor(-hours_left), 1)}h over"
    return f"{math.floor(hours_left)}h left" if hours_left >= 1 else "<1h left"


class WayLine(Shown):
    """The way: each step with its state, and how many of the criteria of success hold."""

    DEFAULT_CSS = "WayLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._steps: dict[str, Criterion] = {}
        self._met = (0, 0)
        self._here = ""

    def show(self, steps: Sequence[Criterion], criteria: Sequence[Criterion], here: str) -> None:
        """Show these states.

        Args:
            steps: The steps as they stand; their ids are the steps' names. None while that is not known.
            criteria: The criteria of success as they stand; none likewise.
            here: The step on the screen.
        """
        self._steps = {step.id: step for step in steps}
        self._met = (sum(one.met for one in criteria), len(criteria))
        self._here = here
        self.refit()

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - one row
        """Return the line with the longest labels that fit."""
        met, count = self._met
        long, short = (f"criteria {met}/{count}", f"{met}/{count}") if count else ("", "")
        for labels, tail, gap in (
            (_LONG, long, "  "),
            (_LONG, long, " "),
            (_NARROW, long, " "),
            (_NARROW, short, " "),
            (_SHORT, short, " "),
        ):
            parts = self._places(labels, gap)
            used = sum(cell_len(text) for text, _ in parts) + 1
            if used + cell_len(tail) + 2 <= width and (labels is not _LONG or width >= WIDE):
                break
        between = max(width - used - cell_len(tail) - 1, 1)
        return Content.assemble(" ", *parts, " " * between, (tail, "bold" if met == count else ""))

    def _places(self, labels: dict[str, str], gap: str) -> list[tuple[str, str]]:
        parts = []
        for name in STEPS:
            state = self._steps.get(name)
            sign = DONE if state and state.met else BEGUN if state and state.begun else OPEN
            sign = sign if self._steps else " "
            here = name == self._here
            words = f"{HERE if here else ''}{sign}{gap[1:]}{labels[name]}"
            parts += [(words, "bold" if here else "dim" if sign == OPEN else ""), (gap, "")]
        return parts[:-1]


class ParseLine(Shown):
    """What was understood of the text in the field, piece by piece, or why it was not."""

    DEFAULT_CSS = "ParseLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._words = ""

    def show(self, words: str) -> None:
        """Show these words; pieces are parted by `│`."""
        self._words = plain(words)
        self.refit()

    def words(self, width: int, height: int) -> Content:
        """Return the pieces in the rows there are; where the room is small, the longest are shortened."""
        room, rows = max(width - 2, 1), max(height, 1)
        if PIECES not in self._words:
            lines = shortened(self._words, room, rows)
        else:
            pieces = [piece.strip() for piece in self._words.split(PIECES)]
            lines = _packed(pieces, room)
            longest = max(map(cell_len, pieces))
            while len(lines) > rows and longest > SHORTEST_PIECE:
                longest -= 1  # a guess says to the end that it is one
                lines = _packed([p if p.endswith(GUESS) else cut(p, longest) for p in pieces], room)
        return Content("\n".join(f"  {cut(line, room)}".rstrip() for line in lines[:rows]))


def _packed(pieces: Sequence[str], room: int) -> list[str]:
    """Return the pieces in lines of at most `room` cells, each line as full as it can be."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]} {PIECES} {piece}"
        if cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


class InfoLine(Shown):
    """What was worked out, beneath the list: key moments, durations, an average."""

    DEFAULT_CSS = "InfoLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._words = ""

    def show(self, words: str) -> None:
        """Show these words; none leaves the line empty."""
        self._words = plain(words)
        self.refit()

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - one row
        """Return the line, cut to the width."""
        return Content(cut(f"   {self._words}", width) if self._words else "")


class QuestionLine(Shown):
    """The question in front, in one or two rows, with its place among those of the step."""

    DEFAULT_CSS = "QuestionLine { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._asked, self._place = "", ""

    def show(self, asked: str, place: str = "") -> None:
        """Show the question, and its place such as `(2/10)`."""
        before = self._rows()
        self._asked, self._place = plain(asked), place
        if self._rows() != before:
            self.refresh(layout=True)
        self.refit()

    def _rows(self) -> int:
        return self.words(self.size.width, 0).plain.count("\n") if self.size.width else 0

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - as many rows as it takes
        """Return the question in at most two rows; the place stands where it does not cost a row."""
        room = max(width - 2, 1)
        rows = shortened(self._asked, room, QUESTION_ROWS)
        if self._place and cell_len(rows[-1]) + 2 + cell_len(self._place) <= room:
            rows[-1] += f"  {self._place}"
        return Content("\n").join(Content(f" {row}") for row in rows)
