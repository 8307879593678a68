"""The lines that every step has: where am I, the way through, and what was worked out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from pmtui.interview.question import STEPS, Criterion
from pmtui.widgets.fit import cut, padded, plain
from pmtui.widgets.shown import Shown

TITLE_AT_LEAST = 20
"""Characters of the title that are always shown."""
PIECES = "│"
"""What parts the pieces of what was understood."""
HOURS_TOLD = 96
"""Hours over the time from which days say more."""
SHORTEST_PIECE = 6
"""Cells of a piece that are always shown."""
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
            steps: The steps as they stand; their ids are the steps' names.
            criteria: The criteria of success as they stand.
            here: The step on the screen.
        """
        self._steps = {step.id: step for step in steps}
        self._met = (sum(one.met for one in criteria), len(criteria))
        self._here = here
        self.refit()

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - one row
        """Return the line with the longest labels that fit."""
        met, count = self._met
        long, short = f"criteria {met}/{count}", f"{met}/{count}"
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

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - one row
        """Return the pieces on one line; where they have no room, the longest are shortened first."""
        room = width - 2
        pieces = [piece.strip() for piece in self._words.split(PIECES)]
        between = f"  {PIECES}  " if cell_len(self._words) <= room else f" {PIECES} "
        lengths = [cell_len(piece) for piece in pieces]
        while sum(lengths) + cell_len(between) * (len(pieces) - 1) > room and max(lengths) > SHORTEST_PIECE:
            lengths[lengths.index(max(lengths))] -= 1
        told = between.join(cut(piece, length) for piece, length in zip(pieces, lengths, strict=True))
        return Content(f"  {cut(told, room)}" if told else "")


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
