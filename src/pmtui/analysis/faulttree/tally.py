"""Counting the sets of a family by their order, without listing them.

The counts of a family by order are the coefficients of a polynomial; it is held as one integer, each
coefficient in its own field of bits, so that putting a module's sets in place of the module is one
multiplication.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmtui.analysis.faulttree.family import Family


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
    return unpacked(_packed(families, width)[top], width)


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


def _packed(families: Mapping[int, Family], width: int) -> dict[int, int]:
    packed: dict[int, int] = {}
    for number, family in families.items():
        packed[number] = up(family, packed, width)[family.root]
    return packed


def up(family: Family, packed: Mapping[int, int], width: int) -> list[int]:
    """Return the counts by order, packed, of the sets at each node of a family.

    `packed` holds those of the modules among its leaves; any other leaf is a base event.
    """
    counts = [0, 1]
    low, high, order = family.low, family.high, family.order
    for node, level in family.nodes():
        sets = packed.get(order[level])
        above = counts[high[node]]
        counts.append(counts[low[node]] + (above << width if sets is None else above * sets))
    return counts


def unpacked(packed: int, width: int) -> tuple[int, ...]:
    """Return the coefficients of a packed polynomial."""
    mask = (1 << width) - 1
    counts = []
    while packed:
        counts.append(packed & mask)
        packed >>= width
    return tuple(counts)
