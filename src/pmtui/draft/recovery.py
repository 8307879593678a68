"""What one journal holds that no process works on any more: read, joined with the file, taken over."""

from __future__ import annotations

import base64
import contextlib
import os
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pmtui.draft import holds, records, whose
from pmtui.draft.folder import READING, SET_ASIDE, SUFFIX
from pmtui.draft.joining import OUTSIDE, entered, half_typed
from pmtui.draft.records import Where
from pmtui.errors import FileError, PmtuiError
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.store import files

_AGAIN = ".again"

_NO_ID = r"[^A-Za-z0-9._-]+"
_LARGEST = 512 * 1024 * 1024  # bytes; what is larger is set aside unread


@dataclass(frozen=True)
class Recovery:
    """What one ended process left behind of one postmortem: its unsaved edits, and where the cursor was.

    A journal is read under another name, and has its own back only with `understood`: one that makes pmtui
    fail, when it is read, shown or taken, is not read a second time. One that was being read when the program
    was killed, of which nobody knows whose fault it was, is read once more.

    Attributes:
        target: The postmortem's file, which need not be there.
        edits: The steps in order, each of edits that were done together.
        base: The bytes of the file that the edits were made on; empty where there was no file yet.
        written: When the last step was done, in UTC.
        path: The journal.
        lost: Lines that could not be read; the last one is often cut off by the end of the process.
        where: Where the cursor was; None where it is not known.
        new: Whether it was never saved: there was no file yet.
        reading: The name under which it is read.
    """

    target: Path
    edits: tuple[tuple[Edit, ...], ...]
    base: bytes
    written: datetime
    path: Path
    lost: int = 0
    where: Where | None = None
    new: bool = False
    reading: Path = field(default=Path(), compare=False)
    _hold: holds.Hold | None = field(default=None, repr=False, compare=False)

    def began_with(self) -> Postmortem:
        """Return the postmortem that the edits were made on; an empty one where there was no file yet."""
        try:
            return tomlform.loads(self.base.decode("utf-8"))
        except (FileError, ValueError):
            return Postmortem(id=re.sub(_NO_ID, "-", self.target.stem).strip("._-") or "unnamed")

    def typed(self) -> tuple[Postmortem, tuple[Edit, ...]]:
        """Return the postmortem as it stood on that screen, and the edits that do not fit it."""
        pm, misfits = self.began_with(), list[Edit]()
        for step in self.edits:
            try:
                pm = apply(pm, step)
            except PmtuiError:
                misfits.extend(step)
        return pm, tuple(misfits)

    def joined(self, theirs: Postmortem, at: datetime) -> Postmortem:
        """Return what was typed joined with `theirs`, the postmortem as it is now.

        A field that was changed in both ways since has what was typed, and a row of `conflict` the other.
        """
        from pmtui.merging.merge import merge, noted

        began, (ours, _) = self.began_with(), self.typed()
        return noted(merge(began, ours, theirs), OUTSIDE, at.replace(microsecond=0))

    def understood(self) -> None:
        """Give the journal its name back: it was read and shown, and did no harm."""
        with contextlib.suppress(OSError):
            self.reading.rename(self.path)

    def begin_taking(self) -> None:
        """Put it under the name of one that is read, until it is taken or understood."""
        with contextlib.suppress(OSError):
            self.path.rename(self.reading)

    def failed(self) -> None:
        """Note that pmtui failed; a journal that was being read or taken is not read a second time."""
        with contextlib.suppress(OSError):
            self.reading.rename(again(self.path).with_suffix(READING))

    def take(self) -> None:
        """Remove the journal, its edits being kept elsewhere by now; set it aside where any is not."""
        self.understood()
        if self.lost or self.typed()[1]:
            self.set_aside()
            return
        with contextlib.suppress(OSError):
            self.path.unlink()
        self.let_go()

    def set_aside(self) -> None:
        """Keep the journal under a name that is not offered again."""
        self.understood()
        put_aside(self.path)
        self.let_go()

    def let_go(self) -> None:
        """Leave the journal as it is, to be offered the next time."""
        self.understood()
        if self._hold is not None:
            self._hold.let_go()


def of_journal(path: Path) -> Recovery | None:
    """Return what one journal holds, also one that was set aside; None where it can't be read.

    It is read under the name that it has: whoever names it wants to see it.
    """
    hold = holds.take(path)
    if hold is None:
        return None
    try:
        raw = read_all(hold.handle)
    except OSError:
        raw = None
    found = None if raw is None else understand(raw, path, hold)
    if found is None:
        hold.let_go()
    return found and without_saved(found)


def again(path: Path) -> Path:
    """Return the name of a journal that is read a second time."""
    return path.with_name(path.name.removesuffix(SUFFIX) + _AGAIN + SUFFIX)


def is_read_again(path: Path) -> bool:
    """Say whether the name is that of a journal that is read a second time."""
    return _AGAIN in path.name


def first(path: Path) -> Path:
    """Return the name of a journal that was not read yet."""
    return path.with_name(path.name.replace(_AGAIN, ""))


def without_saved(found: Recovery) -> Recovery:
    """Leave out the steps that the file has already: the process ended between saving and starting anew.

    Done a second time, a step that takes a row out by its number would take out another one.
    """
    try:
        stored = files.read(found.target)
    except FileError:
        return found
    if stored.raw == found.base:
        return found
    began = pm = found.began_with()
    saved, half = 0, tuple[Edit, ...]()
    for number, edits in enumerate(found.edits, 1):
        try:
            pm = apply(pm, edits)
        except PmtuiError:
            break
        if stored.pm in (pm, entered(pm, began.unfinished)):
            saved, half = number, half_typed(stored.pm, pm)
    left = ((half,) if half else ()) + found.edits[saved:]
    return replace(found, edits=left, base=stored.raw) if saved else found


def read_all(handle: int) -> bytes | None:
    """Return the bytes of an open file from its beginning; None where it is too large to be a journal."""
    if os.fstat(handle).st_size > _LARGEST:
        return None
    with os.fdopen(os.dup(handle), "rb") as file:
        file.seek(0)
        return file.read()


def understand(raw: bytes, path: Path, hold: holds.Hold) -> Recovery | None:
    """Return what the lines say, without those that are not whole; None where the first one is not."""
    import hashlib

    first, *rest = raw.splitlines(keepends=True) or [b""]
    try:
        header = records.body(first)
        named = whose.header_of(header)
        base = _bytes(header["base"])
        if hashlib.sha256(base).hexdigest() != header["sha256"]:
            return None
    except (records.TornError, KeyError, TypeError, ValueError):
        return None
    steps: list[tuple[Edit, ...]] = []
    written, lost, where = datetime.fromtimestamp(0, UTC), 0, None
    for line in rest:
        try:
            found = records.body(line)
            edits, at = records.step(found)
        except records.TornError:
            lost += 1
            continue
        where = records.where_of(found) or where
        if edits:
            steps.append(edits)
        written = at if at.tzinfo else at.replace(tzinfo=UTC)
    reading = path.with_suffix(READING)
    return Recovery(named.target, tuple(steps), base, written, path, lost, where, named.new, reading, hold)


def _bytes(text: Any) -> bytes:
    return base64.b64decode(text, validate=True)


def put_aside(path: Path) -> None:
    """Give a journal a name under which it is not offered."""
    with contextlib.suppress(OSError):
        path.rename(path.with_suffix(SET_ASIDE))
