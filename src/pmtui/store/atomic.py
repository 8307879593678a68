"""Writing bytes so that a crash, a full disk or a power cut leaves the old or the new ones, never half.

They are written to a new file in the same folder, which is brought to disk and then takes the name: so a file
with a second name (a hard link) parts from it, and the second name keeps what was there before.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pmtui.text.patterns import regex

LEFT_OVER = 3600
"""Seconds after which a temporary file is one of a process that was killed."""
_PATIENCE = 1.0  # seconds; the lock is a courtesy among pmtui's own writers, who hold it for milliseconds
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES, errno.EMLINK}
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}
_TEMPORARY = regex(r"\.pmtui-\d{1,10}-[0-9a-f]{8}\.tmp", re.ASCII)
_PRIVATE = 0o600


def replace(
    path: Path, raw: bytes, mode: int = 0o666, *, look_again: Callable[[], object] = lambda: None
) -> None:
    """Put `raw` in the place of the file `path`, keeping its mode and owner; `mode` where it is new.

    Args:
        path: The file.
        raw: What it will hold.
        mode: Its mode where it is new, less the umask.
        look_again: Called when the new bytes are on disk, right before they take the name: bringing them
            there may have taken long, and somebody may have written meanwhile. What it raises is raised.

    Raises:
        OSError: It could not be written; the old file is as it was.
    """
    with _temporary(path, raw, mode) as temporary:
        look_again()
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
    """Make sure that the names in `folder` survive a power cut, where the file system can do that.

    Where it can't, the old or the new file is found after a power cut, and both are whole.
    """
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the temporary files that killed processes left in `folder` over an hour ago; never raises."""
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if not _TEMPORARY.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                    continue
                if time.time() - entry.stat(follow_symlinks=False).st_mtime > LEFT_OVER:
                    Path(entry.path).unlink()


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
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
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
        with contextlib.suppress(OSError):
            os.close(handle)


@contextlib.contextmanager
def _temporary(path: Path, raw: bytes, mode: int) -> Iterator[Path]:
    """Give a file beside `path` that holds `raw` on disk; whatever happens, it is gone afterwards."""
    old = _there(path)
    temporary = path.parent / f".pmtui-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    # Nobody may open the new file who might not open the old one, not even before it is like it.
    handle = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode if old is None else _PRIVATE
    )
    try:
        try:
            if old is not None:
                _make_like(handle, path, old)
            _write(handle, raw)
            _sync(handle)
        except BaseException:
            with contextlib.suppress(OSError):
                os.close(handle)
            raise
        os.close(handle)  # some network file systems tell only now that there is no room
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _there(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _write(handle: int, raw: bytes) -> None:
    view = memoryview(raw)
    while view:
        count = os.write(handle, view)
        if not count:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view = view[count:]


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _make_like(handle: int, path: Path, old: os.stat_result) -> None:
    """Give the new file the owner, access list and mode of the old one, as far as the system allows."""
    mode = stat.S_IMODE(old.st_mode)
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        for uid in (old.st_uid, -1):
            try:
                os.fchown(handle, uid, old.st_gid)
                break
            except OSError:  # only root gives files away
                continue
        else:  # what the old group could do, another group must not
            mode = mode & ~0o070 | (mode & 0o007) << 3
    with contextlib.suppress(OSError):
        _copy_attributes(handle, path)
    with contextlib.suppress(OSError):
        os.fchmod(handle, mode)


def _copy_attributes(handle: int, path: Path) -> None:
    """Copy what hangs on the file beside its bytes: its access list, its label, the user's own."""
    if not hasattr(os, "listxattr"):
        return
    for name in os.listxattr(path):
        with contextlib.suppress(OSError):
            os.setxattr(handle, name, os.getxattr(path, name))
