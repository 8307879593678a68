"""Which screen shows which step."""

from __future__ import annotations

from importlib import import_module

from pmtui.interview.question import Step
from pmtui.screens.frame import StepScreen

_SCREENS: dict[Step, tuple[str, str]] = {
    "triage": ("triage", "TriageScreen"),
    "timeline": ("timeline", "TimelineScreen"),
    "impact": ("impact", "ImpactScreen"),
    "causes": ("causes.screen", "CausesScreen"),
    "actions": ("actions", "ActionsScreen"),
    "share": ("share", "ShareScreen"),
    "track": ("track", "TrackScreen"),
    "review": ("review", "ReviewScreen"),
}


def screen_of(step: Step) -> type[StepScreen]:
    """Return the screen of a step, loaded when it is first asked for."""
    module, name = _SCREENS[step]
    found: type[StepScreen] = getattr(import_module(f"pmtui.screens.{module}"), name)
    return found
