"""Triage: should this be a postmortem now? It advises; the engineer decides, and the decision is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import ClassVar

from pmtui.interview.advice import triage_advice
from pmtui.interview.question import Step
from pmtui.model.postmortem import Postmortem
from pmtui.screens.frame import StepScreen
from pmtui.widgets.board_line import BoardLine


class TriageScreen(StepScreen):
    """The gate before the interview."""

    step: ClassVar[Step] = "triage"

    def on_mount(self) -> None:
        """Read the library when the screen is there, for what was there before."""
        self.call_after_refresh(self.run_worker, self._read_library, thread=True, exit_on_error=False)

    def _read_library(self) -> None:
        from pmtui.store import library

        self.desk.earlier = library.readable(self.desk.library)
        if self.desk.earlier:
            with contextlib.suppress(RuntimeError):  # the app may have ended meanwhile
                self.app.call_from_thread(self.settled)

    def lines(self) -> list[BoardLine]:
        """Return the answers, with the advice before the decision, and what was there before."""
        return [*self._answers(), *seen_before(self.draft.pm, self.desk.earlier)]

    def _answers(self) -> Sequence[BoardLine]:
        advice = triage_advice(self.draft.pm)
        if not advice:
            return super().lines()
        lines = super().lines()
        said = [BoardLine(text=line, style="advice", selectable=False) for line in advice]
        at = next((n for n, line in enumerate(lines) if line.path == "triage.decision"), len(lines))
        return [*lines[:at], *said, *lines[at:]]


def seen_before(pm: Postmortem, earlier: Sequence[Postmortem]) -> list[BoardLine]:
    """Return the earlier postmortems that are like this one, with their actions that never shipped."""
    if not earlier:
        return []
    from pmtui.analysis.similarity import similar

    found = similar(pm, earlier)
    if not found:
        return []
    out = [BoardLine(text="Have we been here?", style="heading", selectable=False)]
    for one in found:
        out.append(BoardLine(text=f"{one.pm.id[:10]}  {one.pm.title}", selectable=False))
        out += [
            BoardLine(text=f"  never shipped: {what}", style="open", selectable=False)
            for what in one.never_shipped[:2]
        ]
    return out
