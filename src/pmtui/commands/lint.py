"""`pmtui lint`: the checks of any text or Markdown. It loads no postmortem."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pmtui.checks import lint as checks
from pmtui.checks.finding import Severity
from pmtui.commands import as_path
from pmtui.commands.formats import Placed
from pmtui.commands.report import Report
from pmtui.errors import FileError, PmtuiError
from pmtui.store import troubles
from pmtui.text.lines import Lines

STDIN = "-"


def lint(names: Iterable[str], context: checks.Context, *, lines: bool, form: str, fail_on: Severity) -> int:
    """Print the findings of each file; return 0 (none so grave), 1 (some) or 2 (a file is off).

    Args:
        names: The files; `-` is standard input.
        context: What the texts are.
        lines: Whether each line is a sentence or an item; else they are read as Markdown.
        form: One of `formats.FORMATS`.
        fail_on: The least severity that makes the status 1.
    """
    report, now = Report(form, fail_on), datetime.now(UTC)
    for name in names:
        try:
            text = _decoded(_raw(name))
        except PmtuiError as error:
            report.trouble(error)
            continue
        report.add(_placed(name, text, context, lines, now))
    return report.close()


def _placed(name: str, text: str, context: checks.Context, lines: bool, now: datetime) -> Iterator[Placed]:
    where = Lines(text)
    for finding in checks.findings(text, context, lines=lines, now=now):
        start, end = finding.span or (0, 0)
        yield Placed(name, None, finding, where.position(start), where.position(end))


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").removeprefix("\ufeff")


def _raw(name: str) -> bytes:
    if name == STDIN:
        return _standard_input()
    path = as_path(name)
    try:
        return path.read_bytes()
    except IsADirectoryError:
        remedy = f"Name the files in it, such as {troubles.shown(path / '*.md')}"
        raise FileError("is a folder, not a text", where=troubles.shown(path), remedy=remedy) from None
    except OSError as error:
        raise _not_read(path, error) from None
    except ValueError:  # a NUL in the name
        raise FileError(
            "is not a file's name", where=troubles.shown(path), remedy="Look at the name."
        ) from None


def _standard_input() -> bytes:
    remedy = "Pipe a text into it, or name a file."
    if sys.stdin is None:
        raise FileError("standard input is closed", remedy=remedy)
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        what = (error.strerror or type(error).__name__).lower()
        raise FileError(f"standard input can't be read: {what}", remedy=remedy) from None


def _not_read(path: Path, error: OSError) -> FileError:
    found = troubles.not_read(path, error)
    if isinstance(error, FileNotFoundError):
        found.remedy = "Look at the name and at the folder you are in."
    return found
