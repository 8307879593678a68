"""What a fault tree says: its minimal cut sets and path sets, single points of failure and probability."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from pmtui.analysis.faulttree.budget import Budget, OverBudgetError
from pmtui.analysis.faulttree.chances import chances, support
from pmtui.analysis.faulttree.importance import Importance, importance
from pmtui.analysis.faulttree.listing import expanded, listed
from pmtui.analysis.faulttree.shape import require_sound
from pmtui.analysis.faulttree.singles import singles
from pmtui.analysis.faulttree.solving import Sets, Solved
from pmtui.analysis.faulttree.tally import by_order
from pmtui.analysis.faulttree.tree import Tree, TreeError


class Analysis:
    """A tree's analysis; each part is worked out when it is first asked for, and kept.

    Cut set: base events that together lead to the top event; here always a minimal one. Path set: base events
    whose absence together keeps the top event from happening; minimal, too. Order: how many events a set has.
    """

    def __init__(self, tree: Tree, budget: Budget) -> None:
        """Analyse a sound tree; `analyse` is what to call."""
        self.tree = tree
        self.budget = budget
        self.solved = Solved(tree, budget)

    @property
    def certain(self) -> bool:
        """Whether the top event always happens, by house events alone."""
        return self.solved.net.top is True

    @property
    def impossible(self) -> bool:
        """Whether the top event never happens."""
        return self.solved.net.top is False

    @property
    def complete(self) -> bool:
        """Whether all cut sets are known."""
        return self.known_order is None

    @property
    def known_order(self) -> int | None:
        """None where all cut sets are known; else all up to this order are."""
        return self.solved.cuts.known_order

    @cached_property
    def by_order(self) -> tuple[int, ...] | None:
        """How many cut sets there are of each order, from order 1; the known ones where not `complete`."""
        return _from_order_1(self.solved.cuts)

    @cached_property
    def cut_sets(self) -> int | None:
        """How many cut sets there are; None where not all are known. 1 (the empty one) where `certain`."""
        return _count(self.solved.cuts)

    @cached_property
    def path_sets(self) -> int | None:
        """How many path sets there are; None where not all are known. 1 (the empty one) if `impossible`."""
        return sum(self._path_counts) if self.solved.paths.known_order is None else None

    @property
    def smallest_cut_set(self) -> int | None:
        """How many events the smallest cut set has; None where it is not known, or there is none."""
        return _smallest((int(self.certain), *(self.by_order or ())), self.known_order)

    @property
    def smallest_path_set(self) -> int | None:
        """How many events the smallest path set has; None where it is not known, or there is none."""
        return _smallest(self._path_counts, self.solved.paths.known_order)

    @cached_property
    def _path_counts(self) -> tuple[int, ...]:
        return by_order(self.solved.paths.top, self.solved.paths.families)

    @cached_property
    def single_points(self) -> tuple[str, ...]:
        """The base events that alone lead to the top event, sorted."""
        names = self.solved.names
        if not self.solved.modules:
            return () if isinstance(self.solved.net.top, bool) else (names[self.solved.net.top],)
        return tuple(sorted(names[event] for event in singles(self.solved.modules)))

    @cached_property
    def probability(self) -> float | None:
        """The top event's exact probability, base events taken as independent.

        None unless every base event that matters has a probability, and where the diagrams were over budget.
        """
        top = self.solved.net.top
        if isinstance(top, bool):
            return float(top)
        if not self.solved.has_diagrams:
            return None
        events = self.event_chances()
        return None if events is None else chances(self.solved.diagrams, events)[top]

    def event_chances(self) -> dict[int, float] | None:
        """Return the probabilities by number of the base events that matter; None where one has none."""
        top = self.solved.net.top
        if isinstance(top, bool) or not self.solved.has_diagrams:
            return None
        given = self.tree.probabilities
        names = self.solved.names
        needed = support(top, self.solved.diagrams)
        if any(names[event] not in given for event in needed):
            return None
        return {event: given[name] for event, name in enumerate(names) if name in given}

    def sets(self, max_order: int | None = None) -> Iterator[tuple[str, ...]]:
        """Yield the cut sets up to an order, or all: names sorted, by (size, names).

        Raises:
            TreeError: Not all of these are known, or they can't be listed within the budget.
        """
        known = self.known_order
        if known is not None and (max_order is None or max_order > known):
            raise TreeError(
                f"Only the cut sets up to order {known} are known of this tree; more may exist.",
                remedy=f"Ask for those up to order {known}, or split the tree.",
            )
        if max_order is not None and max_order < (self.smallest_cut_set or 0):
            return iter(())
        return _listed(self.solved.cuts, self.solved.names, max_order, self.budget)

    def path_sets_listed(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Return the path sets, smallest first, at most `limit` of them; only known ones where not all are.

        Raises:
            TreeError: They can't be listed within the budget.
        """
        paths = self.solved.paths
        return tuple(islice(_listed(paths, self.solved.names, paths.known_order, self.budget), limit))

    def importance(self) -> tuple[Importance, ...]:
        """Return the importance of each base event under the top, the most important first."""
        return importance(self)


def analyse(tree: Tree, budget: Budget = Budget()) -> Analysis:  # noqa: B008 (it is frozen)
    """Return the tree's analysis.

    Raises:
        TreeError: The tree has a loop, an empty gate, an undefined name, no top, a `k` that can't be, a
            probability that is none, or is too large.
    """
    require_sound(tree)
    return Analysis(tree, budget)


def _from_order_1(sets: Sets) -> tuple[int, ...]:
    counts = by_order(sets.top, sets.families)[1:]
    return counts if sets.known_order is None else _filled(counts, sets.known_order)


def _filled(counts: tuple[int, ...], orders: int) -> tuple[int, ...]:
    return (*counts[:orders], *[0] * (orders - len(counts)))


def _smallest(counts: tuple[int, ...], known_order: int | None) -> int | None:
    """Return the first order, from 0, of which there is a set."""
    order = next((order for order, count in enumerate(counts) if count), None)
    return None if order is None or (known_order is not None and order > known_order) else order


def _count(sets: Sets) -> int | None:
    return None if sets.known_order is not None else sum(by_order(sets.top, sets.families))


def _listed(
    sets: Sets, names: tuple[str, ...], max_order: int | None, budget: Budget
) -> Iterator[tuple[str, ...]]:
    if isinstance(sets.top, bool):
        return iter([()] if sets.top else [])
    try:
        family = expanded(sets.top, sets.families, budget.solutions)
    except OverBudgetError:
        raise TreeError("These sets are too many in kind to be listed.") from None
    return listed(family, names, len(names) if max_order is None else max_order)
