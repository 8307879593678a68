"""Writing bytes so that a crash, a full disk or a power cut leaves the old or the new ones, never half."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path

_PATIENCE = 1.0  # seconds; the lock is a courtesy among pmtui's own writers, who hold it for milliseconds
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES, errno.EMLINK}


def replace(path: Path, raw: bytes, mode: int = 0o666) -> None:
    """Put `raw` in the place of the file `path`, keeping its mode and owner; `mode` where it is new.

    Raises:
        OSError: It could not be written; the old file is as it was.
    """
    with _temporary(path, raw, mode) as temporary:
        temporary.replace(path)
    sync_folder(path.parent)


def create(path: Path, raw: bytes, mode: int = 0o666) -> None:
    """Write the new file `path`.

    Raises:
        FileExistsError: There is one already; it is as it was.
        OSError: It could not be written.
    """
    with _temporary(path, raw, mode) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError as error:  # a file system without hard links
            if error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(path)) from None
            temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in `folder` survive a power cut, where the file system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Keep other writers of pmtui out of `folder`, so that nothing comes between comparing and replacing.

    Where the file system has no locks, or somebody holds it for longer than a second, it goes on without.
    """
    try:
        import fcntl
    except ImportError:  # not a POSIX system
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    break
                time.sleep(0.005)
            except OSError:
                break
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _temporary(path: Path, raw: bytes, mode: int) -> Iterator[Path]:
    """Give a file beside `path` that holds `raw` on disk; whatever happens, it is gone afterwards."""
    temporary = path.parent / f".pmtui-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            _like_the_old_one(file.fileno(), path)
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _like_the_old_one(handle: int, path: Path) -> None:
    try:
        old = path.stat()
    except OSError:
        return
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        for uid, gid in ((old.st_uid, old.st_gid), (-1, old.st_gid)):
            try:
                os.fchown(handle, uid, gid)
                break
            except OSError:  # only root gives files away
                continue
    with contextlib.suppress(OSError):
        os.fchmod(handle, stat.S_IMODE(old.st_mode))
