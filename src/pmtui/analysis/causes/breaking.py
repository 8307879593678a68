"""What the planned actions break of the fault tree: which combinations, and which are left open.

A combination is a minimal cut set: base events that together are enough for the top event, of which none can
be left out. An action breaks it by making one of its events impossible. Events that are ruled out did not
happen and are left out of the tree; a dropped action breaks nothing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from pmtui.analysis.causes.fault_tree import in_words, tree_of
from pmtui.analysis.faulttree.analysis import Analysis
from pmtui.analysis.faulttree.budget import Budget
from pmtui.analysis.faulttree.coverage import coverage
from pmtui.analysis.faulttree.tree import TreeError
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass

QUICK = Budget(diagrams=100_000, solutions=60_000, search=40_000)
"""What may be spent on a tree while somebody waits for it: a fraction of a second."""
READABLE = 40
"""Sets of more base events are counted and not listed: nobody reads them, and there are many."""
LISTED = 40
"""How many combinations are listed at most, of those left open and of those broken."""
_LOOKED_AT = 5_000
"""How many of the smallest combinations are looked at for broken ones."""

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breaking:
    """What actions break of a fault tree; base events by their ids.

    Attributes:
        actions: How many actions break at least one base event.
        combinations: How many combinations there are; None where they are too many to count.
        broken: How many of them the actions break; None where that is not known.
        left: How many are left open; None where that is not known.
        open_sets: Those left open, smallest first, `LISTED` at most.
        broken_sets: Those broken, smallest first, `LISTED` at most.
        single_points: The base events that are enough alone and are left open.
        addition: A smallest set of base events that would leave nothing open; empty where nothing is, None
            where it is not known.
        events: The base events of the tree, ruled-out ones left out.
        refused: Why the tree can't be analysed; empty where it can.
    """

    actions: int = 0
    combinations: int | None = None
    broken: int | None = None
    left: int | None = None
    open_sets: tuple[Names, ...] = ()
    broken_sets: tuple[Names, ...] = ()
    single_points: Names = ()
    addition: Names | None = None
    events: frozenset[str] = frozenset()
    refused: str = ""


def breaking(pm: Postmortem, budget: Budget = QUICK) -> Breaking | None:
    """Return what the actions break of the fault tree; None where there is none.

    Args:
        pm: The postmortem.
        budget: What may be spent on it; beyond that fewer things are known.
    """
    causes = pm.causes
    if not causes.gate or not causes.event:
        return None
    gone = {event.id for event in causes.event if event.state == "ruled-out"}
    happen = frozenset(event.id for event in causes.event) - gone
    kept = [action for action in pm.action if action.status != "dropped"]
    broken = {ref for action in kept for ref in action.breaks} & happen
    try:
        tree = tree_of(causes)
        tree = replace(tree, house={**tree.house, **dict.fromkeys(gone & set(tree.events), False)})
        found = coverage(tree, broken, budget)
        left = _listed(found.after)
        return Breaking(
            actions=sum(not broken.isdisjoint(action.breaks) for action in kept),
            combinations=found.before.cut_sets,
            broken=found.broken_sets,
            left=found.open_sets,
            open_sets=left,
            broken_sets=_listed(found.before, broken),
            single_points=tuple(found.open_single_points or ()),
            addition=found.smallest_addition if (found.after.smallest_path_set or 0) <= READABLE else None,
            events=happen,
        )
    except TreeError as error:
        return Breaking(refused=in_words(pm.causes, error))


def _listed(analysis: Analysis, broken: frozenset[str] | set[str] | None = None) -> tuple[Names, ...]:
    """Return the combinations of an analysis, as far as they are known, smallest first.

    Args:
        analysis: The analysis.
        broken: Only those that hold one of these events are listed; None for all.
    """
    if analysis.known_order == 0 or (analysis.smallest_cut_set or 0) > READABLE:
        return ()
    try:
        known = islice(analysis.sets(analysis.known_order), _LOOKED_AT)
        wanted = known if broken is None else (each for each in known if not broken.isdisjoint(each))
        return tuple(islice(wanted, LISTED))
    except TreeError:  # counted, but too many in kind to be listed
        return ()
