"""What the interview needs beyond its first screen: loaded in steps, between which keys are obeyed.

All of it is loaded by the app's own thread. Where one thread loads a package while another loads a part of
it, Python sees a deadlock coming and goes on with a package that is half made, and the program ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmtui.app import PmtuiApp
    from pmtui.model.postmortem import Postmortem

NEEDED = (
    "json",
    "pmtui.draft.records",
    "pmtui.draft.history",
    "pmtui.draft.undoing",
    "pmtui.text.times",
    "pmtui.text.measures",
    "pmtui.text.deadlines",
    "pmtui.text.owners",
    "pmtui.text.people",
    "pmtui.text.people.telling",
    "pmtui.text.people.late_acts",
    "pmtui.analysis.causes.links",
    "pmtui.checks",
    "pmtui.checks.rubric",
    "pmtui.interview.entries",
    "pmtui.interview.understood",
    "pmtui.interview.live",
    "pmtui.interview.progress",
    "pmtui.store.library",
    "pmtui.store.versions",
)
"""Modules, those beneath before those above, so that no step takes long."""

FOR_A_TREE = ("pmtui.analysis.faulttree", "pmtui.analysis.causes.conclusions")
"""What a postmortem with a fault tree needs besides."""


def needed(pm: Postmortem) -> tuple[str, ...]:
    """Return the modules that looking for findings in a postmortem needs, and what its keys need."""
    has_tree = bool(pm.causes.gate or pm.causes.event)
    return (*(FOR_A_TREE if has_tree else ()), *NEEDED)


def load(app: PmtuiApp, names: Sequence[str], then: Callable[[], object]) -> None:
    """Load modules one by one, and call `then`."""
    if not names:
        then()
        return
    import_module(names[0])
    app.call_later(load, app, names[1:], then)
