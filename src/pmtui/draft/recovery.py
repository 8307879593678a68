"""What journals hold that no process works on any more: what a crash, a kill or a power cut left behind."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pmtui.draft import holds, processes, records, whose
from pmtui.draft.joining import OUTSIDE, entered, half_typed
from pmtui.draft.records import Where
from pmtui.errors import FileError, PmtuiError
from pmtui.merging.merge import merge, noted
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.store import files
from pmtui.store.library import new_path

SUFFIX = ".journal"
READING = ".reading"
SET_ASIDE = ".set-aside"
_AGAIN = ".again"

_NO_ID = re.compile(r"[^A-Za-z0-9._-]+")
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
            return Postmortem(id=_NO_ID.sub("-", self.target.stem).strip("._-") or "unnamed")

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
            self.reading.rename(_again(self.path).with_suffix(READING))

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
        _set_aside(self.path)
        self.let_go()

    def let_go(self) -> None:
        """Leave the journal as it is, to be offered the next time."""
        self.understood()
        if self._hold is not None:
            self._hold.let_go()


@dataclass(frozen=True, slots=True)
class Left:
    """What ended processes left behind.

    Attributes:
        found: What they left unsaved, oldest first.
        set_aside: How many journals were set aside just now: not to be read, or not a second time.
    """

    found: tuple[Recovery, ...]
    set_aside: int = 0


def folder_of(state_dir: Path) -> Path:
    """Return the folder of the journals in the state folder."""
    return state_dir / "journal"


def prefix_of(target: Path) -> str:
    """Return how the names of the journals of the file `target` begin; links to one file share it."""
    return hashlib.sha256(os.fsencode(os.path.realpath(target))).hexdigest()[:20]


def pending(state_dir: Path, target: Path) -> tuple[Recovery, ...]:
    """Return what ended processes left unsaved of the file `target`, oldest first; never raises.

    Each is held by this process until it is taken, set aside or let go, so that nobody else takes it too.
    """
    return left_behind(state_dir, target).found


def left_behind(state_dir: Path, target: Path) -> Left:
    """Return what ended processes left unsaved of the file `target`, as `pending` does; never raises.

    What was kept under another name is among it, where the file took its name just before the end; what is
    of another postmortem, which was to be kept under this name, is not.
    """
    real = Path(os.path.realpath(target))
    own = _pending(state_dir, f"{prefix_of(target)}-")
    others = _pending(state_dir, "", lambda header: whose.may_be_of(header, real))
    return Left(
        tuple(sorted(_those(own.found + others.found, real), key=lambda one: one.written)),
        own.set_aside + others.set_aside,
    )


def never_saved(state_dir: Path, library: Path) -> Left:
    """Return the postmortem that was begun in the folder `library` and never saved, the last of them.

    Its target is a name that is free now.
    """
    folder = Path(os.path.realpath(library))
    left = _pending(state_dir, "", lambda header: header.new and header.target.parent == folder)
    known = [one for one in left.found if whose.file_of(one) is None]
    last = known[-1:]
    for one in left.found:
        if one not in last:
            one.let_go()
    named = tuple(replace(one, target=new_path(folder, one.target.stem)) for one in last)
    return Left(named, left.set_aside)


def all_pending(state_dir: Path) -> tuple[Recovery, ...]:
    """Return what ended processes left unsaved of any file, oldest first; never raises."""
    return _pending(state_dir, "").found


def waiting(state_dir: Path) -> frozenset[Path]:
    """Return the files of which something is left unsaved, links followed; never raises."""
    left = _pending(state_dir, "").found
    for one in left:
        one.let_go()
    return frozenset(Path(os.path.realpath(one.target)) for one in left if one.edits)


def laid_aside(state_dir: Path) -> tuple[Path, ...]:
    """Return the journals that were set aside: declined, or not to be read."""
    return tuple(_names(folder_of(state_dir), "", SET_ASIDE))


def of_journal(path: Path) -> Recovery | None:
    """Return what one journal holds, also one that was set aside; None where it can't be read.

    It is read under the name that it has: whoever names it wants to see it.
    """
    hold = holds.take(path)
    if hold is None:
        return None
    try:
        raw = _read_all(hold.handle)
    except OSError:
        raw = None
    found = None if raw is None else _understood(raw, path, hold)
    if found is None:
        hold.let_go()
    return found and _without_saved(found)


def _those(found: tuple[Recovery, ...], real: Path) -> Iterator[Recovery]:
    """Yield those that are of the file `real`, and let the others go."""
    for one in found:
        file = whose.file_of(one)
        gone = file is None and one.target == real and not os.path.lexists(real)
        if file == real or gone:
            yield one if one.target == real else _without_saved(replace(one, target=real))
        else:
            one.let_go()


def _pending(state_dir: Path, prefix: str, wanted: Callable[[whose.Header], bool] | None = None) -> Left:
    folder, count = folder_of(state_dir), 0
    for path in _names(folder, prefix, READING):
        if whose.is_wanted(path, wanted) and (hold := holds.take(path)) is not None:
            count += _read_before(path)
            hold.let_go()
    found = list[Recovery]()
    for path in _names(folder, prefix, SUFFIX):
        one = _taken_up(path) if whose.is_wanted(path, wanted) else None
        if one is not None:
            found.append(one)
        elif path.with_suffix(SET_ASIDE).exists():
            count += 1
    return Left(tuple(sorted(found, key=lambda one: one.written)), count)


def _read_before(path: Path) -> int:
    """Give a journal that was being read when a process ended its name back, once; return 1 if set aside."""
    plain = path.with_suffix(SUFFIX)
    if _AGAIN in path.name:
        _set_aside(path)
        return 1
    with contextlib.suppress(OSError):
        path.rename(_again(plain))
    return 0


def _again(path: Path) -> Path:
    """Return the name of a journal that is read a second time."""
    return path.with_name(path.name.removesuffix(SUFFIX) + _AGAIN + SUFFIX)


def _first(path: Path) -> Path:
    """Return the name of a journal that was not read yet."""
    return path.with_name(path.name.replace(_AGAIN, ""))


def _names(folder: Path, prefix: str, suffix: str) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in found if path.name.startswith(prefix) and path.name.endswith(suffix)]


def _taken_up(path: Path) -> Recovery | None:
    """Hold the journal and read it; None where a process works on it, or there is nothing in it."""
    hold = holds.take(path)
    if hold is None or not _still_there(hold, path):
        return None
    try:
        if not hold.sure and _process_may_live(hold.handle):
            return None
        reading = path.with_suffix(READING)
        path.rename(reading)
        try:
            raw = _read_all(hold.handle)
            found = None if raw is None else _understood(raw, _first(path), hold)
            found = found and replace(_without_saved(found), reading=reading)
        except Exception:  # nothing that lies there may keep pmtui from opening
            found = None
        if found is None or not (found.edits or found.where):
            if found is None or found.lost:
                _set_aside(reading)
            else:
                reading.unlink()
            return None
    except OSError:
        return None
    return found


def _without_saved(found: Recovery) -> Recovery:
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


def _still_there(hold: holds.Hold, path: Path) -> bool:
    """Say whether what is held still has this name, and was not replaced or taken meanwhile."""
    try:
        return os.path.samestat(os.fstat(hold.handle), path.stat())
    except OSError:
        return False


def _process_may_live(handle: int) -> bool:
    raw = _read_all(handle) or b""
    try:
        header = records.body(raw[: raw.find(b"\n") + 1])
    except records.TornError:
        return False
    return processes.may_live(header.get("process"))


def _read_all(handle: int) -> bytes | None:
    if os.fstat(handle).st_size > _LARGEST:
        return None
    with os.fdopen(os.dup(handle), "rb") as file:
        file.seek(0)
        return file.read()


def _understood(raw: bytes, path: Path, hold: holds.Hold) -> Recovery | None:
    """Return what the lines say, without those that are not whole; None where the first one is not."""
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


def _set_aside(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.rename(path.with_suffix(SET_ASIDE))
