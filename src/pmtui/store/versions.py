"""Earlier versions of a postmortem: what a save replaced, kept in the state folder within bounds.

A version is a file with the bytes as they were, in a folder of its postmortem. Its name says when they were
replaced, and what they are (`20261124T140500.250000Z-0a1b2c3d4e5f6071.toml`): so names sort by time, two
processes that keep the same at once keep it once, and what a disk has spoilt is known.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pmtui.errors import FileError
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem
from pmtui.store import atomic, files, troubles
from pmtui.text.patterns import regex
from pmtui.values import dataclass

SPARING = timedelta(minutes=10)
"""While the last kept version is younger, a save keeps none."""
MOST = 40
"""Versions of one postmortem."""
NEWEST = 20
"""Versions that are kept whatever their age; of older ones, the last of each day."""
MOST_BYTES = 20 * 1024 * 1024
"""Bytes of all versions of one postmortem; the newest is kept even where it is larger."""

_NAME = regex(r"(\d{8}T\d{6}\.\d{6})Z-([0-9a-f]{16})\.toml", re.ASCII)
_WHEN = "%Y%m%dT%H%M%S.%f"
_LEFT_OVER = 3600  # seconds after which a temporary file is one of a process that was killed


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a postmortem; what stands in it is not read before `read` is asked.

    Attributes:
        number: Its number: 1 is the newest.
        when: When it was replaced, in UTC.
        path: Where it is kept.
        size: How large it is, in bytes.
    """

    number: int
    when: datetime
    path: Path
    size: int


def keep(state_dir: Path, path: Path, raw: bytes, now: datetime, *, certainly: bool = False) -> str:
    """Keep `raw`, which is about to be replaced in the file `path`, and let go of what is too much.

    Args:
        state_dir: The state folder.
        path: The postmortem's file; links to one file share its versions.
        raw: Its bytes.
        now: The present moment, aware.
        certainly: Whether it is kept although another one was kept within the last minutes.

    Returns:
        Why it can't be kept, in words; empty where it is, or is kept already, or need not be.
    """
    folder, now = _folder(state_dir, path), now.astimezone(UTC)
    last = next((one for one in versions(state_dir, path) if one.when <= now), None)
    if last is not None and not certainly and now - last.when < SPARING:
        return ""
    import hashlib

    mark = hashlib.sha256(raw).hexdigest()[:16]
    if last is not None and _mark(last) == mark and last.size == len(raw):
        return ""
    try:
        _make(state_dir, folder)
        with contextlib.suppress(FileExistsError):  # another process kept the same at the same moment
            atomic.create(folder / f"{now.strftime(_WHEN)}Z-{mark}.toml", raw, 0o600)
    except OSError as error:
        refused = troubles.not_written(folder, error)
        return f"the version before this one is not kept: {refused.what}"
    finally:
        _let_go(folder, versions(state_dir, path))
    return ""


def versions(state_dir: Path, path: Path) -> tuple[Version, ...]:
    """Return the earlier versions of the file `path`, newest first; the file itself need not be there."""
    found: list[tuple[datetime, Path, int]] = []
    with contextlib.suppress(OSError), os.scandir(_folder(state_dir, path)) as entries:
        for entry in entries:
            with contextlib.suppress(OSError, ValueError):
                if (name := _NAME.fullmatch(entry.name)) and entry.is_file(follow_symlinks=False):
                    when = datetime.strptime(name[1], _WHEN).replace(tzinfo=UTC)
                    found.append((when, Path(entry.path), entry.stat(follow_symlinks=False).st_size))
    found.sort(reverse=True)
    return tuple(Version(number, *one) for number, one in enumerate(found, 1))


