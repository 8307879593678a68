"""Impact: who was touched, how many, how long, how much - in numbers."""

from __future__ import annotations

from typing import ClassVar

from pmtui.analysis.durations import Duration, durations
from pmtui.interview.question import Step
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import SIGN
from pmtui.widgets.board_line import BoardLine

ALWAYS = ("ttd", "ttm", "ttr")
"""The durations that every incident has."""


class ImpactScreen(StepScreen):
    """The impact's answers, its metrics, and the durations worked out from the clock."""

    step: ClassVar[Step] = "impact"

    def lines(self) -> list[BoardLine]:
        """Return the answers and the metrics, a line each."""
        metrics = [
            BoardLine(
                path=f"impact.metric.{at}.name",
                text=f"{'Metric':<15}{metric.name} {_figure(metric.before)} -> {_figure(metric.after)} "
                + metric.unit,
                mark=SIGN[self.worst(f"impact.metric.{at}")],
            )
            for at, metric in enumerate(self.draft.pm.impact.metric)
        ]
        rows = [line for line in super().lines() if not line.path.startswith("impact.metric.")]
        adds = BoardLine(path="impact.metric.new", text="+ next metric", style="dim")
        return [*rows, *metrics, adds, *self._how_long()]

    def _how_long(self) -> list[BoardLine]:
        """Return the durations, each with both its ends, or why there is none."""
        told = [
            duration
            for duration in durations(self.draft.pm.clock, self.draft.pm.zone)
            if duration.id in ALWAYS or duration.state in ("recorded", "invalid")
        ]
        heading = "How long, from the key moments of the timeline"
        return [
            BoardLine(text=heading, style="heading", selectable=False),
            *(BoardLine(path=f"clock.{d.to}", text=_told(d), style=_LOOKS.get(d.state, "")) for d in told),
        ]

    def info(self) -> str:
        """Return how long it lasted, worked out from the clock; why it is not known stands in the list."""
        told = [d for d in durations(self.draft.pm.clock, self.draft.pm.zone) if d.id in ALWAYS]
        return "   ".join(f"{d.id.upper()} {d.words if d.state == 'recorded' else '?'}" for d in told)


_LOOKS = {"pending": "open", "invalid": "problem"}


def _told(duration: Duration) -> str:
    label = duration.label[:1].upper() + duration.label[1:]
    ends = f"   ({duration.from_} to {duration.to})" if duration.state == "recorded" else ""
    return f"{label:<21}{duration.words}{ends}"


def _figure(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"
