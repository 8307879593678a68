"""What entering a line means: the edits that add its row, or change what it speaks of.

The first of the edits is the one that adds the row; it stands in the postmortem when all are done.
"""

from __future__ import annotations

from datetime import date

from pmtui.errors import PathError
from pmtui.interview.entry_line import Entry, Line
from pmtui.interview.news_entries import NEWS, SCORE
from pmtui.interview.row_entries import ROW_ENTRIES
from pmtui.interview.timeline_rows import rows_added
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.text.reading import Refused
from pmtui.text.times import Context

__all__ = ["enter", "rows_added", "understood"]


def enter(
    pm: Postmortem, path: str, text: str, *, context: Context, today: date, target: str = ""
) -> tuple[Edit, ...] | Refused:
    """Return the edits that entering `text` at the entry line `path` makes, or why it can't be entered.

    Args:
        pm: The postmortem.
        path: An entry line: `timeline.new`, `causes.why.new`, `action.ac-1.log.new`, `review.override.depth`.
        text: What was typed.
        context: What a time in it may leave unsaid.
        today: The present day, from which a day in it is counted.
        target: The id of what the row is about: what a why explains (`problem` or a why's id), which root
            cause an action answers; worked out from the file when empty.

    Raises:
        PathError: No line is entered at `path`.
    """
    line = Line(pm, path, text.strip(), context, today, target)
    if not line.text:
        return Refused("nothing was typed", (0, len(text)))
    return _entry(path).enter(line)


def understood(
    pm: Postmortem, path: str, text: str, context: Context, today: date, target: str = ""
) -> tuple[tuple[str, ...], str]:
    """Return what is understood of a line while it is typed, piece by piece, and why it is refused."""
    line = Line(pm, path, text.strip(), context, today, target)
    if not line.text:
        return (), ""
    return _entry(path).shown(line)


def _entry(path: str) -> Entry:
    """Return how a line at `path` is entered; raise PathError where none is."""
    if path.startswith("review.override."):
        return SCORE
    if path.startswith("action.") and path.endswith(".log.new"):
        return NEWS
    found = ROW_ENTRIES.get(path)
    if found is None:
        raise PathError(f"{path!r} is no line that is entered")
    return found
