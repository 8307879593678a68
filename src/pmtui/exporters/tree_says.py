"""What the fault tree says, in a few lines of a document: combinations, what happened, what is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pmtui.analysis.causes.breaking import breaking
from pmtui.analysis.causes.breaking_words import sentences
from pmtui.analysis.causes.conclusions import Conclusions, conclusions
from pmtui.analysis.faulttree.analysis import Analysis
from pmtui.exporters.labels import common
from pmtui.exporters.names import Names
from pmtui.model.postmortem import Postmortem

LISTED = 10
"""How many combinations are listed."""
FIXES = 6
"""How many of the smallest sets that prevent it are listed."""


def tree_says(pm: Postmortem, names: Names) -> list[tuple[str, str]]:
    """Return labelled lines about what the fault tree comes to; none where there is no gate.

    A tree that can't be analysed gives one line with the reason.

    Args:
        pm: The postmortem.
        names: Gives the short names of base events.
    """
    if not pm.causes.gate:
        return []
    found = conclusions(pm)
    said = common("tree_says")
    if found.refused or found.analysis is None:
        return [(said["refused"], found.refused)]
    return list(_Lines(pm, found, found.analysis, names))


class _Lines:
    def __init__(self, pm: Postmortem, found: Conclusions, analysis: Analysis, names: Names) -> None:
        self._pm, self._found, self._analysis, self._names = pm, found, analysis, names
        self._said = common("tree_says")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        said, analysis = self._said, self._analysis
        if analysis.certain or analysis.impossible:
            yield said["enough"], said["certain"] if analysis.certain else said["impossible"]
            return
        yield said["enough"], self._enough()
        if analysis.single_points is not None:
            yield (
                said["alone"],
                self._several([(each,) for each in analysis.single_points], most=len(analysis.single_points))
                or said["none"],
            )
        yield from self._happened()
        if self._found.path_sets:
            yield said["fixes"], self._several(self._found.path_sets, most=FIXES)
        if analysis.probability is not None:
            yield said["probability"], f"{analysis.probability:.4g}"
        actions = breaking(self._pm)
        if actions:
            yield said["actions"], " ".join(sentences(self._pm, actions))

    def _enough(self) -> str:
        analysis, sets = self._analysis, self._found.cut_sets
        if analysis.cut_sets is None:
            lead = self._said["known"].format(order=analysis.known_order or 0)
            return f"{lead} {self._several(sets)}".strip()
        return self._several(sets, analysis.cut_sets)

    def _happened(self) -> Iterator[tuple[str, str]]:
        happened, said = self._found.happened, self._said
        if happened is None:
            return
        yield (
            said["happened"],
            self._several(happened.happened) or said["not_whole"],
        )
        total = self._analysis.cut_sets
        if happened.possible is not None and total is not None and happened.possible != total:
            yield said["possible"], said["of"].format(some=f"{happened.possible:,}", all=f"{total:,}")

    def _several(self, sets: Sequence[Iterable[str]], total: int | None = None, most: int = LISTED) -> str:
        """Return the first of some sets of base events by their names, and how many more there are."""
        named = [sorted((self._names.one(each, "event") for each in one), key=_order) for one in sets]
        named.sort(key=lambda one: (len(one), [_order(name) for name in one]))
        shown = "; ".join(" + ".join(one) for one in named[:most])
        more = (len(sets) if total is None else total) - min(len(sets), most)
        return shown + (self._said["more"].format(count=f"{more:,}") if more > 0 else "")


def _order(name: str) -> tuple[int, str]:
    """Return what sorts B2 before B10."""
    return len(name), name
