"""All sets up to an order, where the whole is over budget: set algebra that drops what grows too large."""

from __future__ import annotations

from collections.abc import Mapping

from pmtui.analysis.faulttree.budget import OverBudgetError
from pmtui.analysis.faulttree.diagram import BITS
from pmtui.analysis.faulttree.family import EMPTY, NONE, Families, Family
from pmtui.analysis.faulttree.modules import Module
from pmtui.analysis.faulttree.network import AND, OR, Node
from pmtui.analysis.faulttree.orders import walked
from pmtui.analysis.faulttree.rooms import least_of, rooms
from pmtui.analysis.faulttree.singles import singles

MOST_NODES = 200_000


def sets_by_search(
    modules: tuple[Module, ...], known: Mapping[int, Family], steps: int
) -> tuple[dict[int, Family], int | None]:
    """Return the families of all modules with every set up to an order, and that order.

    Sets of order 1 are always found; the order goes up from there while `steps` last. It is None where
    nothing had to be dropped: then the families are whole. What stands in `known` is whole already.
    """
    order = max(2, _first_order(modules, known))
    best: tuple[dict[int, Family], int] = ({modules[-1].top: _singles(modules)}, order - 1)
    while True:
        try:
            families, dropped, used = _up_to(modules, known, order, steps)
        except (OverBudgetError, RecursionError):
            return best
        if not dropped:
            return families, None
        best = (families, order)
        steps -= used
        order += 1


def _singles(modules: tuple[Module, ...]) -> Family:
    """Return the base events that alone lead to the top event, a set each."""
    events = singles(modules)
    made = Families(events, len(events) + 3)
    root = NONE
    for level in reversed(range(len(events))):
        root = made.node(level, root, EMPTY)
    return made.family(root)


def _first_order(modules: tuple[Module, ...], known: Mapping[int, Family]) -> int:
    """Return an order beneath which the top has no set, or 1."""
    least: dict[int, int] = {}
    for module in modules:
        family = known.get(module.top)
        most = len(module.leaves) * max((least.get(leaf, 1) for leaf in module.leaves), default=1)
        least[module.top] = least_of(module, least) if family is None else _least(family, least, most)
    return least[modules[-1].top]


def _up_to(
    modules: tuple[Module, ...], known: Mapping[int, Family], order: int, steps: int
) -> tuple[dict[int, Family], bool, int]:
    families: dict[int, Family] = {}
    least: dict[int, int] = {}
    used, dropped = 0, False
    for module in modules:
        family = known.get(module.top)
        if family is None:
            algebra = _Algebra(next(walked(module)), least, order, steps - used)
            family = algebra.family(algebra.of(module))
            used += algebra.steps
            dropped = dropped or algebra.dropped
        families[module.top] = family
        least[module.top] = _least(family, least, order)
    return families, dropped, used


def _least(family: Family, least: Mapping[int, int], order: int) -> int:
    """Return the order of the smallest set; one more than `order` where there is none that small."""
    sizes = [order + 1, 0]
    for node, level in family.nodes():
        weight = least.get(family.order[level], 1)
        sizes.append(min(sizes[family.low[node]], sizes[family.high[node]] + weight, order + 1))
    return sizes[family.root]


