"""How much a postmortem's text may hold. It is looked at before it is parsed, which may take too long.

Parsing, joining and writing take time for each value and each level, not for each character. So what is
counted is what stands outside of texts in quotes and comments: keys, values in lists, and tables, in a way
that gives the same number however the file is laid out, so that what can be read can be written. Most files
are told by counting marks; only one with very many of them is read mark by mark.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import repeat
from operator import contains

from pmtui.values import dataclass

LARGEST = 8 * 1024 * 1024
"""Bytes of a file. Five thousand rows of a timeline and 200,000 characters of prose are under two million."""
MOST = 150_000
"""Values; a table counts as two or, as a row, as four. Those five thousand rows have less than half."""
MOST_LINES = 2 * MOST
"""Lines outside of texts in quotes: comments and blank lines are cheaper than values."""
DEEPEST = 64
"""Levels of tables, lists and dotted keys."""
LONGEST = 4000
"""Characters of a number: Python itself reads none that is much longer."""

_MOST_TOKENS = 8 * MOST  # of valid TOML within the other bounds there are fewer
_MARKS = {"=": 1, ",": 1, "[": 2, "{": 2, ".": 1}
_LONG = rf"(?<![^\s=,\[{{])[^\s\"'#=,\[\]{{}}]{{{LONGEST + 1}}}"
# The end of a text is looked for lazily: groups that give nothing back fail in Python before 3.11.5.
_TOKEN = (
    r'(?P<text>"""(?:.*?(?<!\\)(?:\\\\)*"{3,5}|.*)'
    r"|'''(?:.*?'{3,5}|.*)"
    r'|"(?:[^\n]*?(?<!\\)(?:\\\\)*"|[^\n]*+\n?)'
    r"|'[^'\n]*+(?:'|\n|\Z)"
    r")|(?P<comment>\#[^\n]*+)"
    r"|(?P<line>\n)"
    r"|(?P<next>[,=])"
    r"|(?P<open>[\[{])"
    r"|(?P<close>[\]}])"
    r"|(?P<bare>[^\s\"'#\[\]{},=]++)"
)
_compiled = cache(re.compile)  # few files need a pattern at all


@dataclass(frozen=True, slots=True)
class Excess:
    """What a text holds too much of.

    Attributes:
        words: What, and the limit.
        remedy: What to do about it in a file.
    """

    words: str
    remedy: str


TOO_LARGE = Excess(
    f"it is larger than {LARGEST // 1024 // 1024} MB",
    "Look at the name; long evidence is better linked than pasted.",
)
TOO_DEEP = Excess(
    f"its tables, lists or dotted keys are nested more than {DEEPEST} deep",
    "Take the nested value out in an editor; the file was left as it is.",
)
TOO_LONG = Excess(
    "it holds a number of thousands of digits",
    "Put long figures in quotes; the file was left as it is.",
)
TOO_MANY = Excess(
    f"it has more than {MOST:,} values or {MOST_LINES:,} lines",
    "Look at the name; a long log is better linked than pasted.",
)


def excess(text: str) -> Excess | None:
    """Return what the TOML `text`, with Unix line ends, holds too much of; None where it is within bounds.

    A text that is no TOML is looked at up to where it is none.
    """
    marks = sum(times * text.count(mark) for mark, times in _MARKS.items())
    many = marks > MOST or text.count("\n") > MOST_LINES
    return _counted(text) if many or _has_many_dots(text) or _has_a_long_line(text) else None


def _has_many_dots(text: str) -> bool:
    """Say whether a line may hold a key of too many parts: so many dots, and no line's end between them."""
    if text.count(".") < DEEPEST:
        return False
    ends_a_line = bytes(map(contains, text.split("."), repeat("\n")))
    return bytes(DEEPEST - 1) in ends_a_line[1:-1]


def _has_a_long_line(text: str) -> bool:
    """Say whether a line may hold too long a number."""
    half = LONGEST // 2  # a longer line has all of one of the stretches of half the length
    starts, ends = range(0, len(text) - half + 1, half), range(half, len(text) + 1, half)
    if -1 not in map(text.find, repeat("\n"), starts, ends):
        return False
    long = _compiled(_LONG)
    return any(long.search(line) for line in text.split("\n") if len(line) > LONGEST)


def _counted(text: str) -> Excess | None:
    """Count mark by mark, as far as the limits go."""
    values = lines = depth = dots = 0
    before = ""  # the last mark or value, whatever lines and comments are between
    for number, found in enumerate(_compiled(_TOKEN, re.DOTALL).finditer(text)):
        kind = found.lastgroup
        if kind == "line":
            dots = 0
            lines += 1
        elif kind in ("text", "bare"):
            values += before in ("[", ",")
            if kind == "bare":
                dots += found[0].count(".")
                values += found[0].count(".")
                long = found.end() - found.start() > LONGEST and found[0][0] in "+-0123456789"
                if long and dots < DEEPEST and before in ("=", "[", ","):
                    return TOO_LONG
        elif kind == "next":
            dots = 0
            values += found[0] == "="
        elif kind == "open":
            dots = 0
            depth += 1
            values += 2
        elif kind == "close":
            depth -= 1
        if depth > DEEPEST or dots >= DEEPEST:
            return TOO_DEEP
        if values > MOST or lines > MOST_LINES or number > _MOST_TOKENS:
            return TOO_MANY
        if kind not in ("line", "comment"):
            before = found[0][:1]
    return None
