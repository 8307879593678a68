"""What planned actions break: which cut sets can no longer happen, which stay open, what would close them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from pmtui.analysis.faulttree.analysis import Analysis, analyse
from pmtui.analysis.faulttree.budget import Budget
from pmtui.analysis.faulttree.tree import Tree
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """A tree before and after actions that remove base events.

    Attributes:
        broken: The base events that the actions remove, sorted.
        before: The tree's analysis as it stands.
        after: The analysis with the broken events impossible.
    """

    broken: tuple[str, ...]
    before: Analysis
    after: Analysis

    @property
    def broken_sets(self) -> int | None:
        """How many cut sets hold a broken event; None where not all cut sets are known."""
        if self.before.cut_sets is None or self.after.cut_sets is None:
            return None
        return self.before.cut_sets - self.after.cut_sets

    @property
    def open_sets(self) -> int | None:
        """How many cut sets hold no broken event; None where not all are known."""
        return self.after.cut_sets

    @property
    def open_single_points(self) -> tuple[str, ...]:
        """The single points of failure that stay."""
        return self.after.single_points

    @property
    def smallest_addition(self) -> tuple[str, ...] | None:
        """A smallest set of further events to remove so that nothing stays open; () where nothing does.

        None where there is none (the top event happens by house events alone) or it is not known.
        """
        return next(iter(self.smallest_additions(1)), None)

    def smallest_additions(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Return the smallest such sets, all of one size, at most `limit` of them."""
        found = self.after.path_sets_listed(limit)
        return tuple(one for one in found if len(one) == len(found[0]))

    def broken_listed(self, limit: int, max_order: int | None = None) -> tuple[tuple[str, ...], ...]:
        """Return the cut sets that hold a broken event, smallest first, at most `limit` of them.

        Raises:
            TreeError: Not all of these are known.
        """
        gone = set(self.broken)
        return tuple(islice((one for one in self.before.sets(max_order) if gone & set(one)), limit))

    def open_listed(self, limit: int, max_order: int | None = None) -> tuple[tuple[str, ...], ...]:
        """Return the cut sets that hold no broken event, smallest first, at most `limit` of them.

        Raises:
            TreeError: Not all of these are known.
        """
        return tuple(islice(self.after.sets(max_order), limit))


def coverage(
    tree: Tree,
    broken: Collection[str],
    budget: Budget = Budget(),  # noqa: B008
    before: Analysis | None = None,
) -> Coverage:
    """Return what removing the `broken` base events does.

    Names that are no base event of the tree count for nothing. The cut sets of the tree without the broken
    events are those of the tree that hold none of them.

    Args:
        tree: The tree.
        broken: The names of the events that planned actions remove.
        budget: How much work each analysis may do.
        before: The tree's analysis where it is there already.

    Raises:
        TreeError: The tree can't be analysed.
    """
    gone = sorted(set(broken) & set(tree.events))
    before = before or analyse(tree, budget)
    house = {**tree.house, **dict.fromkeys(gone, False)}
    after = analyse(replace(tree, house=house), budget) if gone else before
    return Coverage(tuple(gone), before, after)