def read(version: Version) -> files.Stored:
    """Return the postmortem that a version holds.

    Raises:
        FileError: It can't be read, or is not what was kept.
        FutureFormatError: A newer pmtui wrote it.
    """
    import hashlib

    stored = files.read(version.path)
    if hashlib.sha256(stored.raw).hexdigest()[:16] != _mark(version):
        raise FileError(
            "is damaged: it is not what was kept",
            where=troubles.shown(version.path),
            remedy="Look at it with --print, and take another version.",
        )
    return stored


def restore(state_dir: Path, path: Path, version: Version, now: datetime) -> bytes | None:
    """Put a version into the file `path` and return the bytes that it replaced; None where there was no file.

    What is replaced is kept as a version first, so that it can be taken back. The id stays that of the file
    as it is: other postmortems point to it.

    Raises:
        FileError: The version can't be read, what is there can't be kept, or the file can't be written; the
            file is as it was.
        FutureFormatError: A newer pmtui wrote the version.
    """
    wanted = read(version)
    before = _there(path)
    if before is not None and before != wanted.raw:
        problem = keep(state_dir, path, before, now, certainly=True)
        if problem:
            raise FileError(
                f"was left as it is: {problem}",
                where=troubles.shown(path),
                remedy="Make room there, or write the version elsewhere: --print N > OTHER.toml.",
            )
    files.write(path, _with_id_of(before, wanted.pm), base=before, like=wanted.raw)
    return before


def move(state_dir: Path, old: Path, new: Path) -> str:
    """Let the versions of the file `old` be those of `new`, which it is called now.

    Returns:
        Why they can't be moved, in words; empty where they are, or where there were none.
    """
    source, target = _folder(state_dir, old), _folder(state_dir, new)
    if source == target or not source.is_dir():
        return ""
    try:
        try:
            source.rename(target)
        except OSError:  # there are versions of that name already: of both, the newest are kept
            _make(state_dir, target)
            for one in versions(state_dir, old):
                one.path.replace(target / one.path.name)
            _let_go(target, versions(state_dir, new))
            with contextlib.suppress(OSError):
                source.rmdir()
    except OSError as error:
        return f"earlier versions stay under the old name: {troubles.not_written(target, error).what}"
    return ""


def _folder(state_dir: Path, path: Path) -> Path:
    import hashlib

    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:20]
    return state_dir / "versions" / name


def _make(state_dir: Path, folder: Path) -> None:
    """Make the folder, for nobody else to look into."""
    state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in (folder.parent, folder):
        one.mkdir(mode=0o700, exist_ok=True)


def _mark(version: Version) -> str:
    return version.path.stem.rpartition("-")[2]


def _there(path: Path) -> bytes | None:
    """Return the bytes of the file as it is, in order or not; None where there is none."""
    try:
        return files.raw_bytes(path)
    except FileError as error:
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise error from None
        if stat.S_ISREG(found.st_mode) and found.st_size <= files.LARGEST:
            with contextlib.suppress(OSError):
                return path.read_bytes()  # there is nothing but blanks in it
        raise


def _with_id_of(raw: bytes | None, pm: Postmortem) -> Postmortem:
    """Return `pm` under the id of the postmortem in `raw`, where there is one to be read."""
    try:
        now = tomlform.loads((raw or b"").decode("utf-8")).id
    except (FileError, ValueError):
        return pm
    return pm.model_copy(update={"id": now})


def _let_go(folder: Path, found: Iterable[Version]) -> None:
    """Remove the versions that are too many or too much, and what killed processes left behind."""
    days: set[date] = set()
    kept, size = 0, 0
    for one in found:
        wanted = one.number <= NEWEST or one.when.date() not in days
        days.add(one.when.date())
        size += one.size if wanted else 0
        if one.number == 1 or (wanted and kept < MOST and size <= MOST_BYTES):
            kept += 1
        else:
            with contextlib.suppress(OSError):
                one.path.unlink()
    with contextlib.suppress(OSError):
        for path in folder.glob(".pmtui-*.tmp"):
            if time.time() - path.stat().st_mtime > _LEFT_OVER:
                path.unlink()
