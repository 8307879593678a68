"""What is known of the open postmortem: findings, progress, scores; worked out once for each state of it.

The first time takes longest: rules are read, patterns built, and a big postmortem has thousands of rows. It
is done in a thread while the first screen is there already, without marks, and keys are obeyed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pmtui.screens import loading

if TYPE_CHECKING:
    from pmtui.app import PmtuiApp
    from pmtui.checks.finding import Finding
    from pmtui.checks.rubric import Score
    from pmtui.interview.question import Criterion
    from pmtui.model.postmortem import Postmortem

SEVERITIES = ("error", "warning", "hint")
"""The severities, the worst first."""


class Knowing:
    """Knows what the checks say of the postmortem as it stands.

    Args:
        app: The app; it has a postmortem open before anything is asked.
        before: Called once, before the first look.
    """

    def __init__(self, app: PmtuiApp, before: Callable[[], None] | None) -> None:
        self._app = app
        self._before = before
        self._checked: tuple[Postmortem | None, tuple[Finding, ...]] = (None, ())
        self._scored: tuple[Postmortem | None, tuple[Score, ...]] = (None, ())
        self._about: dict[str, list[Finding]] = {}
        self._begun, self._looking = False, threading.Lock()
        self.waits = True
        """Whether the first look is still to come: nothing is known till then."""

    def begin(self) -> None:
        """Look for the first time, beside what the screen does."""
        if not self._begun:
            self._begun = True
            loading.load(self._app, loading.needed(self._app.draft.pm), self._loaded)

    def _loaded(self) -> None:
        self._app.loaded()
        if self.waits:
            self._app.run_worker(self._look_first, thread=True, group="look", exit_on_error=True)

    def _look_first(self) -> None:
        pm = self._app.draft.pm
        with self._looking:
            found = self._check(pm)
        self._app.call_from_thread(self._looked, pm, found)

    def _looked(self, pm: Postmortem, found: tuple[Finding, ...]) -> None:
        if self.waits:
            self._keep(pm, found)
            self._app.visits.known()

    def at_once(self) -> None:
        """Know now, whatever it takes: for a key that means what is found."""
        if not self.waits:
            return
        with self._looking:  # a look that is under way may be putting the team's rules in force
            self._keep(self._app.draft.pm, self._check(self._app.draft.pm))
        self._app.call_later(self._app.visits.known)

    def _keep(self, pm: Postmortem, found: tuple[Finding, ...]) -> None:
        self.waits = False
        self._checked, self._about = (pm, found), _by_place(found)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of the postmortem as it stands; none before the first look."""
        pm = self._app.draft.pm
        if not self.waits and self._checked[0] is not pm:
            self._keep(pm, self._check(pm))
        return self._checked[1]

    def worst(self, path: str, besides: str = "") -> str:
        """Return the severity of the worst finding about a field or a row, one rule aside; empty for none."""
        self.findings()
        mine = {f.severity for f in self._about.get(path, ()) if f.rule != besides}
        return next((severity for severity in SEVERITIES if severity in mine), "")

    def _check(self, pm: Postmortem) -> tuple[Finding, ...]:
        from pmtui.checks import check

        before, self._before = self._before, None
        if before is not None:
            before()
        return check(pm, self._app.now())

    def criteria(self) -> tuple[Criterion, ...]:
        """Return the seven criteria of success as they stand; none before the first look."""
        if self.waits:
            return ()
        from pmtui.interview.progress import criteria

        return criteria(self._app.draft.pm, self._app.now(), self.findings())

    def scores(self) -> tuple[Score, ...]:
        """Return the scores of the rubric; none before the first look."""
        if self.waits:
            return ()
        pm = self._app.draft.pm
        if self._scored[0] is not pm:
            from pmtui.checks.rubric import scores

            self._scored = (pm, scores(pm, self._app.now(), self.findings()))
        return self._scored[1]

    def way(self) -> tuple[Criterion, ...]:
        """Return the gate, the steps and the review as they stand; none before the first look."""
        if self.waits:
            return ()
        from pmtui.interview import progress

        steps = progress.steps(self._app.draft.pm, self._app.now(), self.findings())
        return (*steps, progress.review(self.scores()))


def _by_place(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings by the field that each is about, and by the rows and tables that it lies in."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        place = finding.path
        while place:
            about.setdefault(place, []).append(finding)
            place = place.rpartition(".")[0]
    return about
