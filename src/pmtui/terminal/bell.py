"""Waking a thread that waits for files to be readable."""

from __future__ import annotations

import os
from contextlib import suppress


class Bell:
    """Wakes a thread that waits for files: once rung, it is readable."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()

    def fileno(self) -> int:
        """Return the number of the file that becomes readable."""
        return self._read

    def ring(self) -> None:
        """Wake the thread; more rings than a pipe holds are none more."""
        os.set_blocking(self._write, False)
        with suppress(BlockingIOError):
            os.write(self._write, b".")

    def close(self) -> None:
        """Give its files back."""
        os.close(self._read)
        os.close(self._write)
