"""Findings for people: a line each, and below it why it matters and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmtui.commands.formats import Placed


def lines(found: Iterable[Placed]) -> Iterator[str]:
    """Yield the lines of findings."""
    for each in found:
        finding, (line, column) = each.finding, each.start
        field = f"{each.field}: " if each.field else ""
        yield f"{each.path}:{line}:{column}: {field}{finding.severity} {finding.rule}: {finding.what}"
        yield f"    why:  {finding.why}"
        yield f"    next: {finding.next}"
        if finding.replacement:
            yield f"    such as: {finding.replacement}"
