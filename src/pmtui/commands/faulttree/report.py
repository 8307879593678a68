"""A fault tree's analysis for people: what matters most first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from pmtui.analysis.faulttree.analysis import Analysis
from pmtui.analysis.faulttree.coverage import coverage
from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.settled import what_happened
from pmtui.analysis.faulttree.shape import faults
from pmtui.analysis.faulttree.tree import TreeError
from pmtui.commands.faulttree import measures
from pmtui.commands.faulttree.words import MOST, Events, counted, number, orders, word

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

SCREENFUL = 20
"""Lines of cut sets where no order is asked for."""
PATHS = 3
SAID = 10
"""Single points, and remarks, that are said one by one where nothing more is asked for."""


def lines(
    labelled: Labelled, analysis: Analysis, pm: Postmortem | None, max_order: int | None
) -> Iterator[str]:
    """Yield the lines of the report.

    Args:
        labelled: The tree with its words.
        analysis: What it says.
        pm: The postmortem that it comes from, if it does.
        max_order: All cut sets up to this order are listed; by default those that a screen holds.

    Raises:
        TreeError: Cut sets that were asked for are not known.
    """
    states: dict[str, str] = {event.id: event.state or "" for event in pm.causes.event} if pm else {}
    return _Report(labelled, analysis, Events(labelled, states), max_order).lines(pm, states)


class _Report:
    def __init__(self, labelled: Labelled, analysis: Analysis, events: Events, max_order: int | None) -> None:
        self._labelled = labelled
        self._analysis = analysis
        self._events = events
        self._max_order = max_order

    def lines(self, pm: Postmortem | None, states: Mapping[str, str]) -> Iterator[str]:
        yield word("top").format(self._events.said(self._labelled.tree.top))
        yield word("size").format(
            gates=counted("gates", self._labelled.gates), events=counted("events", self._labelled.events)
        )
        if self._analysis.certain or self._analysis.impossible:
            yield word("always" if self._analysis.certain else "never")
        else:
            yield from self._single_points()
            yield from self._sets()
            if any(states.values()):
                yield from self._happened(states)
            yield from self._paths()
            yield from measures.lines(self._analysis, self._events)
            if pm:
                yield from self._coverage(
                    [name for each in pm.action if each.status != "dropped" for name in each.breaks]
                )
        yield from self._remarks()

    def _single_points(self) -> Iterator[str]:
        points = self._analysis.single_points
        yield ""
        if points is None:
            yield word("single_unknown")
        elif not points:
            yield word("single_none")
        else:
            yield word("single_some")
            yield from _some((f"    {self._events.said(name)}" for name in points), len(points), SAID)

    def _sets(self) -> Iterator[str]:
        analysis, known = self._analysis, self._analysis.known_order
        counts = orders(analysis.by_order or ())
        yield ""
        if known == 0:
            yield word("sets_over_none")
            return
        if analysis.cut_sets is not None:
            yield counted("sets", analysis.cut_sets, orders=counts)
        else:
            yield word("sets_over").format(known=known, orders=counts)
        smallest = next((order for order, count in enumerate(analysis.by_order or (), 1) if count), 0)
        if not smallest or (smallest > MOST and self._max_order is None):
            yield from [word("sets_large").format(smallest)] if smallest else []
            return
        yield word("listed" if self._max_order is None else "listed_up_to").format(self._max_order)
        order = known if self._max_order is None else self._max_order
        try:
            listing = analysis.sets(order)
        except TreeError:
            if self._max_order is not None:
                raise
            yield f"    {word('unlisted')}"
            return
        shown = room = 0
        for place, names in enumerate(listing, 1):
            said = list(self._events.set(place, names))
            if self._max_order is None and shown and room + len(said) > SCREENFUL:
                break
            yield from said
            shown, room = place, room + len(said)
        if self._max_order is None and analysis.cut_sets != shown:
            left = analysis.cut_sets - shown if analysis.cut_sets is not None else None
            yield f"    {word('more_over') if left is None else word('more').format(number(left))}"

    def _happened(self, states: Mapping[str, str]) -> Iterator[str]:
        confirmed = [name for name, state in states.items() if state == "confirmed"]
        ruled_out = [name for name, state in states.items() if state == "ruled-out"]
        yield ""
        try:
            found = what_happened(self._labelled.tree, confirmed, ruled_out)
        except TreeError:
            yield word("happened_unlisted")
            return
        yield word("happened_some" if found.happened else "happened_none")
        for place, names in enumerate(found.happened[:SAID], 1):
            yield from self._events.set(place, names)
        if len(found.happened) > SAID:
            yield f"    {word('paths_more').format(f'{len(found.happened) - SAID:,}')}"
        if ruled_out and found.possible is not None:
            yield counted("possible", found.possible)

    def _paths(self) -> Iterator[str]:
        count = self._analysis.path_sets
        yield ""
        if count is None:
            yield word("paths_unknown")
            return
        smallest = self._analysis.smallest_path_set or 0
        if smallest > MOST and count > PATHS:
            yield word("paths_large").format(number(count), number(smallest))
            return
        yield counted("paths", count)
        yield from self._first(lambda: self._analysis.path_sets_listed(PATHS))
        if count > PATHS:
            yield f"    {word('paths_more').format(number(count - PATHS))}"

    def _coverage(self, broken: list[str]) -> Iterator[str]:
        found = coverage(self._labelled.tree, broken, before=self._analysis)
        yield ""
        if not found.broken:
            yield word("coverage_none")
            return
        if found.broken_sets is None or found.open_sets is None:
            yield word("coverage_unknown")
            return
        every = counted("combinations", found.broken_sets + found.open_sets)
        if not found.open_sets:
            yield word("coverage_all").format(all=every)
            return
        yield counted("coverage", found.open_sets, broken=number(found.broken_sets), all=every)
        yield from self._first(lambda: found.open_listed(PATHS), found.after.smallest_cut_set)
        if found.open_sets > PATHS:
            yield f"    {word('paths_more').format(number(found.open_sets - PATHS))}"
        if found.open_single_points:
            yield word("coverage_single")
            yield from _some(
                (f"    {self._events.said(name)}" for name in found.open_single_points),
                len(found.open_single_points),
                SAID,
            )
        if found.after.smallest_path_set:
            yield word("addition")
            yield from self._first(lambda: found.smallest_additions(1), found.after.smallest_path_set)

    def _first(
        self, sets: Callable[[], Iterable[tuple[str, ...]]], smallest: int | None = None
    ) -> Iterator[str]:
        """Yield the lines of the first sets, or why they are not listed."""
        try:
            found = sets() if (smallest or 0) <= MOST else None
        except TreeError:
            yield f"    {word('unlisted')}"
            return
        if found is None:
            yield f"    {word('large').format(number(smallest or 0))}"
            return
        for place, names in enumerate(found, 1):
            yield from self._events.set(place, names)

    def _remarks(self) -> Iterator[str]:
        odd = [fault.words for fault in faults(self._labelled.tree) if not fault.fatal]
        remarks = [*self._labelled.remarks, *odd]
        if remarks:
            yield ""
            yield word("remarks")
            yield from _some((f"    {words}" for words in remarks), len(remarks), SAID)


def _some(lines: Iterable[str], count: int, most: int) -> Iterator[str]:
    yield from islice(lines, most)
    if count > most:
        yield f"    {word('remarks_more').format(f'{count - most:,}')}"
