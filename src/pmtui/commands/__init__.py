"""What each command does, beneath the command line. `headless` loads no screen."""

from __future__ import annotations

import os
from pathlib import Path

from pmtui.store import places, settings


def library_dir(flag: str | None) -> Path:
    """Return the library's folder: flag, then PMTUI_LIBRARY, then the settings, then the default."""
    known = settings.load(places.config_file(os.environ))
    return places.library_dir(os.environ, flag=flag, setting=known.library)


def named_file(name: str, flag: str | None) -> Path:
    """Return the file that `name` means: a path as it lies, else an id in the library."""
    path = Path(name).expanduser()
    if path.exists() or path.suffix or path.name != name:
        return path
    inside = library_dir(flag) / f"{name}.toml"
    return inside if inside.exists() else path
