"""Families of sets as zero-suppressed decision diagrams, and a diagram's minimal solutions as one.

The container: S. Minato, "Zero-suppressed BDDs for set manipulation in combinatorial problems", DAC 1993.
Minimal solutions and `without`: A. Rauzy, "New algorithms for fault trees analysis", 1993.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmtui.analysis.faulttree.budget import OverBudgetError
from pmtui.analysis.faulttree.diagram import BITS, FALSE, TRUE, Diagram, Graph, Nodes, compact

NONE, EMPTY = 0, 1
"""The family without any set, and the one of the empty set alone."""

Minus = Callable[[int, int], int]


class Family(Graph):
    """A family of sets of leaves: 0 is no set, 1 the empty set alone.

    `low` leads to the sets that lack a node's leaf, `high` to those that hold it, without it.
    """


class Families(Nodes):
    """Makes families over one order of leaves, each node once."""

    def __init__(self, order: tuple[int, ...], limit: int) -> None:
        """Hold at most `limit` nodes; one more raises OverBudgetError."""
        super().__init__(len(order))
        self.order = order
        self.limit = min(limit, 1 << (BITS - 1))

    def node(self, level: int, low: int, high: int) -> int:
        """Return the family of `low` and of the sets of `high`, each with the level's leaf put in."""
        if high == NONE:
            return low
        table, pair = self.unique[level], low << BITS | high
        known = table.get(pair)
        if known is None:
            known = table[pair] = len(self.levels)
            if known >= self.limit:
                raise OverBudgetError
            self.levels.append(level)
            self.low.append(low)
            self.high.append(high)
        return known

    def family(self, root: int) -> Family:
        """Return the family at a node."""
        return compact(Family, self.order, self, root)


def minimal_cuts(diagram: Diagram, limit: int) -> tuple[Family, int]:
    """Return the minimal sets of leaves that make the diagram true, and the steps it took.

    Raises:
        OverBudgetError: More than `limit` steps.
    """
    return _minimal(diagram, diagram.low, diagram.high, FALSE, limit)


def minimal_paths(diagram: Diagram, limit: int) -> tuple[Family, int]:
    """Return the minimal sets of leaves that keep it false by not happening, and the steps: its dual's cuts.

    Raises:
        OverBudgetError: More than `limit` steps.
    """
    return _minimal(diagram, diagram.high, diagram.low, TRUE, limit)


def _minimal(
    diagram: Diagram, low: Sequence[int], high: Sequence[int], false: int, limit: int
) -> tuple[Family, int]:
    families = Families(diagram.order, limit)
    done: dict[int, int] = {}
    without = _without(families, diagram.levels, low, high, false, done)
    solutions = [NONE, EMPTY] if false == FALSE else [EMPTY, NONE]
    for node, level in diagram.nodes():
        lacking = low[node]
        holding = without(solutions[high[node]], lacking)
        solutions.append(families.node(level, solutions[lacking], holding))
    return families.family(solutions[diagram.root]), len(done) + len(diagram.levels)


def _without(
    families: Families,
    levels: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    false: int,
    done: dict[int, int],
) -> Minus:
    """Return what takes out of a family (a node) the sets that make a diagram (its node) true.

    It calls itself as deep as there are levels. Its names are bound once: much of the engine's time is here.
    """
    true = TRUE - false
    limit, unique = families.limit, families.unique
    its_levels, lacking, holding = families.levels, families.low, families.high
    known = done.get

    def without(family: int, function: int) -> int:
        if function == false or family == NONE:
            return family
        if function == true:
            return NONE
        if family == EMPTY:
            return EMPTY
        level = its_levels[family]
        while levels[function] < level:
            function = low[function]
        if function <= TRUE:
            return family if function == false else NONE
        key = family << BITS | function
        result = known(key)
        if result is not None:
            return result
        if levels[function] == level:
            left = without(lacking[family], low[function])
            right = without(holding[family], high[function])
        else:
            left, right = without(lacking[family], function), without(holding[family], function)
        if right == NONE:
            result = left
        else:
            table, pair = unique[level], left << BITS | right
            result = table.get(pair)
            if result is None:
                result = table[pair] = len(its_levels)
                its_levels.append(level)
                lacking.append(left)
                holding.append(right)
        if len(done) >= limit:
            raise OverBudgetError
        done[key] = result
        return result

    return without
