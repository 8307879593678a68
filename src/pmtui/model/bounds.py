"""How much a postmortem's text may hold. It is looked at before it is parsed, which may take too long.

Parsing, joining and writing take time for each value and each level, not for each character. So what is
counted is what stands outside of texts in quotes and comments: lines, and values in lists and tables. Most
files are told by counting marks; only one with very many of them is read mark by mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST = 8 * 1024 * 1024
"""Bytes of a file. Five thousand rows of a timeline and 200,000 characters of prose are under two million."""
MOST = 150_000
"""Lines and values. The same five thousand rows have less than half as many."""
DEEPEST = 64
"""Levels of tables, lists and dotted keys."""
LONGEST = 4000
"""Characters of a number: Python itself reads none that is much longer."""

_MOST_TOKENS = 8 * MOST  # of valid TOML that has `MOST` values there are fewer
_BEFORE_VALUES = ("=", "[", ",", "\n", "#")
_MARKS = "\n,[{."
_LONG = re.compile(rf"(?<![^\s=,\[{{])[^\s\"'#=,\[\]{{}}]{{{LONGEST + 1}}}")
_DOTTED = re.compile(rf"^(?:[^.\n]*+\.){{{DEEPEST}}}", re.MULTILINE)
_TOKEN = re.compile(
    r'(?P<text>"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\.)*+(?:"|\n|\\?\Z)'
    r"|'[^'\n]*+(?:'|\n|\Z)"
    r"|\#[^\n]*+)"
    r"|(?P<next>[\n,=])"
    r"|(?P<open>[\[{])"
    r"|(?P<close>[\]}])"
    r"|(?P<bare>[^\s\"'#\[\]{},=]++)",
    re.DOTALL,
)


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
    f"it has more than {MOST:,} lines and values",
    "Look at the name; a long log is better linked than pasted.",
)


def excess(text: str) -> Excess | None:
    """Return what the TOML `text`, with Unix line ends, holds too much of; None where it is within bounds.

    A text that is no TOML is looked at up to where it is none.
    """
    many = sum(text.count(mark) for mark in _MARKS) > MOST
    return _counted(text) if many or _DOTTED.search(text) or _LONG.search(text) else None


def _counted(text: str) -> Excess | None:
    """Count mark by mark, as far as the limits go."""
    marks = depth = dots = 0
    before = ""
    for number, found in enumerate(_TOKEN.finditer(text)):
        kind = found.lastgroup
        if kind == "bare":
            count = found[0].count(".")
            dots += count
            marks += count
            if before in _BEFORE_VALUES and found.end() - found.start() > LONGEST:
                return TOO_LONG
        elif kind == "next":
            dots = 0
            marks += found[0] != "="
        elif kind == "open":
            dots = 0
            depth += 1
            marks += 1
        elif kind == "close":
            depth -= 1
        if depth > DEEPEST or dots >= DEEPEST:
            return TOO_DEEP
        if marks > MOST or number > _MOST_TOKENS:
            return TOO_MANY
        before = found[0][:1]
    return None
