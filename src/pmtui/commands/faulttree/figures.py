"""A fault tree's analysis for programs: one object, in ASCII, so that nothing in it acts on a terminal."""

from __future__ import annotations

import json

from pmtui.analysis.faulttree.analysis import Analysis
from pmtui.analysis.faulttree.labelled import Labelled


def as_json(labelled: Labelled, analysis: Analysis) -> str:
    """Return the figures on one line; null is what can't be said within the budget."""
    return json.dumps(
        {
            "top": labelled.tree.top,
            "events": labelled.events,
            "gates": labelled.gates,
            "complete": analysis.complete,
            "cut_sets": analysis.cut_sets,
            "by_order": analysis.by_order,
            "single_points": analysis.single_points,
            "path_sets": analysis.path_sets,
            "probability": analysis.probability,
        }
    )
