"""Exact probability from the diagrams: one pass up for it, one pass down for what each event adds.

Base events are taken as independent. P(node) = (1 - p) * P(low) + p * P(high) (Shannon); what the top event's
probability would be with a leaf certain or impossible follows from the chance to come by the leaf's nodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmtui.analysis.faulttree.diagram import Diagram
from pmtui.values import dataclass

NEARLY_ALL = 0.999
"""A leaf that carries more than this share gets its "without it" by a pass of its own: a difference of two
nearly equal numbers would lose the digits."""

MOST_PASSED = 300_000
"""Such passes end where they have gone over this many nodes of a module."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a leaf does to the probability.

    Attributes:
        without: The probability were it impossible.
        birnbaum: How much more it would be were the leaf certain.
    """

    without: float
    birnbaum: float


def support(top: int, diagrams: Mapping[int, Diagram]) -> set[int]:
    """Return the base events that the top event really depends on."""
    found: set[int] = set()
    left = [top]
    while left:
        number = left.pop()
        one = diagrams.get(number)
        if one is None:
            found.add(number)
        else:
            left += {one.order[level] for level in one.levels[2:]}
    return found


def chances(diagrams: Mapping[int, Diagram], events: Mapping[int, float]) -> dict[int, float]:
    """Return the probability of each base event and module; `diagrams` has modules beneath first."""
    known = dict(events)
    for number, one in diagrams.items():
        known[number] = _up(one, known)[one.root]
    return known


def _up(one: Diagram, known: Mapping[int, float]) -> list[float]:
    """Return the probability of each node. A leaf that has none is one that the diagram never asks for."""
    share = [known.get(leaf, 0.0) for leaf in one.order]
    found = [0.0, 1.0]
    low, high = one.low, one.high
    for node, level in one.nodes():
        p = share[level]
        found.append((1.0 - p) * found[low[node]] + p * found[high[node]])
    return found


def moved(top: int, diagrams: Mapping[int, Diagram], known: Mapping[int, float]) -> dict[int, Moved]:
    """Return what each base event and module under the top does to its probability."""
    found = {top: Moved(0.0, 1.0)}
    for number, one in reversed(list(diagrams.items())):
        above = found.get(number)
        if above is None:
            continue
        for leaf, here in _moved_in(one, known).items():
            found[leaf] = Moved(above.without + above.birnbaum * here.without, above.birnbaum * here.birnbaum)
    return found


def _moved_in(one: Diagram, known: Mapping[int, float]) -> dict[int, Moved]:
    """Return the same within one module. A leaf that the diagram never asks for moves nothing."""
    up = _up(one, known)
    share = [known.get(leaf, 0.0) for leaf in one.order]
    reach = [0.0] * len(up)
    reach[one.root] = 1.0
    gain = [0.0] * len(one.order)
    for node in range(len(up) - 1, 1, -1):
        level, low, high, here = one.levels[node], one.low[node], one.high[node], reach[node]
        p = share[level]
        reach[low] += here * (1.0 - p)
        reach[high] += here * p
        gain[level] += here * (up[high] - up[low])
    whole = up[one.root]
    needed = _needed(one, share, up)
    passes = MOST_PASSED // len(up)
    found = {}
    for level, leaf in enumerate(one.order):
        carried = share[level] * gain[level]
        without = whole - carried
        if needed >> level & 1:
            without = 0.0
        elif passes and carried > NEARLY_ALL * whole:
            without = _up(one, {**known, leaf: 0.0})[one.root]
            passes -= 1
        found[leaf] = Moved(without, gain[level])
    return found


def _needed(one: Diagram, share: Sequence[float], up: Sequence[float]) -> int:
    """Return the levels, as bits, without whose leaf there is no way to true that has any chance."""
    every = (1 << len(one.order)) - 1
    needed = [every, 0]
    for node, level in one.nodes():
        low, high, own = one.low[node], one.high[node], 1 << level
        without = needed[low] if share[level] != 1.0 else every if not up[low] else every ^ own
        with_it = needed[high] | own if share[level] else every
        needed.append(without & with_it)
    return needed[one.root]
