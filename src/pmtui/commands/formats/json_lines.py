"""Findings for programs: an object a line, in ASCII, so that nothing in it acts on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pmtui.commands.formats import Placed, as_text


def lines(found: Iterable[Placed]) -> Iterator[str]:
    """Yield the line of each finding."""
    for each in found:
        yield json.dumps(
            {
                "path": as_text(each.path),
                "field": each.field,
                "line": each.start[0],
                "column": each.start[1],
                "end_line": each.end[0],
                "end_column": each.end[1],
                "rule": each.finding.rule,
                "severity": each.finding.severity,
                "message": each.finding.what,
                "why": each.finding.why,
                "next": each.finding.next,
            }
        )
