"""Holding a file, so that other processes can tell that somebody works on it. A killed process lets go."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class Hold:
    """An open file that is held until `let_go`, or until nothing refers to this any more."""

    def __init__(self, handle: int, *, sure: bool) -> None:
        self.handle = handle
        self.sure = sure
        """Whether the system really keeps others out."""

    def let_go(self) -> None:
        """Let go of the file."""
        handle, self.handle = self.handle, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        self.let_go()


def create(path: Path, mode: int = 0o600) -> Hold:
    """Create the file `path`, by default for its owner alone, and hold it; raise OSError where it fails."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, mode)
    return Hold(handle, sure=_lock(handle) is True)


def take(path: Path) -> Hold | None:
    """Hold the file `path`, which is there; None where somebody else holds it, or it is not there."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    locked = _lock(handle)
    if locked is False:
        os.close(handle)
        return None
    return Hold(handle, sure=locked is True)


def look(path: Path, most: int) -> tuple[bytes, bool | None] | None:
    """Return what a file that others lay down begins with, and whether somebody holds it.

    Args:
        path: The file; anything else under that name is passed over.
        most: How many bytes of it are read.

    Returns:
        The bytes and True, False, or None where the system can't tell; None where there is no such file.
    """
    flags = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        raw = os.read(handle, most)
        locked = _lock(handle)
        return raw, None if locked is None else not locked
    except OSError:
        return None
    finally:
        os.close(handle)


def _lock(handle: int) -> bool | None:
    """Return whether the lock was had; None where there are no locks here."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return None if error.errno in _NO_LOCKS else False
    return True
