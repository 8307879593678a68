"""pmtui as a shell runs it: without a terminal, with a home folder of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Done:
    """What a command came to."""

    status: int
    out: str
    err: str


def pmtui(folder: Path, *words: str | Path, stdin: bytes = b"", **environ: str) -> Done:
    """Run pmtui in `folder`, its home folder in there; no traceback is ever printed."""
    done = subprocess.run(
        [sys.executable, "-m", "pmtui", *map(str, words)],
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            **environ,
        },
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return Done(done.returncode, out, err)
