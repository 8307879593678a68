"""Letters in a drawing: what may stand in XML, how wide they are about, and where lines break."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, save tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of the text that follows
    "\ud800-\udfff\ufffe\uffff]"  # what XML can't hold
)
_EM = {
    **dict.fromkeys("ijlI|'.,:;! ", 0.33),
    **dict.fromkeys('frt()[]{}-/\\"', 0.42),
    **dict.fromkeys("mwM@%W", 0.99),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&+=<>~_#", 0.78),
}
"""Widths in em of the letters of wide sans-serif fonts, rounded up: a narrower font leaves some room."""
_USUAL, _WIDE = 0.63, 1.05
BOLD = 1.12
"""How much wider bold letters are."""


def visible(text: str) -> str:
    """Return `text` with the characters made visible that a page can't hold or that would disguise it."""
    return _HIDDEN.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 127 else "\N{REPLACEMENT CHARACTER}"


def width(text: str, size: float = 13) -> float:
    """Return about how wide `text` is, in the units of `size`, on the safe side."""
    return sum(map(_em, text)) * size


def _em(letter: str) -> float:
    known = _EM.get(letter)
    if known is not None:
        return known
    if letter < "\u0300":
        return _USUAL
    if unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return _WIDE if letter >= "\u2190" or unicodedata.east_asian_width(letter) in "WF" else 0.8


def wrapped(text: str, limit: float, size: float = 13) -> list[str]:
    """Return `text`, made visible, as lines at most about `limit` wide; at least one, which may be empty.

    Lines break at blanks, and inside a word that is wider than a line. Linear in the text.
    """
    lines: list[str] = []
    line, used = "", 0.0
    gap = width(" ", size)
    for word in visible(text).split():
        wide = width(word, size)
        if line and used + gap + wide <= limit:
            line, used = f"{line} {word}", used + gap + wide
            continue
        if line:
            lines.append(line)
        line, used = word, wide
        if wide > limit:
            *whole, line = _cut(word, limit, size)
            lines += whole
            used = width(line, size)
    return [*lines, line] if line or not lines else lines


def _cut(word: str, limit: float, size: float) -> list[str]:
    parts: list[str] = []
    start, used = 0, 0.0
    for at, letter in enumerate(word):
        wide = _em(letter) * size
        if used + wide > limit and at > start and wide:
            parts.append(word[start:at])
            start, used = at, 0.0
        used += wide
    return [*parts, word[start:]]
