"""What was on the screen, and since when."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from faults.model import Moment, Typed, bare

if TYPE_CHECKING:
    from ptyterm import Terminal

FIELD = " ▌"
"""How the lines of a field begin."""
TALLEST = 2
"""From so many lines on a field may be scrolled: what is seen then is a part of the text."""


class Watch:
    """Notes which moment of the typing the screen has shown, and when it was first read off the screen."""

    def __init__(self, term: Terminal, typed: Typed) -> None:
        self.term, self.typed = term, typed
        self.seen: list[tuple[float, int]] = [(time.monotonic(), 0)]

    def read(self, seconds: float) -> None:
        """Read the terminal for some seconds, and look at the screen whenever something came."""
        until = time.monotonic() + seconds
        while True:
            if self.term.pump(max(until - time.monotonic(), 0)):
                self.look()
            if time.monotonic() >= until:
                return

    def look(self) -> None:
        """Find the first moment, from the last one seen on, that looks like the screen."""
        last = self.seen[-1][1]
        if last == len(self.typed.moments) - 1:
            return
        lines = self.term.screen()
        field = self.field(lines)
        shown, rest = (
            bare("".join(field)),
            bare("".join(line for line in lines if not line.startswith(FIELD))),
        )
        for at in range(last, len(self.typed.moments)):
            if _looks_like(self.typed.moments[at], shown, len(field), rest):
                if at > last:
                    self.seen.append((time.monotonic(), at))
                return

    def field(self, lines: list[str]) -> list[str]:
        """Return the lines of the field in front, of those of the screen."""
        return [line[len(FIELD) :] for line in lines if line.startswith(FIELD)]

    def seen_by(self, moment: float) -> int:
        """Return the latest moment of the typing that was on the screen by then."""
        return max((at for when, at in self.seen if when <= moment), default=0)


def _looks_like(moment: Moment, shown: str, rows: int, rest: str) -> bool:
    """Say whether a screen whose field of so many rows shows `shown` may be that of a moment."""
    if not moment.here:
        return bool(moment.sign) and moment.sign in rest
    return shown == moment.sign or (rows >= TALLEST and bool(shown) and shown in moment.sign)
