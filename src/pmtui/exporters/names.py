"""The short names that a document gives to rows, so that one part can point at another."""

from __future__ import annotations

from collections.abc import Iterable

from pmtui.analysis.causes.rungs import Rung
from pmtui.exporters.calendar import Calendar
from pmtui.model.postmortem import Postmortem


class Names:
    """R1 for a root cause, F1 a factor, A1 an action, B1 a basic event, "why 1.2" a rung, a time an event."""

    def __init__(self, pm: Postmortem, ladder: Iterable[Rung], said: Calendar) -> None:
        causes = pm.causes
        known: dict[str, str] = {}
        numbered = {
            "R": [row.id for row in causes.root],
            "F": [row.id for row in causes.factor],
            "A": [row.id for row in pm.action],
            "B": [row.id for row in causes.event],
        }
        for letter, ids in numbered.items():
            for place, row_id in enumerate(ids, 1):
                known.setdefault(row_id, f"{letter}{place}")
        for rung in ladder:
            known.setdefault(rung.why.id, f"why {rung.number}")
        for gate in causes.gate:
            known.setdefault(gate.id, gate.what or gate.id)
        for event in pm.timeline:
            if event.at is not None:
                until = event.until if event.precision == "day" else None
                known.setdefault(event.id, f"timeline, {said.moment(event.at, event.precision, until)}")
        known.setdefault("problem", "the problem")
        self._known = known

    def one(self, reference: str) -> str:
        """Return the name of the row of this id; any other text as it is."""
        return self._known.get(reference, reference)

    def __contains__(self, reference: str) -> bool:
        return reference in self._known

    def several(self, references: Iterable[str], between: str = ", ") -> str:
        """Return the names of several rows, joined."""
        return between.join(self.one(reference) for reference in references)
