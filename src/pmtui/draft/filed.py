"""The file of the open postmortem as this process last read or wrote it, and whether it is still so."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pmtui.errors import FileError
from pmtui.model.postmortem import Postmortem
from pmtui.store import files
from pmtui.store.troubles import shown

_Seen = tuple[int, int, int, int]
_SETTLED = 3_000_000_000  # nanoseconds; a file written later than this ago may be written again unseen


class Filed:
    """Reads and writes one file, and notices when somebody else does.

    Args:
        path: The file it is, or will be, kept in.
        stored: What was read from it; None for one that is not on disk yet.
        state_dir: Where earlier versions are kept; None keeps none.
        now: Tells the time, for the earlier versions.
    """

    def __init__(
        self, path: Path, stored: files.Stored | None, state_dir: Path | None, now: Callable[[], datetime]
    ) -> None:
        self.path = path
        self.stored = stored
        self.gone = False
        """Whether the file was there and is not any more."""
        self._state_dir = state_dir
        self._now = now
        self._seen: _Seen | None = None
        self._certainly = True  # what a session begins with is kept, however young the version before is

    def write(self, target: Path, pm: Postmortem) -> files.Stored:
        """Write `pm` into `target`; another name than the file's own takes its place. `took` follows.

        Raises:
            ChangedOnDiskError: The file is not what this process last saw of it; nothing was written.
            FileError: It can't be written.
        """
        before, old = self.stored, self.path
        if target != old and not self.holds():
            raise files.ChangedOnDiskError("the file was changed by something else", where=shown(old))
        if self.gone and not target.parent.is_dir():  # its disk may come back, with the file as it was
            raise self.folder_gone()
        base = before.raw if before is not None and target == old and not self.gone else None
        like = before.raw if before is not None else None
        stored = files.write(target, pm, base=base, like=like, before=before)
        if before is not None and target != old:
            if self._state_dir is not None:
                from pmtui.store import versions

                versions.move(self._state_dir, old, target)
            with contextlib.suppress(FileError, OSError):
                if files.raw_bytes(old) == before.raw:
                    old.unlink()
        return stored

    def look(self) -> files.Stored | None:
        """Return what somebody else wrote into the file; None where nobody did, or the file is gone.

        Raises:
            FileError: What stands in it now is no postmortem that can be read.
        """
        if self.stored is None:
            return None
        found = _signature(self.path)
        if found is None:
            self.gone = self.gone or not os.path.lexists(self.path)
            self._seen = None
            return None
        if found == self._seen:
            return None
        raw = files.raw_bytes(self.path)
        if raw != self.stored.raw:
            return files.understood(raw, self.path)
        self.gone = False
        # A clock of the file system ticks slowly: a second change in the same tick would look the same.
        self._seen = found if time.time_ns() - found[0] > _SETTLED else None
        return None

    def read(self) -> files.Stored:
        """Return what stands in the file now; raise FileError where that can't be read."""
        return files.read(self.path)

    def took(self, stored: files.Stored) -> files.Stored | None:
        """Go on from what was read from the file or written into it; return what it held before."""
        before, self.stored = self.stored, stored
        self.path, self.gone, self._seen = stored.path, False, None
        return before

    def is_missing(self) -> bool:
        """Say whether the file is gone while its folder is there, so that it can be written anew."""
        return not os.path.lexists(self.path) and self.path.parent.is_dir()

    def holds(self) -> bool:
        """Say whether the file is what this process last saw of it, or is gone."""
        try:
            return self.stored is None or self.is_missing() or files.raw_bytes(self.path) == self.stored.raw
        except FileError:
            return False

    def folder_gone(self) -> FileError:
        """Return what to say when the folder is gone."""
        return FileError(
            "can't be written: its folder is gone",
            where=shown(self.path),
            remedy="Make the folder again or mount its disk: then it is saved by itself.",
        )

    def keep(self, stored: files.Stored | None) -> None:
        """Keep what the file held as an earlier version."""
        if self._state_dir is not None and stored is not None:
            from pmtui.store import versions  # not needed before the first save

            versions.keep(self._state_dir, self.path, stored.raw, self._now(), certainly=self._certainly)
            self._certainly = False


def _signature(path: Path) -> _Seen | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns
