"""What the fault tree of a postmortem comes to: what was enough, what happened, what is left open."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from pmtui.analysis.causes.breaking import QUICK, READABLE, Breaking, breaking
from pmtui.analysis.causes.fault_tree import in_words, tree_of
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


class Conclusions:
    """What the tree of one postmortem comes to; each part is worked out when it is first asked for.

    Args:
        pm: The postmortem.
    """

    def __init__(self, pm: Postmortem) -> None:
        self._pm = pm

    @cached_property
    def _found(self) -> tuple[Analysis | None, str]:
        if not self._pm.causes.gate:
            return None, ""
        try:
            return analyse(tree_of(self._pm.causes), QUICK), ""
        except TreeError as error:
            return None, in_words(self._pm.causes, error)

    @property
    def analysis(self) -> Analysis | None:
        """Its cut sets counted, single points, probability; None without a tree or where it is refused."""
        return self._found[0]

    @property
    def refused(self) -> str:
        """Why the tree can't be analysed, in a sentence; empty where it can."""
        return self._found[1]

    @cached_property
    def cut_sets(self) -> Sets:
        """The first of its minimal cut sets, as far as they are known and can be listed."""
        known = self.analysis
        if known is None or known.known_order == 0 or (known.smallest_cut_set or 0) > READABLE:
            return ()
        try:
            return tuple(islice(known.sets(known.known_order), LISTED))
        except TreeError:  # counted, but too many in kind to be listed
            return ()

    @cached_property
    def path_sets(self) -> Sets:
        """The smallest of its minimal path sets: what to make impossible, so that it can't happen."""
        known = self.analysis
        if known is None or not known.complete or (known.smallest_path_set or 0) > READABLE:
            return ()
        try:
            return known.path_sets_listed(FIX_SETS)
        except TreeError:
            return ()

    @cached_property
    def happened(self) -> Happened | None:
        """The cut sets confirmed as a whole, and how many are possible; None while no state is given.

        None, too, where they can't be listed.
        """
        events = self._pm.causes.event
        confirmed = {event.id for event in events if event.state == "confirmed"}
        ruled_out = {event.id for event in events if event.state == "ruled-out"}
        if self.analysis is None or not (confirmed or ruled_out):
            return None
        try:
            return what_happened(self.analysis.tree, confirmed, ruled_out, QUICK)
        except TreeError:
            return None

    @cached_property
    def importance(self) -> tuple[Importance, ...]:
        """How much hangs on each base event."""
        known = self.analysis
        return known.importance() if known is not None and known.complete else ()

    @cached_property
    def breaking(self) -> Breaking | None:
        """What the actions that are not dropped break and leave open; None without a tree."""
        return breaking(self._pm)


class _Last:
    """What was worked out for the last tree asked about: a key elsewhere costs nothing."""

    def __init__(self) -> None:
        self.key: tuple[object, ...] = ()
        self.found: Conclusions | None = None


_LAST = _Last()


def conclusions(pm: Postmortem) -> Conclusions:
    """Return what the fault tree of a postmortem comes to; worked out once for a tree and its actions."""
    causes = pm.causes
    breaks = tuple((action.breaks, action.status == "dropped") for action in pm.action if action.breaks)
    key = (causes.gate, causes.event, causes.top, breaks)
    if _LAST.found is None or _LAST.key != key:
        _LAST.key, _LAST.found = key, Conclusions(pm)
    return _LAST.found
