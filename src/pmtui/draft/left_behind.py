"""The folder of journals: what no process works on any more, what is offered, and what was set aside."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pmtui.draft import holds, processes, records, whose
from pmtui.draft.recovery import (
    READING,
    SET_ASIDE,
    SUFFIX,
    Recovery,
    again,
    first,
    is_read_again,
    put_aside,
    read_all,
    understand,
    without_saved,
)
from pmtui.store.library import new_path


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
    import hashlib

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
    if not _names(folder_of(state_dir), "", ""):
        return Left(())
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


def _those(found: tuple[Recovery, ...], real: Path) -> Iterator[Recovery]:
    """Yield those that are of the file `real`, and let the others go."""
    for one in found:
        file = whose.file_of(one)
        gone = file is None and one.target == real and not os.path.lexists(real)
        if file == real or gone:
            yield one if one.target == real else without_saved(replace(one, target=real))
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
    if is_read_again(path):
        put_aside(path)
        return 1
    with contextlib.suppress(OSError):
        path.rename(again(plain))
    return 0


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
            raw = read_all(hold.handle)
            found = None if raw is None else understand(raw, first(path), hold)
            found = found and replace(without_saved(found), reading=reading)
        except Exception:  # nothing that lies there may keep pmtui from opening
            found = None
        if found is None or not (found.edits or found.where):
            if found is None or found.lost:
                put_aside(reading)
            else:
                reading.unlink()
            return None
    except OSError:
        return None
    return found


def _still_there(hold: holds.Hold, path: Path) -> bool:
    """Say whether what is held still has this name, and was not replaced or taken meanwhile."""
    try:
        return os.path.samestat(os.fstat(hold.handle), path.stat())
    except OSError:
        return False


def _process_may_live(handle: int) -> bool:
    raw = read_all(handle) or b""
    try:
        header = records.body(raw[: raw.find(b"\n") + 1])
    except records.TornError:
        return False
    return processes.may_live(header.get("process"))
