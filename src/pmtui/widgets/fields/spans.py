"""Spans of a text while it is typed: line ends, gaps to fill, what changed, and marks that move along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pmtui.checks.finding import Severity

Mark: TypeAlias = "tuple[int, int, Severity]"
"""Start and end (exclusive) of a marked span, in characters of the text, and how grave it is."""

GAP_OPENS, GAP_CLOSES = "⟨", "⟩"

_LINE_ENDS = {ord(c): "\n" for c in "\v\f\x1c\x1d\x1e\x85\u2028\u2029\r"}
"""Every character at which the text area's document would break a line."""
_CONTROLS = {n for n in (*range(32), *range(0x7F, 0xA0)) if chr(n) not in "\t\n"}
_SIGNS = {n: 0x2400 + n if n < 32 else 0x2421 if n == 0x7F else 0xFFFD for n in _CONTROLS}


def one_kind_of_line_end(text: str) -> str:
    """Return a text with every kind of line end as a line feed."""
    return text.replace("\r\n", "\n").translate(_LINE_ENDS)


def drawable(text: str) -> str:
    """Return a text of the same length in which signs stand for control characters."""
    return text.translate(_SIGNS)


def without_controls(text: str) -> str:
    """Return a text without its control characters, tabs and line feeds apart."""
    return text.translate(dict.fromkeys(_CONTROLS))


def alike(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at the start, and of the rest at the end."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    most = least - head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return head, tail


def moved_caret(old: str, new: str, caret: int) -> int:
    """Return where a cursor at `caret` of `old` stands in `new`: by the same words, where they remain."""
    _, tail = alike(old, new)
    if caret >= len(old) - tail:
        return len(new) - (len(old) - caret)
    return min(caret, len(new) - tail)


def gap(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return start and end of the first gap ⟨like this⟩ that begins at `start` or behind it; else None."""
    opens = text.find(GAP_OPENS, start)
    closes = text.find(GAP_CLOSES, opens)
    if opens < 0 or closes < 0:
        return None
    return text.rfind(GAP_OPENS, opens, closes), closes + 1


def changed_part(old: str, new: str) -> str:
    """Return the sentences of `new` in which it differs from `old`."""
    head, tail = alike(old, new)
    begins = max(new.rfind(end, 0, head) + len(end) for end in (". ", "? ", "\n"))
    begins = begins if any(new[:begins].endswith(end) for end in (". ", "? ", "\n")) else 0
    ends = [at for end in (". ", "? ", "\n") if (at := new.find(end, max(len(new) - tail, head))) >= 0]
    return new[begins : min(ends) + 1 if ends else len(new)].strip()


def gaps(text: str) -> int:
    """Return how many gaps ⟨like this⟩ a text has."""
    count, at = 0, gap(text)
    while at is not None:
        count, at = count + 1, gap(text, at[1])
    return count


def moved_marks(marks: Sequence[Mark], at: int, removed: int, inserted: int) -> tuple[Mark, ...]:
    """Return the marks after an edit: those behind it move along, those that it touches are gone.

    Args:
        marks: The marks before the edit.
        at: Where the edit begins, in characters.
        removed: How many characters it takes away.
        inserted: How many it puts in.
    """
    by = inserted - removed
    return tuple(
        (start, end, severity) if end <= at else (start + by, end + by, severity)
        for start, end, severity in marks
        if end <= at or start >= at + removed
    )


def marks_by_line(marks: Sequence[Mark], lines: Sequence[str]) -> dict[int, list[Mark]]:
    """Return the marks of each line, in characters of the line; the gravest last, so that it is seen.

    Args:
        marks: Marks in characters of the whole text, whose lines are joined by one character.
        lines: The lines of the text.
    """
    by_line: dict[int, list[Mark]] = {}
    if not marks:
        return by_line
    gravest_last = sorted(marks, key=lambda mark: ("hint", "warning", "error").index(mark[2]))
    begins = 0
    for row, line in enumerate(lines):
        ends = begins + len(line)
        for start, end, severity in gravest_last:
            first, last = max(start, begins), min(end, ends)
            if first < last:
                by_line.setdefault(row, []).append((first - begins, last - begins, severity))
        begins = ends + 1
    return by_line
