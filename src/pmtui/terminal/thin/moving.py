"""The shortest way to move the cursor, by sequences that every terminal knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

Place = tuple[int, int]
"""Row and column, from 0."""
Known = tuple[int, int | None]
"""Where the cursor is; None for a column about which terminals may differ."""


@lru_cache(maxsize=4096)
def move(before: Known | None, after: Place) -> str:
    """Return the shortest sequence that moves the cursor; `before` is None where it is not known."""
    row, column = after
    best = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H" if row else "\x1b[H"
    if before is None:
        return best
    down = _by(row - before[0], "B", "A")
    return min((best, *(way + down for way in _along(before[1], column))), key=len)


def _along(before: int | None, after: int) -> Iterator[str]:
    yield "\r" + _by(after, "C", "D")
    if before is not None:
        yield _by(after - before, "C", "D")
        if after < before:
            yield "\b" * (before - after)


def _by(count: int, forth: str, back: str) -> str:
    number = abs(count)
    return f"\x1b[{number if number > 1 else ''}{forth if count > 0 else back}" if count else ""
