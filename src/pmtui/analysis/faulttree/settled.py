"""What happened, as far as leaves are settled: confirmed cut sets, and what is still possible."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from pmtui.analysis.faulttree.analysis import analyse
from pmtui.analysis.faulttree.budget import Budget
from pmtui.analysis.faulttree.tree import Tree
from pmtui.values import dataclass

MOST_LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Happened:
    """What confirmed and ruled-out base events say.

    Attributes:
        happened: The minimal cut sets of which every event is confirmed, smallest first, at most MOST_LISTED.
        possible: How many minimal cut sets hold no ruled-out event; None where not all are known.
    """

    happened: tuple[tuple[str, ...], ...]
    possible: int | None


def what_happened(
    tree: Tree,
    confirmed: Collection[str],
    ruled_out: Collection[str],
    budget: Budget = Budget(),  # noqa: B008
) -> Happened:
    """Return which cut sets happened, and how many still may have; an event in both counts as ruled out.

    Raises:
        TreeError: The tree can't be analysed.
    """
    out = set(ruled_out)
    sure = set(confirmed) - out
    house = {name: value for name, value in tree.house.items() if name not in out and name not in sure}
    events = [name for name in tree.events if name not in house]
    others = {name: False for name in events if name not in sure}
    only_confirmed = analyse(replace(tree, house={**house, **others}), budget)
    left = analyse(replace(tree, house={**house, **dict.fromkeys(out & set(events), False)}), budget)
    happened = islice(only_confirmed.sets(only_confirmed.known_order), MOST_LISTED)
    return Happened(tuple(happened), left.cut_sets)
