"""A real pseudo-terminal for tests: it starts a program, types keys, and reads its screen.

It never sleeps for a time: every wait reads what the program writes until the screen shows what is
waited for. Needs pexpect (the terminal) and pyte (the screen).
"""

from __future__ import annotations

import codecs
import os
import re
import signal
import sys
import termios
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

from ptykeys import KEYS

_KEY = re.compile(r"<([^<>\s]+)>")
_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[(?P<private>[<=>?]?)[0-9;:]*(?P<between>[ -/]*)(?P<final>[@-~])"  # CSI
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    r"|(?P<short>[ -/]*[0-OQ-WYZ\\`-~])"
    r")"
)
_BEGUN = re.compile(r"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)\Z")
_CHUNK = 256  # bytes typed at once: a terminal's input queue is small


class Terminal:
    """A program on a pseudo-terminal, and what its screen shows.

    Args:
        words: The command's words after `pmtui`; ignored where `argv` is given.
        home: A folder of the test's own: home folder, library, state and configuration lie in it.
        argv: Another command to run instead of pmtui.
        environ: Variables to set for the program; a value of None takes one away.
        size: Columns and rows.
        cwd: The program's working folder; `home` where it is not given.
        answers: Whether the terminal says that it can do synchronised output, as most do.
    """

    def __init__(
        self,
        *words: str,
        home: Path,
        argv: Sequence[str] | None = None,
        environ: Mapping[str, str | None] | None = None,
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
        answers: bool = False,
    ) -> None:
        self.columns, self.rows = size
        self.raw = b""
        """Every byte that the program has written."""
        self._answers = answers
        self._answered = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._ended = False
        self._screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.Stream(self._screen)
        command = list(argv) if argv is not None else [sys.executable, "-m", "pmtui", *words]
        with warnings.catch_warnings():
            # pexpect forks; Python 3.12 warns where threads are about (pytest-xdist has one).
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = pexpect.spawn(
                command[0],
                command[1:],
                dimensions=(self.rows, self.columns),
                env=environment(home, environ or {}),
                cwd=str(cwd or home),
                encoding=None,
                echo=False,
            )
        self._child.delaybeforesend = None
        self._child.delayafterterminate = 0.02
        self._child.delayafterclose = 0.02
        self._child.ptyproc.delayafterclose = 0.02
        self._child.ptyproc.delayafterterminate = 0.02

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._child.pid

    # -- typing -----------------------------------------------------------------------------------

    def send(self, *keys: str) -> None:
        """Press keys: text, with names such as `<Enter>`, `<S-Tab>`, `<F1>`, `<C-q>`, `<Up>` in it.

        Raises:
            ValueError: There is no key of that name.
        """
        for text in keys:
            at = 0
            for match in _KEY.finditer(text):
                if match[1] not in KEYS:
                    raise ValueError(f"no key is called <{match[1]}>; use type() for plain text")
                self.type(text[at : match.start()] + KEYS[match[1]])
                at = match.end()
            self.type(text[at:])

    def type(self, text: str | bytes) -> None:
        """Send text or bytes as they are, reading what the program writes meanwhile."""
        data = text.encode() if isinstance(text, str) else text
        for start in range(0, len(data), _CHUNK):
            if start:
                self.pump(0.01)
            self._child.send(data[start : start + _CHUNK])

    def paste(self, text: str) -> None:
        """Send text the way a terminal sends a paste (bracketed, line ends as carriage returns)."""
        lines = text.replace("\n", "\r")
        self.type(f"\x1b[200~{lines}\x1b[201~")

    # -- reading ----------------------------------------------------------------------------------

    def pump(self, timeout: float) -> bool:
        """Read once what has arrived, waiting at most `timeout` seconds; return whether something came."""
        if self._ended:
            return False
        try:
            data = self._child.read_nonblocking(65536, timeout=timeout)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self._ended = True
            return False
        self.raw += data
        self._feed(data)
        self._answer()
        return True

    def screen(self) -> list[str]:
        """Return the lines of the screen, without the blanks at their ends."""
        return [line.rstrip() for line in self._display()]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.screen())

    @property
    def cursor(self) -> tuple[int, int]:
        """The cursor's column and row, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    def wait_for(self, what: str | re.Pattern[str], timeout: float = 20) -> str:
        """Wait until the screen shows a text or matches a pattern; return what was found.

        Raises:
            AssertionError: It did not come in time, or the program ended; the message holds the screen.
        """
        self._wait(lambda: self._find(what), f"waited for {_name(what)}", timeout)
        return self._find(what)

    def wait_line(self, what: str | re.Pattern[str], timeout: float = 20) -> str:
        """Wait until one line of the screen shows a text or matches a pattern; return that line."""
        self._wait(lambda: bool(self._line(what)), f"waited for a line with {_name(what)}", timeout)
        return self._line(what)

    def wait_gone(self, what: str | re.Pattern[str], timeout: float = 20) -> None:
        """Wait until the screen no longer shows a text or pattern."""
        self._wait(lambda: not self._find(what), f"waited for {_name(what)} to go", timeout)

    def wait_until(self, true: Callable[[], object], what: str, timeout: float = 20) -> None:
        """Wait until `true()` holds (such as: a file is there), reading the terminal meanwhile."""
        self._wait(true, f"waited until {what}", timeout, to_the_end=True)

    def wait_raw(self, data: bytes, timeout: float = 20) -> None:
        """Wait until the program has written these bytes."""
        self._wait(lambda: data in self.raw, f"waited for the bytes {data!r}", timeout, to_the_end=True)

    def settle(self, quiet: float = 0.1, timeout: float = 10) -> None:
        """Read until the program has written nothing for `quiet` seconds."""
        end = time.monotonic() + timeout
        while self.pump(quiet):
            if time.monotonic() > end:
                raise AssertionError(self._report(f"it still writes after {timeout} s"))

    # -- the program's life -----------------------------------------------------------------------

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal; the program gets SIGWINCH."""
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal's end, as a lost connection does."""
        os.close(self._child.child_fd)
        self._ended = True

    def freeze(self) -> None:
        """Take no more output, as a connection that hangs: the program's writes wait (Linux only)."""
        side = os.open(f"/proc/{self.pid}/fd/0", os.O_RDWR | os.O_NOCTTY)
        try:
            termios.tcflow(side, termios.TCOOFF)
        finally:
            os.close(side)

    def modes(self) -> list[int]:
        """Return the terminal's settings (termios flags), to compare before and after a run."""
        attributes = termios.tcgetattr(self._child.child_fd)
        return [flags for flags in attributes[:4] if isinstance(flags, int)]

    @property
    def running(self) -> bool:
        """Whether the program still runs."""
        return bool(self._child.isalive())

    def wait_exit(self, timeout: float = 20, *, read: bool = True) -> int:
        """Wait for the program's end; return its exit status, or minus the signal that killed it.

        Args:
            timeout: Seconds to wait at most.
            read: Whether to take in what it writes meanwhile; a frozen connection does not.
        """
        self._wait(
            lambda: not self._child.isalive(), "waited for the end", timeout, to_the_end=True, read=read
        )
        while read and self.pump(0.05):
            pass
        if self._child.signalstatus is not None:
            return -int(self._child.signalstatus)
        return int(self._child.exitstatus)

    def close(self) -> None:
        """End the program, however it stands, and close the terminal."""
        if self._child.isalive():
            os.kill(self.pid, signal.SIGKILL)
            self._child.ptyproc.wait()
        try:
            self._child.close(force=True)
        except OSError:
            self._child.closed = True  # hang_up closed it

    # -- inside -----------------------------------------------------------------------------------

    def _wait(
        self,
        true: Callable[[], object],
        what: str,
        timeout: float,
        *,
        to_the_end: bool = False,
        read: bool = True,
    ) -> None:
        end = time.monotonic() + timeout
        while not true():
            if self._ended and not to_the_end:
                raise AssertionError(self._report(f"{what}, but the program ended"))
            if time.monotonic() > end:
                raise AssertionError(self._report(f"{what}, {timeout} s long"))
            if self._ended or not read:
                time.sleep(0.01)  # nothing to read that could tell more: look again
            else:
                self.pump(0.05)

    def _find(self, what: str | re.Pattern[str]) -> str:
        if isinstance(what, str):
            return what if what in self.text else ""
        match = what.search(self.text)
        return match[0] if match else ""

    def _line(self, what: str | re.Pattern[str]) -> str:
        for line in self.screen():
            if (what in line) if isinstance(what, str) else what.search(line):
                return line
        return ""

    def _feed(self, data: bytes) -> None:
        text = self._rest + self._decode(data)
        begun = _BEGUN.search(text)
        self._rest = begun[0] if begun else ""
        self._stream.feed(_SEQUENCE.sub(_digestible, text[: begun.start()] if begun else text))

    def _answer(self) -> None:
        question = b"\x1b[?2026$p"
        if self._answers and self.raw.count(question) > self._answered:
            self._answered += 1
            self._child.send(b"\x1b[?2026;2$y")

    def _display(self) -> list[str]:
        """Return the lines of the screen; the second cell of a wide character holds nothing of its own."""
        rows = (self._screen.buffer[row] for row in range(self.rows))
        return ["".join(row[column].data for column in range(self.columns)) for row in rows]

    def _report(self, what: str) -> str:
        rule = "+" + "-" * self.columns + "+"
        lines = [f"|{line:{self.columns}}|" for line in self._display()]
        return "\n".join([what, rule, *lines, rule, f"the last bytes: {self.raw[-200:]!r}"])


