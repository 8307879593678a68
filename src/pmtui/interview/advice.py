"""What triage advises, worked out from its answers. It advises only; the decision is the engineer's."""

from __future__ import annotations

import textwrap

from pmtui import content
from pmtui.model.postmortem import Postmortem

WIDTH = 74


def triage_advice(pm: Postmortem) -> list[str]:
    """Return the advice as lines of at most `WIDTH` characters; empty where there is none to give."""
    triage = pm.triage
    if triage.ongoing:
        return _lines("ongoing")
    if triage.purpose == "blame":
        return _lines("blame")
    if triage.decision == "one-line":
        return _lines("trivial")
    return []


def _lines(key: str) -> list[str]:
    words = content.toml("guide/triage.toml")[key]["advice"]
    return textwrap.wrap(" ".join(words.split()), WIDTH)
