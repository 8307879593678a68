"""A fault tree made small: numbered, house events gone, same gates and what always goes together as one.

All of it keeps the function of the top event as it is, so that cut sets, path sets and probability stay
the same; it only makes what follows cheaper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pmtui.analysis.faulttree.shape import under
from pmtui.analysis.faulttree.tree import Tree
from pmtui.values import dataclass

AND, OR, ATLEAST = "and", "or", "atleast"
Kind = str

MOST_ROUNDS = 30
"""A network is made smaller so often at most: what one round leaves is right, too, and trees need a few."""


@dataclass(frozen=True, slots=True)
class Node:
    """A gate between numbers: what it takes, of which inputs, and with `atleast` how many.

    Inputs are sorted; under `atleast` one that counts twice stands there twice.
    """

    kind: Kind
    inputs: tuple[int, ...]
    k: int = 0


@dataclass(frozen=True, slots=True)
class Network:
    """A tree by numbers: base events from 0, then gates, each with a higher number than its inputs.

    Attributes:
        names: The base events by their numbers, in the order of a walk down from the top.
        nodes: The gates under the top by their numbers, ascending.
        top: The top event's number; or True or False where it always or never happens.
    """

    names: tuple[str, ...]
    nodes: dict[int, Node]
    top: int | bool

    def parents(self) -> dict[int, list[int]]:
        """Return which gates take each number, ascending."""
        found: dict[int, list[int]] = {}
        for number, node in self.nodes.items():
            for one in dict.fromkeys(node.inputs):
                found.setdefault(one, []).append(number)
        return found


def network(tree: Tree) -> Network:
    """Return the network of a sound tree, with single inputs, constants and nested gates of a kind undone."""
    return flattened(_numbered(tree))


def flattened(net: Network) -> Network:
    """Return the network with gates joined to the only gate that takes them where both are of a kind."""
    for _ in range(MOST_ROUNDS):
        joined = _joined(net)
        if not joined:
            break
        net = _rebuilt(net, joined)
    return net


def settled(net: Network) -> Network:
    """Return the network once more, with gates that came to be the same, or to hold one input, undone."""
    return _rebuilt(net, set())


def dual(net: Network) -> Network:
    """Return the network of what keeps the top event from happening, in terms of events that do not happen.

    `and` and `or` change places, and k of n becomes n - k + 1 of n: the cut sets of it are the path sets.
    """
    turned = {AND: OR, OR: AND, ATLEAST: ATLEAST}
    nodes = {
        number: Node(turned[node.kind], node.inputs, len(node.inputs) - node.k + 1 if node.k else 0)
        for number, node in net.nodes.items()
    }
    return Network(net.names, nodes, not net.top if isinstance(net.top, bool) else net.top)


def _numbered(tree: Tree) -> Network:
    order = under(tree, tree.top)
    numbers: dict[str, int] = {}
    for name in _events_as_walked(tree, order):
        numbers.setdefault(name, len(numbers))
    names = tuple(numbers)
    meaning: dict[str, int | bool] = dict(numbers)
    maker = Maker(len(names))
    for name in order:
        gate = tree.gates[name]
        inputs = [_meaning(tree, one, meaning) for one in gate.inputs]
        meaning[name] = maker.gate(gate.kind, inputs, gate.k or 0)
    return maker.network(names, _meaning(tree, tree.top, meaning))


def _events_as_walked(tree: Tree, order: list[str]) -> Iterator[str]:
    """Yield the base events under the top as a walk down from it meets them."""
    if tree.top not in tree.gates and tree.top not in tree.house:
        yield tree.top
    for name in reversed(order):
        for one in tree.gates[name].inputs:
            if one not in tree.gates and one not in tree.house:
                yield one


def _meaning(tree: Tree, name: str, meaning: dict[str, int | bool]) -> int | bool:
    if name in tree.gates:
        return meaning[name]
    return tree.house[name] if name in tree.house else meaning[name]


class Maker:
    """Makes gates bottom-up, each in its plainest form, the same one only once."""

    def __init__(self, start: int) -> None:
        self.nodes: dict[int, Node] = {}
        self._next = start
        self._same: dict[Node, int] = {}

    def gate(self, kind: Kind, inputs: list[int | bool], k: int) -> int | bool:
        """Return the number of a gate, or of what it comes to: one of its inputs, or True or False."""
        if kind == ATLEAST:
            return self._atleast(inputs, k)
        decides = kind == OR
        if any(one is decides for one in inputs):
            return decides
        left = sorted({one for one in inputs if one is not True and one is not False})
        if not left:
            return not decides
        return left[0] if len(left) == 1 else self._number(Node(kind, tuple(left)))

    def network(self, names: tuple[str, ...], top: int | bool) -> Network:
        """Return the network of a gate that was made, an event or a constant, without what isn't needed."""
        made = Network(names, self.nodes, top)
        return replace(made, nodes={} if isinstance(top, bool) else _needed_from(made, top))

    def _atleast(self, inputs: list[int | bool], k: int) -> int | bool:
        k -= sum(one is True for one in inputs)
        left = sorted(one for one in inputs if one is not True and one is not False)
        if k <= 0:
            return True
        if k > len(left):
            return False
        if k == len(left):
            return self.gate(AND, list(left), 0)
        if k <= min(Counter(left).values()):
            return self.gate(OR, list(left), 0)
        return self._number(Node(ATLEAST, tuple(left), k))

    def _number(self, node: Node) -> int:
        known = self._same.get(node)
        if known is None:
            known = self._same[node] = self._next
            self.nodes[known] = node
            self._next += 1
        return known


def _rebuilt(net: Network, joined: set[int]) -> Network:
    """Return the network made anew, with the inputs of joined gates given to those that take them."""
    maker = Maker(len(net.names))
    meaning: dict[int, int | bool] = {}
    for number, node in net.nodes.items():
        if number not in joined:
            inputs = _inputs(net.nodes, node, joined)
            meaning[number] = maker.gate(node.kind, [meaning.get(one, one) for one in inputs], node.k)
    return maker.network(net.names, net.top if isinstance(net.top, bool) else meaning.get(net.top, net.top))


def _joined(net: Network) -> set[int]:
    """Return the gates whose inputs can go to the only gate that takes them, of the same kind."""
    found = set()
    for one, takers in net.parents().items():
        node = net.nodes.get(one)
        if node and len(takers) == 1 and net.nodes[takers[0]].kind == node.kind != ATLEAST:
            found.add(one)
    return found


def _inputs(nodes: dict[int, Node], node: Node, joined: set[int]) -> list[int]:
    """Return the inputs of a gate, with those of the joined ones in their places."""
    if joined.isdisjoint(node.inputs):
        return list(node.inputs)
    inputs, left = [], list(node.inputs)
    while left:
        one = left.pop()
        if one in joined:
            left += nodes[one].inputs
        else:
            inputs.append(one)
    return inputs


def _needed_from(net: Network, top: int) -> dict[int, Node]:
    reached, left = {top}, [top]
    while left:
        node = net.nodes.get(left.pop())
        for one in node.inputs if node else ():
            if one not in reached:
                reached.add(one)
                left.append(one)
    return {number: node for number, node in net.nodes.items() if number in reached}
