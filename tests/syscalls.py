"""Faults in the system calls of a piece of code: a call that fails, writes less, or is the last one."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

CALLS = (
    *("open", "write", "fsync", "fdatasync", "ftruncate", "lseek", "close", "fchown", "fchmod", "fstat"),
    *("stat", "lstat", "mkdir", "link", "rename", "replace", "unlink", "listdir", "scandir"),
)
"""What is counted, and made to fail, of the functions of `os`."""

NUMBERS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS)


class Points:
    """The system calls that code in a `with watched(...)` block makes, in order."""

    def __init__(self, at: int = -1, act: Callable[[str], None] | None = None, short: bool = False) -> None:
        self.names: list[str] = []
        """The calls made so far."""
        self.hit = ""
        """The call at which something was done."""
        self._at = at
        self._act = act
        self._short = short

    def called(self, name: str, real: Callable[..., Any], args: tuple[Any, ...], named: Any) -> Any:
        """Make a call, unless it is the one that fails."""
        self.names.append(name)
        if len(self.names) - 1 == self._at:
            self.hit = name
            if name == "close":  # one that fails has closed all the same
                real(*args, **named)
            if self._act is not None:
                self._act(name)
        if self._short and name == "write":
            handle, raw = args
            return real(handle, bytes(raw)[: max(1, len(raw) // 3)])
        return real(*args, **named)


def failing(number: int) -> Callable[[str], None]:
    """Return what makes a call fail with an error's number."""

    def act(_name: str) -> None:
        raise OSError(number, os.strerror(number))

    return act


def dying(_name: str) -> None:
    """End the process at once, as a crash does."""
    os._exit(77)


@contextmanager
def watched(points: Points, *, thread: str = "") -> Iterator[Points]:
    """Count the calls, and let the chosen one fail, in this thread or in those whose name begins so."""
    own = threading.get_ident()
    reals = {name: getattr(os, name) for name in CALLS if hasattr(os, name)}

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            here = threading.current_thread()
            if here.name.startswith(thread) if thread else here.ident == own:
                return points.called(name, reals[name], args, named)
            return reals[name](*args, **named)

        return call

    for name in reals:
        setattr(os, name, wrapped(name))
    try:
        yield points
    finally:
        for name, real in reals.items():
            setattr(os, name, real)


def in_a_child(act: Callable[[], None]) -> int:
    """Do something in a forked process, which may die of it; return its exit status."""
    pid = os.fork()
    if pid == 0:
        try:
            act()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
