"""Room on Python's stack for work on a diagram, which calls itself as deep as the diagram has levels."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pmtui.analysis.faulttree.budget import OverBudgetError

ENOUGH = 300
"""Levels for which Python's usual limit of 1,000 calls leaves room, whoever called."""


@contextmanager
def room_for(levels: int) -> Iterator[None]:
    """Let calls go this much deeper inside; too deep all the same counts as over budget.

    Calls from Python to Python need no room on the machine's own stack: it is safe to raise the limit by the
    levels of a diagram, which are at most as many as a tree may have events.
    """
    before = sys.getrecursionlimit()
    if levels > ENOUGH:
        sys.setrecursionlimit(before + levels)
    try:
        yield
    except RecursionError:
        raise OverBudgetError from None
    finally:
        if levels > ENOUGH:
            sys.setrecursionlimit(before)
