"""Where things are kept. Asking creates nothing.

The order is: flag, `PMTUI_*` variable, settings, and then what the platform has for it.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path

_APP = "pmtui"
_XDG = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
}


def library_dir(environ: Mapping[str, str], *, flag: str | None = None, setting: str = "") -> Path:
    """Return the folder of postmortems: the flag, PMTUI_LIBRARY, the setting, or the user's data folder."""
    named = flag or environ.get("PMTUI_LIBRARY") or setting
    return _folder(named) if named else _platform("data", environ) / "postmortems"


def state_dir(environ: Mapping[str, str]) -> Path:
    """Return the folder of the journal, the crash reports and the log: PMTUI_STATE_DIR, or the user's."""
    named = environ.get("PMTUI_STATE_DIR")
    return _folder(named) if named else _platform("state", environ)


def cache_dir(environ: Mapping[str, str]) -> Path:
    """Return the folder of what can be made again: PMTUI_CACHE_DIR, or the user's."""
    named = environ.get("PMTUI_CACHE_DIR")
    return _folder(named) if named else _platform("cache", environ)


def config_file(environ: Mapping[str, str]) -> Path:
    """Return the file of settings, which need not be there: PMTUI_CONFIG, or the user's."""
    named = environ.get("PMTUI_CONFIG")
    return _folder(named) if named else _platform("config", environ) / "config.toml"


def _folder(named: str) -> Path:
    path = Path(named)
    with contextlib.suppress(RuntimeError):  # a home folder of nobody
        path = path.expanduser()
    return Path.cwd() / path


def _platform(kind: str, environ: Mapping[str, str]) -> Path:
    """Return the user's folder of this kind; `environ` is asked before the process's own variables."""
    variable, below_home = _XDG[kind]
    named = environ.get(variable, "")
    if Path(named).is_absolute():
        return Path(named) / _APP
    if home := environ.get("HOME") if sys.platform not in ("darwin", "win32") else None:
        return Path(home) / below_home / _APP
    import platformdirs

    ask = getattr(platformdirs, f"user_{kind}_path")
    return Path(ask(_APP, appauthor=False))
