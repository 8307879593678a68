"""A module's binary decision diagram: its gate as a function of its leaves, each sub-function once.

R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Transactions on Computers
35(8), 1986; for fault trees: A. Rauzy, "New algorithms for fault trees analysis", Reliability Engineering and
System Safety 40, 1993. Only `and` and `or` are needed: a coherent tree has no negation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pmtui.analysis.faulttree.budget import OverBudgetError
from pmtui.analysis.faulttree.modules import Module
from pmtui.analysis.faulttree.network import AND, ATLEAST, OR, Node
from pmtui.values import dataclass

FALSE, TRUE = 0, 1

BITS = 21
"""Two node numbers are packed into one key by this many bits: there are always fewer than 2**21 nodes."""

Apply = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes that each decide on a leaf, from 2 on, each with a higher number than those that it leads to.

    Attributes:
        order: What each level decides on: a base event or a module, from the top down.
        levels: The level of each node; 0 and 1, the ends, stand beneath all.
        low: Where each node leads without its leaf.
        high: Where it leads with its leaf.
        root: The node of the whole.
    """

    order: tuple[int, ...]
    levels: Sequence[int]
    low: Sequence[int]
    high: Sequence[int]
    root: int

    def nodes(self) -> Iterator[tuple[int, int]]:
        """Yield each node with its level, those that others lead to first, without the ends."""
        return zip(range(2, len(self.levels)), self.levels[2:], strict=True)


class Diagram(Graph):
    """A function of leaves: 0 is false, 1 is true, `high` is the way where a leaf happens."""


class Nodes:
    """Nodes as they are made, each only once by its level and where it leads."""

    def __init__(self, leaves: int) -> None:
        """Start with the two ends."""
        self.levels, self.low, self.high = [leaves, leaves], [0, 1], [0, 1]
        self.unique: list[dict[int, int]] = [{} for _ in range(leaves)]


AGraph = TypeVar("AGraph", bound=Graph)


def compact(kind: type[AGraph], order: tuple[int, ...], made: Nodes, root: int) -> AGraph:
    """Return the graph under one node, numbered anew without what else was made."""
    seen, left = {0, 1, root}, [root]
    low, high = made.low, made.high
    while left:
        node = left.pop()
        for one in (low[node], high[node]):
            if one not in seen:
                seen.add(one)
                left.append(one)
    kept = sorted(seen)
    number = {node: place for place, node in enumerate(kept)}
    return kind(
        order,
        [made.levels[node] for node in kept],
        [number[low[node]] for node in kept],
        [number[high[node]] for node in kept],
        number[root],
    )


class Store(Nodes):
    """Functions over one order of leaves, with `and` and `or` of them."""

    def __init__(self, leaves: int, limit: int) -> None:
        """Allow `both` and `either` together `limit` steps; one more raises OverBudgetError."""
        super().__init__(leaves)
        limit = min(limit, (1 << BITS) - leaves - 2)
        self._done: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self.both = self._apply(FALSE, limit)
        self.either = self._apply(TRUE, limit)

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self._done[0]) + len(self._done[1])

    def node(self, level: int, low: int, high: int) -> int:
        """Return the node that decides on a level; `low` and `high` lie beneath it."""
        if low == high:
            return low
        table, pair = self.unique[level], low << BITS | high
        known = table.get(pair)
        if known is None:
            known = table[pair] = len(self.levels)
            self.levels.append(level)
            self.low.append(low)
            self.high.append(high)
        return known

    def _apply(self, decides: int, limit: int) -> Apply:
        """Return `and` (false decides) or `or` (true decides).

        It calls itself as deep as there are levels. Its names are bound once: most time is spent here.
        """
        levels, low, high, unique = self.levels, self.low, self.high, self.unique
        done, others = self._done[decides], self._done[1 - decides]
        known = done.get

        def apply(one: int, other: int) -> int:
            if one > other:
                one, other = other, one
            if one <= TRUE:
                return one if one == decides else other
            if one == other:
                return one
            key = one << BITS | other
            result = known(key)
            if result is not None:
                return result
            level, beneath = levels[one], levels[other]
            if level < beneath:
                left, right = apply(low[one], other), apply(high[one], other)
            elif level > beneath:
                left, right = apply(one, low[other]), apply(one, high[other])
                level = beneath
            else:
                left, right = apply(low[one], low[other]), apply(high[one], high[other])
            if left == right:
                result = left
            else:
                table, pair = unique[level], left << BITS | right
                result = table.get(pair)
                if result is None:
                    result = table[pair] = len(levels)
                    levels.append(level)
                    low.append(left)
                    high.append(right)
            done[key] = result
            if len(done) + len(others) > limit:
                raise OverBudgetError
            return result

        return apply


def diagram(module: Module, order: tuple[int, ...], limit: int) -> tuple[Diagram, int]:
    """Return the diagram of a module over this order of its leaves, and the steps it took.

    Raises:
        OverBudgetError: More than `limit` steps; it says how many of the module's gates were done.
    """
    store = Store(len(order), limit)
    made = {leaf: store.node(level, FALSE, TRUE) for level, leaf in enumerate(order)}
    for done, (number, node) in enumerate(module.nodes.items()):
        inputs = sorted((made[one] for one in node.inputs), key=lambda one: -store.levels[one])
        try:
            made[number] = _gate(node, inputs, store)
        except OverBudgetError as end:
            raise OverBudgetError((done + end.reached) / len(module.nodes)) from None
    return compact(Diagram, order, store, made[module.top]), store.steps


def _gate(node: Node, inputs: list[int], store: Store) -> int:
    both, either = store.both, store.either
    # At least j of the inputs so far, for each j up to k: k rows of unions, never the combinations.
    at_least = [TRUE] + [FALSE] * node.k
    result = TRUE if node.kind == AND else FALSE
    for done, one in enumerate(inputs):
        try:
            if node.kind == AND:
                result = both(result, one)
            elif node.kind == OR:
                result = either(result, one)
            else:
                for j in range(node.k, 0, -1):
                    at_least[j] = either(at_least[j], both(one, at_least[j - 1]))
        except OverBudgetError:
            raise OverBudgetError(done / len(inputs)) from None
    return at_least[node.k] if node.kind == ATLEAST else result
