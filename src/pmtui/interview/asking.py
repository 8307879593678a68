"""What is asked of one postmortem: the questions of a step, the next open one, the one for a path."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from pmtui.errors import PathError
from pmtui.interview import walking
from pmtui.interview.applying import as_asked
from pmtui.interview.conditions import Case
from pmtui.interview.fields import generic
from pmtui.interview.question import STEPS, Asked, Question, Step
from pmtui.interview.rows import in_table, row_named, rows, rubric, table_of
from pmtui.interview.script import kind_of, questions
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem, Record

_HOME: dict[str, Step] = {
    "clock": "timeline",
    "timeline": "timeline",
    "people": "timeline",
    "impact": "impact",
    "causes": "causes",
    "action": "actions",
    "not_doing": "actions",
    "lessons": "share",
    "share": "share",
    "review": "review",
    "history": "track",
    "status": "track",
    "summary": "share",
}
"""The step of a field that no question is about, by the path's first part; triage for all others."""


def asked(pm: Postmortem, step: Step) -> tuple[Asked, ...]:
    """Return the questions of a step as they apply to `pm`, in order, rows expanded in the order of the file.

    Questions about the rows of one table that stand together in the script are asked row by row.
    """
    return _LAST.asked(pm, step)


def asked_beside_rows(pm: Postmortem, step: Step) -> tuple[Asked, ...]:
    """Return those of `asked` that are about no row of a table: however many rows there are, they are few."""
    return tuple(walking.beside_rows(pm, step))


def asked_of_row(pm: Postmortem, step: Step, row: str) -> tuple[Asked, ...]:
    """Return those of `asked` that are about one row, by its path; none where there is no such row."""
    table, _, key = row.rpartition(".")
    return tuple(walking.of_row(pm, step, table, key))


def next_open(
    pm: Postmortem, step: Step, passed: Collection[str], *, after: str = "", needed_only: bool = False
) -> Asked | None:
    """Return the next question to put in front; None where the step asks nothing more.

    Args:
        pm: The postmortem.
        step: The step.
        passed: The paths of questions that were passed by in this sitting; they are not put in front again.
        after: The path of a question, where only those behind it count; one that the step does not ask
            leaves none out.
        needed_only: Whether only those count that a criterion of the step waits for.
    """
    return walking.next_open(pm, step, passed, after, needed_only=needed_only)


def for_path(pm: Postmortem, path: str) -> Asked:
    """Return the question that fills `path`, whether its step asks it now or not.

    A table's path gives the line that adds a row, a row's path its first question, and a record's path the
    first question about it; an item of a list gives the question about the list.

    Raises:
        PathError: No postmortem has such a field, or there is no such row.
    """
    return _for_path(pm, path)


def step_of(path: str) -> Step:
    """Return the step whose screen shows `path`. Never raises."""
    return _step_of(path)


# -- the questions of a step ----------------------------------------------------------------------------


class _Last:
    """What was worked out for the last postmortem asked about; records are immutable, so it stays true."""

    def __init__(self) -> None:
        self._pm: Postmortem | None = None
        self._steps: dict[Step, tuple[Asked, ...]] = {}

    def asked(self, pm: Postmortem, step: Step) -> tuple[Asked, ...]:
        """Return the questions of a step, worked out once for a postmortem."""
        if self._pm is not pm:
            self._pm, self._steps = pm, {}
        if step not in self._steps:
            self._steps[step] = walking.all_of(pm, step)
        return self._steps[step]


_LAST = _Last()


# -- the question for a path ----------------------------------------------------------------------------


def _for_path(pm: Postmortem, path: str) -> Asked:
    path = path.removeprefix(f"{paths.UNFINISHED}.")
    paths.split(path)
    found = _in_script(pm, path)
    if found is not None:
        return found
    table = in_table(path)
    if table == "review.override" and (own := _own_score(pm, path)):
        return _for_path(pm, own)
    _check_row(pm, table, path)
    if path == table:
        return _for_table(pm, table)
    below = walking.beneath(pm, step_of(path), path)
    if below is not None:
        return below
    here = None if table == "review.override" else paths.get(pm, path)
    if isinstance(here, Record):
        return _for_path(pm, f"{path}.{_first_field(here)}")
    above, _, last = path.rpartition(".")
    if last == "effort" and table == "action":
        return _for_path(pm, f"{above}.impact")
    if last == "log" and table == "action":
        return _for_path(pm, f"{path}.new")
    if above and last.isdigit() and _is_texts(pm, above):
        return _for_path(pm, above)
    return generic(pm, path, step_of(path))


