"""Review: the rubric, each criterion from 1 to 5 with the reason; the average against the minimum."""

from __future__ import annotations

from typing import ClassVar

from pmtui.checks.rubric import MINIMUM, average
from pmtui.interview.question import Step
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import answer_line
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import cut, plain, wrapped

INDENT = " " * 9
"""Under the label of a criterion."""


class ReviewScreen(StepScreen):
    """The scores, worked out, and the engineer's own where they differ."""

    step: ClassVar[Step] = "review"

    def lines(self) -> list[BoardLine]:
        """Return two lines for each criterion: its score, and why."""
        self.desk.known.at_once()  # the scores are what is on this screen
        out: list[BoardLine] = []
        front = self.now_asked.path if self.now_asked else ""
        width = self.list_cells() - len(INDENT)
        for score in self.desk.known.scores():
            given = score.given
            bar = "#" * given + "." * (5 - given)
            yours = f"yours (worked out {score.worked_out})" if score.override else ""
            path = f"review.override.{score.id}"
            out.append(BoardLine(path=path, text=f"{bar} {given}  {score.label}", right=yours))
            whys = [score.why, f"worked out: {score.reason}"] if score.override else [score.reason]
            said = [row for why in whys for row in wrapped(plain(why), width)]
            said = said if path == front else [cut(plain(whys[0]), width)]
            out += [BoardLine(text=f"{INDENT}{row}", style="dim", selectable=False) for row in said]
        late = next((one for one in self.asked_here() if one.path == "review.why_late"), None)
        return [*out, answer_line(self.draft.pm, late, self.worst(late.path))] if late else out

    def info(self) -> str:
        """Return the average against the minimum."""
        mean = average(self.desk.known.scores())
        enough = "enough to share" if mean >= MINIMUM else f"below {MINIMUM}; the reasons say what is missing"
        return f"average {mean:.1f} of 5: {enough}"
