"""The short names that a document gives to rows, so that one part can point at another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pmtui.analysis.causes.rungs import Rung
from pmtui.exporters.calendar import Calendar
from pmtui.model.postmortem import Action, BasicEvent, Factor, Postmortem, RootCause

_Row = Action | BasicEvent | Factor | RootCause

Table = Literal["root", "factor", "action", "event", "why"]
"""The tables whose rows are numbered; an id is unique in its table only."""


class Names:
    """R1 for a root cause, F1 a factor, A1 an action, B1 a basic event, "why 1.2" a rung, a time an event."""

    def __init__(self, pm: Postmortem, ladder: Iterable[Rung], said: Calendar) -> None:
        causes = pm.causes
        self._numbered: dict[str, dict[str, str]] = {
            "root": _numbers("R", causes.root),
            "factor": _numbers("F", causes.factor),
            "action": _numbers("A", pm.action),
            "event": _numbers("B", causes.event),
            "why": {},
        }
        for rung in ladder:
            self._numbered["why"].setdefault(rung.why.id, f"why {rung.number}")
        known: dict[str, str] = {}
        for table in self._numbered.values():
            known = table | known
        for gate in causes.gate:
            known.setdefault(gate.id, gate.what or gate.id)
        for event in pm.timeline:
            if event.at is not None:
                until = event.until if event.precision == "day" else None
                known.setdefault(event.id, f"timeline, {said.moment(event.at, event.precision, until)}")
        known.setdefault("problem", "the problem")
        self._known = known

    def one(self, reference: str, table: Table | None = None) -> str:
        """Return the name of the row of this id, of `table` if that has one; any other text as it is."""
        own = self._numbered[table].get(reference) if table else None
        return own or self._known.get(reference, reference)

    def __contains__(self, reference: str) -> bool:
        return reference in self._known

    def several(self, references: Iterable[str], between: str = ", ", table: Table | None = None) -> str:
        """Return the names of several rows, joined."""
        return between.join(self.one(reference, table) for reference in references)


def _numbers(letter: str, rows: Sequence[_Row]) -> dict[str, str]:
    numbers: dict[str, str] = {}
    for place, row in enumerate(rows, 1):
        numbers.setdefault(row.id, f"{letter}{place}")
    return numbers
