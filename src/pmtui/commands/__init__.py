"""What each command does, beneath the command line. `headless` loads no screen."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from pmtui.store import places, settings


def library_dir(flag: str | None) -> Path:
    """Return the library's folder: flag, then PMTUI_LIBRARY, then the settings, then the default."""
    known = settings.load(places.config_file(os.environ))
    return places.library_dir(os.environ, flag=flag, setting=known.library)


def named_file(name: str, flag: str | None) -> Path:
    """Return the file that `name` means: a path as it lies, else an id in the library."""
    path = as_path(name)
    if _is_there(path) or path.suffix or path.name != name:
        return path
    inside = library_dir(flag) / f"{name}.toml"
    return inside if _is_there(inside) else path


def as_path(name: str) -> Path:
    """Return the path that `name` is, with `~` for the home folder where there is such a person."""
    path = Path(name)
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have; reading it says so
        return False