class _Algebra(Families):
    """Families of minimal sets, none larger than `order`, with what a gate does to them."""

    def __init__(self, leaves: tuple[int, ...], least: Mapping[int, int], order: int, steps: int) -> None:
        super().__init__(leaves, min(MOST_NODES, max(steps, 0) + 2))
        self.weights = [least.get(leaf, 1) for leaf in leaves]
        self.most = order
        self.dropped = False
        self.steps = 0
        self._limit = steps
        self._united: dict[int, int] = {}
        self._crossed: dict[int, int] = {}
        self._kept: dict[int, int] = {}

    def of(self, module: Module) -> int:
        room = rooms(module, dict(zip(self.order, self.weights, strict=True)), self.most)
        self.steps += 4 * sum(len(node.inputs) for node in module.nodes.values())
        made: dict[int, int] = {}
        for level, leaf in enumerate(self.order):
            made[leaf] = self.node(level, NONE, EMPTY) if room[leaf] >= 0 else NONE
        for number, node in module.nodes.items():
            inputs = sorted((made[one] for one in node.inputs), key=lambda one: -self.levels[one])
            made[number] = self._gate(node, inputs, room[number]) if room[number] >= 0 else NONE
        self.dropped = self.dropped or min(room.values()) < 0
        return made[module.top]

    def _gate(self, node: Node, inputs: list[int], room: int) -> int:
        if node.kind == AND or node.kind == OR:
            result = inputs[0]
            for one in inputs[1:]:
                result = self.cross(result, one, room) if node.kind == AND else self.unite(result, one)
            return result
        at_least = [EMPTY] + [NONE] * node.k
        for one in inputs:
            for j in range(node.k, 0, -1):
                at_least[j] = self.unite(at_least[j], self.cross(one, at_least[j - 1], room))
        return at_least[node.k]

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._limit:
            raise OverBudgetError

    def unite(self, one: int, other: int) -> int:
        """Return the minimal sets of both."""
        if one > other:
            one, other = other, one
        if one == NONE:
            return other
        if one == EMPTY:
            return EMPTY
        if one == other:
            return one
        key = one << BITS | other
        known = self._united.get(key)
        if known is not None:
            return known
        self._step()
        level, beneath = self.levels[one], self.levels[other]
        if level > beneath:
            one, other, level, beneath = other, one, beneath, level
        if level < beneath:
            low = self.unite(self.low[one], other)
            high = self.high[one]
        else:
            low = self.unite(self.low[one], self.low[other])
            high = self.unite(self.high[one], self.high[other])
        result = self.node(level, low, self.keep(high, low))
        self._united[key] = result
        return result

    def keep(self, sets: int, lesser: int) -> int:
        """Return those of `sets` that hold no set of `lesser`."""
        if sets == NONE or lesser == NONE:
            return sets
        if lesser == EMPTY or sets == lesser:
            return NONE
        if sets == EMPTY:
            return EMPTY
        level = self.levels[sets]
        while self.levels[lesser] < level:
            lesser = self.low[lesser]
        if lesser <= EMPTY:
            return sets if lesser == NONE else NONE
        key = sets << BITS | lesser
        known = self._kept.get(key)
        if known is not None:
            return known
        self._step()
        if self.levels[lesser] == level:
            low = self.keep(self.low[sets], self.low[lesser])
            high = self.keep(self.keep(self.high[sets], self.high[lesser]), self.low[lesser])
        else:
            low, high = self.keep(self.low[sets], lesser), self.keep(self.high[sets], lesser)
        result = self._kept[key] = self.node(level, low, high)
        return result

    def cross(self, one: int, other: int, room: int) -> int:
        """Return the minimal unions of a set of each that weigh no more than `room`."""
        if one > other:
            one, other = other, one
        if one == NONE:
            return NONE
        if one == EMPTY:
            return self.cut(other, room)
        key = (room << BITS | one) << BITS | other
        known = self._crossed.get(key)
        if known is not None:
            return known
        self._step()
        level, beneath = self.levels[one], self.levels[other]
        if level > beneath:
            one, other, level, beneath = other, one, beneath, level
        low_other = self.low[other] if level == beneath else other
        low = self.cross(self.low[one], low_other, room)
        room -= self.weights[level]
        high = NONE
        if room < 0:
            self.dropped = True
        elif level < beneath:
            high = self.cross(self.high[one], other, room)
        else:
            left = self.unite(self.low[one], self.high[one])
            high = self.cross(left, self.unite(self.low[other], self.high[other]), room)
        result = self._crossed[key] = self.node(level, low, self.keep(high, low))
        return result

    def cut(self, sets: int, room: int) -> int:
        """Return the sets that weigh no more than `room`."""
        if sets <= EMPTY:
            return sets
        key = (room << BITS | EMPTY) << BITS | sets
        known = self._crossed.get(key)
        if known is not None:
            return known
        self._step()
        level = self.levels[sets]
        high = NONE
        if room < self.weights[level]:
            self.dropped = True
        else:
            high = self.cut(self.high[sets], room - self.weights[level])
        result = self._crossed[key] = self.node(level, self.cut(self.low[sets], room), high)
        return result
