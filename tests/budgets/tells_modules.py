"""The real program, which tells what it has loaded: at its first screen, and whenever it gets SIGUSR1.

Usage: python tells_modules.py FOLDER WORD...

The words are pmtui's. FOLDER/first has the modules that were there when the first whole screen, up to the
end of its key bar, was handed to the terminal; FOLDER/later those at the signal. One name a line; what the
interpreter has at its start is left out.
"""

from __future__ import annotations

import sys

AT_START = set(sys.modules)

import signal  # noqa: E402 - what comes before it is not counted
from pathlib import Path  # noqa: E402
from typing import IO, Any  # noqa: E402

LAST_WORDS = "quit"
"""The key bar ends with it."""


def tell(path: Path) -> None:
    """Write the names of all modules into a file, which is there only when it is complete."""
    unfinished = path.with_suffix(".part")
    unfinished.write_text("\n".join(sorted(set(sys.modules) - AT_START)), encoding="utf-8")
    unfinished.replace(path)


class Watched:
    """A stream that tells once what is loaded, when the first screen goes through it."""

    def __init__(self, stream: IO[str], path: Path) -> None:
        self._stream, self._path = stream, path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        if not self._path.exists() and LAST_WORDS in text:
            tell(self._path)
        return self._stream.write(text)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.__stderr__ = Watched(sys.__stderr__, folder / "first")  # type: ignore[assignment, misc, arg-type]
    signal.signal(signal.SIGUSR1, lambda *_: tell(folder / "later"))
    from pmtui.cli import main

    sys.exit(main(sys.argv[2:]))
