"""The symbols of a fault tree, as IEC 61025 and NUREG-0492 have them, and the mark of a leaf's state.

An "and" gate has a flat bottom, an "or" gate a curved one; "k of n" is an "or" gate with its figures. A basic
event is a circle, one that was not taken apart further a diamond, a part drawn elsewhere a triangle.
"""

from __future__ import annotations

from pmtui.drawing.svg.canvas import SMALL, Canvas, Point
from pmtui.model.postmortem import EventState

HIGH = 38.0
"""From a symbol's top to its foot, at most."""
_AND = "M-24 18V2A24 21 0 0 1 24 2V18Z"
_OR = "M-24 18Q0 7 24 18Q23 -9 0 -20Q-23 -9 -24 18Z"
_DIAMOND = "M0 -18L18 0L0 18L-18 0Z"
_TRIANGLE = "M0 -19L19 14H-19Z"
_TICK, _CROSS = "M-6 0L-2 5L7 -5", "M-5.5 -5.5L5.5 5.5M5.5 -5.5L-5.5 5.5"


def gate(canvas: Canvas, at: Point, kind: str, words: str) -> None:
    """Draw a gate's symbol around `at`, with its word or its figures inside."""
    canvas.path(_AND if kind == "and" else _OR, at, 21, "open")
    inside = words if len(words) <= 6 else "k/n"
    canvas.words((at[0], at[1] - SMALL / 2 + 1), [inside], "strong", "middle", small=True)


def leaf(canvas: Canvas, at: Point, state: EventState | None, undeveloped: bool) -> None:
    """Draw a basic event's symbol around `at`: full with a tick, crossed out, or with a question mark."""
    confirmed, ruled_out = state == "confirmed", state == "ruled-out"
    style = "ink" if confirmed else "open dashed" if ruled_out else "open"
    event(canvas, at, undeveloped, style)
    if confirmed:
        canvas.path(_TICK, at, 7, "mark")
    elif ruled_out:
        canvas.path(_CROSS, at, 7, "sign")
    else:
        canvas.words((at[0], at[1] - 8), ["?"], "strong", "middle")


def event(canvas: Canvas, at: Point, undeveloped: bool, style: str) -> None:
    """Draw a basic event's symbol without a state: a circle, or a diamond."""
    if undeveloped:
        canvas.path(_DIAMOND, at, 18, style)
    else:
        canvas.circle(at, 15, style)


def transfer(canvas: Canvas, at: Point, number: int | None) -> None:
    """Draw the triangle of what is drawn elsewhere, with the number by which it is found."""
    canvas.path(_TRIANGLE, at, 19, "open")
    if number is not None:
        canvas.words((at[0], at[1] - 3), [str(number)], "strong", "middle", small=True)
