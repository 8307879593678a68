"""Orders of a module's leaves for its decision diagram: none is best for every tree, so several are tried.

The quick ones are walks down from the module's gate that note each leaf as it is met first; they differ in
which input of a gate they go to first. The others come from pulling each gate towards its inputs, and them
towards it, along a line (FORCE: Aloul, Markov and Sakallah, "FORCE: a fast and easy-to-implement
variable-ordering heuristic", GLSVLSI 2003): what belongs together comes to stand together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmtui.analysis.faulttree.modules import Module

Order = tuple[int, ...]
Weights = dict[int, float]

MOST_ROUNDS = 50
MOST_PULLS = 40_000
"""Rounds of pulling stop at the one or the other: inputs of gates times rounds."""


def walked(module: Module) -> Iterator[Order]:
    """Yield the orders by quick walks, the one that most often does well first."""
    if len(module.nodes) == 1:
        yield module.leaves  # of a single gate any is as good
        return
    for weigh in _WEIGHTS:
        yield _walk(module, weigh(module))


def pulled(module: Module) -> Iterator[Order]:
    """Yield the orders by pulling: along the line and back, and walks that follow it."""
    for weigh in (_sizes, _as_written):
        line = _pull(module, _walk(module, weigh(module)))
        leaves = tuple(sorted(module.leaves, key=lambda leaf: line[leaf]))
        yield leaves[::-1]
        yield leaves
        yield _walk(module, {one: -place for one, place in line.items()})
        yield _walk(module, line)


def _walk(module: Module, weight: Weights) -> Order:
    """Return the leaves as a walk meets them that takes the inputs of less weight first."""
    order: dict[int, None] = {}
    seen = set()
    left = [module.top]
    while left:
        one = left.pop()
        if one in seen:
            continue
        seen.add(one)
        node = module.nodes.get(one)
        if node is None:
            order[one] = None
        else:
            left += sorted(dict.fromkeys(node.inputs), key=lambda below: (weight[below], below), reverse=True)
    return tuple(order)


def _sizes(module: Module) -> Weights:
    """How many leaves are under each, counted with repeats."""
    size: Weights = dict.fromkeys(module.leaves, 1.0)
    for number, node in module.nodes.items():
        size[number] = sum(size[one] for one in node.inputs)
    return size


def _largest_first(module: Module) -> Weights:
    return {one: -size for one, size in _sizes(module).items()}


def _repeated_first(module: Module) -> Weights:
    sizes = _sizes(module)
    takers = dict.fromkeys(sizes, 0)
    for node in module.nodes.values():
        for one in node.inputs:
            takers[one] += 1
    most = max(sizes.values())
    return {one: sizes[one] / (most + 1) - takers[one] for one in sizes}


def _as_written(module: Module) -> Weights:
    return {one: float(one) for one in (*module.leaves, *module.nodes)}


_WEIGHTS: tuple[Callable[[Module], Weights], ...] = (_repeated_first, _largest_first, _sizes, _as_written)


def _pull(module: Module, start: Order) -> Weights:
    """Return the places on a line of leaves and gates, of the round in which gates reach least far."""
    place: Weights = {leaf: float(index) for index, leaf in enumerate(start)}
    for number, node in module.nodes.items():
        place[number] = sum(place[one] for one in node.inputs) / len(node.inputs)
    groups = [(number, *node.inputs) for number, node in module.nodes.items()]
    groups_of: dict[int, list[int]] = {one: [] for one in place}
    for index, group in enumerate(groups):
        for one in group:
            groups_of[one].append(index)
    rounds = max(1, min(MOST_ROUNDS, MOST_PULLS // sum(len(group) for group in groups)))
    best, least = place, float("inf")
    for _ in range(rounds):
        middle = [sum([place[one] for one in group]) / len(group) for group in groups]
        wanted = {
            one: sum([middle[index] for index in mine]) / len(mine) for one, mine in groups_of.items() if mine
        }
        order = sorted(wanted, key=lambda one: (wanted[one], one))
        place = {one: float(index) for index, one in enumerate(order)}
        reach = 0.0
        for group in groups:
            places = [place[one] for one in group]
            reach += max(places) - min(places)
        if reach < least:
            best, least = place, reach
    return best
