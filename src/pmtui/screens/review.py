"""Review: the rubric, each criterion from 1 to 5 with the reason; the average against the minimum."""

from __future__ import annotations

from typing import ClassVar

from pmtui.checks.rubric import MINIMUM, average, scores
from pmtui.interview.question import Step
from pmtui.screens.frame import StepScreen
from pmtui.widgets.board import BoardLine


class ReviewScreen(StepScreen):
    """The scores, worked out, and the engineer's own where they differ."""

    step: ClassVar[Step] = "review"

    def lines(self) -> list[BoardLine]:
        """Return two lines for each criterion: its score, and why."""
        out: list[BoardLine] = []
        for score in scores(self.draft.pm, self.desk.now(), self.desk.findings()):
            given = score.override or score.worked_out
            bar = "#" * given + "." * (5 - given)
            yours = f"yours (worked out {score.worked_out})" if score.override else ""
            path = f"review.override.{score.id}"
            out.append(BoardLine(path=path, text=f"{bar} {given}  {score.label}", right=yours))
            why = score.why if score.override else score.reason
            out.append(BoardLine(text=f"           {why}", style="dim", selectable=False))
        return out

    def info(self) -> str:
        """Return the average against the minimum."""
        mean = average(scores(self.draft.pm, self.desk.now(), self.desk.findings()))
        verdict = "enough to share" if mean >= MINIMUM else f"below {MINIMUM}: see what is missing above"
        return f"average {mean:.1f} of 5 - {verdict}"
