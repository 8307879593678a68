"""Triage: should this be a postmortem now? It advises; the engineer decides, and the decision is kept."""

from __future__ import annotations

from typing import ClassVar

from pmtui.interview.advice import triage_advice
from pmtui.interview.question import Step
from pmtui.screens.frame import StepScreen
from pmtui.widgets.board import BoardLine


class TriageScreen(StepScreen):
    """The gate before the interview."""

    step: ClassVar[Step] = "triage"

    def lines(self) -> list[BoardLine]:
        """Return the answers; what the first of them advise stands before the decision."""
        advice = triage_advice(self.draft.pm)
        if not advice:
            return super().lines()
        lines = super().lines()
        said = [BoardLine(text=line, style="advice", selectable=False) for line in advice]
        at = next((n for n, line in enumerate(lines) if line.path == "triage.decision"), len(lines))
        return [*lines[:at], *said, *lines[at:]]
