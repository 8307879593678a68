"""The marks of Markdown's blocks: what a line begins with, and where what it begins ends."""

from __future__ import annotations

import re

from pmtui.text.patterns import regex

LINE = regex(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_BLANKS = regex(r"[ \t\x0b\x0c\x00\ufeff]*")
_FRONT = regex(r"(---|\+\+\+)[ \t]{0,99}\r?\n")
MARKER = regex(
    r"(?P<mark>[-*+\u2022\u25e6]|(?P<number>\d{1,9})[.)])(?=[ \t]|\Z)(?P<gap>[ \t]{0,99})"
    r"(?:\[[ xX]\][ \t]{1,99})?"
)
HEADING = regex(r"#{1,6}(?=[ \t]|\Z)[ \t]{0,99}")
FENCE = regex(r"`{3,99}(?=[^`]{0,300}\Z)|~{3,99}")
_RAW_HTML = regex(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
DEFINITION = regex(r"\[[^\[\]^\n][^\[\]\n]{0,200}\]:[ \t]{0,99}\S")
FOOTNOTE = regex(r"\[\^[^\[\]\s]{1,40}\]:[ \t]{0,99}")
# A timeline or a list of labels, written without the marks of a list: its lines do not read on.
NEW_LINE_MEANT = regex(
    r"\[?(?:\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2})(?!\w)|\*\*[^*\n]{1,60}(?::\*\*|\*\*:)|[A-Z][\w ]{0,30}: "
)
TAB = 4


def front_matter_end(text: str) -> int:
    """Return where the front matter at the head of a text ends; 0 where it has none."""
    found = _FRONT.match(text)
    if found is None:
        return 0
    closing = re.compile(rf"(?m)^{re.escape(found[1])}[ \t]{{0,99}}\r?$").search(text, found.end())
    return closing.end() if closing else 0


def after_blanks(text: str, start: int, end: int) -> int:
    """Return where the first character between two places stands that is no blank; the end where all are."""
    found = _BLANKS.match(text, start, end)
    return found.end() if found else start


def width(text: str, start: int, end: int) -> int:
    """Return how many columns the blanks between two places take."""
    columns = 0
    for mark in text[start:end]:
        columns += TAB - columns % TAB if mark == "\t" else 1
    return columns


def closes(text: str, mark: int, end: int, fence: str) -> bool:
    """Return whether a line ends the code that `fence` began."""
    line = text[mark:end].rstrip()
    return len(line) >= len(fence) and line[:1] == fence[0] and not line.strip(fence[0])


def is_table_ruler(line: str) -> bool:
    """Return whether a line parts the head of a table from its rows."""
    marks = set(line) - {" ", "\t", "\r"}
    return "-" in marks and "|" in marks and marks <= set("|-:")


def html_end(text: str, mark: int) -> int:
    """Return where a comment or a block of raw text that begins at `mark` ends; 0 where none begins."""
    if text.startswith("<!--", mark):
        end = text.find("-->", mark + 4)
        return len(text) if end < 0 else end + 3
    if found := _RAW_HTML.match(text, mark):
        closing = re.compile(f"</{found[1]}>", re.IGNORECASE).search(text, found.end())
        return closing.end() if closing else len(text)
    return 0
