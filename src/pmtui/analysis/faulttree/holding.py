"""Of each base event: the cut sets that hold it, by their order, and the chance that one of them happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmtui.analysis.faulttree.budget import OverBudgetError
from pmtui.analysis.faulttree.diagram import FALSE, TRUE, Store
from pmtui.analysis.faulttree.family import EMPTY, Family
from pmtui.analysis.faulttree.solving import Sets
from pmtui.analysis.faulttree.tally import field_width, unpacked, up


def orders_holding(sets: Sets) -> dict[int, tuple[int, ...]]:
    """Return how many sets hold each base event, by order from 1; none of those that no set holds."""
    if isinstance(sets.top, bool) or sets.known_order == 0:
        return {}
    if sets.top not in sets.families:
        return {sets.top: (1,)}
    width = field_width(sets.families)
    packed: dict[int, int] = {}
    passes: dict[int, list[int]] = {}
    for number, family in sets.families.items():
        passes[number] = up(family, packed, width)
        packed[number] = passes[number][family.root]
    around = {sets.top: 1}
    for number, family in reversed(sets.families.items()):
        if number in around:
            for leaf, rest in _rests(family, packed, passes[number], width).items():
                if rest:
                    around[leaf] = around[number] * rest
    found = {}
    for leaf, rest in around.items():
        if leaf not in sets.families:
            counts = unpacked(rest, width)
            found[leaf] = counts if sets.known_order is None else counts[: sets.known_order]
    return found


def _rests(
    family: Family, packed: Mapping[int, int], upward: Sequence[int], width: int
) -> dict[int, int]:
    """Return for each leaf the packed counts of the sets that hold it, without what stands for the leaf."""
    down = [0] * len(upward)
    down[family.root] = 1
    rests = dict.fromkeys(family.order, 0)
    for node in range(len(upward) - 1, EMPTY, -1):
        leaf, here = family.order[family.levels[node]], down[node]
        rests[leaf] += here * upward[family.high[node]]
        down[family.low[node]] += here
        sets = packed.get(leaf)
        down[family.high[node]] += here << width if sets is None else here * sets
    return rests


def run_through(sets: Sets, known: Mapping[int, float], steps: int) -> dict[int, float]:
    """Return the chance that a set holding the event happens, of each base event; nothing where `steps` don't suffice.

    Modules share no event, so the chance is that of the module's sets that hold the event, times that of the
    sets around the module.
    """
    if isinstance(sets.top, bool) or sets.known_order is not None:
        return {}
    through = {sets.top: 1.0}
    for number, family in reversed(sets.families.items()):
        if number not in through:
            continue
        try:
            unions = _Unions(family, known, steps)
            for level, leaf in enumerate(family.order):
                through[leaf] = through[number] * unions.around(level)
        except OverBudgetError:
            return {}
        steps -= unions.steps
    return {leaf: chance * known[leaf] for leaf, chance in through.items() if leaf not in sets.families}


class _Unions:
    """The chance that some set happens, of the sets of a family that hold a leaf."""

    def __init__(self, family: Family, known: Mapping[int, float], steps: int) -> None:
        self._family = family
        self._store = Store(len(family.order), steps)
        self._share = [known.get(leaf, 0.0) for leaf in family.order]
        self._chance = [0.0, 1.0]
        self._whole = [FALSE, TRUE]
        for node, level in family.nodes():
            self._whole.append(self._some(node, level, self._whole))

    @property
    def steps(self) -> int:
        """How many nodes it made."""
        return self._store.steps

    def around(self, level: int) -> float:
        """Return the chance that of a set that holds the level's leaf all the others happen."""
        family = self._family
        holding = [FALSE, FALSE]
        for node, place in family.nodes():
            if place > level:
                holding.append(FALSE)
            elif place == level:
                holding.append(self._whole[family.high[node]])
            else:
                holding.append(self._some(node, place, holding))
        return self._chance_of(holding[family.root])

    def _some(self, node: int, level: int, of: Sequence[int]) -> int:
        """Return the function "some set of this node happens", by those of the nodes beneath."""
        low, high = of[self._family.low[node]], of[self._family.high[node]]
        return self._store.node(level, low, self._store.either(low, high))

    def _chance_of(self, function: int) -> float:
        store, chance = self._store, self._chance
        for node in range(len(chance), len(store.levels)):
            p = self._share[store.levels[node]]
            chance.append((1.0 - p) * chance[store.low[node]] + p * chance[store.high[node]])
        return chance[function]
