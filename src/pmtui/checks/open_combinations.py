"""Which combinations of causes the planned actions leave open, worked out once for each state of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmtui.analysis.causes.breaking import Breaking
    from pmtui.model.postmortem import Postmortem


def breaking_of(pm: Postmortem) -> Breaking | None:
    """Return what the actions break of the fault tree; None where there is no tree."""
    if not pm.causes.gate or not pm.causes.event:
        return None
    from pmtui.analysis.causes.conclusions import conclusions  # the engine is loaded where there is a tree

    return conclusions(pm).breaking


def open_combination(pm: Postmortem) -> tuple[str, ...]:
    """Return the ids of base events that together still lead to the top event; empty where actions break all.

    It is one of the smallest: without any one of its events the top event would not happen by it. Events that
    are ruled out, or broken by an action that is not dropped, do not happen. Empty without a tree, and where
    it can't be worked out.
    """
    found = breaking_of(pm)
    if found is None or not found.open_sets:
        return ()
    parts = set(found.open_sets[0])
    return tuple(event.id for event in pm.causes.event if event.id in parts)
