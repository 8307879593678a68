"""Ending in order when the connection drops (SIGHUP) or the process is told to stop (SIGTERM, SIGINT).

Textual handles neither of the first two: the process would die at once, with the terminal left in
its alternate screen. Here the draft is flushed, the application closes, the terminal is restored, and
the return code is 128 and the signal's number, as a shell would report it.

There is no watch on the parent process: where a parent dies and takes the terminal with it, the
next read fails and the driver raises SIGHUP; where the terminal lives on, so does the interview.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

ENDINGS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""The signals that end the program in order."""

GRACE = 10.0
"""Seconds after which a program that can't end in order (its terminal takes no output) ends at once."""


def install(app: App[Any], on_end: Callable[[], None], *, grace: float = GRACE) -> None:
    """End `app` in order on the signals of `ENDINGS`; call it when its loop runs, as in `on_mount`.

    Args:
        app: The application to close; its return code becomes 128 and the signal's number.
        on_end: Called first, once, on the application's loop: flush what is not on disk yet. An error
            in it does not keep the application from ending. Where the loop stands still, it is called
            from another thread at the end of the grace instead, so it should do no more than flush.
        grace: Seconds to end in order before the process ends without.
    """
    loop = asyncio.get_running_loop()
    ending, flushed = threading.Event(), threading.Event()

    def flush() -> None:
        if not flushed.is_set():
            flushed.set()
            on_end()

    def end(number: int) -> None:
        try:
            flush()
        finally:
            app.exit(return_code=128 + number)

    def end_at_once(number: int) -> None:
        try:
            flush()
        finally:
            os._exit(128 + number)

    def heard(number: int, _frame: object) -> None:
        if loop.is_closed():  # it has ended already: the signal does what it would do without us
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        if ending.is_set():
            return
        ending.set()
        # A handler of the loop's own would never run while the loop waits for a terminal that takes no
        # output; this one runs at once, arms the last resort, and leaves all else to the loop.
        last_resort = threading.Timer(grace, end_at_once, (number,))
        last_resort.daemon = True
        last_resort.start()
        loop.call_soon_threadsafe(end, number)

    for number in ENDINGS:
        signal.signal(number, heard)
