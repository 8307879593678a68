"""The report of a run over files: what is printed of each, and the exit status that it comes to."""

from __future__ import annotations

from collections.abc import Iterable

from pmtui.checks.finding import Severity
from pmtui.commands import output
from pmtui.commands.formats import Placed
from pmtui.errors import PmtuiError

_GRAVITY: dict[str, int] = {"error": 0, "warning": 1, "hint": 2}
SEVERITIES = tuple(_GRAVITY)


class Report:
    """What has been found so far; each file's part is printed as soon as it is known.

    Args:
        form: One of `formats.FORMATS`.
        fail_on: The least severity that makes the run end with exit status 1.
    """

    def __init__(self, form: str, fail_on: Severity) -> None:
        self._form = form
        self._fail_on = _GRAVITY[fail_on]
        self._kept: list[Placed] = []
        self._troubles: list[str] = []
        self._failed = False

    def add(self, found: Iterable[Placed]) -> None:
        """Take in the findings of one file, in order."""
        findings = list(found)
        self._failed |= any(_GRAVITY[each.finding.severity] <= self._fail_on for each in findings)
        if self._form == "sarif":
            self._kept += findings
        elif self._form == "json":
            from pmtui.commands.formats import json_lines

            output.lines(json_lines.lines(findings))
        elif self._form == "github":
            from pmtui.commands.formats import github

            output.lines(github.lines(findings))
        else:
            from pmtui.commands.formats import text

            output.lines(text.lines(findings))

    def trouble(self, error: PmtuiError) -> None:
        """Take in that a file is off; the run goes on."""
        output.complain(error)
        self._troubles.append(str(error))

    def close(self) -> int:
        """Print what comes at the end; return the exit status."""
        if self._form == "sarif":
            from pmtui.commands.formats import sarif

            output.document(sarif.log(self._kept, self._troubles))
        if self._troubles:
            return 2
        return 1 if self._failed else 0
