"""A question of the script as it stands for one postmortem: whether it applies, is answered, its words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pmtui.interview import choices, wording
from pmtui.interview.conditions import Case, holds
from pmtui.interview.question import Asked
from pmtui.model import paths

_PICKED = ("yesno", "choice", "picks", "found", "hierarchy", "quadrant")


def applies(case: Case) -> bool:
    """Return whether a question is asked: its condition holds, or the file holds an answer to it."""
    question = case.question
    return not question.when or holds(question.when, case) or has_value(_value(case))


def is_answered(case: Case) -> bool:
    """Return whether the file holds an answer."""
    return holds(case.question.holds, case) if case.question.holds else has_value(_value(case))


def is_needed(case: Case) -> bool:
    """Return whether a criterion of the step waits for the answer here."""
    return holds(case.question.needs, case) if case.question.needs else case.question.needed


def is_offered(case: Case) -> bool:
    """Return whether the question comes in front by itself while it is optional and open."""
    return not case.question.offered or holds(case.question.offered, case)


def as_asked(case: Case) -> Asked:
    """Return a question as it is asked, with its words filled in and the answers to choose from."""
    question = case.question
    value = _value(case)
    if question.needs:
        question = replace(question, needed=is_needed(case))
    picked = question.kind in _PICKED
    offered = question.choices or (
        choices.choices_for(case.pm, question.field, case.row, value) if picked else ()
    )
    if question.kind == "yesno" and not offered:
        offered = choices.yes_or_no()
    return Asked(
        question=question,
        path=case.path,
        ask=wording.filled(case),
        answered=is_answered(case),
        choices=offered,
        prompts=wording.prompts(case),
        value=value if picked else None,
        offered=is_offered(case),
    )


def _value(case: Case) -> Any:
    """Return what stands in the field of a question now; None for a line that adds a row."""
    path, row = case.path, case.row
    if case.question.kind == "quadrant":
        return (row.impact, row.effort)
    if path.endswith(".new") or ".new." in path:
        return None
    if case.question.kind == "score":
        return next((one for one in case.pm.review.override if one.criterion == row.id), None)
    if row is not None:
        key = path.rpartition(".")[2]
        return getattr(row, "from_" if key == "from" else key)
    return paths.get(case.pm, path)


def has_value(value: Any) -> bool:
    """Return whether a field holds something: a text that is not blank, a list with no blank in it."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, tuple):
        return bool(value) and all(has_value(item) for item in value)
    return value is not None
