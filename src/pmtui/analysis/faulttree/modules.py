"""Modules: gates whose events nothing else takes, so that each can be solved by itself.

Found in one walk that dates the first and the last visit of every node (Dutuit and Rauzy, "A linear-time
algorithm to find modules of fault trees", IEEE Transactions on Reliability 45(3), 1996). Where several
inputs are always taken together by gates of one kind, a gate of that kind is put in their place first: it
is a module, too.
"""

from __future__ import annotations

from dataclasses import replace

from pmtui.analysis.faulttree.network import ATLEAST, MOST_ROUNDS, Network, Node, settled
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Module:
    """A gate that is solved by itself.

    Attributes:
        top: Its number.
        nodes: The gates of it by their numbers, ascending, without those of modules beneath it.
        leaves: The base events and modules beneath that it takes, ascending.
    """

    top: int
    nodes: dict[int, Node]
    leaves: tuple[int, ...]


def modules(net: Network) -> tuple[Network, tuple[Module, ...]]:
    """Return the network with companions joined, and its modules, each after those beneath it.

    The last one is the top's; there is none where the top event is a base event or settled.
    """
    if isinstance(net.top, bool) or net.top < len(net.names):
        return net, ()
    tops = _module_tops(net)
    for _ in range(MOST_ROUNDS):
        joined = _companions_joined(net, tops)
        if joined is None:
            break
        net, tops = joined, _module_tops(joined)
    return net, tuple(_module(net, top, tops) for top in sorted(tops))


def _module_tops(net: Network) -> set[int]:
    """Return the gates that are modules."""
    assert not isinstance(net.top, bool)
    first: dict[int, int] = {}
    finished: dict[int, int] = {}
    last: dict[int, int] = {}
    date = 0
    way = [(net.top, iter(net.nodes[net.top].inputs))]
    first[net.top] = last[net.top] = date
    while way:
        number, inputs = way[-1]
        one = next(inputs, None)
        date += 1
        if one is None:
            finished[number] = last[number] = date
            way.pop()
        elif one in first:
            last[one] = date
        else:
            first[one] = last[one] = date
            node = net.nodes.get(one)
            if node is not None:
                way.append((one, iter(node.inputs)))
    tops = set()
    earliest: dict[int, int] = {}
    latest: dict[int, int] = {}
    for number, node in net.nodes.items():
        low = min(min(first[one], earliest.get(one, date)) for one in node.inputs)
        high = max(max(last[one], latest.get(one, 0)) for one in node.inputs)
        earliest[number], latest[number] = low, high
        if low > first[number] and high < finished[number]:
            tops.add(number)
    return tops


def _companions_joined(net: Network, tops: set[int]) -> Network | None:
    """Return the network with a new gate for each group of inputs always taken together; None without any."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for one, takers in net.parents().items():
        if one < len(net.names) or one in tops:
            groups.setdefault(tuple(takers), []).append(one)
    stands_for: dict[int, int] = {}
    made: list[Node] = []
    for taking, group in groups.items():
        kinds = {net.nodes[taker].kind for taker in taking}
        if len(group) < 2 or len(kinds) > 1 or ATLEAST in kinds:
            continue
        if len(taking) == 1 and len(net.nodes[taking[0]].inputs) == len(group):
            continue  # it is such a gate
        stands_for.update(dict.fromkeys(group, len(made)))
        made.append(Node(kinds.pop(), tuple(sorted(group))))
    return _renumbered(net, stands_for, made) if made else None


def _renumbered(net: Network, stands_for: dict[int, int], made: list[Node]) -> Network:
    """Return the network with the made gates in it, numbers ascending from inputs to gates again."""
    events = len(net.names)
    numbers = {one: one for one in range(events)}
    nodes: dict[int, Node] = {}
    new: dict[int, int] = {}

    def number_of(one: int) -> int:
        index = stands_for.get(one)
        if index is None:
            return numbers[one]
        if index not in new:
            inputs = tuple(sorted(numbers[below] for below in made[index].inputs))
            new[index] = events + len(nodes)
            nodes[new[index]] = replace(made[index], inputs=inputs)
        return new[index]

    for old, node in net.nodes.items():
        inputs = sorted(number_of(one) for one in node.inputs)
        if node.kind != ATLEAST:
            inputs = sorted(set(inputs))
        numbers[old] = events + len(nodes)
        nodes[numbers[old]] = replace(node, inputs=tuple(inputs))
    assert not isinstance(net.top, bool)
    return settled(Network(net.names, nodes, numbers[net.top]))


def _module(net: Network, top: int, tops: set[int]) -> Module:
    inside, leaves, left = {top}, set(), [top]
    while left:
        for one in net.nodes[left.pop()].inputs:
            if one in net.nodes and one not in tops:
                if one not in inside:
                    inside.add(one)
                    left.append(one)
            else:
                leaves.add(one)
    nodes = {number: net.nodes[number] for number in sorted(inside)}
    return Module(top, nodes, tuple(sorted(leaves)))
