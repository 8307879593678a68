"""The style of a cell as SGR sequences tell it, and the shortest way from one to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

BOLD, DIM, ITALIC, UNDERLINE, BLINK, FAST, REVERSE, HIDDEN, STRUCK = (1 << code for code in range(1, 10))
_INTENSITY = BOLD | DIM
_SWITCHED = {ITALIC: 23, UNDERLINE: 24, BLINK: 25, REVERSE: 27, STRUCK: 29}
"""What is switched on by a code and off by another, everywhere; the code for off, by the flag."""
_OFF = {22: _INTENSITY, 23: ITALIC, 24: UNDERLINE, 25: BLINK | FAST, 27: REVERSE, 28: HIDDEN, 29: STRUCK}


class Style(NamedTuple):
    """What SGR sequences have set since the last reset.

    Attributes:
        flags: Bold, dim and the other attributes of the codes 1 to 9; bit n stands for code n.
        fg: The colour of the letters, as it was written, such as `31` or `38;2;1;2;3`; empty for the default.
        bg: The colour behind them, in the same way.
        rest: Other codes, as they were written.
    """

    flags: int = 0
    fg: str = ""
    bg: str = ""
    rest: tuple[str, ...] = ()


PLAIN = Style()


@lru_cache(maxsize=2048)
def on_blank(style: Style) -> Style:
    """Return what of a style shows on a blank: on most, the colour behind it and nothing else."""
    return Style(bg=style.bg) if bare(style) else style


def bare(style: Style) -> bool:
    """Return whether a style draws nothing on a blank but the colour behind it."""
    return not style.rest and not style.flags & ~(_INTENSITY | ITALIC)


def blank_pen(pen: Style | None, bg: str) -> Style:
    """Return the style in which a blank is written, by a terminal that writes in `pen` now."""
    plain = Style(bg=bg)
    if pen is None or pen.rest:
        return plain
    kept = Style(pen.flags & (_INTENSITY | ITALIC), pen.fg, bg)
    return min(kept, plain, key=lambda style: len(change(pen, style)))


@lru_cache(maxsize=2048)
def styled(style: Style, codes: str) -> Style | None:
    """Return the style after the sequence `CSI codes m`.

    None where it can't be read, or where terminals take what it says in the light of what was before: the
    Linux console has one intensity, which bright and mixed colours set as well as bold and dim do, and
    rare codes are read as others by terminals that don't know them.
    """
    flags, fg, bg, rest = style
    left = codes.split(";")
    while left:
        word = left.pop(0) or "0"
        if not word.isdecimal():
            return None
        code = int(word)
        if code == 0:
            flags, fg, bg, rest = PLAIN
        elif code < 10:
            if rest or (code == 1 and flags & DIM) or (code < 3 and _sets_intensity(fg)):
                return None
            flags |= 1 << code
        elif code in (38, 48, 58):
            colour = _colour(word, left)
            if not colour:
                return None
            if code == 38:
                fg = colour
            elif code == 48:
                bg = colour
            elif _sets_intensity(fg):
                return None
            else:
                rest = (*rest, colour)
        elif 90 <= code <= 97:
            fg = word
        elif (30 <= code <= 37 or code in (22, 39)) and _sets_intensity(fg):
            return None
        elif 30 <= code <= 37:
            fg = word
        elif 40 <= code <= 47 or 100 <= code <= 107:
            bg = word
        elif code == 39:
            if flags & UNDERLINE:
                return None  # on old consoles it ends underlining too
            fg = ""
        elif code == 49:
            bg = ""
        elif code in _OFF:
            if rest:
                return None
            flags &= ~_OFF[code]
        elif _sets_intensity(fg):
            return None
        else:
            rest = (*rest, word)
    return Style(flags, fg, bg, rest)


def _colour(word: str, left: list[str]) -> str:
    """Take the words of a colour off the front of `left`; return the colour, empty where it is none."""
    count = {"5": 2, "2": 4}.get(left[0] if left else "", 0)
    words = left[:count]
    if len(words) < max(count, 1) or not all(each.isdecimal() for each in words):
        return ""
    del left[:count]
    return ";".join((word, *words))


@lru_cache(maxsize=4096)
def change(before: Style | None, after: Style, one_intensity: bool = False) -> str:
    """Return the shortest sequence from one style to another.

    Args:
        before: The style that is set; None where it is not known.
        after: The style to set.
        one_intensity: Whether mixed colours set bold or dim as well, as they do on the Linux console.
    """
    if before == after:
        return ""
    codes = _codes(after)
    whole = f"\x1b[0;{codes}m" if codes else "\x1b[m"
    if before is None:
        return whole
    part = _difference(before, after, "9 38" if one_intensity else "9")
    return f"\x1b[{part}m" if part and len(part) + 3 < len(whole) else whole


def _codes(style: Style) -> str:
    flags = [str(code) for code in range(1, 10) if style.flags & 1 << code]
    return ";".join((*flags, *style.rest, *filter(None, (style.fg, style.bg))))


def _difference(before: Style, after: Style, setting: str) -> str:
    """Return the codes that lead from one style to another without a reset; empty where that is not sure.

    Args:
        before: The style that is set.
        after: The style to set.
        setting: How the colours begin that may set bold or dim as well.
    """
    changed = before.flags ^ after.flags
    if before.rest or after.rest or changed & (FAST | HIDDEN):
        return ""
    codes: list[str] = []
    was_set, is_set = (style.fg.startswith(tuple(setting.split())) for style in (before, after))
    intensity = bool(changed & _INTENSITY) or (was_set and not is_set)
    if intensity:
        if was_set or before.flags & ~after.flags & _INTENSITY:
            codes.append("22")  # ends bold and dim both
        codes += [str(code) for code in (1, 2) if after.flags & 1 << code]
    for flag, off in _SWITCHED.items():
        if changed & flag:
            codes.append(str(flag.bit_length() - 1 if after.flags & flag else off))
    if before.fg != after.fg or (intensity and is_set):
        if not after.fg and after.flags & UNDERLINE:
            return ""  # as above
        codes.append(after.fg or "39")
    if before.bg != after.bg:
        codes.append(after.bg or "49")
    return ";".join(codes)


def _sets_intensity(fg: str) -> bool:
    """Return whether a colour sets bold or dim as well, as bright and mixed ones on the Linux console do."""
    return fg.startswith(("9", "38"))
