"""The commands without a screen: check, export, list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pmtui.checks import check as findings_of
from pmtui.checks.finding import Severity
from pmtui.commands import as_path, library_dir, named_file, output
from pmtui.commands.formats import Placed
from pmtui.commands.report import Report
from pmtui.errors import FileError, PmtuiError
from pmtui.model import tomlform
from pmtui.store import files, library
from pmtui.store.troubles import shown
from pmtui.store.whereabouts import Whereabouts
from pmtui.text.lines import Lines


def check(names: Iterable[str], form: str, fail_on: Severity, flag: str | None) -> int:
    """Print the findings of each postmortem; return 0 (none so grave), 1 (some) or 2 (a file is off).

    Args:
        names: Files, ids of the library, and folders of postmortems.
        form: One of `formats.FORMATS`.
        fail_on: The least severity that makes the status 1.
        flag: The library's folder, where one was named.
    """
    report, now = Report(form, fail_on), datetime.now(UTC)
    for name in names:
        named = named_file(name, flag)
        try:
            paths = _in_folder(named) if _is_folder(named) else (named,)
        except PmtuiError as error:
            report.trouble(error)
            continue
        for path in paths:
            try:
                found = _placed(path, now)
            except PmtuiError as error:
                if path is named or library.was_meant(path):  # other tools have .toml files, too
                    report.trouble(error)
            else:
                report.add(found)
    return report.close()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have; reading it says so
        return False


def _in_folder(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that may be postmortems; raise FileError where there is none."""
    found = library.files_in(folder)
    if not found:
        remedy = "Name a folder with postmortems in it, or one of them."
        raise FileError("there is no .toml file in this folder", where=shown(folder), remedy=remedy)
    return found


def _placed(path: Path, now: datetime) -> list[Placed]:
    """Return the findings of a postmortem with their places in its file."""
    stored = files.read(path)
    found = findings_of(stored.pm, now)
    if not found:
        return []
    text = files.decoded(stored.raw, path).replace("\r\n", "\n")
    whereabouts, lines = Whereabouts(text, tomlform.parse(text)), Lines(text)
    placed: list[Placed] = []
    for finding in found:
        start, end = whereabouts.span(finding.path, finding.span)
        placed.append(Placed(str(path), finding.path, finding, lines.position(start), lines.position(end)))
    return placed


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


_LONGEST_TITLE = 300  # characters of a title in the list


def list_library(flag: str | None) -> int:
    """Print the postmortems of the library, a line each, newest first."""
    folder = library_dir(flag)
    found = library.entries(folder)
    for entry in found:
        if entry.problem:
            output.line(f"{entry.path.stem}  can't be read: {entry.problem}")
            continue
        due = f"{entry.open_actions} open" if entry.open_actions else ""
        title = entry.title[:_LONGEST_TITLE] or "(no title yet)"
        output.line(f"{entry.id}  {entry.severity or '-':5} {entry.status:7} {due:8} {title}".rstrip())
    if not found:
        output.line(f"No postmortems in {folder} yet. Begin one with: pmtui new")
    return 0
