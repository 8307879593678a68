"""What the operating system's refusals mean for the person, and what to do about each."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pmtui.errors import FileError

_READING = {
    errno.ENOENT: "Look at the name; `pmtui list` shows the library, `pmtui new` begins a postmortem.",
    errno.ENOTDIR: "A part of this path is a file, not a folder; look at the name.",
    errno.EACCES: "Ask its owner for read access, or give it to yourself: chmod u+r on the file.",
    errno.ELOOP: "It is a link that leads back to itself; remove it or point it at the file.",
    errno.ENAMETOOLONG: "Use a shorter name.",
}
_WRITING = {
    errno.ENOSPC: "Free some space on that disk (df -h shows how much there is), then save again.",
    errno.EDQUOT: "Your quota on that disk is used up; free some of it, then save again.",
    errno.EACCES: "Give yourself write access to its folder (chmod u+w), then save again.",
    errno.EPERM: "Give yourself write access to its folder (chmod u+w), then save again.",
    errno.EROFS: "That disk is mounted read-only; mount it for writing, or use another place: --library DIR.",
    errno.ENOENT: "Its folder is gone; make it again, then save again.",
    errno.ENOTDIR: "A part of this path is a file, not a folder; use another place: --library DIR.",
    errno.ENAMETOOLONG: "Use a shorter name.",
    errno.EIO: "The disk reports a fault; use another place, and look at the system's log.",
    errno.ESTALE: "The network folder went away; mount it again, then save again.",
}


def shown(path: Path | str) -> str:
    """Return a path as it may be printed: without line breaks, control characters or stray bytes."""
    name = os.fspath(path)
    return name if name.isprintable() else ascii(name)


def not_read(path: Path, error: OSError) -> FileError:
    """Return what to say when `path` can't be read."""
    what = "there is no such file" if error.errno == errno.ENOENT else f"can't be read: {_reason(error)}"
    remedy = _READING.get(error.errno or 0, "Look whether the disk it lies on is there and in order.")
    return FileError(what, where=shown(path), remedy=remedy)


def not_written(path: Path, error: OSError) -> FileError:
    """Return what to say when `path` can't be written."""
    remedy = _WRITING.get(error.errno or 0, "Look whether the disk it lies on is there and in order.")
    return FileError(f"can't be written: {_reason(error)}", where=shown(path), remedy=remedy)


def _reason(error: OSError) -> str:
    words = error.strerror or type(error).__name__
    return words[:1].lower() + words[1:]
