"""The commands without a screen: check, export, list."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pmtui.checks import check as findings_of
from pmtui.checks.finding import Finding
from pmtui.commands import as_path, library_dir, named_file, output
from pmtui.errors import FileError, PmtuiError
from pmtui.store import files, library
from pmtui.store.troubles import shown


def check(names: Iterable[str], form: str, flag: str | None) -> int:
    """Print the findings of each file; return 0 (none but hints), 1 (some) or 2 (a file is off)."""
    now, status = datetime.now(UTC), 0
    records: list[dict[str, Any]] = []
    for name in names:
        path = named_file(name, flag)
        try:
            found = findings_of(files.read(path).pm, now)
        except PmtuiError as error:
            print(f"pmtui: {error}", file=sys.stderr)  # noqa: T201
            status = 2
            continue
        if form == "json":
            records += [_record(path, finding) for finding in found]
        else:
            _print_findings(path, found)
        if any(finding.severity != "hint" for finding in found):
            status = max(status, 1)
    if form == "json":
        output.document(json.dumps(records, indent=2, ensure_ascii=False) + "\n")
    return status


def _record(path: Path, finding: Finding) -> dict[str, Any]:
    return {
        "file": str(path),
        "field": finding.path,
        "rule": finding.rule,
        "severity": finding.severity,
        "what": finding.what,
        "why": finding.why,
        "next": finding.next,
        "span": list(finding.span) if finding.span else None,
        "replacement": finding.replacement,
    }


def _print_findings(path: Path, found: Iterable[Finding]) -> None:
    for finding in found:
        output.line(f"{path}: {finding.path}: {finding.severity} {finding.rule}: {finding.what}")
        output.line(f"    why:  {finding.why}")
        output.line(f"    next: {finding.next}")
        if finding.replacement:
            output.line(f"    such as: {finding.replacement}")


def export(name: str, to: str, out: str, flag: str | None) -> int:
    """Write the document that the postmortem becomes to a file or, with `-`, to stdout."""
    from pmtui.exporters import export as render

    source = named_file(name, flag)
    pm = files.read_future(source)
    document = render(pm, to, datetime.now(UTC))
    if out == "-":
        output.document(document)
        return 0
    target = as_path(out)
    try:
        itself = target.exists() and target.samefile(source)
        if not itself:
            target.write_text(document, encoding="utf-8")
    except OSError as error:
        remedy = "Name a file in a folder that is there and may be written."
        raise FileError(f"can't be written: {error.strerror}", where=shown(target), remedy=remedy) from None
    if itself:
        remedy = "Name another file for the document."
        raise FileError("this is the postmortem itself", where=shown(target), remedy=remedy)
    return 0


def list_library(flag: str | None) -> int:
    """Print the postmortems of the library, a line each, newest first."""
    folder = library_dir(flag)
    found = library.entries(folder)
    for entry in found:
        if entry.problem:
            output.line(f"{entry.path.stem}  can't be read: {entry.problem}")
            continue
        due = f"{entry.open_actions} open" if entry.open_actions else ""
        title = entry.title or "(no title yet)"
        output.line(f"{entry.id}  {entry.severity or '-':5} {entry.status:7} {due:8} {title}".rstrip())
    if not found:
        output.line(f"No postmortems in {folder} yet. Begin one with: pmtui new")
    return 0
