"""The top event of the gates of a file, how deep they go, and no loop among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pmtui.analysis.faulttree.shape import require_sound
from pmtui.analysis.faulttree.tree import Gate, Tree, TreeError
from pmtui.importers.mef import limits
from pmtui.importers.mef.said import listed, said


def top_of(
    gates: Mapping[str, Gate], made: Collection[str], names: Collection[str], wanted: str | None, where: str
) -> str:
    """Return the name of the top event.

    Args:
        gates: The gates by their names.
        made: Those that the file does not define.
        names: The names of all that the file defines.
        wanted: The name that was asked for, if any.
        where: The file, for messages.

    Raises:
        TreeError: Nothing has the name that was asked for; there is no gate; several are no input.
    """
    if wanted is not None:
        if wanted not in names:
            raise TreeError(f"nothing in it is called {said(wanted)}", where=where)
        return wanted
    if not gates:
        raise TreeError("there is no fault tree in it: no gate is defined", where=where)
    inputs = {name for gate in gates.values() for name in gate.inputs}
    tops = [name for name in gates if name not in inputs and name not in made]
    if len(tops) > 1:
        raise TreeError(f"there are several top events: {listed(tops)}; choose one with --top", where=where)
    return tops[0] if tops else next(iter(gates))  # where there is none there is a loop, which is found next


def check_levels(gates: Mapping[str, Gate], where: str) -> None:
    """Raise TreeError where more than `limits.LEVELS` gates stand beneath one another; loops pass."""
    above = dict.fromkeys(gates, 0)
    for gate in gates.values():
        for name in dict.fromkeys(gate.inputs):
            if name in gates:
                above[name] += 1
    level, row = 0, [name for name, count in above.items() if not count]
    while row:
        level += 1
        if level > limits.LEVELS:
            what = f"too deep: gates stand beneath one another, more than {limits.LEVELS:,} of them"
            raise TreeError(what, where=where)
        following = []
        for name in row:
            for below in dict.fromkeys(gates[name].inputs):
                if below in gates:
                    above[below] -= 1
                    if not above[below]:
                        following.append(below)
        row = following


def check_sound(tree: Tree, where: str) -> None:
    """Raise TreeError, with the file, where there is a loop or what else keeps a tree from being analysed."""
    try:
        require_sound(tree)
    except TreeError as error:
        raise TreeError(error.what, where=where) from None
