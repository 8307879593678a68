"""The folder of journals: what is in it is looked for before anything is loaded that can read it.

Most often there is nothing, when a postmortem is opened.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.draft.recovery import Recovery

SUFFIX = ".journal"
READING = ".reading"
SET_ASIDE = ".set-aside"


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


def names(folder: Path, prefix: str = "", suffix: str = "") -> list[Path]:
    """Return the files in `folder` whose names begin and end so, by name; never raises."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in found if path.name.startswith(prefix) and path.name.endswith(suffix)]


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
    if not names(folder_of(state_dir)):
        return Left(())
    from pmtui.draft import left_behind

    return left_behind.of_file(state_dir, target)


def never_saved(state_dir: Path, library: Path) -> Left:
    """Return the postmortem that was begun in the folder `library` and never saved, the last of them.

    Its target is a name that is free now.
    """
    if not names(folder_of(state_dir)):
        return Left(())
    from pmtui.draft import left_behind

    return left_behind.begun_in(state_dir, library)


def all_pending(state_dir: Path) -> tuple[Recovery, ...]:
    """Return what ended processes left unsaved of any file, oldest first; never raises."""
    if not names(folder_of(state_dir)):
        return ()
    from pmtui.draft import left_behind

    return left_behind.of_any(state_dir).found


def laid_aside(state_dir: Path) -> tuple[Path, ...]:
    """Return the journals that were set aside: declined, or not to be read."""
    return tuple(names(folder_of(state_dir), "", SET_ASIDE))
