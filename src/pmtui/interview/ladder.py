"""The ladder of whys as the interview looks at it: how deep it is, where it ends, where it branches."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.model.postmortem import Causes, Why

PROBLEM = "problem"
"""What the first whys explain."""

DEEP = 5
"""The rule of thumb: so many whys, or fewer where a cause was found that the organisation can change."""


def depths(causes: Causes) -> dict[str, int]:
    """Return how many whys lie between the problem and each why, itself included, by its id.

    Of several ways to a why the shortest counts. A why whose parents are gone begins a ladder of its own;
    whys that only explain one another count as first ones.
    """
    beneath: dict[str, list[str]] = {}
    known = {why.id for why in causes.why}
    tops: list[str] = []
    for why in causes.why:
        parents = [parent for parent in why.explains if parent in known and parent != why.id]
        if not parents or PROBLEM in why.explains:
            tops.append(why.id)
        for parent in parents:
            beneath.setdefault(parent, []).append(why.id)
    found: dict[str, int] = {}
    _spread(tops, beneath, found)
    for why in causes.why:  # what is left stands in a circle
        if why.id not in found:
            _spread([why.id], beneath, found)
    return found


def _spread(tops: list[str], beneath: dict[str, list[str]], found: dict[str, int]) -> None:
    level, depth = tops, 1
    while level:
        level = [each for each in level if each not in found]
        found.update(dict.fromkeys(level, depth))
        level = [child for each in level for child in beneath.get(each, ())]
        depth += 1


def deepest(causes: Causes) -> int:
    """Return how many whys deep the ladder is; 0 where there is none."""
    return max(depths(causes).values(), default=0)


def leaves(causes: Causes) -> Iterator[Why]:
    """Yield the whys that nothing explains yet, in the order of the file."""
    explained = {parent for why in causes.why for parent in why.explains if parent != why.id}
    return (why for why in causes.why if why.id not in explained)


def first_rungs(causes: Causes) -> int:
    """Return how many whys explain the problem itself."""
    return sum(PROBLEM in why.explains for why in causes.why)


def branches(causes: Causes) -> bool:
    """Return whether anything is explained by two whys or more."""
    parents = [parent for why in causes.why for parent in set(why.explains)]
    return len(parents) != len(set(parents))


def open_leaf(causes: Causes) -> Why | None:
    """Return the last why that nothing explains and that has not ended; None where there is none."""
    return next((why for why in reversed(list(leaves(causes))) if not why.stop and why.because.strip()), None)


def open_rung(causes: Causes) -> str:
    """Return the words of what the next why explains: the last why that has not ended, else the problem."""
    leaf = open_leaf(causes)
    return leaf.because if leaf else causes.problem


def explained_by(causes: Causes, why: Why) -> str:
    """Return the words of what a why explains, the first of it; the problem where that is gone."""
    words = {other.id: other.because for other in causes.why}
    for parent in why.explains:
        if parent != PROBLEM and words.get(parent, "").strip():
            return words[parent]
    return causes.problem


def changeable(causes: Causes) -> bool:
    """Return whether a branch ends at something that the organisation can change."""
    return any(why.stop == "changeable" for why in causes.why)


def has_evidence(causes: Causes) -> bool:
    """Return whether anything shows one of the whys, or a base event, to be true."""
    told = [item for why in causes.why for item in why.evidence]
    told += [item for event in causes.event for item in event.evidence]
    return any(item.strip() for item in told)


def contributing(causes: Causes) -> int:
    """Return how many contributing causes are named: root causes, first whys and last ones, or factors."""
    return max(len(causes.root), first_rungs(causes), len(list(leaves(causes))), len(causes.factor))


MOST_BRANCHES = 100
"""How many branches are read back at most; a ladder of joins has more ways than anybody reads."""


def upwards(causes: Causes) -> tuple[tuple[str, ...], ...]:
    """Return each branch from its end up to the problem, as ids; a way that comes back on itself ends there.

    Where a why explains several things, each way up is a branch of its own, up to `MOST_BRANCHES`.
    """
    known = {why.id: why for why in causes.why}
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(end,) for end in reversed(_ends(causes))]
    while waiting and len(found) < MOST_BRANCHES:
        way = waiting.pop()
        above = [
            parent
            for parent in dict.fromkeys(known[way[-1]].explains)
            if (parent in known and parent not in way) or parent == PROBLEM
        ]
        if not above:
            found.append(way)
        for parent in reversed(above):
            if parent == PROBLEM:
                found.append((*way, PROBLEM))
            else:
                waiting.append((*way, parent))
    return tuple(found)


def _ends(causes: Causes) -> list[str]:
    """Return where branches are read from: the leaves, and one why of each circle that leads to no leaf."""
    above = {why.id: why.explains for why in causes.why}
    ends: list[str] = []
    seen: set[str] = set()
    for why in (*leaves(causes), *causes.why):
        if why.id in seen:
            continue
        ends.append(why.id)
        waiting = [why.id]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += above.get(here, ())
    return ends
