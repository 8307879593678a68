"""The views of the root cause step: the question in front decides which one is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pmtui.interview.marking import BONE
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass

ViewId = Literal["whys", "fishbone", "tree", "roots"]

LABELS: dict[ViewId, str] = {
    "whys": "5 Whys",
    "fishbone": "Fishbone",
    "tree": "Fault tree",
    "roots": "Root causes",
}
"""The views in order; the digit that goes to one is its place."""

ENTRIES: dict[ViewId, str] = {
    "whys": "causes.why.new",
    "fishbone": "causes.factor.new",
    "tree": "causes.event.new",
    "roots": "causes.root.new.found",
}
"""The question that each view begins with."""

_FIELDS: dict[ViewId, tuple[str, ...]] = {
    "whys": ("causes.why", "causes.problem"),
    "fishbone": ("causes.factor", "causes.none_found", "causes.bones", BONE),
    "tree": ("causes.event", "causes.gate", "causes.top"),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What a view is drawn from.

    Attributes:
        pm: The postmortem.
        worst: Tells the severity of the worst finding about a field or a row.
        front: The path of the question in front; empty for none.
        target: The id of the row beneath which the next one goes, or the bone; empty for none.
        cells: The cells that a line has for its words.
        plain: Whether only ASCII signs can be drawn.
    """

    pm: Postmortem
    worst: Callable[[str], str]
    front: str
    target: str
    cells: int
    plain: bool = False


def view_of(path: str) -> ViewId:
    """Return the view that shows a field."""
    return next((view for view, begins in _FIELDS.items() if path.startswith(begins)), "roots")
