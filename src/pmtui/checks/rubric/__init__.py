"""The rubric: ten criteria from 1 to 5, worked out with the reason, and the engineer's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from pmtui import checks, content
from pmtui.checks.finding import Finding
from pmtui.checks.rubric import causes as rubric_causes
from pmtui.checks.rubric import facts as rubric_facts
from pmtui.checks.rubric.points import Facts, Points
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass

MINIMUM = 3.5
"""The average that a postmortem reaches before it is shared."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one criterion.

    Attributes:
        id: The criterion's stable id, as `review.override` names it.
        label: Its name for people.
        worked_out: The score from 1 to 5 that the file supports.
        reason: What is there, and what is missing for the next point.
        override: The engineer's own score, from 1 to 5; None where there is none.
        why: The reason of the override; empty where there is none.
        path: The field to go to for the next point; empty at 5.
    """

    id: str
    label: str
    worked_out: int
    reason: str
    override: int | None = None
    why: str = ""
    path: str = ""

    @property
    def given(self) -> int:
        """The score that counts: the engineer's own where there is one."""
        return self.worked_out if self.override is None else self.override


_WORKED_OUT: dict[str, Callable[[Facts], Points]] = {
    "timeline": rubric_facts.timeline,
    "impact": rubric_facts.impact,
    "depth": rubric_causes.depth,
    "factors": rubric_causes.factors,
    "blameless": rubric_causes.blameless,
    "smart": rubric_causes.smart,
    "prevention": rubric_causes.prevention,
    "coverage": rubric_causes.coverage,
    "timeliness": rubric_facts.timeliness,
    "sharing": rubric_facts.sharing,
}


def scores(pm: Postmortem, now: datetime, findings: Iterable[Finding] | None = None) -> tuple[Score, ...]:
    """Return the score of each criterion, in the order of the rubric.

    Args:
        pm: The postmortem.
        now: The present moment, aware; it counts only while the file does not say when it was shared.
        findings: What `check` found, where it is known already.
    """
    facts = Facts(pm, now, tuple(checks.check(pm, now) if findings is None else findings))
    own = {entry.criterion: entry for entry in pm.review.override if entry.score is not None}
    out: list[Score] = []
    for criterion in content.json_data("rubric.json")["criteria"]:
        name = criterion["id"]
        points = _WORKED_OUT[name](facts)
        override = own.get(name)
        out.append(
            Score(
                id=name,
                label=criterion["label"],
                worked_out=points.score,
                reason=points.reason(),
                override=override.score if override else None,
                why=override.why if override else "",
                path=points.path,
            )
        )
    return tuple(out)


def average(scored: Iterable[Score]) -> float:
    """Return the average of the scores that count; 0 for none."""
    given = [score.given for score in scored]
    return sum(given) / len(given) if given else 0.0


def anchors(criterion: str) -> dict[int, str]:
    """Return what each score from 1 to 5 of a criterion stands for; empty for an unknown criterion."""
    for each in content.json_data("rubric.json")["criteria"]:
        if each["id"] == criterion:
            return {int(score): words for score, words in each["anchors"].items()}
    return {}