def _in_script(pm: Postmortem, path: str) -> Asked | None:
    """Return the question of the script about exactly this path, asked or not; None where there is none."""
    home = step_of(path)
    for step in (home, *(step for step in STEPS if step != home)):
        found = walking.at_path(pm, step, path)
        if found is not None:
            return found
    kind = kind_of(pm)
    for question in questions(kind.id):
        row = _row_for(pm, question, path)
        if row is not _NO_ROW:
            return as_asked(Case(pm, kind, question, path, row))
    return None


_NO_ROW: Any = object()


def _row_for(pm: Postmortem, question: Question, path: str) -> Any:
    """Return the row that `path` is about where it is the question's field; `_NO_ROW` where it is not."""
    if question.field == path:
        return None
    table = table_of(question.field)
    if not table or not path.startswith(table + "."):
        return _NO_ROW
    key = path.removeprefix(f"{table}.").partition(".")[0]
    found = row_named(pm, table, key) if question.field.replace("*", key, 1) == path else None
    return _NO_ROW if found is None else found[1]


def _check_row(pm: Postmortem, table: str, path: str) -> None:
    """Raise PathError where `path` names a row that is not there, or what no postmortem has."""
    if table and path != table:
        key = path.removeprefix(table + ".").partition(".")[0]
        if row_named(pm, table, key) is None:
            known = [name for name, _ in rows(pm, table)]
            raise PathError(
                f"there is no row {key!r} in {table}, as {path!r} says",
                remedy=f"Its rows are {', '.join(known)}." if known else f"{table} has no rows yet.",
            )
    if table != "review.override":
        paths.get(pm, path)


def _own_score(pm: Postmortem, path: str) -> str:
    """Return the path by criterion of a score that `path` names by its number; empty where it does not."""
    number = path.removeprefix("review.override").removeprefix(".").partition(".")[0]
    if not paths.is_number(number) or int(number) >= len(pm.review.override):
        return ""
    criterion = pm.review.override[int(number)].criterion
    return f"review.override.{criterion}" if criterion in {row.id for row in rubric()} else "review.override"


def _first_field(record: Record) -> str:
    """Return the field of a record to ask for first: what it says, else its first one."""
    names = type(record).model_fields
    return "what" if "what" in names else next(iter(names))


def _for_table(pm: Postmortem, table: str) -> Asked:
    """Return the line that adds a row to a table; where there is none, the first question about its rows."""
    fallback = {
        "causes.gate": "causes.top",
        "causes.event": "causes.top",
        "history": "status",
        "conflict": "status",
    }
    if table in fallback or table == "review.override":
        listed = rows(pm, table)
        if listed:
            return _for_path(pm, f"{table}.{listed[0][0]}")
        return _for_path(pm, fallback.get(table, "review.why_late"))
    return _for_path(pm, f"{table}.new")


def _is_texts(pm: Postmortem, path: str) -> bool:
    try:
        here = paths.get(pm, path)
    except PathError:
        return False
    return isinstance(here, tuple) and not any(isinstance(item, Record) for item in here)


# -- the step of a path ---------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _step_of(path: str) -> Step:
    path = path.removeprefix(f"{paths.UNFINISHED}.")
    table = in_table(path)
    asking = [question for question in questions("") if _could_be(question.field, table, path)]
    if asking:
        return asking[-1].step
    if table == "action" and ".log" in path:
        return "track"
    return _HOME.get(path.partition(".")[0], "triage")


def _could_be(field: str, table: str, path: str) -> bool:
    """Return whether a question's field can be `path`, whatever rows there are."""
    if field == path:
        return True
    if not table or table_of(field) != table:
        return False
    _, _, rest = path.removeprefix(table).removeprefix(".").partition(".")
    return field == f"{table}.*" + (f".{rest}" if rest else "")
