"""What the fault tree of a postmortem comes to: what was enough, what happened, what is left open."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from pmtui.analysis.causes.breaking import Breaking, breaking
from pmtui.analysis.causes.fault_tree import tree_of
from pmtui.analysis.faulttree.analysis import Analysis, analyse
from pmtui.analysis.faulttree.importance import Importance
from pmtui.analysis.faulttree.settled import Happened, what_happened
from pmtui.analysis.faulttree.tree import TreeError
from pmtui.model.postmortem import Postmortem

LISTED = 200
"""How many cut sets are listed at most; they are counted all."""
FIX_SETS = 20
"""How many path sets are listed at most."""

Sets = tuple[tuple[str, ...], ...]
"""Sets of base events, each by its ids, smallest first."""


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What a tree comes to.

    Attributes:
        refused: Why it can't be analysed, in a sentence; empty where it can. All else is then empty.
        analysis: Its cut sets counted, single points, probability.
        cut_sets: The first of its minimal cut sets.
        path_sets: The smallest of its minimal path sets: what to make impossible, so that it can't happen.
        happened: The cut sets that are confirmed as a whole, and how many are still possible.
        importance: How much hangs on each base event.
        breaking: What the actions that are not dropped break and leave open.
    """

    refused: str = ""
    analysis: Analysis | None = None
    cut_sets: Sets = ()
    path_sets: Sets = ()
    happened: Happened | None = None
    importance: tuple[Importance, ...] = ()
    breaking: Breaking | None = None


class _Last:
    """What was worked out for the last tree asked about: a key elsewhere costs nothing."""

    def __init__(self) -> None:
        self.key: tuple[object, ...] = ()
        self.found = Conclusions()


_LAST = _Last()


def conclusions(pm: Postmortem) -> Conclusions:
    """Return what the fault tree of a postmortem comes to; worked out once for a tree and its actions.

    A tree that is not there gives empty conclusions, one that is off those with the reason. Never raises.
    """
    causes = pm.causes
    if not causes.gate:
        return Conclusions()
    breaks = tuple((action.breaks, action.status == "dropped") for action in pm.action)
    key = (causes.gate, causes.event, causes.top, breaks)
    if _LAST.key != key:
        _LAST.key, _LAST.found = key, _worked_out(pm)
    return _LAST.found


def _worked_out(pm: Postmortem) -> Conclusions:
    causes = pm.causes
    try:
        tree = tree_of(causes)
        analysis = analyse(tree)
        listed = tuple(islice(analysis.sets(analysis.known_order), LISTED))
        states = {event.id: event.state for event in causes.event}
        confirmed = {name for name, state in states.items() if state == "confirmed"}
        ruled_out = {name for name, state in states.items() if state == "ruled-out"}
        return Conclusions(
            analysis=analysis,
            cut_sets=listed,
            path_sets=analysis.path_sets_listed(FIX_SETS) if analysis.complete else (),
            happened=what_happened(tree, confirmed, ruled_out) if confirmed or ruled_out else None,
            importance=analysis.importance() if analysis.complete else (),
            breaking=breaking(pm),
        )
    except TreeError as error:
        return Conclusions(refused=str(error))
