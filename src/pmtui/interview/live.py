"""The findings about the answer in front: those of its text as it stands, and what the postmortem adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pmtui.checks import check_text, gaps
from pmtui.checks.finding import Finding
from pmtui.checks.waivers import in_force
from pmtui.interview.question import Asked
from pmtui.model.postmortem import HistoryEntry, Postmortem

_GRAVITY = {"error": 0, "warning": 1, "hint": 2}
_WHOLE = (1 << 40, 0)
"""Where a finding about the whole answer comes: behind those that can be shown in it."""


def look(
    pm: Postmortem, one: Asked, text: str, known: tuple[Finding, ...], now: datetime, target: str = ""
) -> tuple[Finding, ...]:
    """Return the findings about one answer: gravest first, from the left to the right, the whole answer last.

    Args:
        pm: The postmortem.
        one: The question.
        text: What stands in its field; spans are in characters of it.
        known: The findings of the whole postmortem.
        now: The present moment, aware.
        target: The id of what an entry line is about, such as what a why explains; empty for none chosen.
    """
    found = list(_of_items(pm, one, text, now, target))
    seen = {(finding.rule, finding.path) for finding in found}
    further = (f for f in known if is_about(one, f.path) and f.rule != gaps.RULE)  # it is in plain sight here
    found += [f for f in further if (f.rule, f.path) not in seen]
    return tuple(sorted(found, key=lambda f: (_GRAVITY[f.severity], f.span or _WHOLE)))


def is_about(one: Asked, path: str) -> bool:
    """Return whether a finding at `path` belongs to this question: its field, an item or half of it."""
    if path == one.path:
        return True
    above, _, last = path.rpartition(".")
    if one.question.kind == "quadrant":
        return last == "effort" and one.path == f"{above}.impact"
    return one.question.kind == "texts" and above == one.path and last.isdigit()


def waived(pm: Postmortem, one: Asked) -> tuple[HistoryEntry, ...]:
    """Return the entries of the history that waive findings about this answer."""
    return tuple(entry for (_, path), entry in in_force(pm).items() if is_about(one, path))


def _of_items(pm: Postmortem, one: Asked, text: str, now: datetime, target: str) -> Iterator[Finding]:
    """Yield what shows in the text; of a list, line by line, each as the item that it will be."""
    if one.question.kind != "texts":
        yield from check_text(pm, one.path, text, now, target)
        return
    start = number = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            for finding in check_text(pm, f"{one.path}.{number}", line, now):
                yield _moved(finding, start, text[:start], text[end:])
            number += 1
        start = end + 1


def _moved(finding: Finding, by: int, before: str, after: str) -> Finding:
    span, offered = finding.span, finding.rewrite
    return replace(
        finding,
        span=None if span is None else (span[0] + by, span[1] + by),
        rewrite=offered and offered.within(before, after),
    )
