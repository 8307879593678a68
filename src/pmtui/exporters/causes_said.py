"""The causes in a document of text: drawings first, then what the drawings have no room for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pmtui.analysis.causes.rungs import Rung
from pmtui.exporters.sketches import Sketch, fish_sketch, ladder_sketch, shown_whole, tree_sketch
from pmtui.exporters.table import Table, used_columns
from pmtui.exporters.tree_says import tree_says
from pmtui.model.postmortem import BasicEvent

if TYPE_CHECKING:
    from pmtui.exporters.document import Document


class CausesSaid:
    """Drawings of the causes and their details, under the names that the rest of the document uses."""

    def __init__(self, doc: Document) -> None:
        self._doc, self._causes, self._names = doc, doc.pm.causes, doc.names

    @cached_property
    def ladder(self) -> Sketch:
        """The ladder."""
        return ladder_sketch(self._causes)

    @cached_property
    def fish(self) -> Sketch:
        """The fishbone."""
        return fish_sketch(self._causes, self._doc.word, lambda name: self._names.one(name, "factor"))

    @cached_property
    def tree(self) -> Sketch:
        """The fault tree."""
        return tree_sketch(self._causes, lambda name: self._names.one(name, "event"))

    @cached_property
    def tree_says(self) -> list[tuple[str, str]]:
        """What the fault tree comes to, as labelled lines."""
        return tree_says(self._doc.pm, self._names)

    @cached_property
    def rungs(self) -> Table:
        """What shows each rung of the ladder, and what else is said of it, by its number."""
        return _told([self._rung(rung) for rung in self._doc.ladder if not rung.again])

    def _rung(self, rung: Rung) -> dict[str, str]:
        why, names = rung.why, self._names
        others = [name for name in why.explains if name in names and name not in ("problem", rung.above)]
        return {
            "Why": rung.number,
            "In full": "" if shown_whole(why.because) else why.because,
            "Explains also": names.several(others, table="why"),
            "From": names.several(why.from_, table="why"),
            "How sure": self._doc.word("confidence", why.confidence),
            "What shows it": names.several(why.evidence, "; "),
            "Note": why.note,
        }

    @cached_property
    def events(self) -> Table:
        """What is known of each basic event of the fault tree, by its number; words of gates where cut."""
        gates = [gate.what for gate in self._causes.gate if not shown_whole(gate.what)]
        rows = [self._event(event) for event in self._causes.event]
        empty = dict.fromkeys(rows[0] if rows else self._event(BasicEvent(id="none")), "")
        return _told([*rows, *({**empty, "No.": "gate", "In full": what} for what in gates)])

    def _event(self, event: BasicEvent) -> dict[str, str]:
        doc, names = self._doc, self._names
        breaking = [act.id for act in doc.pm.action if event.id in act.breaks and act.status != "dropped"]
        return {
            "No.": names.one(event.id, "event"),
            "In full": "" if shown_whole(event.what) else event.what,
            "State": doc.word("state", event.state),
            "What shows it": names.several(event.evidence, "; "),
            "From": names.several(event.from_, table="why"),
            "Taken apart further": "no" if event.undeveloped else "",
            "Probability": doc.figure(event.probability),
            "Stopped by": names.several(breaking, table="action"),
        }


def _told(rows: list[dict[str, str]]) -> Table:
    """Return the rows that say more than their number, as a table of the columns that some row fills."""
    return used_columns([row for row in rows if any(list(row.values())[1:])])
