"""The ladder as the checks see it: its rungs by id, where it ends, how deep it is, what lies above what."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmtui.model.postmortem import Causes, Why

PROBLEM = "problem"
_MOST_STEPS = 2000
_MOST_ABOVE = 100


class Shape:
    """The ladder of one set of causes; a rung of a circle is looked at like any other, and never for long."""

    def __init__(self, causes: Causes) -> None:
        self.causes = causes
        self.rungs: dict[str, Why] = {why.id: why for why in causes.why}

    @cached_property
    def explained(self) -> frozenset[str]:
        """The ids of what a why explains, `problem` among them."""
        return frozenset(parent for why in self.causes.why for parent in why.explains)

    @cached_property
    def ends(self) -> frozenset[str]:
        """The ids of the rungs that no other rung explains further."""
        return frozenset(self.rungs) - self.explained

    @cached_property
    def branches(self) -> bool:
        """Whether anything is explained by two whys or more; a why without a parent explains the problem."""
        beneath: dict[str, int] = defaultdict(int)
        for why in self.causes.why:
            for parent in {each if each in self.rungs else PROBLEM for each in why.explains or (PROBLEM,)}:
                beneath[parent] += 1
        return any(number > 1 for number in beneath.values())

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of each rung as the ladder shows it, such as "1.2", by its id."""
        from pmtui.analysis.causes.rungs import (
            rungs,
        )  # the model behind it is slow to load, and lint needs none

        return {rung.why.id: rung.number for rung in reversed(rungs(self.causes))}

    def words_of(self, parent: str) -> str:
        """Return the words of what is explained: the problem, or a rung; empty where it is gone."""
        if parent == PROBLEM:
            return self.causes.problem
        return self.rungs[parent].because if parent in self.rungs else ""

    def depth(self, why: Why) -> tuple[int, bool]:
        """Return how many whys lead from the problem to a rung, on its longest way, and if it goes round."""
        longest, steps = 1, 0
        stack: list[tuple[str, int, frozenset[str]]] = [(why.id, 1, frozenset())]
        while stack and steps < _MOST_STEPS:
            steps += 1
            here, depth, seen = stack.pop()
            longest = max(longest, depth)
            for parent in self.rungs[here].explains:
                if parent == why.id:
                    return depth, True
                if parent in self.rungs and parent not in seen:
                    stack.append((parent, depth + 1, seen | {here}))
        return longest, False

    def above(self, *parents: str) -> list[str]:
        """Return the rungs on the ways from `parents` up to the problem, with themselves, nearest first."""
        found: dict[str, None] = {}
        queue = [parent for parent in parents if parent in self.rungs]
        while queue and len(found) < _MOST_ABOVE:
            here = queue.pop(0)
            if here not in found:
                found[here] = None
                queue.extend(parent for parent in self.rungs[here].explains if parent in self.rungs)
        return list(found)


def leaves(causes: Causes) -> list[Why]:
    """Return the rungs that no other rung explains further."""
    ends = Shape(causes).ends
    return [why for why in causes.why if why.id in ends]


def whys_to(why: Why, causes: Causes) -> int:
    """Return how many whys lead from the problem to a rung, on the longest way."""
    return Shape(causes).depth(why)[0]
