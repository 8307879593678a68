"""One key at a time: what is typed ahead lands where it was meant to.

Textual 8.2.8 hands keys on as fast as they are read. A key that a text field does not take travels up
to the application before its action runs, while the letters behind it are already in the old field: of
`abc Tab def` in one network packet, or typed while a screen is drawn, all six letters end up in the
first field, and `Left x` types the x before it moves. On a slow line this is the normal case.

So before a key is handed on, the one before it has to be through: down to the focused widget, up to the
application, and until the screen that it led to stands still. Letters for a text field are not waited
for: what follows them takes the same way. A key is followed a moment after it was handed on, or when the
next is there, so that it is on the screen first. Built on public names only (`call_later`,
`call_after_refresh`, `parent`, `focused`, `screen`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ScreenStackError
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.widget import Widget

PATIENCE = 2.0
"""Seconds that a key is waited for at most; then the next is handed on, as Textual would."""

_ROUNDS = 5  # a key can lead to messages that lead to others; more rounds than this are not waited for
_LOOK = 0.05  # seconds between looks whether the program ends


class Turns:
    """Tells the input thread when the application is through with what it was given.

    Args:
        app: The application.
        loop: The loop that it runs on.
        ended: Set when the input thread is to end; nothing is waited for then.
    """

    def __init__(self, app: App[Any], loop: asyncio.AbstractEventLoop, ended: Event) -> None:
        self._app = app
        self._loop = loop
        self._ended = ended
        self._through: Event | None = None
        self._unfollowed = False

    def follow(self, key: events.Key) -> None:
        """Take note of a key that was just handed on; it is followed from `begin` on."""
        if not (key.is_printable and isinstance(self._place()[1], (Input, TextArea))):
            self._unfollowed = True

    def begin(self) -> None:
        """Follow the last key, if that is to be done and has not begun.

        It costs messages to each widget from the focused one up, so the key is better on the screen by
        then; where another key comes at once, `wait` begins by itself.
        """
        if not self._unfollowed:
            return
        self._unfollowed = False
        through = self._through = Event()

        async def start() -> None:
            # As a task, like the key itself, so that it comes behind it.
            if not self._app.call_later(self._round, _ROUNDS, through.set):
                through.set()

        asyncio.run_coroutine_threadsafe(start(), self._loop)

    def wait(self) -> None:
        """Wait until the key that is followed is through, or for `PATIENCE`, or for the program's end."""
        self.begin()
        through, self._through = self._through, None
        end = monotonic() + PATIENCE
        while through is not None and not through.wait(_LOOK):
            if self._ended.is_set() or monotonic() > end:
                return

    def _round(self, left: int, done: Callable[[], object]) -> None:
        """Go the way of a key and wait for the screen; again, until neither screen nor focus changes."""
        before = screen, focused = self._place()

        def at_the_top() -> None:
            now = self._place()[0]
            if now is None or not now.call_after_refresh(after_refresh):
                done()

        def after_refresh() -> None:
            if (self._place() == before and left < _ROUNDS) or left == 0:
                done()
            else:
                self._round(left - 1, done)

        _climb(focused or screen or self._app, self._app, at_the_top)

    def _place(self) -> tuple[Screen[Any] | None, Widget | None]:
        """Return the screen and the focused widget; neither where the application is ending."""
        try:
            return self._app.screen, self._app.focused
        except ScreenStackError:
            return None, None


def _climb(node: MessagePump, app: App[Any], done: Callable[[], object]) -> None:
    """Call `done` when the node, then each of its parents, has worked off what it holds now."""
    if node is app:
        if not app.call_later(done):
            done()
        return
    parent = getattr(node, "parent", None) or app
    if not node.call_later(_climb, parent, app, done):
        _climb(parent, app, done)
