"""Causes by actions: which action answers, or breaks, what; as rows of cells, for any drawing of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pmtui.analysis.causes.answers import answered, highest
from pmtui.analysis.causes.breaking import Breaking
from pmtui.analysis.causes.nodes import event_names
from pmtui.model.postmortem import Action, Level, Postmortem
from pmtui.values import dataclass

Cell = Literal["", "whole", "part"]
"""Nothing; the action answers the cause or makes the event impossible; it breaks a part of it."""
Section = Literal["root", "factor", "event", "set"]


@dataclass(frozen=True, slots=True)
class Row:
    """A cause, a base event or a combination of them, and what each action does about it.

    Attributes:
        section: What it is.
        path: The field to go to for it.
        words: Its words; of a combination those of its events.
        short: The words for a line: base events are numbered, and a combination names these numbers.
        cells: A cell for each action of the matrix, in its order.
        level: The highest level among the actions that do something about it.
        open: Whether nothing answers or breaks it yet, and no reason is given why not.
    """

    section: Section
    path: str
    words: str
    short: str
    cells: tuple[Cell, ...]
    level: Level | None
    open: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """The actions, dropped ones left out, each with its number in the file from 1; and the rows."""

    actions: tuple[tuple[int, Action], ...]
    rows: tuple[Row, ...]


def matrix(pm: Postmortem, breaking: Breaking | None = None) -> Matrix:
    """Return the matrix of a postmortem.

    Args:
        pm: The postmortem.
        breaking: What its actions break of its fault tree; None leaves the tree out.
    """
    numbered = tuple((n, a) for n, a in enumerate(pm.action, 1) if a.status != "dropped")
    actions = tuple(action for _, action in numbered)
    rows = [*_causes(pm, actions)]
    if breaking is not None:
        rows += [*_events(pm, actions, breaking), *_sets(pm, actions, breaking)]
    return Matrix(numbered, tuple(rows))


def _causes(pm: Postmortem, actions: Sequence[Action]) -> Iterator[Row]:
    drawn: dict[str, tuple[str, ...]] = {root.id: root.from_ for root in pm.causes.root}
    drawn |= {factor.id: factor.from_ for factor in pm.causes.factor}
    for cause in answered(pm):
        parts = set(drawn.get(cause.id, ()))
        cells: tuple[Cell, ...] = tuple(
            "whole" if cause.id in action.answers else "" if parts.isdisjoint(action.breaks) else "part"
            for action in actions
        )
        yield _row(
            cause.kind, cause.path, cause.what, cells, actions, is_open=not (cause.actions or cause.reason)
        )


def _events(pm: Postmortem, actions: Sequence[Action], breaking: Breaking) -> Iterator[Row]:
    numbers = _numbers(pm, breaking)
    for event in pm.causes.event:
        if event.id in numbers:
            cells: tuple[Cell, ...] = tuple(
                "whole" if event.id in action.breaks else "" for action in actions
            )
            path, words = f"causes.event.{event.id}.what", event.what or event.id
            short = f"{numbers[event.id]} {words}"
            yield _row("event", path, words, cells, actions, is_open=not any(cells), short=short)


def _sets(pm: Postmortem, actions: Sequence[Action], breaking: Breaking) -> Iterator[Row]:
    words = {event.id: event.what or event.id for event in pm.causes.event}
    numbers = _numbers(pm, breaking)
    order = {event: at for at, event in enumerate(numbers)}
    for found in (*breaking.open_sets, *breaking.broken_sets):
        parts = sorted(found, key=lambda part: order.get(part, 0))
        cells: tuple[Cell, ...] = tuple(
            "" if set(parts).isdisjoint(action.breaks) else "part" for action in actions
        )
        path = f"causes.event.{parts[0]}.what" if parts else "causes.top"
        said, short = (" + ".join(shown.get(part, part) for part in parts) for shown in (words, numbers))
        yield _row("set", path, said, cells, actions, is_open=not any(cells), short=short)


def _numbers(pm: Postmortem, breaking: Breaking) -> dict[str, str]:
    """Return the short names of the base events that are still possible, the same as everywhere."""
    return {event: name for event, name in event_names(pm.causes).items() if event in breaking.events}


def _row(
    section: Section,
    path: str,
    words: str,
    cells: tuple[Cell, ...],
    actions: Sequence[Action],
    *,
    is_open: bool,
    short: str = "",
) -> Row:
    level = highest(action for cell, action in zip(cells, actions, strict=True) if cell)
    return Row(section, path, words, short or words, cells, level, is_open)
