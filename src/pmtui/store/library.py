"""The library: a folder of postmortems, one file each. One broken file never hides the others."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import field
from datetime import date, datetime
from pathlib import Path

from pmtui.errors import FileError, FutureFormatError
from pmtui.model.postmortem import Postmortem
from pmtui.store import files
from pmtui.store.troubles import shown
from pmtui.values import dataclass

_NAME = r"\d{4}-\d\d-\d\d-.*"
_MEANT = rb"(?m)^(?:\[(?:triage|clock|causes)\]|\[\[(?:timeline|causes\.\w{1,9})\]\]|format {0,9}= {0,9}\d)"
_HEAD = 64 * 1024  # bytes in which a file that can't be parsed must show that it is one
_OVER = {"done", "dropped"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A postmortem of the library in short.

    Attributes:
        path: Its file.
        id: Its id; the file's name without the ending where the file can't be read.
        open_actions: How many actions are neither done nor dropped.
        due: The days on which they are due, earliest first; those without a day are not in it.
        problem: Why it can't be read, or only be looked at; empty for all others.
        readable: Whether it can be shown at all.
    """

    path: Path
    id: str
    title: str = ""
    severity: str = ""
    status: str = ""
    kind: str = ""
    zone: str = ""
    created: datetime | None = None
    resolved: datetime | None = None
    shared: datetime | None = None
    open_actions: int = 0
    due: tuple[date, ...] = field(default=())
    problem: str = ""
    readable: bool = True

    def overdue(self, today: date) -> int:
        """Return how many open actions were due before `today`."""
        return sum(day < today for day in self.due)


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return the postmortems in `folder`, newest first; a folder that is not there holds none.

    Files of other tools are left out; a file that was meant as a postmortem is in, with its problem.

    Raises:
        FileError: `folder` is there and can't be read, or is a file.
    """
    found = [entry for path in files_in(folder) if (entry := entry_of(path)) is not None]
    return tuple(sorted(found, key=_age, reverse=True))


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the files in `folder` that may be postmortems, by name; raises as `entries` does."""
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise FileError(
            f"the library can't be read: {(error.strerror or '').lower()}",
            where=shown(folder),
            remedy="Name another folder: --library DIR, or PMTUI_LIBRARY.",
        ) from None
    return tuple(path for path in paths if path.suffix == ".toml" and not path.name.startswith("."))


def readable(folder: Path) -> tuple[Postmortem, ...]:
    """Return the postmortems in `folder` that can be read; the others are passed over."""
    found: list[Postmortem] = []
    for path in sorted(folder.glob("*.toml")):
        with contextlib.suppress(FileError):
            found.append(files.read(path).pm)
    return tuple(found)


def entry_of(path: Path) -> Entry | None:
    """Return the postmortem in `path` in short; None where the file is something else."""
    try:
        return _entry(path, files.read(path).pm)
    except FutureFormatError as error:
        try:
            return _entry(path, files.read_future(path), problem=f"read-only: {error.what}")
        except FileError:
            return Entry(path, path.stem, problem=error.what, readable=False)
    except FileError as error:
        if not was_meant(path):
            return None
        place = (error.where or "").removeprefix(shown(path)).lstrip(":").strip()
        problem = f"{place}: {error.what}" if place else error.what
        return Entry(path, path.stem, problem=problem, readable=False)


def new_path(folder: Path, wanted: str) -> Path:
    """Return the file for a new postmortem of the id `wanted`; `-2`, `-3` ... is added while it is taken."""
    number, path = 1, folder / f"{wanted}.toml"
    while os.path.lexists(path):
        number += 1
        path = folder / f"{wanted}-{number}.toml"
    return path


def create(folder: Path, pm: Postmortem) -> files.Stored:
    """Write the new postmortem `pm` into `folder`, which is made where it is not there; return it as stored.

    Where a file of its id is there already, it gets the next free id.

    Raises:
        FileError: It can't be written.
    """
    while True:
        path = new_path(folder, pm.id)
        named = pm.model_copy(update={"id": path.stem})
        try:
            return files.write(path, named, base=None)
        except files.ChangedOnDiskError:
            continue  # somebody took the name in between


def _entry(path: Path, pm: Postmortem, problem: str = "") -> Entry:
    left = [action for action in pm.action if action.status not in _OVER]
    return Entry(
        path=path,
        id=pm.id,
        title=pm.title,
        severity=pm.severity,
        status=pm.status,
        kind=pm.kind,
        zone=pm.zone,
        created=pm.created,
        resolved=pm.clock.resolved,
        shared=pm.share.shared,
        open_actions=len(left),
        due=tuple(sorted(action.due for action in left if action.due is not None)),
        problem=problem,
    )


def _age(entry: Entry) -> tuple[str, str]:
    day = entry.created.isoformat() if entry.created else entry.path.name[:10]
    return day, entry.path.name


def was_meant(path: Path) -> bool:
    """Say whether a file that can't be read was meant as a postmortem."""
    if re.match(_NAME, path.name):
        return not path.is_dir()
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return re.search(_MEANT, head) is not None
