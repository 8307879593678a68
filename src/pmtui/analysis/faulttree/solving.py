"""A tree solved module by module: diagrams under a budget, and the families of sets that they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from pmtui.analysis.faulttree.absorbing import absorbed
from pmtui.analysis.faulttree.budget import Budget, OverBudgetError, Purse
from pmtui.analysis.faulttree.deep import room_for
from pmtui.analysis.faulttree.diagram import Diagram
from pmtui.analysis.faulttree.family import Family, minimal_cuts, minimal_paths
from pmtui.analysis.faulttree.modules import Module, modules
from pmtui.analysis.faulttree.network import MOST_ROUNDS, Network, dual, flattened, network
from pmtui.analysis.faulttree.search import sets_by_search
from pmtui.analysis.faulttree.tree import Tree
from pmtui.analysis.faulttree.trying import solve
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Sets:
    """A family of sets of base events, module by module.

    Attributes:
        top: The number of the top event: a module or a base event; or True where the empty set alone is in
            the family, False where it holds no set.
        families: The family of each module over its leaves, modules beneath first.
        known_order: None where the family is whole; else it lacks nothing up to this order, and beyond it
            what stands here means nothing.
    """

    top: int | bool
    families: Mapping[int, Family]
    known_order: int | None = None


class Solved:
    """A sound tree's network, its modules and what could be found of each within the budget."""

    def __init__(self, tree: Tree, budget: Budget) -> None:
        self.budget = budget
        self.net: Network
        self.modules: tuple[Module, ...]
        self.net, self.modules = modules(_plainest(network(tree)))
        self.names = self.net.names

    @cached_property
    def diagrams(self) -> dict[int, Diagram]:
        """The diagrams of the modules that came out within the budget; it is spent on small ones first."""
        purse = Purse(self.budget.diagrams)
        made = {}
        for module in sorted(self.modules, key=lambda one: len(one.leaves)):
            found = solve(module, self.budget, purse)
            if found is not None:
                made[module.top] = found
        return {module.top: made[module.top] for module in self.modules if module.top in made}

    @property
    def has_diagrams(self) -> bool:
        """Whether every module has its diagram."""
        return len(self.diagrams) == len(self.modules)

    @cached_property
    def cuts(self) -> Sets:
        """The minimal cut sets."""
        return self._completed(self.net, self._minimal(minimal_cuts))

    @cached_property
    def paths(self) -> Sets:
        """The minimal path sets."""
        return self._completed(dual(self.net), self._minimal(minimal_paths))

    def _minimal(self, minimal: Callable[[Diagram, int], tuple[Family, int]]) -> dict[int, Family]:
        """Return the families of the modules for which the budget suffices."""
        purse = Purse(self.budget.solutions)
        families = {}
        for top, one in self.diagrams.items():
            try:
                with room_for(len(one.order)):
                    families[top], steps = minimal(one, purse.left)
            except OverBudgetError:
                steps = purse.left
            purse.spend(steps)
        return families

    def _completed(self, net: Network, families: dict[int, Family]) -> Sets:
        if len(families) == len(self.modules):
            return Sets(net.top, families)
        turned = tuple(
            Module(one.top, {number: net.nodes[number] for number in one.nodes}, one.leaves)
            for one in self.modules
        )
        with room_for(max(len(one.leaves) for one in self.modules)):
            found, order = sets_by_search(turned, families, self.budget.search)
        return Sets(net.top, found, order)


def _plainest(net: Network) -> Network:
    """Return the network without what can't matter where it stands, as often as that finds something."""
    for _ in range(MOST_ROUNDS):
        plainer = absorbed(net)
        if plainer is net:
            break
        net = flattened(plainer)
    return net