def environment(home: Path, changes: Mapping[str, str | None]) -> dict[str, str]:
    """Return a small environment in which everything pmtui keeps lies under `home`.

    Size and colour variables of the test's own terminal are not handed on.
    """
    base: dict[str, str | None] = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "SHELL": "/bin/sh",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PMTUI_LIBRARY": str(home / "library"),
        "PMTUI_STATE_DIR": str(home / "state" / "pmtui"),
        "PMTUI_CONFIG": str(home / "config" / "pmtui.toml"),
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE"),
        "COVERAGE_PROCESS_START": os.environ.get("COVERAGE_PROCESS_START"),
        **changes,
    }
    return {name: value for name, value in base.items() if value is not None}


def _digestible(match: re.Match[str]) -> str:
    """Return an escape sequence as pyte can take it; empty where it would print its rest."""
    if match["short"]:
        return match[0] if match["short"] in {"7", "8", "D", "E", "H", "M", "c"} else ""
    if not match["final"] or match["between"] or match["private"] in {"<", "=", ">"}:
        return ""
    if match["private"] == "?" and match["final"] not in "hl":
        return ""
    return match[0].replace(":", ";")


def _name(what: str | re.Pattern[str]) -> str:
    return repr(what) if isinstance(what, str) else f"/{what.pattern}/"
