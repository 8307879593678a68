"""Reading a postmortem's file, and writing it so that at any moment the old or the new one is there."""

from __future__ import annotations

import os
import stat
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.errors import FileError, FutureFormatError
from pmtui.model import bounds, kinds, tomlform
from pmtui.model.postmortem import FORMAT, Postmortem
from pmtui.store import troubles
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.store.layout import Layout

LARGEST = bounds.LARGEST
"""Bytes: a larger file is neither read nor written; a large postmortem has some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A postmortem as it lies on disk.

    Attributes:
        path: The file, as it was named.
        pm: What stands in it.
        raw: Its bytes, to be compared when it is written.
        layout: Where its rows stand in the bytes, where this process wrote them.
    """

    path: Path
    pm: Postmortem
    raw: bytes
    layout: Layout | None = field(default=None, repr=False, compare=False)


class ChangedOnDiskError(FileError):
    """The file holds something else than what was read from it, or is gone; it was not written."""


def read(path: Path) -> Stored:
    """Return the postmortem in `path`.

    Raises:
        FileError: There is none, with the place and what to do.
        FutureFormatError: A newer version wrote it; `read_future` shows what can be shown.
    """
    return understood(raw_bytes(path), path)


def understood(raw: bytes, path: Path) -> Stored:
    """Return the postmortem that the bytes of the file `path` hold; raises as `read` does."""
    return Stored(path, tomlform.loads(decoded(raw, path), troubles.shown(path)), raw)


def read_future(path: Path) -> Postmortem:
    """Return the postmortem in `path`, to be looked at; of a newer format, the part that is understood.

    Raises:
        FileError: Nothing of it can be shown.
    """
    where = troubles.shown(path)
    data = tomlform.parse(decoded(raw_bytes(path), path), where)
    try:
        return tomlform.from_data(data, where)
    except FutureFormatError:
        name = path.stem if kinds.is_postmortem_id(path.stem) else "unnamed"
        return tomlform.readable_part(data, name, where)


def write(
    target: Path | Stored,
    pm: Postmortem,
    *,
    base: bytes | None,
    like: bytes | None = None,
    before: Stored | None = None,
) -> Stored:
    """Write `pm`, atomically and durably, where nobody else has changed the file.

    A link is followed; mode and owner stay. Comments that a person wrote into the file stay. Where the
    file has the bytes already, nothing is written. A second name of the file (a hard link) keeps what it had.

    Args:
        target: The file.
        pm: What it will hold.
        base: The bytes it must still have; None where it must not be there yet (its folder is then made).
        like: The bytes whose comments are kept; `base` by default.
        before: What was read or written last, where that had those bytes: what did not change since is not
            worked out anew.

    Raises:
        ChangedOnDiskError: The file has other bytes than `base`, or is gone, or came into being.
        FutureFormatError: The postmortem is of a newer format.
        FileError: It can't be written, or could not be read again; the old file is as it was.
    """
    from pmtui.store import atomic  # not needed to read one

    path = target.path if isinstance(target, Stored) else target
    if pm.format > FORMAT:
        raise FutureFormatError(
            f"has format {pm.format}; this pmtui writes format {FORMAT}",
            where=troubles.shown(path),
            remedy="Upgrade pmtui to write it.",
        )
    layout = _laid_out(pm, base if like is None else like, before)
    raw = layout.raw
    _be_within_bounds(raw, path)
    real = Path(os.path.realpath(path))
    try:
        if base is None:
            real.parent.mkdir(parents=True, exist_ok=True)
        with atomic.folder_lock(real.parent):
            if base is None:
                _be_new(path, real)
                atomic.create(real, raw)
            elif _compared(path, real, base, raw) != raw:
                atomic.replace(real, raw, look_again=lambda: _compared(path, real, base, raw))
    except FileExistsError:
        raise _changed(path, "there is a file of this name already") from None
    except OSError as error:
        raise troubles.not_written(path, error) from None
    return Stored(path, pm, raw, layout)


