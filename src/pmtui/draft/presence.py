"""Who else has a postmortem open: a courtesy, which shuts nobody out.

Each process lays a small hidden file beside the postmortem and holds it. The system lets go of it when the
process ends, however it ends; a file that nobody holds is removed by the next one that looks.
"""

from __future__ import annotations

import contextlib
import os
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pmtui.draft import holds, processes

PREFIX = ".pmtui-open-"
_LARGEST = 4096  # bytes of such a file
_LONGEST = 40  # characters of a name that are shown


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the postmortem open.

    Attributes:
        name: Their name on that host, or the one in their settings.
        host: The machine they are on; empty for this one.
        since: When they opened it, in UTC; None where it does not say.
    """

    name: str
    host: str
    since: datetime | None


class Presence:
    """This process at the file `path`.

    Args:
        path: The postmortem's file.
        name: The name in the settings; the one on this host where it is empty.
        since: When it was opened.
    """

    def __init__(self, path: Path, name: str, since: datetime) -> None:
        self._name = name or _login()
        self._since = since
        self._hold: holds.Hold | None = None
        self._own: Path | None = None
        self._folder_seen = -1
        self._others: tuple[Other, ...] = ()
        self._real, self._tried = Path(), False
        self.at(path)

    def at(self, path: Path) -> None:
        """Be at the file `path` from now on; where its folder takes no file, nobody is told."""
        import hashlib

        real = Path(os.path.realpath(path))
        if real == self._real and (self._tried or not real.parent.is_dir()):
            return
        self.leave()
        self._real, self._tried = real, real.parent.is_dir()
        self._prefix = f"{PREFIX}{hashlib.sha256(os.fsencode(real.name)).hexdigest()[:12]}-"
        self._folder, self._folder_seen = real.parent, -1
        own = self._folder / f"{self._prefix}{os.urandom(4).hex()}"
        try:
            self._hold = holds.create(own, 0o644)
            os.write(self._hold.handle, self._told())
            self._own = own
        except OSError:
            self._hold = None

    def others(self) -> tuple[Other, ...]:
        """Return who else has it open now; the folder is read only when something in it came or went."""
        try:
            seen = self._folder.stat().st_mtime_ns
        except OSError:
            return ()
        if seen != self._folder_seen:
            self._folder_seen, self._others = seen, tuple(self._look())
        return self._others

    def leave(self) -> None:
        """Be there no more."""
        if self._own is not None:
            with contextlib.suppress(OSError):
                self._own.unlink()
            self._own = None
        if self._hold is not None:
            self._hold.let_go()
            self._hold = None

    def _look(self) -> list[Other]:
        try:
            with os.scandir(self._folder) as found:
                names = [entry.name for entry in found if entry.name.startswith(self._prefix)]
        except OSError:
            return []
        own = self._own.name if self._own is not None else ""
        told = (_told_by(self._folder / name) for name in sorted(names) if name != own)
        return [other for other in told if other is not None]

    def _told(self) -> bytes:
        told = {"name": self._name, "since": self._since.isoformat(), "process": processes.own()}
        import json

        return json.dumps(told).encode("ascii")


def _told_by(path: Path) -> Other | None:
    """Return who holds the file; None where nobody does: it is then removed."""
    found = holds.look(path, _LARGEST)
    if found is None:
        return None
    raw, held = found
    told = _read(raw)
    if held or (held is None and processes.may_live(told.get("process"))):
        return _other(told)
    with contextlib.suppress(OSError):
        path.unlink()
    return None


def _read(raw: bytes) -> dict[str, Any]:
    import json

    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _other(told: dict[str, Any]) -> Other:
    process = told.get("process")
    host = str(process.get("host", "")) if isinstance(process, dict) else ""
    try:
        since = datetime.fromisoformat(str(told.get("since")))
    except ValueError:
        since = None
    name = str(told.get("name") or "somebody")[:_LONGEST]
    return Other(name, "" if host == platform.node() else host[:_LONGEST], since)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
