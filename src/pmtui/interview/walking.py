"""The questions of a step one after the other, worked out only as far as somebody asks.

A timeline can have thousands of rows, with several questions each. So a question about one row is found
without the others, and what is open in a row stays known for as long as the row, the key moments and the kind
of incident are the same: rows never change in place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain, compress, count, groupby
from typing import NamedTuple

from pmtui.interview.applying import applies, as_asked, has_value, is_answered, is_needed, is_offered
from pmtui.interview.conditions import Case
from pmtui.interview.question import Asked, Question, Step
from pmtui.interview.rows import row_named, rows, table_of
from pmtui.interview.script import kind_of, questions
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.text.by_row import ByRow

_TIMELINE = "timeline"
_Place = tuple[int, int, int]
"""Which group of questions, which row of its table, and which question of the group."""


class Group(NamedTuple):
    """Questions that stand together in the script: about the rows of one table, or about no rows."""

    table: str
    about: tuple[Question, ...]


@cache
def groups(kind: str, step: Step) -> tuple[Group, ...]:
    """Return the questions of a step in the words of a kind of incident, those of a table together."""
    mine = [question for question in questions(kind) if question.step == step]
    together = groupby(mine, key=lambda question: table_of(question.field))
    return tuple(Group(table, tuple(about)) for table, about in together)


def all_of(pm: Postmortem, step: Step) -> tuple[Asked, ...]:
    """Return the questions of a step as they apply, in order, those about rows row by row."""
    found: list[Asked] = []
    for group in groups(kind_of(pm).id, step):
        if group.table == _TIMELINE:
            found += chain.from_iterable(_ASKED(pm.timeline, _seen_from_rows(pm), step))
        elif group.table:
            found += chain.from_iterable(_of_row(pm, group, key) for key, _ in rows(pm, group.table))
        else:
            found += _beside_rows(pm, group)
    return tuple(found)


def beside_rows(pm: Postmortem, step: Step) -> Iterator[Asked]:
    """Yield the questions of a step that are about no row of a table, as they apply, in order."""
    for group in groups(kind_of(pm).id, step):
        if not group.table:
            yield from _beside_rows(pm, group)


def of_row(pm: Postmortem, step: Step, table: str, key: str) -> Iterator[Asked]:
    """Yield the questions of a step about one row, as they apply, in order; none where it is not there."""
    for group in groups(kind_of(pm).id, step):
        if group.table == table:
            yield from _of_row(pm, group, key)


def at_path(pm: Postmortem, step: Step, path: str) -> Asked | None:
    """Return the question of a step that fills exactly this path, as it applies; None for none."""
    case = next((case for _, case in _at(pm, step, path) if applies(case)), None)
    return None if case is None else as_asked(case)


def beneath(pm: Postmortem, step: Step, path: str) -> Asked | None:
    """Return the first question of a step that fills a field beneath a path, as it applies; None for none."""
    inside = path + "."
    for group in groups(kind_of(pm).id, step):
        if inside.startswith(f"{group.table}.") and group.table:
            key = path.removeprefix(f"{group.table}.").partition(".")[0]
            found = (one for one in _of_row(pm, group, key) if one.path.startswith(inside))
        elif group.table:
            within = f"{group.table}.".startswith(inside)
            keys = (key for key, _ in rows(pm, group.table)) if within else iter(())
            found = (one for key in keys for one in _of_row(pm, group, key))
        else:
            there = tuple(question for question in group.about if question.field.startswith(inside))
            found = (one for one in _beside_rows(pm, Group("", there)))
        if (one := next(found, None)) is not None:
            return one
    return None


def next_open(
    pm: Postmortem, step: Step, passed: Collection[str], after: str, *, needed_only: bool
) -> Asked | None:
    """Return the first open question that is needed, else the first that is offered; None for none.

    Args:
        pm: The postmortem.
        step: The step.
        passed: The paths of questions that are left out.
        after: Where only questions behind one count: its path; one that is not asked leaves none out.
        needed_only: Whether what is merely offered is left out.
    """
    here = next((place for place, case in _at(pm, step, after) if applies(case)), None) if after else None
    for needed in (True,) if needed_only else (True, False):
        for place, case in _open(pm, step, needed=needed):
            if (here is None or place > here) and case.path not in passed:
                return as_asked(case)
    return None


# -- the questions at places ----------------------------------------------------------------------------


def _beside_rows(pm: Postmortem, group: Group) -> Iterator[Asked]:
    kind = kind_of(pm)
    for question in group.about:
        case = Case(pm, kind, question, question.field)
        if applies(case):
            yield as_asked(case)


def _of_row(pm: Postmortem, group: Group, key: str) -> Iterator[Asked]:
    found = row_named(pm, group.table, key)
    if found is None:
        return
    kind = kind_of(pm)
    for question in group.about:
        case = Case(pm, kind, question, question.field.replace("*", key, 1), found[1])
        if applies(case):
            yield as_asked(case)


def _at(pm: Postmortem, step: Step, path: str) -> Iterator[tuple[_Place, Case]]:
    """Yield the questions of a step that fill a path, whether they apply or not, with their places."""
    kind = kind_of(pm)
    for number, group in enumerate(groups(kind.id, step)):
        if not group.table:
            for at, question in enumerate(group.about):
                if question.field == path:
                    yield (number, 0, at), Case(pm, kind, question, path)
        elif path.startswith(f"{group.table}."):
            key = path.removeprefix(f"{group.table}.").partition(".")[0]
            asking = [
                (at, each) for at, each in enumerate(group.about) if each.field.replace("*", key, 1) == path
            ]
            if asking and (found := row_named(pm, group.table, key)) is not None:
                for at, question in asking:
                    yield (number, found[0], at), Case(pm, kind, question, path, found[1])


# -- what is open ---------------------------------------------------------------------------------------


def _open(pm: Postmortem, step: Step, *, needed: bool) -> Iterator[tuple[_Place, Case]]:
    """Yield the questions of a step that have no answer, with their places: the needed or the offered."""
    kind = kind_of(pm)
    for number, group in enumerate(groups(kind.id, step)):
        if not group.table:
            for at, question in enumerate(group.about):
                case = Case(pm, kind, question, question.field)
                if _is_open(case, needed=needed):
                    yield (number, 0, at), case
        elif group.table == _TIMELINE:
            shared = (_NEEDED if needed else _OFFERED)(pm.timeline, _seen_from_rows(pm), step)
            for row in compress(count(), shared):
                event = pm.timeline[row]
                for at in shared[row]:
                    yield (number, row, at), _case(pm, group.about[at], event)
        else:
            for row, (key, record) in enumerate(rows(pm, group.table)):
                for at, question in enumerate(group.about):
                    case = Case(pm, kind, question, question.field.replace("*", key, 1), record)
                    if _is_open(case, needed=needed):
                        yield (number, row, at), case


def _is_open(case: Case, *, needed: bool) -> bool:
    counts = is_needed if needed else is_offered
    return applies(case) and not is_answered(case) and counts(case)


# -- the rows of the timeline ---------------------------------------------------------------------------


def _seen_from_rows(pm: Postmortem) -> Postmortem:
    """Return what the questions about rows of the timeline depend on, and nothing else."""
    return Postmortem(id=pm.id, kind=pm.kind, zone=pm.zone, clock=pm.clock)


@cache
def _about_rows(kind: str, step: Step) -> tuple[Question, ...]:
    return next((group.about for group in groups(kind, step) if group.table == _TIMELINE), ())


def _case(pm: Postmortem, question: Question, event: TimelineEvent) -> Case:
    return Case(pm, kind_of(pm), question, question.field.replace("*", event.id, 1), event)


def _asked_of_event(event: TimelineEvent, seen: Postmortem, step: Step) -> tuple[Asked, ...]:
    asking = (_case(seen, question, event) for question in _about_rows(kind_of(seen).id, step))
    return tuple(as_asked(case) for case in asking if applies(case))


def _needed_of_event(event: TimelineEvent, seen: Postmortem, step: Step) -> tuple[int, ...]:
    """Return which questions about a row are needed and open, by their number in the group."""
    return tuple(
        at
        for at, question in enumerate(_about_rows(kind_of(seen).id, step))
        if (question.needed or question.needs)
        and _may_be_open(question, event)
        and _is_open(_case(seen, question, event), needed=True)
    )


def _offered_of_event(event: TimelineEvent, seen: Postmortem, step: Step) -> tuple[int, ...]:
    """Return which questions about a row come in front by themselves and are open."""
    return tuple(
        at
        for at, question in enumerate(_about_rows(kind_of(seen).id, step))
        if question.offered != "never"
        and _may_be_open(question, event)
        and _is_open(_case(seen, question, event), needed=False)
    )


def _may_be_open(question: Question, event: TimelineEvent) -> bool:
    """Return whether a question may be open: most rows say what happened when, and cost no second look."""
    return bool(question.holds) or not has_value(getattr(event, question.field.rpartition(".")[2]))


_ASKED = ByRow(_asked_of_event)
_NEEDED = ByRow(_needed_of_event)
_OFFERED = ByRow(_offered_of_event)
