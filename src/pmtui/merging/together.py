"""Putting what two sides added at one place into one order, the same whichever side is ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

Keyed = tuple[str, Any]
"""A text that orders what it stands for and tells it from all else, and that itself: a row or an item."""
Item = TypeVar("Item")


def together(one: list[Keyed], other: list[Keyed]) -> list[Keyed]:
    """Return both groups as one: by time where all have one (`at`), else one group behind the other.

    Each group keeps its own order. What is in both is there once.
    """
    first, second = sorted((one, other), key=lambda group: [key for key, _ in group])
    second = _without(second, first)
    if not first or not second:
        return first or second
    moments = [[_moment(item) for _, item in group] for group in (first, second)]
    if any(moment is None for group in moments for moment in group):
        return [*first, *second]
    return _by_time(first, second)


def _without(items: list[Keyed], others: list[Keyed]) -> list[Keyed]:
    left: dict[str, int] = {}
    for key, _ in others:
        left[key] = left.get(key, 0) + 1
    out: list[Keyed] = []
    for key, item in items:
        if left.get(key):
            left[key] -= 1
        else:
            out.append((key, item))
    return out


def _by_time(first: list[Keyed], second: list[Keyed]) -> list[Keyed]:
    out: list[Keyed] = []
    left, right = 0, 0
    while left < len(first) and right < len(second):
        if (first[left][1]["at"], first[left][0]) <= (second[right][1]["at"], second[right][0]):
            out.append(first[left])
            left += 1
        else:
            out.append(second[right])
            right += 1
    return [*out, *first[left:], *second[right:]]


def _moment(item: Any) -> datetime | None:
    at = item.get("at") if isinstance(item, Mapping) else None
    return at if isinstance(at, datetime) and at.utcoffset() is not None else None
