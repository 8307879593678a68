"""`pmtui tree`: what a fault tree says, for people and for programs, and the tree in other formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.analysis.faulttree.analysis import Analysis, analyse
from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import TreeError
from pmtui.commands import as_path, named_file, output
from pmtui.errors import FileError, PmtuiError, UsageError
from pmtui.store import troubles

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

MOST_LISTED = 2_000_000
"""Cut sets: more of them are not listed, at some 100 bytes each."""
AT_ONCE = 5_000
"""Cut sets that are written at once."""
_MODELS = (".xml", ".opsa", ".mef")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of `pmtui tree`.

    Attributes:
        file: A postmortem, or an Open-PSA model.
        form: `text` or `json`.
        all: Whether each cut set is listed, and nothing else.
        max_order: The largest cut sets that are listed; None for all of them.
        top: The name of the top event; None for the file's own.
        to: A key of `exporters.faulttree.FORMATS`, or None.
        out: The file that the document goes to; `-` is stdout.
        library: The library's folder, where one was named.
    """

    file: str
    form: str = "text"
    all: bool = False
    max_order: int | None = None
    top: str | None = None
    to: str | None = None
    out: str = "-"
    library: str | None = None


def tree(asked: Asked) -> int:
    """Print what was asked; return 0.

    Raises:
        PmtuiError: The file can't be read or analysed, or there are too many cut sets; in one line.
    """
    if asked.out != "-" and not asked.to:
        raise UsageError("-o goes with --to; what else is printed goes into a file with > FILE")
    path = named_file(asked.file, asked.library)
    try:
        labelled, pm = _read(path, asked.top)
        _print(asked, path, labelled, pm)
    except PmtuiError as error:
        raise _on_one_line(error, path) from None
    return 0


def _read(path: Path, top: str | None) -> tuple[Labelled, Postmortem | None]:
    if _is_model(path):
        from pmtui.importers import mef

        return mef.read(path, top), None
    from pmtui.analysis.causes.fault_tree import labelled_of
    from pmtui.store import files

    pm = files.read_future(path)
    causes = pm.causes if top is None else pm.causes.model_copy(update={"top": top})
    pm = pm.model_copy(update={"causes": causes})
    return labelled_of(causes), pm


def _is_model(path: Path) -> bool:
    """Say whether a file is XML by its name, or else by how it begins; no postmortem begins so."""
    if path.suffix.lower() in (*_MODELS, ".toml"):
        return path.suffix.lower() in _MODELS
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(200)
    except (OSError, ValueError):  # reading it says so
        return False
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").startswith(b"<")


def _print(asked: Asked, path: Path, labelled: Labelled, pm: Postmortem | None) -> None:
    if asked.to:
        from pmtui.exporters.faulttree import render

        analyse(labelled.tree)  # so that no tree is written that could not be read again
        document = render(labelled, asked.to, pm.causes if pm else None)
        if asked.out == "-":
            output.document(document)
        else:
            _write(document, as_path(asked.out), path)
        return
    analysis = analyse(labelled.tree)
    if asked.max_order or asked.all:
        _see_to_number(analysis, asked.max_order)
    if asked.all:
        for lines in _batches(analysis.sets(asked.max_order)):
            output.lines(lines)
    elif asked.form == "json":
        from pmtui.commands.faulttree import figures

        output.line(figures.as_json(labelled, analysis))
    else:
        from pmtui.commands.faulttree import report

        output.lines(report.lines(labelled, analysis, pm, asked.max_order))


def _see_to_number(analysis: Analysis, max_order: int | None) -> None:
    """Raise TreeError where the cut sets up to an order are not known, or too many to be listed."""
    known = analysis.known_order
    if known is not None and (max_order is None or max_order > known):
        if not known:
            raise TreeError("over budget: the tree is too large for its cut sets to be found")
        known_so_far = f"over budget: all cut sets up to order {known} are known; more may exist"
        raise TreeError(f"{known_so_far}; list those with --max-order {known}")
    count = analysis.cut_sets if max_order is None else sum((analysis.by_order or ())[:max_order])
    if count is not None and count > MOST_LISTED:
        from pmtui.commands.faulttree.words import number

        give = "a smaller --max-order" if max_order else "--max-order K"
        raise TreeError(
            f"there are {number(count)} cut sets, and up to {MOST_LISTED:,} are listed: give {give}"
        )


def _batches(sets: Iterator[tuple[str, ...]]) -> Iterator[list[str]]:
    while batch := [" ".join(names) for names in islice(sets, AT_ONCE)]:
        yield batch


def _write(document: str, target: Path, source: Path) -> None:
    try:
        if target.exists() and target.samefile(source):
            raise FileError("this is the fault tree itself; name another file", where=troubles.shown(target))
        target.write_text(document, encoding="utf-8")
    except OSError as error:
        raise troubles.not_written(target, error) from None
    except ValueError:  # a NUL in the name
        raise FileError("is not a file's name", where=troubles.shown(target)) from None


def _on_one_line(error: PmtuiError, path: Path) -> PmtuiError:
    """Return the error as one line about the file; names in it can't act on a terminal."""
    words = f"{error.what.rstrip('.')}. {error.remedy}" if error.remedy else error.what
    told = type(error)(output.harmless(words), where=error.where or troubles.shown(path))
    told.status = error.status
    return told
