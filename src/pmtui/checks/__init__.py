"""Checks turn a postmortem into findings. They know no screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from pmtui.checks import (
    cause_order,
    depth,
    fishbone,
    follow_through,
    gaps,
    numbers,
    prevention,
    references,
    smart,
    timing,
    tone,
    tree,
    two_versions,
    waivers,
)
from pmtui.checks.blame import findings as blame_findings
from pmtui.checks.fields import fields, role_of
from pmtui.checks.finding import Finding
from pmtui.checks.rules import book as rulebook
from pmtui.checks.rules import own as own_rules

if TYPE_CHECKING:  # `pmtui lint` has no postmortem, and does not wait for pydantic
    from pmtui.model.postmortem import Postmortem, Record

__all__ = ["check", "check_text", "waived"]

_GRAVITY = {"error": 0, "warning": 1, "hint": 2}


def check(pm: Postmortem, now: datetime) -> tuple[Finding, ...]:
    """Return every finding of every family that is not waived, in the order of the file, then by severity.

    Args:
        pm: The postmortem.
        now: The present moment, aware; only what the file leaves open is measured against it.
    """
    in_texts = tuple(finding for prose in fields(pm) for finding in _text(pm, prose.path, prose.text, now))
    found = [
        *in_texts,
        *numbers.findings(pm, in_texts),
        *smart.findings(pm, now),
        *depth.findings(pm),
        *fishbone.findings(pm),
        *tree.findings(pm),
        *prevention.findings(pm),
        *timing.findings(pm, now),
        *cause_order.findings(pm),
        *follow_through.findings(pm, now),
        *references.findings(pm),
        *gaps.findings(pm),
        *two_versions.findings(pm),
    ]
    settled = waived(pm)
    kept = dict.fromkeys(each for each in rulebook.given(found) if (each.rule, each.path) not in settled)
    places = _places(pm)
    return tuple(sorted(kept, key=lambda finding: _order(finding, places)))


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
    here = rulebook.given((*_text(pm, path, text, now), *beside))
    found = (finding for finding in here if (finding.rule, finding.path) not in settled)
    return tuple(
        sorted(dict.fromkeys(found), key=lambda finding: (_GRAVITY[finding.severity], finding.span or (0, 0)))
    )


def waived(pm: Postmortem) -> frozenset[tuple[str, str]]:
    """Return rule and field of each finding that is waived."""
    return frozenset(waivers.in_force(pm))


def _text(pm: Postmortem, path: str, text: str, now: datetime) -> Iterator[Finding]:
    role = role_of(path)
    yield from blame_findings.text_findings(pm, path, text, role)
    yield from tone.text_findings(path, text, role)
    yield from numbers.text_findings(pm, path, text, role)
    if role == "action":
        yield from smart.text_findings(pm, path, text, now.date())
    if role == "cause":
        yield from depth.text_findings(path, text, role)
        yield from fishbone.text_findings(path, text, role)
    yield from own_rules.text_findings(path, text, role)


# -- the order of the file ------------------------------------------------------------------------------


def _order(finding: Finding, places: dict[str, int]) -> tuple[tuple[int, ...], int, tuple[int, int], str]:
    parts = finding.path.split(".")
    place = tuple(places.get(".".join(parts[: n + 1]), 9999) for n in range(len(parts)))
    return place, _GRAVITY[finding.severity], finding.span or (0, 0), finding.rule


def _places(pm: Postmortem) -> dict[str, int]:
    """Return the place of each field and row among its neighbours, by its path."""
    places: dict[str, int] = {}
    _add_places(pm, "", places)
    return places


def _add_places(record: Record, above: str, places: dict[str, int]) -> None:
    for place, name in enumerate(_names(type(record))):
        key = name.rstrip("_")
        path = f"{above}{key}"
        places[path] = place
        value: Any = getattr(record, name)
        if _is_table(value):
            _add_places(value, f"{path}.", places)
        elif isinstance(value, tuple):
            for number, row in enumerate(value):
                row_path = f"{path}.{getattr(row, 'id', number)}"
                places[row_path] = number
                if _is_table(row):
                    _add_places(row, f"{row_path}.", places)


def _is_table(value: Any) -> bool:
    return hasattr(type(value), "model_fields")


@cache
def _names(kind: type[Record]) -> tuple[str, ...]:
    return tuple(kind.model_fields)
