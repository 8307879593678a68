"""A Textual driver that bad bytes, a lost terminal and stray mouse reports can't kill.

Given through the public `App(driver_class=SteadyDriver)`. What it relies on beyond Textual's public
names, each guarded by a test on a pseudo-terminal: the module `textual._xterm_parser` and its
`XTermParser` (feed, tick, `_sequence_to_key_events`); the driver's `_file`, `_app`, `_loop` and `_mouse`;
that `run_input_thread` is what the input thread runs until `exit_event` is set; that `disable_input`
waits for its end.
"""

from __future__ import annotations

import codecs
import os
import selectors
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from pmtui.terminal.bell import Bell
from pmtui.terminal.mouse import MouseReportFilter
from pmtui.terminal.thin import ThinWriting
from pmtui.terminal.turns import Turns

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

HUNG_UP = 128 + signal.SIGHUP
"""The return code where the terminal went away and nobody handles SIGHUP."""

_SOON = 0.015
"""Seconds after a key in which it is usually on the screen; only then is it looked whether it is through."""
_LATE = 0.001  # seconds; a look must not come before what is held back is due
_PAUSES = 2
"""Looks at what is held back, such as a lone Esc: the second is for what the first released in part."""
_READ = 4096  # bytes


class SteadyDriver(LinuxDriver):
    """Linux and macOS terminals, made safe for text that must not be lost.

    - Bytes that are not UTF-8 arrive as U+FFFD instead of ending the program.
    - The end of the input is the end: the process gets SIGHUP, as from a terminal that hangs up.
    - Output to a terminal that is gone is dropped instead of blocking the program.
    - What is typed ahead lands where it was meant to (turns.py).
    - With `run(mouse=False)` no mouse mode is switched on, and reports that come all the same (left
      over from another program, or from tmux) are dropped, not typed into the text.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,  # noqa: ARG002 - Textual's would log every key to a file
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=False, mouse=mouse, size=size)
        stream = sys.__stderr__ if sys.__stderr__ and sys.__stderr__.isatty() else sys.__stdout__
        if stream is not None:
            self._file = SteadyOutput(stream)  # type: ignore[assignment]
        self._turns = Turns(app, self._loop, self.exit_event)
        self._bell: Bell | None = None

    def start_application_mode(self) -> None:
        """Take over the terminal; another program may have left it in non-blocking mode."""
        for stream in (sys.__stdin__, self._file):
            if stream is not None:
                os.set_blocking(stream.fileno(), True)
        self._hang_bell(Bell())
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Read the terminal and hand on what was typed, until the program or the terminal ends."""
        keys = Keys()
        looks: list[float] = []
        """Seconds to the next looks at the clock; then the thread sleeps until there is something to read."""
        bell = self._bell
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            if bell is not None:
                selector.register(bell, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(looks[0] if looks else None)
                if any(key.fileobj is bell for key, _ in ready):
                    return
                if not ready:
                    looks.pop(0)
                    self._turns.begin()
                    if len(looks) < _PAUSES:
                        self._hand_on(keys.pause())
                    continue
                try:
                    data = os.read(self.fileno, _READ)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                if not data:
                    self._hand_on(keys.end())
                    self._end_of_input()
                    return
                self._hand_on(list(keys.feed(data)))  # at once: a key bears the time at which it came
                soon = min(_SOON, constants.ESCAPE_DELAY)
                looks = [soon, constants.ESCAPE_DELAY - soon + _LATE, constants.ESCAPE_DELAY + _LATE]

    def disable_input(self) -> None:
        """Read no more; the thread that reads is woken, and has ended when this returns."""
        if self._bell is not None:
            self._bell.ring()
        super().disable_input()
        self._hang_bell(None)

    def process_message(self, message: Message) -> None:
        """Hand on a message, but for reports of a mouse that nobody asked for."""
        if self._mouse or not isinstance(message, events.MouseEvent):
            super().process_message(message)

    def _hang_bell(self, bell: Bell | None) -> None:
        before, self._bell = self._bell, bell
        if before is not None:
            before.close()

    def _hand_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._turns.wait()
            self.process_message(message)
            if isinstance(message, events.Key):
                self._turns.follow(message)

    def _end_of_input(self) -> None:
        """End the program as a hang-up does; where that signal is ignored (nohup), end it still."""
        if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
            self._loop.call_soon_threadsafe(self._app.exit, None, HUNG_UP)
        else:
            os.kill(os.getpid(), signal.SIGHUP)


class ThinDriver(ThinWriting, SteadyDriver):
    """The steady driver, which sends only the cells that changed."""


def driver_class(*, thin: bool, environ: Mapping[str, str]) -> type[SteadyDriver]:
    """Return the driver for the app: the thin one, unless the setting or `PMTUI_THIN=0` is against it.

    Where the terminal's encoding lacks characters, each would be written as several others, and what the
    terminal shows would not be known; then all is sent.
    """
    stream = sys.__stderr__ or sys.__stdout__
    encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
    return ThinDriver if thin and environ.get("PMTUI_THIN") != "0" and encoding == "utf8" else SteadyDriver


class Keys:
    """Turns the terminal's bytes into Textual's messages; any bytes at all."""

    def __init__(self) -> None:
        self._mouse = MouseReportFilter()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._parser = _Parser()

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the messages that these bytes complete."""
        yield from self._parse(self._decoder.decode(self._mouse.feed(data)))

    def pause(self) -> Iterator[Message]:
        """Yield what was held back to see whether more comes, such as a lone Esc."""
        yield from self._parse(self._decoder.decode(self._mouse.release()))
        yield from self._parser.tick()

    def end(self) -> Iterator[Message]:
        """Yield the last messages; nothing follows."""
        yield from self._parse(self._decoder.decode(self._mouse.release(), final=True))

    def _parse(self, text: str) -> Iterator[Message]:
        if not text:
            return  # to the parser this would be the end of the input
        try:
            yield from self._parser.feed(text)
            yield from self._parser.tick()
        except Exception:
            # The parser can't go on after an error of its own; what it held is lost, the rest is not.
            self._parser = _Parser()


class _Parser(XTermParser):
    """Textual's parser, which reads key codes beyond Unicode as no key instead of failing."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return []


class SteadyOutput:
    """The terminal as a file to write to, which lives on when the terminal does not.

    After the first failed write, the program's standard output and error lead nowhere, so that its
    end is not disturbed by what can't be written any more.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._gone = False

    def write(self, text: str) -> int:
        """Write text where there is a terminal; return its length."""
        try:
            if not self._gone:
                self._stream.write(text)
        except OSError:
            self._lose()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        try:
            if not self._gone:
                self._stream.flush()
        except OSError:
            self._lose()

    def fileno(self) -> int:
        """Return the file's number."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Return whether this is a terminal."""
        return not self._gone and self._stream.isatty()

    def _lose(self) -> None:
        self._gone = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            if os.isatty(number):
                os.dup2(nowhere, number)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)
