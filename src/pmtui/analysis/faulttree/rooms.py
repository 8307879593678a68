"""How large the sets of each gate may be, so that one of them can be part of a set up to a wanted order.

Under an `and`, what the other inputs need at the least is no room for an input, as far as they share no leaf
with it or with one another.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmtui.analysis.faulttree.modules import Module
from pmtui.analysis.faulttree.network import AND, OR, Node

WIDEST = 64
"""Of gates with more inputs no room is taken: it would be each input against each."""
MOST_PAIRS = 300_000
"""Pairs of inputs in all; where there would be more, no room is taken of gates wider than NARROW."""
NARROW = 8


def rooms(module: Module, weights: Mapping[int, int], order: int) -> dict[int, int]:
    """Return the most that a set of each gate and leaf may weigh where the top's may weigh `order`.

    Args:
        module: The gates.
        weights: The least that each leaf adds to the order of a set, where it is not 1.
        order: The order up to which the top's sets are wanted.
    """
    holds, least = _leasts(module, weights)
    widest = WIDEST if _pairs(module) <= MOST_PAIRS else NARROW
    room = dict.fromkeys(least, -1)
    room[module.top] = order
    for number, node in reversed(list(module.nodes.items())):
        for one in dict.fromkeys(node.inputs):
            taken = _taken(node, one, holds, least) if len(node.inputs) <= widest else 0
            room[one] = max(room[one], room[number] - taken)
    return {one: most if least[one] <= most else -1 for one, most in room.items()}


def _pairs(module: Module) -> int:
    """Return how many pairs of inputs gates have that take more than one of them."""
    sizes = [len(node.inputs) for node in module.nodes.values() if _needed(node) > 1]
    return sum(size * size for size in sizes if size <= WIDEST)


def least_of(module: Module, weights: Mapping[int, int]) -> int:
    """Return an order beneath which the module's gate has no set."""
    return _leasts(module, weights)[1][module.top]


def _leasts(module: Module, weights: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the leaves under each gate and leaf, as bits, and what a set of it weighs at the least."""
    holds = {leaf: 1 << place for place, leaf in enumerate(module.leaves)}
    least = {leaf: weights.get(leaf, 1) for leaf in module.leaves}
    for number, node in module.nodes.items():
        holds[number] = 0
        for one in node.inputs:
            holds[number] |= holds[one]
        least[number] = _least(node, holds, least)
    return holds, least


def _needed(node: Node) -> int:
    """Return how many of its inputs a gate takes."""
    return {AND: len(node.inputs), OR: 1}.get(node.kind, node.k)


def _least(node: Node, holds: Mapping[int, int], least: Mapping[int, int]) -> int:
    """Return what a set of the gate weighs at the least."""
    needed = _needed(node)
    alone = sorted(least[one] for one in node.inputs)[needed - 1]
    return max(alone, sum(sorted(_apart(node.inputs, 0, holds, least))[:needed]))


def _taken(node: Node, one: int, holds: Mapping[int, int], least: Mapping[int, int]) -> int:
    """Return what the other inputs that a gate needs take at the least, apart from the one."""
    needed = _needed(node) - 1
    if not needed:
        return 0
    others = list(node.inputs)
    others.remove(one)
    return sum(sorted(_apart(tuple(others), holds[one], holds, least))[:needed])


def _apart(
    inputs: tuple[int, ...], taken: int, holds: Mapping[int, int], least: Mapping[int, int]
) -> list[int]:
    """Return the least of each input, 0 for one that shares a leaf with what is taken or came before."""
    found = []
    for one in sorted(inputs, key=lambda below: (-least[below], below)):
        free = not holds[one] & taken
        found.append(least[one] if free else 0)
        if free:
            taken |= holds[one]
    return found
