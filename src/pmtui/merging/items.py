"""Lists whose items have no ids: what two sides did to each item, and what they put between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from pmtui.merging.sequences import Hunk, hunks
from pmtui.merging.together import Keyed, together

Both = Callable[[Any, Any, Any], Any]
"""Makes one item of what the base, ours and theirs have; ours and theirs differ from the base."""

_GONE = object()


def merged(base: list[Any], ours: list[Any], theirs: list[Any], both: Both) -> list[Any]:
    """Return the items of both sides in one list.

    What one side took away is gone, unless the other changed it: then it stays. What both put at one place
    is all there, in an order that does not depend on which side is ours; what is the same, once. Nothing
    that a side wrote is left out, so only an item that both changed can collide.
    """
    keys = [key(item) for item in base]
    here, there = _changes(base, keys, ours), _changes(base, keys, theirs)
    out: list[Any] = []
    for number, item in enumerate([*base, _GONE]):
        out += [new for _, new in together(here.before(number), there.before(number))]
        if item is not _GONE:
            out += _one(item, here.became.get(number, item), there.became.get(number, item), both)
    return out


def key(value: Any) -> str:
    """Return a text that is the same for the same values of TOML data, and for no other."""
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, Mapping):
        return "{" + "".join(_part(name) + _part(key(value[name])) for name in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + "".join(_part(key(item)) for item in value) + "]"
    if isinstance(value, date | time | datetime):
        return f"{type(value).__name__} {value.isoformat()}"
    return f"{type(value).__name__} {value!r}"


def _part(text: str) -> str:
    return f"{len(text)}:{text}"


@dataclass(slots=True)
class _Changes:
    """What one side did: what items of the base became (by number), and what it put before them."""

    became: dict[int, Any] = field(default_factory=dict)
    added: dict[int, list[Keyed]] = field(default_factory=dict)

    def before(self, number: int) -> list[Keyed]:
        return self.added.get(number, [])


def _changes(base: list[Any], keys: list[str], side: list[Any]) -> _Changes:
    out = _Changes()
    side_keys = [key(item) for item in side]
    for hunk in hunks(keys, side_keys):
        pairs = _pairs(base, side, hunk)
        known = {new: old for old, new in pairs}
        at = hunk.first
        for number in range(hunk.start, hunk.end):
            if number in known:
                out.became[known[number]] = side[number]
                at = known[number] + 1
            else:
                out.added.setdefault(at, []).append((side_keys[number], side[number]))
        for old in range(hunk.first, hunk.last):
            out.became.setdefault(old, _GONE)
    return out


def _pairs(base: list[Any], side: list[Any], hunk: Hunk) -> list[tuple[int, int]]:
    """Return which items of a change are one item before and after: all in turn where it has as many of
    both; else those that are alike, as they come."""
    if hunk.last - hunk.first == hunk.end - hunk.start:
        return list(zip(range(hunk.first, hunk.last), range(hunk.start, hunk.end), strict=True))
    out: list[tuple[int, int]] = []
    start, end = hunk.start, hunk.end
    for old in range(hunk.first, hunk.last):
        near = range(start, min(end, start + _NEAR))
        new = next((number for number in near if _alike(base[old], side[number])), None)
        if new is not None:
            out.append((old, new))
            start = new + 1
    return out


_NEAR = 8
"""How many items are looked at for one that was changed: enough for what a person adds before it."""


def _alike(old: Any, new: Any) -> bool:
    """Say whether `new` looks like a changed `old`: half of the text, or of the fields, is the same."""
    if isinstance(old, str) and isinstance(new, str):
        return 2 * _common(old, new) >= max(len(old), len(new)) > 0
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        names = old.keys() | new.keys()
        return 2 * sum(1 for name in names if key(old.get(name)) == key(new.get(name))) >= len(names) > 0
    return False


def _common(old: str, new: str) -> int:
    """Return how many characters at the head and at the tail are the same."""
    most = min(len(old), len(new))
    head = next((number for number in range(most) if old[number] != new[number]), most)
    tail = next(
        (number for number in range(most - head) if old[-1 - number] != new[-1 - number]), most - head
    )
    return head + tail


def _one(item: Any, ours: Any, theirs: Any, both: Both) -> list[Any]:
    if ours is item:
        kept = theirs
    elif theirs is item or theirs is _GONE:
        kept = ours
    else:
        kept = theirs if ours is _GONE else both(item, ours, theirs)
    return [] if kept is _GONE else [kept]
