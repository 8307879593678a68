"""Of each base event: the cut sets that hold it, by their order, and the chance that one of them happens."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from itertools import accumulate

from pmtui.analysis.faulttree.budget import OverBudgetError
from pmtui.analysis.faulttree.deep import room_for
from pmtui.analysis.faulttree.diagram import FALSE, TRUE, Store
from pmtui.analysis.faulttree.family import EMPTY, NONE, Family
from pmtui.analysis.faulttree.solving import Sets
from pmtui.analysis.faulttree.tally import (
    NO_SET,
    ONE_EMPTY,
    ONE_SINGLE,
    Packed,
    field_width,
    plus,
    times,
    unpacked,
    up,
)


def orders_holding(sets: Sets) -> dict[int, tuple[int, ...]]:
    """Return how many sets hold each base event, by order from 1; none of those that no set holds."""
    if isinstance(sets.top, bool):
        return {}
    if sets.top not in sets.families:
        return {sets.top: (1,)}
    width = field_width(sets.families)
    packed: dict[int, Packed] = {}
    passes: dict[int, list[Packed]] = {}
    for number, family in sets.families.items():
        passes[number] = up(family, packed, width)
        packed[number] = passes[number][family.root]
    around = {sets.top: ONE_EMPTY}
    for number, family in reversed(list(sets.families.items())):
        if number in around:
            for leaf, rest in _rests(family, packed, passes[number], width).items():
                if rest[1]:
                    around[leaf] = times(around[number], rest)
    events = {leaf: rest for leaf, rest in around.items() if leaf not in sets.families}
    counts = {rest: _known(unpacked(rest, width), sets.known_order) for rest in set(events.values())}
    return {leaf: counts[rest] for leaf, rest in events.items()}


def _known(counts: tuple[int, ...], orders: int | None) -> tuple[int, ...]:
    return counts if orders is None else (*counts[:orders], *[0] * (orders - len(counts)))


def _rests(
    family: Family, packed: Mapping[int, Packed], upward: Sequence[Packed], width: int
) -> dict[int, Packed]:
    """Return for each leaf the packed counts of the sets that hold it, without what stands for the leaf."""
    down = [NO_SET] * len(upward)
    down[family.root] = ONE_EMPTY
    rests = dict.fromkeys(family.order, NO_SET)
    for node in range(len(upward) - 1, EMPTY, -1):
        leaf, here = family.order[family.levels[node]], down[node]
        low, high = family.low[node], family.high[node]
        rests[leaf] = plus(rests[leaf], times(here, upward[high]), width)
        down[low] = plus(down[low], here, width)
        down[high] = plus(down[high], times(here, packed.get(leaf, ONE_SINGLE)), width)
    return rests


def run_through(sets: Sets, known: Mapping[int, float], steps: int) -> dict[int, float]:
    """Return for each base event the chance that a set holding it happens; {} where `steps` don't suffice.

    Modules share no event, so the chance is that of the module's sets that hold the event, times that of the
    sets around the module.
    """
    if isinstance(sets.top, bool) or sets.known_order is not None:
        return {}
    through = {sets.top: 1.0}
    for number, family in reversed(list(sets.families.items())):
        if number not in through:
            continue
        chances = _plainly(family, known)
        if chances is None:
            steps -= len(family.levels) * len(family.order) // 10
            if steps < 0:
                return {}
            try:
                with room_for(len(family.order)):
                    unions = _Unions(family, known, steps)
                    chances = [unions.around(level) for level in range(len(family.order))]
            except OverBudgetError:
                return {}
            steps -= unions.steps
        through.update(
            (leaf, through[number] * chance) for leaf, chance in zip(family.order, chances, strict=True)
        )
    return {
        leaf: chance * known.get(leaf, 0.0) for leaf, chance in through.items() if leaf not in sets.families
    }


def _plainly(family: Family, known: Mapping[int, float]) -> list[float] | None:
    """Return the chances around each leaf where each set is one leaf, or there is one set; else None."""
    held = set(family.levels[2:])
    if all(high == EMPTY for high in family.high[2:]):
        return [float(level in held) for level in range(len(family.order))]
    if any(low != NONE for low in family.low[2:]):
        return None
    share = [known.get(leaf, 0.0) if level in held else 1.0 for level, leaf in enumerate(family.order)]
    before = [*accumulate(share, operator.mul, initial=1.0)]
    after = [*accumulate(reversed(share), operator.mul, initial=1.0)][::-1]
    return [before[level] * after[level + 1] if level in held else 0.0 for level in range(len(share))]


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
