"""The journal: every edit that is not in the file yet, on disk within a fraction of a second.

One journal belongs to one process and one postmortem, and lies in the state folder. Its first line says what
it is of and holds the bytes that the edits were made on; each further line holds one step of edits, or where
the cursor went. Saving the postmortem starts it anew, leaving in order removes it; so a journal that no
process holds is what a crash left behind.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import os
import queue
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.draft import records
from pmtui.draft.folder import (
    SUFFIX,
    Left,
    all_pending,
    folder_of,
    laid_aside,
    left_behind,
    never_saved,
    pending,
    prefix_of,
)
from pmtui.draft.records import Where
from pmtui.model.edit import Edit
from pmtui.store.troubles import shown

if TYPE_CHECKING:
    from pmtui.draft import holds

__all__ = ["Journal", "Left", "Where", "all_pending", "laid_aside", "left_behind", "never_saved", "pending"]

VERSION = 1
_PATIENCE = 10.0  # seconds that leaving waits for a disk that hangs


class Journal:
    """The journal of one open postmortem, written by a thread of its own: typing never waits for a disk.

    Its file comes into being with the first edit.

    Args:
        state_dir: The state folder; the journal lies in `journal` under it.
        target: The postmortem's file.
        base: The file's bytes that the edits are made on; of one that is not there yet, what it began with.
        new: Whether it is not there yet.
    """

    def __init__(self, state_dir: Path, target: Path, base: bytes, *, new: bool = False) -> None:
        self.problem = ""
        """Why what is typed is not kept, and what to do; empty while it is."""
        self._folder = folder_of(state_dir)
        self._path: Path | None = None
        self._name = f"{os.getpid()}-{os.urandom(3).hex()}{SUFFIX}"
        self._is_of(target)
        self._base, self._new = base, new
        self._where: Where | None = None
        self._bare = False  # whether it holds no edit, and so needs no bytes that they were made on
        self._anew = False  # whether what is on disk is to be replaced, not gone on with
        self._left: set[Path] = set()  # journals under an earlier name of the file
        self._tasks: queue.SimpleQueue[Callable[[], None] | threading.Event | None] = queue.SimpleQueue()
        self._hold: holds.Hold | None = None
        self._length = 0  # bytes of whole lines that are on disk
        self._lines = b""  # lines that are not
        self._ended = False
        self._thread = threading.Thread(target=self._work, name="pmtui-journal", daemon=True)
        self._thread.start()
        atexit.register(self.flush)

    @property
    def path(self) -> Path:
        """The file of the journal, which need not be there."""
        if self._path is None:
            self._path = self._folder / f"{prefix_of(self._target)}-{self._name}"
        return self._path

    def append(self, edits: tuple[Edit, ...], at: datetime, where: Where | None = None) -> None:
        """Keep edits that were done together at the moment `at`. Returns at once and never raises."""
        if not self._ended:
            self._tasks.put(partial(self._note, edits, at, where))

    def moved(self, where: Where, at: datetime) -> None:
        """Keep where the cursor went; on disk once there is something typed to keep it with."""
        self.append((), at, where)

    def mark_saved(
        self, target: Path, base: bytes, unsaved: Sequence[tuple[Edit, ...]], at: datetime
    ) -> None:
        """Start anew: the file `target` now holds `base`, and of all edits only `unsaved` are not in it."""
        if not self._ended:
            self._tasks.put(partial(self._start_anew, target, base, tuple(unsaved), at))

    def flush(self, timeout: float = _PATIENCE) -> bool:
        """Wait at most `timeout` seconds until all given so far is on disk; return whether it is."""
        if not self._ended:
            done = threading.Event()
            self._tasks.put(done)
            if not done.wait(timeout):
                return False
        return not self.problem

    def close(self) -> None:
        """End in order, when the file holds everything: the journal is removed."""
        self._end()
        with contextlib.suppress(OSError):
            self.path.unlink()

    def abandon(self) -> None:
        """End and keep the journal: what it holds is offered when the postmortem is opened again."""
        self._end()

    def _end(self) -> None:
        if self._ended:
            return
        self._ended = True
        atexit.unregister(self.flush)
        self._tasks.put(None)
        self._thread.join(_PATIENCE)
        if self._hold is not None and not self._thread.is_alive():
            self._hold.let_go()
            self._hold = None

    # -- in the writing thread --------------------------------------------------------------------------

    def _work(self) -> None:
        self._try_folder()
        going, waiting = True, list[threading.Event]()
        while going:
            task = self._tasks.get()
            if task is None:
                going = False
            elif isinstance(task, threading.Event):
                waiting.append(task)
            else:
                task()
            if self._tasks.empty() or not going:  # a slow disk gets what came meanwhile in one go
                self._put_on_disk()
                while waiting:
                    waiting.pop().set()

    def _note(self, edits: tuple[Edit, ...], at: datetime, where: Where | None) -> None:
        self._where = where or self._where
        if edits and self._bare:
            self._bare, self._anew = False, True
        if edits or self._hold is not None or self._lines:
            self._lines += self._line(edits, at, where)

    def _line(self, edits: tuple[Edit, ...], at: datetime, where: Where | None) -> bytes:
        try:
            return records.step_line(edits, at, where)
        except (TypeError, ValueError, RecursionError) as error:
            self.problem = f"An edit can't be kept in the journal ({type(error).__name__}). Save now."
            return b""

    def _put_on_disk(self) -> None:
        if not self._lines:
            return
        try:
            if self._hold is None or self._anew:
                self._create()
            else:
                self._extend(self._hold.handle, self._lines)
        except OSError as error:
            self._fail(error)
        else:
            self._lines, self.problem = b"", ""

    def _extend(self, handle: int, lines: bytes) -> None:
        """Write at the end of what is whole, so that a disk that was full for a while leaves no gap."""
        os.ftruncate(handle, self._length)
        os.lseek(handle, self._length, os.SEEK_SET)
        _write_all(handle, lines)
        _sync(handle)
        self._length += len(lines)

    def _create(self) -> None:
        """Put a journal with the waiting lines in its place, whole and held from the first moment."""
        from pmtui.draft import holds
        from pmtui.store import atomic

        self._make_folder()
        if self._hold is None:
            atomic.sweep(self._folder)
        new = self.path.with_name(f".pmtui-{os.getpid()}-{os.urandom(4).hex()}.tmp")
        hold = holds.create(new)
        text = self._header() + self._lines
        try:
            _write_all(hold.handle, text)
            _sync(hold.handle)
            new.replace(self.path)
        except BaseException:
            hold.let_go()
            with contextlib.suppress(OSError):
                new.unlink()
            raise
        if self._hold is not None:
            self._hold.let_go()
        self._hold, self._length, self._anew = hold, len(text), False
        while self._left:
            self._left.pop().unlink(missing_ok=True)
        atomic.sync_folder(self.path.parent)

    def _start_anew(
        self, target: Path, base: bytes, unsaved: tuple[tuple[Edit, ...], ...], at: datetime
    ) -> None:
        """Begin a journal on what the file holds now; without edits it only says where the cursor is."""
        if self._hold is not None:
            self._left.add(self.path)
        self._is_of(target)
        self._left.discard(self.path)
        self._base, self._bare, self._anew = base, not unsaved, True
        self._new = False
        lines = [self._line(edits, at, None) for edits in unsaved]
        if self._where is not None:
            lines.append(self._line((), at, self._where))
        self._lines = b"".join(lines)
        try:
            if self._lines:
                self._create()
            elif self._hold is not None:
                for path in (self.path, *self._left):
                    path.unlink(missing_ok=True)
                self._hold.let_go()
                self._hold = None
        except OSError as error:
            self._fail(error)
        else:
            self._lines, self.problem = b"", ""

    def _is_of(self, target: Path) -> None:
        self._target, self._path = Path(os.path.realpath(target)), None

    def _header(self) -> bytes:
        import hashlib

        from pmtui.draft import processes

        base = b"" if self._bare else self._base
        return records.line(
            {
                "journal": VERSION,
                "target": base64.b64encode(os.fsencode(self._target)).decode(),
                "process": processes.own(),
                "new": self._new,
                "sha256": hashlib.sha256(base).hexdigest(),
                "base": base64.b64encode(base).decode(),
            }
        )

    def _try_folder(self) -> None:
        """Find out before the first word is kept whether it can be."""
        try:
            self._make_folder()
            if not os.access(self._folder, os.W_OK | os.X_OK):
                self.problem = self._words("permission denied")
        except OSError as error:
            self._fail(error)

    def _make_folder(self) -> None:
        folder = self._folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(OSError):  # somebody else's, or a file system without modes
            if folder.stat().st_mode & 0o077:
                folder.chmod(0o700)

    def _fail(self, error: OSError) -> None:
        words = error.strerror or type(error).__name__
        self.problem = self._words(words[:1].lower() + words[1:])

    def _words(self, reason: str) -> str:
        folder = shown(self._folder)
        return f"Unsaved words can't be kept in {folder}: {reason}. Save often, or set PMTUI_STATE_DIR."


def _write_all(handle: int, raw: bytes) -> None:
    view = memoryview(raw)
    while view:
        view = view[os.write(handle, view) :]


def _sync(handle: int) -> None:
    getattr(os, "fdatasync", os.fsync)(handle)
