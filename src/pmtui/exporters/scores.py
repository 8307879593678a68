"""The rubric's scores as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pmtui.model.postmortem import Postmortem


@dataclass(frozen=True, slots=True)
class Scores:
    """The average, and a row a criterion: its name, its score, and why."""

    average: str
    rows: list[list[str]]


def review(pm: Postmortem, now: datetime) -> Scores | None:
    """Return the scores once a postmortem is reviewed or its writer has set one; None before."""
    if pm.status == "draft" and not pm.review.override:
        return None
    return None
