"""Findings as a SARIF 2.1.0 log, for the code scanning of GitHub, GitLab and editors."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from pmtui import __version__
from pmtui.checks import rules
from pmtui.commands.formats import Placed

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "hint": "note"}


def log(found: Iterable[Placed], troubles: Iterable[str]) -> str:
    """Return the log, in ASCII.

    Args:
        found: The findings of all files.
        troubles: What was said of files that could not be read.
    """
    results = list(found)
    ids = sorted({each.finding.rule for each in results})
    number = {rule_id: at for at, rule_id in enumerate(ids)}
    said = list(troubles)
    run: dict[str, Any] = {
        "tool": {
            "driver": {"name": "pmtui", "version": __version__, "rules": [_rule(rule_id) for rule_id in ids]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not said,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": trouble}} for trouble in said
                ],
            }
        ],
        "results": [_result(each, number[each.finding.rule]) for each in results],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule_id: str) -> dict[str, Any]:
    rule = rules.rule(rule_id)
    return {
        "id": rule_id,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} {rule.next}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(each: Placed, number: int) -> dict[str, Any]:
    finding = each.finding
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(each.path)},
            "region": {
                "startLine": each.start[0],
                "startColumn": each.start[1],
                "endLine": each.end[0],
                "endColumn": each.end[1],
            },
        }
    }
    if each.field:
        place["logicalLocations"] = [{"fullyQualifiedName": each.field}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{finding.what} {finding.why} {finding.next}"},
        "locations": [place],
    }


def _uri(path: str) -> str:
    name = quote(os.fsencode(path))
    return f"file://{name}" if name.startswith("/") else name
