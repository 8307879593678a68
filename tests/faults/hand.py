"""Somebody who edits the file by other means. Usage: hand.py FILE WAY EDITS

WAY is `vim` (a new file is renamed into its place), `git` (the old one is removed and a new one written)
or `sed` (it is written anew in its place). Each edit adds a row to the timeline. It says `ready`, and begins
when a line comes in.

It looks before it writes, as editors do, and writes only on what it has seen; the lock of the folder is taken
for that one moment, since an editor's luck is no part of what is tested.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from pmtui.errors import FileError
from pmtui.model.edit import Edit, apply
from pmtui.model.tomlform import dumps
from pmtui.store import atomic, files


def main() -> None:
    """Make the edits."""
    file, way, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    rng = random.Random(count)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    for number in range(count):
        while not edited(file, way, number):
            pass
        time.sleep(rng.uniform(0, 0.06))  # a hand is slower than a program
    print("done", flush=True)  # noqa: T201


def edited(file: Path, way: str, number: int) -> bool:
    """Add a row and write the file; return False where it was changed between reading and writing."""
    try:
        stored = files.read(file)
    except FileError:  # another hand is about to write it
        return False
    row = {"id": f"ev-{way}-{number}", "what": f"{way} {number}"}
    text = dumps(apply(stored.pm, [Edit(f"timeline.ev-{way}-{number}", row)])).encode()
    with atomic.folder_lock(file.parent):
        if file.read_bytes() != stored.raw:
            return False
        if way == "vim":
            new = file.with_suffix(".new")
            new.write_bytes(text)
            new.replace(file)
        else:
            if way == "git":
                file.unlink()
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.write(handle, text)
            os.close(handle)
    return True


if __name__ == "__main__":
    main()
