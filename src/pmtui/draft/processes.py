"""Whether the process that wrote something is still there, on systems where a lock can't tell."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any


def own() -> dict[str, Any]:
    """Return what names this process for as long as it runs: host, number and start."""
    return {"host": platform.node(), "pid": os.getpid(), "start": _start(os.getpid())}


def may_live(named: Any) -> bool:
    """Say whether the process that `own` named may still run; one on another host may."""
    if not isinstance(named, dict) or not isinstance(pid := named.get("pid"), int) or pid <= 0:
        return False
    if named.get("host") != platform.node():
        return True
    try:
        os.kill(pid, 0)
    except PermissionError:
        pass  # somebody else's, or the number was given out again: the start tells
    except (OSError, OverflowError):
        return False
    return bool(named.get("start") == _start(pid))


def _start(pid: int) -> str:
    """Return when the process began, in ticks since the machine's start; empty where it can't be told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2].split()
        return fields[19].decode("ascii")
    except (OSError, IndexError, ValueError):
        return ""
