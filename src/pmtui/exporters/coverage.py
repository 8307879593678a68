"""Causes by actions in a document: a row a cause, a column an action, by the numbers they have elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pmtui.analysis.causes.matrix import Row, matrix
from pmtui.exporters.labels import common
from pmtui.exporters.names import Names
from pmtui.exporters.table import Table
from pmtui.model.postmortem import Postmortem

MOST = 20
"""Actions from which it is left out: as many columns fit on no page."""


def coverage(pm: Postmortem, names: Names, level: Callable[[str | None], str]) -> Table | None:
    """Return root causes, and likely factors that none of them stands for, by the actions.

    Args:
        pm: The postmortem.
        names: Gives the numbers of causes and actions.
        level: Says a level of the prevention hierarchy.

    Returns:
        A mark where the action answers the cause, another where it breaks a part of it, and the highest level
        among them, or that it is open; None without causes or actions, or with more than `MOST` actions.
    """
    found, said = matrix(pm), common("coverage")
    if not (found.rows and 0 < len(found.actions) <= MOST):
        return None
    head = [said["cause"], *(names.one(action.id, "action") for _, action in found.actions), said["level"]]
    marks = {"whole": said["whole"], "part": said["part"], "": ""}

    def cells(row: Row) -> list[str]:
        place = row.path.split(".")[2]
        silent = said["no_level"] if any(row.cells) else said["reason"]
        last = said["open"] if row.open else level(row.level) or silent
        table: Literal["root", "factor"] = "root" if row.section == "root" else "factor"
        return [names.one(place, table), *(marks[cell] for cell in row.cells), last]

    return Table(head, [cells(row) for row in found.rows])
