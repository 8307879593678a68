"""Owners of actions, in the few cells that a list has for them."""

from __future__ import annotations

from pmtui.model.postmortem import Action
from pmtui.widgets.fit import plain

OWNER_CELLS = 8
"""Cells for the first name of an owner."""


def first_name(action: Action) -> str:
    """Return the first name of the owner, or that there is none."""
    return plain(action.owner).strip().split(" ")[0] or "owner?"
