"""Checks turn a postmortem into findings. They know no screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pmtui.checks import (
    cause_order,
    depth,
    fishbone,
    follow_through,
    in_texts,
    numbers,
    prevention,
    references,
    smart,
    timing,
    tree,
    two_versions,
    waivers,
)
from pmtui.checks.finding import Finding
from pmtui.checks.order import GRAVITY, in_order
from pmtui.checks.rules import book as rulebook

if TYPE_CHECKING:  # `pmtui lint` has no postmortem, and does not wait for pydantic
    from pmtui.model.postmortem import Postmortem

__all__ = ["check", "check_text", "waived"]


def check(pm: Postmortem, now: datetime) -> tuple[Finding, ...]:
    """Return every finding of every family that is not waived, in the order of the file, then by severity.

    Args:
        pm: The postmortem.
        now: The present moment, aware; only what the file leaves open is measured against it.
    """
    texts = in_texts.findings(pm, now)
    found = [
        *texts,
        *numbers.findings(pm, texts),
        *smart.findings(pm, now),
        *depth.findings(pm),
        *fishbone.findings(pm),
        *tree.findings(pm),
        *prevention.findings(pm),
        *timing.findings(pm, now),
        *cause_order.findings(pm),
        *follow_through.findings(pm, now),
        *references.findings(pm),
        *two_versions.findings(pm),
    ]
    settled = waived(pm)
    kept = dict.fromkeys(each for each in rulebook.given(found) if (each.rule, each.path) not in settled)
    return in_order(pm, kept)


def check_text(pm: Postmortem, path: str, text: str, now: datetime, target: str = "") -> tuple[Finding, ...]:
    """Return what shows in one text while it is typed, as if the field at `path` held it.

    Args:
        pm: The postmortem that it belongs to.
        path: The field's path, or an entry line such as `timeline.new` or `causes.why.new`.
        text: The text as it stands, also unfinished.
        now: The present moment, aware, from which days in the text are counted.
        target: The id of what an entry line is about, where the screen has one chosen: what a why explains.
    """
    settled = waived(pm)
    beside = depth.entry_findings(pm.causes, path, text, target) if path.startswith("causes.why.new") else ()
    here = rulebook.given((*in_texts.text_findings(pm, path, text, now), *beside))
    found = (finding for finding in here if (finding.rule, finding.path) not in settled)
    return tuple(
        sorted(dict.fromkeys(found), key=lambda finding: (GRAVITY[finding.severity], finding.span or (0, 0)))
    )


def waived(pm: Postmortem) -> frozenset[tuple[str, str]]:
    """Return rule and field of each finding that is waived."""
    return frozenset(waivers.in_force(pm))
