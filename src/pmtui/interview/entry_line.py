"""A line that is entered: what it is entered into, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from pmtui.model.edit import Edit
from pmtui.model.ids import new_row_id
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.text.reading import Refused
    from pmtui.text.times import Context


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is entered, and what it is entered into.

    Attributes:
        pm: The postmortem.
        path: The entry line's path.
        text: What was typed, without blanks around it; not empty.
        context: What a time in it may leave unsaid.
        today: The present day.
        target: The id of what the row is about; empty where the file tells.
    """

    pm: Postmortem
    path: str
    text: str
    context: Context
    today: date
    target: str = ""


Entered: TypeAlias = "tuple[Edit, ...] | Refused"
"""What entering comes to: the edits, or why not."""
Shown = tuple[tuple[str, ...], str]
"""What is understood while it is typed, piece by piece, and why it is refused; empty where it is not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of line that can be entered: what entering does, and what is shown while it is typed."""

    enter: Callable[[Line], Entered]
    shown: Callable[[Line], Shown]


def added(pm: Postmortem, table: str, row: dict[str, Any]) -> tuple[Edit, ...]:
    """Return the edit that adds a row, its keys given, with a new id at the end of a table that has ids."""
    rows = pm.action if table == "action" else getattr(pm.causes, table.removeprefix("causes."))
    name = new_row_id(table, {each.id for each in rows})
    return (Edit(f"{table}.{name}", row),)


def nothing_to_show(line: Line) -> Shown:
    """Show nothing: the line is the row."""
    del line
    return (), ""
