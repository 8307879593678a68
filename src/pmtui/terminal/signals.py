"""Ending in order when the connection drops (SIGHUP) or the process is told to stop (SIGTERM).

Textual handles neither: the process would die at once, with the terminal left in its alternate
screen. Here the draft is flushed, the application closes, the terminal is restored, and the return
code is 128 and the signal's number, as a shell would report it.

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

ENDINGS = (signal.SIGHUP, signal.SIGTERM)
"""The signals that end the program in order."""

GRACE = 10.0
"""Seconds after which a program that can't end in order (its terminal takes no output) ends at once."""


def install(app: App[Any], on_end: Callable[[], None], *, grace: float = GRACE) -> None:
    """End `app` in order on SIGHUP and SIGTERM; call it once its loop runs (from `on_load` or `on_mount`).

    Args:
        app: The application to close; its return code becomes 128 and the signal's number.
        on_end: Called first, on the application's loop: flush what is not on disk yet. An error in it
            does not keep the application from ending.
        grace: Seconds to end in order before the process ends without.
    """
    loop = asyncio.get_running_loop()
    ending = threading.Event()

    def end(number: int) -> None:
        try:
            on_end()
        finally:
            app.exit(return_code=128 + number)

    def heard(number: int, _frame: object) -> None:
        if ending.is_set():
            return
        ending.set()
        # A handler of the loop's own would never run while the loop waits for a terminal that takes no
        # output; this one runs at once, arms the last resort, and leaves all else to the loop.
        last_resort = threading.Timer(grace, os._exit, (128 + number,))
        last_resort.daemon = True
        last_resort.start()
        if not loop.is_closed():
            loop.call_soon_threadsafe(end, number)

    for number in ENDINGS:
        signal.signal(number, heard)
