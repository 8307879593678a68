"""Which actions answer which causes, and how high in the prevention hierarchy the highest of them stands.

Actions answer root causes; a likely factor that no root cause was drawn from wants an answer of its own.
A dropped action answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from pmtui.analysis.causes.links import PROBLEM
from pmtui.model.postmortem import Action, Causes, Factor, Level, Postmortem
from pmtui.values import dataclass

LEVELS: tuple[Level, ...] = get_args(Level)
"""The levels of the prevention hierarchy, most effective first."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A cause and what answers it.

    Attributes:
        id: The id of the cause.
        path: The field that shows it, such as `causes.root.rc-1.what`.
        what: Its words.
        kind: What it is.
        reason: Why nothing is done about a factor, as its note says; empty where it says nothing.
        actions: The actions that answer it, dropped ones left out, in the order of the file.
    """

    id: str
    path: str
    what: str
    kind: Literal["root", "factor"]
    actions: tuple[Action, ...] = ()
    reason: str = ""

    @property
    def row(self) -> str:
        """The path of its row, such as `causes.root.rc-1`."""
        return self.path.rpartition(".")[0]

    @property
    def highest(self) -> Level | None:
        """The highest level among its actions; None where none has a level."""
        return highest(self.actions)


@dataclass(frozen=True, slots=True)
class Group:
    """A cause with the actions that are listed beneath it; each action is listed once.

    Attributes:
        cause: The cause; None for the actions that answer none.
        actions: The actions listed here: those whose first cause it is, dropped ones among them.
        elsewhere: Actions that answer it too and are listed beneath an earlier cause.
    """

    cause: Answered | None
    actions: tuple[Action, ...]
    elsewhere: tuple[Action, ...] = ()


def highest(actions: Iterable[Action]) -> Level | None:
    """Return the most effective level among actions; None where none has one."""
    found = {action.level for action in actions}
    return next((level for level in LEVELS if level in found), None)


def answered(pm: Postmortem) -> tuple[Answered, ...]:
    """Return each root cause with its actions, then the likely factors that want an answer of their own."""
    by_cause = _by_cause(action for action in pm.action if action.status != "dropped")
    roots = tuple(
        Answered(root.id, f"causes.root.{root.id}.what", root.what, "root", by_cause.get(root.id, ()))
        for root in pm.causes.root
    )
    factors = tuple(
        Answered(
            each.id,
            f"causes.factor.{each.id}.what",
            each.what,
            "factor",
            by_cause.get(each.id, ()),
            each.note.strip(),
        )
        for each in factors_to_answer(pm.causes)
    )
    return roots + factors


def factors_to_answer(causes: Causes) -> tuple[Factor, ...]:
    """Return the likely factors that no root cause stands for.

    A root cause stands for a factor that it was drawn from, and for one drawn from the same row as itself or
    from a why that this row explains, however far above.
    """
    stands_for = _led_to_roots(causes)
    return tuple(
        factor
        for factor in causes.factor
        if factor.likely
        and factor.what.strip()
        and factor.id not in stands_for
        and stands_for.isdisjoint(factor.from_)
    )


def _led_to_roots(causes: Causes) -> set[str]:
    """Return the ids of the rows that root causes were drawn from, and of all whys above those."""
    above = {why.id: (*why.explains, *why.from_) for why in causes.why}
    found: set[str] = set()
    left = [ref for root in causes.root for ref in root.from_]
    while left:
        here = left.pop()
        if here not in found and here != PROBLEM:
            found.add(here)
            left.extend(above.get(here, ()))
    return found


def groups(pm: Postmortem) -> tuple[Group, ...]:
    """Return the actions grouped by cause: root causes, factors with a place of their own, then the rest.

    A postmortem without any cause has one group, of all its actions.
    """
    causes = answered(pm)
    everything = _by_cause(pm.action)
    listed: set[str] = set()
    found = []
    for cause in causes:
        mine = everything.get(cause.id, ())
        here = tuple(action for action in mine if action.id not in listed)
        found.append(Group(cause, here, tuple(a for a in cause.actions if a.id in listed)))
        listed.update(action.id for action in here)
    left = tuple(action for action in pm.action if action.id not in listed)
    return (*found, Group(None, left)) if left else tuple(found)


def _by_cause(actions: Iterable[Action]) -> Mapping[str, tuple[Action, ...]]:
    found: dict[str, list[Action]] = {}
    for action in actions:
        for cause in dict.fromkeys(action.answers):
            found.setdefault(cause, []).append(action)
    return {cause: tuple(each) for cause, each in found.items()}
