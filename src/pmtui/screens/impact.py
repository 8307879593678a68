"""Impact: who was touched, how many, how long, how much - in numbers."""

from __future__ import annotations

from typing import ClassVar

from pmtui.analysis.durations import durations
from pmtui.interview.question import Step
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import SIGN
from pmtui.widgets.board import BoardLine


class ImpactScreen(StepScreen):
    """The impact's answers, its metrics, and the durations worked out from the clock."""

    step: ClassVar[Step] = "impact"

    def lines(self) -> list[BoardLine]:
        """Return the answers and the metrics, a line each."""
        metrics = [
            BoardLine(
                path=f"impact.metric.{at}.name",
                text=f"{'metric':<15}{metric.name} {_figure(metric.before)} -> {_figure(metric.after)} "
                + metric.unit,
                mark=SIGN[self.worst(f"impact.metric.{at}")],
            )
            for at, metric in enumerate(self.draft.pm.impact.metric)
        ]
        rows = [line for line in super().lines() if not line.path.startswith("impact.metric.")]
        return [*rows, *metrics]

    def info(self) -> str:
        """Return how long it lasted, worked out from the clock."""
        told = [d for d in durations(self.draft.pm.clock) if d.id in ("ttd", "ttm", "ttr")]
        return "   ".join(f"{d.label} {d.words}" for d in told)


def _figure(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"
