"""The actions as lines of a list, each beneath the cause that it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from pmtui import content
from pmtui.analysis.causes.answers import Answered, Group, groups
from pmtui.model.postmortem import Action, Postmortem
from pmtui.screens.levels import LEVEL, LEVEL_CELLS, level_and_bar
from pmtui.screens.owners import OWNER_CELLS, first_name
from pmtui.screens.values import SIGN
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import padded, plain

Worst = Callable[[str], str]
"""Tells the severity of the worst finding about a field or a row."""
Floor = Callable[[Answered], str]
"""Tells the severity of the worst finding about how strongly a cause is answered."""
Beneath = Callable[[Action], Sequence[BoardLine]]
"""Returns what is listed beneath an action: its fields, of the one in hand."""


def action_lines(
    pm: Postmortem, worst: Worst, floor: Floor, beneath: Beneath, *, ascii_signs: bool = False
) -> Iterator[BoardLine]:
    """Yield the causes, each with its highest level at the right, and beneath each its actions.

    Args:
        pm: The postmortem.
        worst: Tells the worst finding about an action.
        floor: Tells the worst finding about how a cause is answered.
        beneath: What is listed beneath an action.
        ascii_signs: Whether only ASCII signs can be drawn.
    """
    words = content.toml("guide/coverage.toml")["list"]
    numbers = {action.id: at for at, action in enumerate(pm.action, 1)}
    owners = owner_cells(pm.action)
    grouped = groups(pm)
    factors = False
    for group in grouped:
        cause = group.cause
        if cause is None and len(grouped) > 1:
            yield BoardLine(text=words["no_cause"], style="dim", selectable=False)
        elif cause is not None:
            if cause.kind == "factor" and not factors:
                factors = True
                yield BoardLine(text=words["factors"], style="dim", selectable=False)
            yield _cause_line(cause, group, numbers, floor, words, ascii_signs=ascii_signs)
        for action in group.actions:
            yield action_line(action, numbers[action.id], SIGN[worst(f"action.{action.id}")], owners)
            yield from beneath(action)


def _cause_line(
    cause: Answered,
    group: Group,
    numbers: dict[str, int],
    floor: Floor,
    words: dict[str, str],
    *,
    ascii_signs: bool,
) -> BoardLine:
    also = [str(numbers[action.id]) for action in group.elsewhere]
    shown = words["also"].format(numbers=" ".join(also)) + "  " if also else ""
    none = words["no_level" if cause.actions else "reason" if cause.reason else "no_action"]
    return BoardLine(
        path=cause.path,
        text=" ".join(cause.what.split()),
        style="heading" if cause.actions else "dim" if cause.reason else "open",
        mark=SIGN[floor(cause)],
        right=shown + level_and_bar(cause.highest, none, ascii_signs=ascii_signs),
    )


def owner_cells(actions: Sequence[Action]) -> int:
    """Return the cells that the names of owners need beside each other, within bounds."""
    return min(max((cell_len(first_name(action)) for action in actions), default=0), OWNER_CELLS)


def action_line(action: Action, number: int, mark: str, owners: int) -> BoardLine:
    """Return the line of an action: number and what, and in columns level, owner and day."""
    dropped = action.status == "dropped"
    level = "dropped" if dropped else LEVEL.get(action.level or "", "level?")
    due = action.due.isoformat() if action.due else "date?"
    return BoardLine(
        path=f"action.{action.id}.what",
        text=f"{number:>2} {plain(' '.join(action.what.split()))}",
        style="dim" if dropped else "",
        mark=mark,
        right=f"{level:<{LEVEL_CELLS}} {padded(first_name(action), owners)} {due:<10}",
    )
