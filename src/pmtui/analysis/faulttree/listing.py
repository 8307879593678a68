"""Listing the sets of a family, smallest first, without holding all of them."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

from pmtui.analysis.faulttree.family import EMPTY, NONE, Families, Family

AT_ONCE = 100_000
"""Sets of one order are sorted together where they have no more names in all; else they are parted first."""

Placing = Generator[tuple[int, int, int], int, int]


def expanded(top: int, families: Mapping[int, Family], limit: int) -> Family:
    """Return the family over base events that module by module stands in `families`.

    Raises:
        OverBudgetError: It has more than `limit` nodes.
    """
    made = Families(_event_order(top, families), limit)
    level = {event: place for place, event in enumerate(made.order)}
    done: dict[tuple[int, int, int], int] = {}
    if top not in families:
        return made.family(made.node(0, NONE, EMPTY))
    if families[top].root == NONE:
        return made.family(NONE)

    def place(number: int, then: int, otherwise: int) -> Placing:
        """Put the sets of a module with each set of `then`, beside the sets of `otherwise`."""
        family = families[number]
        with_then, beside = {NONE: NONE, EMPTY: then}, {NONE: otherwise}
        spine = set(_spine(family))
        for node, place_of in family.nodes():
            leaf, low, high = family.order[place_of], family.low[node], family.high[node]
            for known in (with_then, beside) if node in spine else (with_then,):
                if leaf in families:
                    known[node] = yield leaf, with_then[high], known[low]
                else:
                    known[node] = made.node(level[leaf], known[low], with_then[high])
        return beside[family.root]

    # Modules may be nested deeper than Python's stack: each waits here for the one beneath it.
    waiting: list[tuple[tuple[int, int, int], Placing]] = []
    answer: int | None = None
    asked = (top, EMPTY, NONE)
    while True:
        answer = done.get(asked)
        if answer is None:
            waiting.append((asked, place(*asked)))
        while waiting:
            asked, work = waiting[-1]
            try:
                asked = next(work) if answer is None else work.send(answer)
                break
            except StopIteration as end:
                waiting.pop()
                answer = done[asked] = int(end.value)
        else:
            assert answer is not None
            return made.family(answer)


def _spine(family: Family) -> Iterator[int]:
    """Yield the nodes that are reached by no leaf at all."""
    node = family.root
    while node > EMPTY:
        yield node
        node = family.low[node]


def _event_order(top: int, families: Mapping[int, Family]) -> tuple[int, ...]:
    """Return the base events in an order in which those of each module stand together."""
    order: list[int] = []
    left = [top]
    while left:
        number = left.pop()
        family = families.get(number)
        if family is None:
            order.append(number)
        else:
            left.extend(reversed(family.order))
    return tuple(order)


def listed(family: Family, names: Sequence[str], max_order: int) -> Iterator[tuple[str, ...]]:
    """Yield the sets of a family over base events up to an order, by (size, names), names sorted."""
    sizes = _sizes(family)
    for size in range(min(max_order, sizes[family.root].bit_length() - 1) + 1):
        if sizes[family.root] >> size & 1:
            yield from _in_order(_of_size(family, size, sizes), names, AT_ONCE // max(size, 1))


def _sizes(family: Family) -> list[int]:
    """Return for each node the sizes of its sets, as bits."""
    sizes = [0, 1]
    for node, _ in family.nodes():
        sizes.append(sizes[family.low[node]] | sizes[family.high[node]] << 1)
    return sizes


def _of_size(family: Family, size: int, sizes: list[int]) -> Family:
    """Return the sets of one size."""
    needed, left = {(family.root, size)}, [(family.root, size)]
    while left:
        node, more = left.pop()
        if node > EMPTY:
            for one in ((family.low[node], more), (family.high[node], more - 1)):
                if one not in needed and one[1] >= 0 and sizes[one[0]] >> one[1] & 1:
                    needed.add(one)
                    left.append(one)
    made = Families(family.order, len(needed) + 2)
    new = {(EMPTY, 0): EMPTY}
    for node, more in sorted(needed - new.keys()):
        low, high = new.get((family.low[node], more), NONE), new.get((family.high[node], more - 1), NONE)
        new[node, more] = made.node(family.levels[node], low, high)
    return made.family(new[family.root, size])


def _in_order(family: Family, names: Sequence[str], at_once: int) -> Iterator[tuple[str, ...]]:
    """Yield sets of one size in the order of their names: parted by the first name while they are many.

    What lacks a name waits unparted, beside the names that it lacks, until what holds it was listed; with a
    family of its own only where that is half as large, so that what waits takes little room.
    """
    by_name = sorted(range(len(family.order)), key=lambda level: names[family.order[level]])
    rank = {level: place for place, level in enumerate(by_name)}
    waiting: list[tuple[tuple[str, ...], Family, dict[int, bool]]] = [((), family, {})]
    while waiting:
        held, whole, parted = waiting.pop()
        rest = _parted(whole, parted) if parted else whole
        if rest.root == NONE:
            continue
        if _count(rest) <= at_once:
            yield from sorted((*held, *sorted(one)) for one in _walked(rest, names))
            continue
        level = min(set(rest.levels[2:]), key=rank.__getitem__)
        if 2 * len(rest.levels) <= len(whole.levels):
            whole, parted = rest, {}
        waiting.append((held, whole, {**parted, level: False}))
        waiting.append(((*held, names[family.order[level]]), whole, {**parted, level: True}))


def _count(family: Family) -> int:
    ways = [0, 1]
    for node, _ in family.nodes():
        ways.append(ways[family.low[node]] + ways[family.high[node]])
    return ways[family.root]


def _parted(family: Family, parted: Mapping[int, bool]) -> Family:
    """Return the sets that hold the leaves of some levels (True), without these, and lack those of others."""
    made = Families(family.order, len(family.levels) + 2)
    # The next level that must be held, by level; the last place is for what comes before all levels.
    following = [len(family.order)] * (len(family.order) + 1)
    for level in range(len(family.order) - 1, -1, -1):
        following[level - 1] = level if parted.get(level) else following[level]
    found = [NONE, EMPTY]
    for node, level in family.nodes():
        low, high = family.low[node], family.high[node]
        lacking = found[low] if family.levels[low] <= following[level] else NONE
        holding = found[high] if family.levels[high] <= following[level] else NONE
        held = parted.get(level)
        found.append(made.node(level, lacking, holding) if held is None else holding if held else lacking)
    return made.family(found[family.root] if family.levels[family.root] <= following[-1] else NONE)


def _walked(family: Family, names: Sequence[str]) -> Iterator[list[str]]:
    """Yield all sets, in no order."""
    label = [names[event] for event in family.order]
    held: list[str] = []
    left: list[tuple[int, int]] = [(family.root, 0)]
    while left:
        node, size = left.pop()
        del held[size:]
        while node > EMPTY:
            if family.low[node] != NONE:
                left.append((family.low[node], len(held)))
            held.append(label[family.levels[node]])
            node = family.high[node]
        yield held.copy()
