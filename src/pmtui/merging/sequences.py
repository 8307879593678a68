"""What stayed and what changed between two sequences, and what two sides did to a third.

Comparing takes time in proportion to the length of the sequences and, up to a limit, to the number of
differences; beyond it only what is there once in both is taken as the same, and the rest as one change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

_WORK = 200_000
"""How many comparisons are worth making beyond those that the length of the sequences asks for."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Items `first` to `last` of the base that are items `start` to `end` of a side; ends are not in it."""

    first: int
    last: int
    start: int
    end: int


def hunks(base: Sequence[str], side: Sequence[str]) -> list[Hunk]:
    """Return where `side` differs from `base`, in order; between any two hunks at least one item stayed."""
    found: list[Hunk] = []
    at_base, at_side = 0, 0
    for first, start in [*stayed(base, side), (len(base), len(side))]:
        if first > at_base or start > at_side:
            found.append(Hunk(at_base, first, at_side, start))
        at_base, at_side = first + 1, start + 1
    return found


def stayed(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions (in `one`, in `other`) of what is the same in both, both rising."""
    short = min(len(one), len(other))
    head = 0
    while head < short and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < short - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    end_one, end_other = len(one) - tail, len(other) - tail
    middle = _middle(one[head:end_one], other[head:end_other])
    return [
        *((number, number) for number in range(head)),
        *((head + left, head + right) for left, right in middle),
        *((end_one + number, end_other + number) for number in range(tail)),
    ]


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the positions of a longest part of `numbers` that rises, in order."""
    ends: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_left(heads, number)
        before.append(ends[length - 1] if length else -1)
        if length == len(heads):
            heads.append(number)
            ends.append(position)
        else:
            heads[length], ends[length] = number, position
    out: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        out.append(position)
        position = before[position]
    return out[::-1]


def _middle(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    if not one or not other:
        return []
    found = _shortest(one, other)
    return _by_what_is_once(one, other) if found is None else found


def _shortest(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return what stayed when as little as possible changed (Myers' greedy way); None if that takes long."""
    left, right = len(one), len(other)
    work = _WORK + 2 * (left + right)
    furthest = {1: 0}
    rounds: list[dict[int, int]] = []
    for changes in range(left + right + 1):
        rounds.append(dict(furthest))
        work -= 2 * changes
        for diagonal in range(-changes, changes + 1, 2):
            down = diagonal == -changes or (
                diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            begun = x
            while x < left and y < right and one[x] == other[y]:
                x += 1
                y += 1
            work -= x - begun
            furthest[diagonal] = x
            if x >= left and y >= right:
                return _way_back(rounds, left, right)
        if work < 0:
            return None
    return None


def _way_back(rounds: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    same: list[tuple[int, int]] = []
    for changes in range(len(rounds) - 1, -1, -1):
        furthest, diagonal = rounds[changes], x - y
        down = diagonal == -changes or (
            diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1]
        )
        before = diagonal + 1 if down else diagonal - 1
        from_x = furthest[before] if changes else 0
        from_y = from_x - before if changes else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            same.append((x, y))
        x, y = from_x, from_y
    return same[::-1]


def _by_what_is_once(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return what stayed, found from the items that each side has once; linear but for a sort."""
    count_one, count_other = Counter(one), Counter(other)
    places = {item: place for place, item in enumerate(other) if count_other[item] == 1}
    known = [place for place, item in enumerate(one) if count_one[item] == 1 and item in places]
    anchors = [known[number] for number in rising([places[one[place]] for place in known])]
    out: list[tuple[int, int]] = []
    done = (0, 0)
    for left, following in zip(anchors, [*anchors, None][1:], strict=True):
        if left < done[0]:
            continue  # already met on the way from the one before
        end = len(other) if following is None else places[one[following]]
        out += _around(one, other, (left, places[one[left]]), done, end)
        done = (out[-1][0] + 1, out[-1][1] + 1)
    return out


def _around(
    one: Sequence[str], other: Sequence[str], at: tuple[int, int], begin: tuple[int, int], end_other: int
) -> list[tuple[int, int]]:
    """Return the same items around one pair of them, as far as they go on without a gap."""
    back = 0
    while (
        at[0] - back > begin[0]
        and at[1] - back > begin[1]
        and one[at[0] - back - 1] == other[at[1] - back - 1]
    ):
        back += 1
    on = 1
    while at[0] + on < len(one) and at[1] + on < end_other and one[at[0] + on] == other[at[1] + on]:
        on += 1
    return [(at[0] + step, at[1] + step) for step in range(-back, on)]
