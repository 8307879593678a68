"""Findings as commands of GitHub's workflows, which it shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmtui.commands.formats import Placed, as_text

_COMMAND = {"error": "error", "warning": "warning", "hint": "notice"}


def lines(found: Iterable[Placed]) -> Iterator[str]:
    """Yield the command of each finding."""
    for each in found:
        finding = each.finding
        where = {
            "file": as_text(each.path),
            "line": each.start[0],
            "col": each.start[1],
            "endLine": each.end[0],
            "endColumn": each.end[1],
            "title": finding.rule,
        }
        properties = ",".join(f"{name}={_in_property(str(value))}" for name, value in where.items())
        field = f"{each.field}: " if each.field else ""
        message = f"{field}{finding.what}\nWhy: {finding.why}\nNext: {finding.next}"
        yield f"::{_COMMAND[finding.severity]} {properties}::{_in_message(message)}"


def _in_message(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(words: str) -> str:
    return _in_message(words).replace(":", "%3A").replace(",", "%2C")
