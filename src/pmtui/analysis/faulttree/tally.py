"""Counting the sets of a family by their order, without listing them.

The counts of a family by order are the coefficients of a polynomial; it is held as one integer, each
coefficient in its own field of bits, so that putting a module's sets in place of the module is one
multiplication. The fields of orders beneath the smallest are left away: they would be most of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmtui.analysis.faulttree.family import Family

Packed = tuple[int, int]
"""The smallest order, and the counts from it on, a field of bits each; the count of no set is (0, 0)."""

NO_SET: Packed = (0, 0)
ONE_EMPTY: Packed = (0, 1)
ONE_SINGLE: Packed = (1, 1)


def by_order(top: int | bool, families: Mapping[int, Family]) -> tuple[int, ...]:
    """Return how many sets there are of each order, from order 0 to the largest.

    `families` hold the sets of each module over its leaves, modules beneath first; `top` is the module (or
    base event) asked for, or a constant.
    """
    if isinstance(top, bool):
        return (1,) if top else ()
    if top not in families:
        return (0, 1)
    width = field_width(families)
    packed: dict[int, Packed] = {}
    for number, family in families.items():
        packed[number] = up(family, packed, width)[family.root]
    return unpacked(packed[top], width)


def field_width(families: Mapping[int, Family]) -> int:
    """Return the bits that hold the count of any module's sets."""
    counts: dict[int, int] = {}
    most = 1
    for number, family in families.items():
        ways = [0, 1]
        for node, level in family.nodes():
            times = counts.get(family.order[level], 1)
            ways.append(ways[family.low[node]] + ways[family.high[node]] * times)
        counts[number] = ways[family.root]
        most = max(most, counts[number])
    return most.bit_length() + 1


def up(family: Family, packed: Mapping[int, Packed], width: int) -> list[Packed]:
    """Return the counts by order of the sets at each node of a family.

    `packed` holds those of the modules among its leaves; any other leaf is a base event.
    """
    counts = [NO_SET, ONE_EMPTY]
    low, high = family.low, family.high
    leaves = [packed.get(leaf, ONE_SINGLE) for leaf in family.order]
    for node, level in family.nodes():
        counts.append(plus(counts[low[node]], times(counts[high[node]], leaves[level]), width))
    return counts


def plus(one: Packed, other: Packed, width: int) -> Packed:
    """Return the counts of both together."""
    if not other[1]:
        return one
    if not one[1]:
        return other
    if one[0] > other[0]:
        one, other = other, one
    return one[0], one[1] + (other[1] << (other[0] - one[0]) * width)


def times(one: Packed, other: Packed) -> Packed:
    """Return the counts of each set of the one joined with each of the other, which share no event."""
    bits = one[1] * other[1]
    return (one[0] + other[0], bits) if bits else NO_SET


def unpacked(packed: Packed, width: int) -> tuple[int, ...]:
    """Return the counts from order 0 on."""
    order, bits = packed
    mask = (1 << width) - 1
    counts = [0] * order
    while bits:
        counts.append(bits & mask)
        bits >>= width
    return tuple(counts)
