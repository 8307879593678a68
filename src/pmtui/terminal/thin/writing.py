"""The part of a driver that writes: what Textual writes goes in, what differs goes out."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual.driver import Driver

from pmtui.terminal.thin.frames import Frames

if TYPE_CHECKING:
    from textual.app import App

_OF_APPS: WeakKeyDictionary[App[Any], ThinWriting] = WeakKeyDictionary()


class ThinWriting(Driver):
    """Makes a driver send only the cells that changed: `class MyDriver(ThinWriting, LinuxDriver)`.

    Given through the public `App(driver_class=MyDriver)`. What it does not understand goes through
    unchanged, and the next frame is sent whole; so do frames after a change of size, a signal that the
    window changed (which a re-attached terminal sends, too), a suspension, and `send_whole`.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.frames = Frames(not wide_setting(os.environ), one_intensity(os.environ))
        self._thin_app = app
        self._thin_lock = threading.RLock()
        self._thin_loop = asyncio.get_running_loop()
        self._thin_size: tuple[int, int] | None = None
        _OF_APPS[app] = self

    def write(self, data: str) -> None:
        """Write what of `data` changes the terminal."""
        with self._thin_lock:
            self._thin_size = self.terminal_size()
            if thin := self.frames.send(data, self._thin_size):
                super().write(thin)  # type: ignore[safe-super]
        if thin:
            time.sleep(0)  # lets the thread that writes have its turn, before what else is to be done

    def send_whole(self) -> None:
        """Forget what the terminal shows: the next frame is sent whole."""
        self.frames.forget()

    def terminal_size(self) -> tuple[int, int] | None:
        """Return the terminal's columns and rows; None where they can't be told, and all is sent."""
        try:
            return os.get_terminal_size(getattr(self, "fileno", 0))
        except (OSError, ValueError, TypeError):
            return None

    def start_application_mode(self) -> None:
        """Take over the terminal, and listen for signals that its window changed."""
        super().start_application_mode()  # type: ignore[safe-super]
        if hasattr(signal, "SIGWINCH") and threading.current_thread() is threading.main_thread():
            then = signal.getsignal(signal.SIGWINCH)

            def changed(number: int, frame: FrameType | None) -> None:
                self.send_whole()
                if callable(then):
                    then(number, frame)
                if self.terminal_size() == self._thin_size:  # to another size, Textual draws all by itself
                    self._thin_loop.call_soon_threadsafe(
                        self._thin_app.call_later, _draw_anew, self._thin_app
                    )

            signal.signal(signal.SIGWINCH, changed)


def send_whole(app: App[Any]) -> None:
    """Make the next frame of an app whole, where its driver is a thin one; draws nothing by itself."""
    if (driver := _OF_APPS.get(app)) is not None:
        driver.send_whole()


def wide_setting(environ: Mapping[str, str]) -> bool:
    """Return whether the locale is one where terminals may draw boxes, dots and arrows two cells wide."""
    locale = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return locale.startswith(("ja", "ko", "zh"))


def one_intensity(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal may be one on which mixed colours set bold or dim as well."""
    return environ.get("TERM", "").startswith(("linux", "con")) or not environ.get("TERM")


def _draw_anew(app: App[Any]) -> None:
    with suppress(Exception):  # where there is no screen, there is nothing to draw
        app.screen.refresh(layout=True)
