"""What is in the folder of journals: what no process works on any more, is offered, and was set aside."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pmtui.draft import holds, processes, records, whose
from pmtui.draft.folder import (
    READING,
    SET_ASIDE,
    SUFFIX,
    Left,
    all_pending,
    folder_of,
    laid_aside,
    names,
    pending,
    prefix_of,
)
from pmtui.draft.recovery import (
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

__all__ = ["Left", "all_pending", "begun_in", "laid_aside", "of_any", "of_file", "pending", "waiting"]


def of_file(state_dir: Path, target: Path) -> Left:
    """Return what `folder.left_behind` does; for where there are journals."""
    real = Path(os.path.realpath(target))
    own = _pending(state_dir, f"{prefix_of(target)}-")
    others = _pending(state_dir, "", lambda header: whose.may_be_of(header, real))
    return Left(
        tuple(sorted(_those(own.found + others.found, real), key=lambda one: one.written)),
        own.set_aside + others.set_aside,
    )


def begun_in(state_dir: Path, library: Path) -> Left:
    """Return what `folder.never_saved` does; for where there are journals."""
    folder = Path(os.path.realpath(library))
    left = _pending(state_dir, "", lambda header: header.new and header.target.parent == folder)
    known = [one for one in left.found if whose.file_of(one) is None]
    last = known[-1:]
    for one in left.found:
        if one not in last:
            one.let_go()
    named = tuple(replace(one, target=new_path(folder, one.target.stem)) for one in last)
    return Left(named, left.set_aside)


def of_any(state_dir: Path) -> Left:
    """Return what ended processes left unsaved of any file, oldest first; never raises."""
    return _pending(state_dir, "")


def waiting(state_dir: Path) -> frozenset[Path]:
    """Return the files of which something is left unsaved, links followed; never raises."""
    left = of_any(state_dir).found
    for one in left:
        one.let_go()
    return frozenset(Path(os.path.realpath(one.target)) for one in left if one.edits)


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
    for path in names(folder, prefix, READING):
        if whose.is_wanted(path, wanted) and (hold := holds.take(path)) is not None:
            count += _read_before(path)
            hold.let_go()
    found = list[Recovery]()
    for path in names(folder, prefix, SUFFIX):
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
