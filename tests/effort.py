"""How much work something takes, counted instead of timed: the same on every machine, busy or not."""

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(act: Callable[[], Any]) -> int:
    """Return how many calls `act` makes, of Python's functions and of built-in ones."""
    count = 0

    def tick(_frame: FrameType, _event: str, _what: Any) -> None:
        nonlocal count
        count += 1

    before, collects = sys.getprofile(), gc.isenabled()
    gc.collect()
    gc.disable()  # whoever wants to be called when it collects would be counted, too
    sys.setprofile(tick)
    try:
        act()
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()
    return count
