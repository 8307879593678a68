"""The order of rows that have ids, when two sides have added rows, taken some away and moved some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pmtui.merging.sequences import rising
from pmtui.merging.together import together

Ids = list[str]


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return ids that, put elsewhere, lead from the order `before` to `after`: as few as do."""
    if before == after:
        return set()
    place = {name: number for number, name in enumerate(before)}
    steady = rising([place[name] for name in after])
    return set(after) - {after[number] for number in steady}


def in_order(base: Ids, ours: Ids, theirs: Ids, row: Callable[[str], Any]) -> tuple[Ids, Ids]:
    """Return the order of the rows that stay, and the one it has where theirs goes before ours.

    Both are the same unless both sides moved a row, to different places. A row that only one side has, or
    that only one side moved, stands behind the nearest row before it that both have where it was.

    Args:
        base: The ids in the order of the base.
        ours: The ids that stay and that ours has, in its order.
        theirs: The ids that stay and that theirs has, in its order.
        row: Gives the row for an id.
    """
    both = set(ours) & set(theirs)
    here, there = _only(ours, both), _only(theirs, both)
    if here == there:
        out = _woven(here, ours, theirs, row)
        return out, out
    before = _only(base, both)
    known = set(before)
    moved_here, moved_there = moved(before, _only(here, known)), moved(before, _only(there, known))
    if _only(here, known) == _only(there, known):
        steady, moved_here, moved_there = _only(here, known), set(), set()
    elif moved_here & moved_there:
        return _woven(here, ours, theirs, row), _woven(there, ours, theirs, row)
    else:
        steady = _only(before, known - moved_here - moved_there)
    return (_with_new(steady, (ours, theirs), (moved_here, moved_there), both - known, row),) * 2


def _with_new(
    steady: Ids,
    sides: tuple[Ids, Ids],
    moves: tuple[set[str], set[str]],
    new: set[str],
    row: Callable[[str], Any],
) -> Ids:
    """Return the whole order; `new` are the rows that both sides added under one id."""
    ours, theirs = sides
    frame = set(steady) | new
    here, there = _only(ours, frame), _only(theirs, frame)
    left_out = (moves[1], moves[0])
    if here == there:
        steady = here
    elif here < there:
        left_out = (moves[1], moves[0] | new)
    else:
        left_out = (moves[1] | new, moves[0])
    ours = [name for name in ours if name not in left_out[0]]
    theirs = [name for name in theirs if name not in left_out[1]]
    return _woven(steady, ours, theirs, row)


def _woven(frame: Ids, ours: Ids, theirs: Ids, row: Callable[[str], Any]) -> Ids:
    """Return `frame` with what else the sides have, behind the row of the frame that it stands behind."""
    kept = set(frame)
    here, there = _behind(kept, ours), _behind(kept, theirs)
    out: Ids = []
    for name in (None, *frame):
        if name is not None:
            out.append(name)
        one, other = here.get(name, []), there.get(name, [])
        if one and other:
            joined = together([(each, row(each)) for each in one], [(each, row(each)) for each in other])
            out += [each for each, _ in joined]
        else:
            out += one or other
    return out


def _behind(frame: set[str], side: Ids) -> dict[str | None, Ids]:
    groups: dict[str | None, Ids] = {}
    anchor: str | None = None
    for name in side:
        if name in frame:
            anchor = name
        else:
            groups.setdefault(anchor, []).append(name)
    return groups


def _only(names: Iterable[str], wanted: set[str]) -> Ids:
    return [name for name in names if name in wanted]