def why_not_writable(path: Path) -> str:
    """Return why the file may not be written, in words; empty where it may, or is not there yet."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if not mode & 0o222 or not os.access(path, os.W_OK):
        return "the file is write-protected"
    if not os.access(Path(os.path.realpath(path)).parent, os.W_OK):
        return "the folder is write-protected"
    return ""


def raw_bytes(path: Path) -> bytes:
    """Return the file's bytes; raise FileError where it is no readable file, empty or far too large."""
    where = troubles.shown(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileError(
                "is a folder, not a postmortem's file",
                where=where,
                remedy="Name a file in it, or use it as the library: --library DIR.",
            )
        raw = _regular(path, LARGEST + 1) if stat.S_ISREG(found.st_mode) else None
    except OSError as error:
        raise troubles.not_read(path, error) from None
    except ValueError:  # a NUL in the name
        raise FileError("is not a file's name", where=where, remedy="Look at the name.") from None
    if raw is None:
        remedy = "Copy what it gives into a file first."
        raise FileError("is not a regular file", where=where, remedy=remedy)
    if len(raw) > LARGEST:
        excess = bounds.TOO_LARGE
        raise FileError(f"is not a postmortem: {excess.words}", where=where, remedy=excess.remedy)
    if not raw.strip():
        raise FileError(
            "the file is empty",
            where=where,
            remedy="Take it from git or a backup, or remove it and begin anew: pmtui new.",
        )
    return raw


def decoded(raw: bytes, path: Path) -> str:
    """Return the bytes as text; raise FileError with line and column where they are not UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        raise FileError(
            f"not UTF-8: found the byte 0x{raw[error.start]:02x}",
            where=f"{troubles.shown(path)}:{line}:{column}",
            remedy="Save it as UTF-8 in an editor; the file was left as it is.",
        ) from None


def _laid_out(pm: Postmortem, like: bytes | None, before: Stored | None) -> Layout:
    """Return the bytes of the file that will hold `pm`, with the comments of `like`."""
    from pmtui.store import comments
    from pmtui.store.layout import laid_out

    known = before if before is not None and before.raw is like else None
    layout = known.layout if known is not None else None
    if not like or not (comments.are_in(like) if layout is None else layout.comments):
        return laid_out(pm, layout)
    from pmtui.store import commented

    return commented.written(like, pm, known.pm if known is not None else None, layout)


def _be_within_bounds(raw: bytes, path: Path) -> None:
    """Raise FileError where the bytes are more than `read` would take again."""
    excess = bounds.TOO_LARGE if len(raw) > LARGEST else bounds.excess(raw.decode("utf-8"))
    if excess is not None:
        raise FileError(
            f"can't be written: {excess.words}",
            where=troubles.shown(path),
            remedy="Take out what was pasted: long evidence is better linked.",
        )


def _regular(path: Path, most: int) -> bytes | None:
    """Return up to `most` bytes of a file; None where it is none. No pipe in its place is waited for."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        return file.read(most) if stat.S_ISREG(os.fstat(handle).st_mode) else None


def _be_new(path: Path, real: Path) -> None:
    """Raise where there is a file already."""
    if os.path.lexists(real):
        raise _changed(path, "there is a file of this name already")


def _compared(path: Path, real: Path, base: bytes, raw: bytes) -> bytes:
    """Return the bytes on disk: those that were read, or those to be written; raise where it is neither."""
    try:
        now = _regular(real, max(len(base), len(raw)) + 1)
    except FileNotFoundError:
        raise _changed(path, "the file is gone") from None
    if now is None or now not in (base, raw):
        raise _changed(path, "the file was changed by something else since it was read")
    if now != raw and (protected := why_not_writable(path)):
        of = "its folder, in which a save makes a new file" if "folder" in protected else "it"
        raise FileError(
            f"can't be written: {protected}",
            where=troubles.shown(path),
            remedy=f"Give yourself write access to {of} (chmod u+w), then save again.",
        )
    return now


def _changed(path: Path, what: str) -> ChangedOnDiskError:
    remedy = "Open it again: both versions are joined, nothing is overwritten."
    return ChangedOnDiskError(what, where=troubles.shown(path), remedy=remedy)
