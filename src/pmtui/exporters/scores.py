"""The rubric's scores as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pmtui.checks import rubric
from pmtui.model.postmortem import Override, Postmortem


@dataclass(frozen=True, slots=True)
class Scores:
    """The average against the minimum, and a row a criterion: its name, its score, and why."""

    average: str
    minimum: str
    rows: list[list[str]]


def review(pm: Postmortem, now: datetime) -> Scores | None:
    """Return the scores once a postmortem is reviewed or its writer has set one; None before."""
    if pm.status == "draft" and not pm.review.override:
        return None
    scored = rubric.scores(pm, now)
    rows = [[score.label, str(score.given), _why(score)] for score in scored]
    counted = {(score.id, score.override, score.why) for score in scored}
    left = [own for own in pm.review.override if (own.criterion, own.score, own.why) not in counted]
    return Scores(
        average=f"{rubric.average(scored):.1f}",
        minimum=f"{rubric.MINIMUM:g}",
        rows=rows + [_uncounted(own) for own in left],
    )


def _why(score: rubric.Score) -> str:
    if score.override is None:
        return score.reason
    return f"{score.why} (worked out: {score.worked_out})".strip()


def _uncounted(own: Override) -> list[str]:
    """Return the row of an own score that counts for no criterion: its words are kept."""
    return [own.criterion, "" if own.score is None else str(own.score), own.why]
