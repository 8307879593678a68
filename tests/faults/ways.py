"""The ways in which a program is started, and ended in the middle of typing."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ptyterm import Terminal, environment

if TYPE_CHECKING:
    from faults.watching import Watch

HERE = Path(__file__).parent
PROC = Path("/proc/self/stat").exists()


class Way:
    """A way to end a program: at once, by SIGKILL.

    Attributes:
        name: What the table calls it.
        orderly: Whether pmtui is to save before it ends, so that nothing is offered afterwards.
        statuses: The exit statuses that it may end with; empty where nobody is told.
        needs: A program or a system that it needs; empty for none.
    """

    name = "SIGKILL"
    orderly = False
    statuses: tuple[int, ...] = (-signal.SIGKILL,)
    stray = False
    """Whether a byte that is not UTF-8 is typed before."""
    again = False
    """Whether it is killed a second time, while it is opened again."""

    def possible(self) -> bool:
        """Say whether it can be tried on this machine."""
        return True

    def start(self, command: list[str], home: Path) -> Terminal:
        """Start the program so that it can be ended in this way."""
        return Terminal(argv=command, home=home)

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """End it; return the moment at which that was begun. The program is gone afterwards."""
        moment = time.monotonic()
        watch.term.kill()
        self.gone(watch.term)
        return moment

    def clean(self) -> None:
        """Leave nothing behind that still runs, whatever went wrong."""

    def gone(self, term: Terminal) -> None:
        """Wait for its end, and look at the exit status."""
        status = term.wait_exit()
        assert not self.statuses or status in self.statuses, f"it ended with {status}:\n{term.text}"


class Signal(Way):
    """A signal that asks the program to end."""

    orderly = True

    def __init__(self, number: signal.Signals) -> None:
        self.number = number
        self.name = f"{number.name} from outside"
        self.statuses = (128 + number, -number)

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Send it."""
        moment = time.monotonic()
        watch.term.kill(self.number)
        self.gone(watch.term)
        return moment


class HangUp(Way):
    """The terminal is closed, as when the connection is lost."""

    name = "terminal closed"
    orderly = True
    statuses = ()

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Close it."""
        moment = time.monotonic()
        watch.term.hang_up()
        self.gone(watch.term)
        return moment


class EndOfInput(HangUp):
    """The terminal is closed, and nobody is told: the input just ends."""

    name = "end of the input, SIGHUP ignored"

    def start(self, command: list[str], home: Path) -> Terminal:
        """Start it as nohup does."""
        return Terminal(argv=["/bin/sh", "-c", 'trap "" HUP; exec "$0" "$@"', *command], home=home)


class Parent(Way):
    """The process that started it is killed, and the terminal goes with it."""

    name = "parent killed, with the terminal"
    orderly = True
    statuses = ()
    leader: tuple[str, ...] = ()
    parent = program = 0

    def start(self, command: list[str], home: Path) -> Terminal:
        """Start it as the child of a program."""
        pids = home / "pids"
        pids.unlink(missing_ok=True)
        parent = [sys.executable, str(HERE / "parent.py"), str(pids), *command]
        term = Terminal(argv=[*self.leader, *parent], home=home)
        term.wait_until(pids.exists, "the parent tells the process ids")
        self.parent, self.program = map(int, pids.read_text().split())
        return term

    def possible(self) -> bool:
        """Say whether it can be told that a process that is nobody's child has ended."""
        return PROC

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Kill the parent."""
        moment = time.monotonic()
        os.kill(self.parent, signal.SIGKILL)
        self.gone(watch.term)
        return moment

    def clean(self) -> None:
        """Kill the program, which is nobody's child by now."""
        if self.program and alive(self.program):
            os.kill(self.program, signal.SIGKILL)

    def gone(self, term: Terminal) -> None:
        """Wait until the program, which has another parent by now, has ended."""
        term.wait_until(lambda: not alive(self.program), "the program has ended")


class ParentAlone(Parent):
    """The process that started it is killed; the terminal is still there, so the interview goes on."""

    name = "parent killed, then the terminal closed"
    leader = ("/bin/sh", "-c", '"$0" "$@"; exec sleep 600')

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Kill the parent, see that the program lives on, and close the terminal."""
        os.kill(self.parent, signal.SIGKILL)
        watch.term.wait_until(lambda: not alive(self.parent), "the parent has ended")
        before = len(watch.term.raw)
        watch.term.send("<C-l>")  # draws the screen anew
        watch.term.wait_until(lambda: len(watch.term.raw) > before, "it lives on")
        watch.read(rng.uniform(0, 0.3))
        moment = time.monotonic()
        watch.term.hang_up()
        self.gone(watch.term)
        return moment


class Tmux(Way):
    """The pane of tmux in which it runs is closed."""

    name = "tmux pane closed"
    orderly = True
    statuses = ()

    def possible(self) -> bool:
        """Say whether tmux is there."""
        return PROC and shutil.which("tmux") is not None

    def start(self, command: list[str], home: Path) -> Terminal:
        """Start it in a server of its own."""
        self.folder = Path(tempfile.mkdtemp(prefix="pmtui-tmux-"))  # a socket's path has to be short
        config = self.folder / "conf"
        config.write_text("set -g status off\n")
        self.tmux = ["tmux", "-S", str(self.folder / "socket"), "-f", str(config)]
        self.environ = environment(home, {})
        term = Terminal(argv=[*self.tmux, "new-session", *command], home=home)
        term.wait_until(lambda: self._pane().isdigit(), "tmux has a pane")
        self.program = int(self._pane())
        return term

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Close the pane."""
        moment = time.monotonic()
        self._tell("kill-pane")
        watch.term.wait_until(lambda: not alive(self.program), "the program has ended")
        return moment

    def clean(self) -> None:
        """End the server, with whatever runs in it."""
        self._tell("kill-server")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _pane(self) -> str:
        return self._tell("display-message", "-p", "#{pane_pid}").strip()

    def _tell(self, *words: str) -> str:
        ran = subprocess.run([*self.tmux, *words], capture_output=True, text=True, env=self.environ)
        return ran.stdout


class StrayByte(Way):
    """A byte that is not UTF-8 comes among what is typed; typing goes on, then it is killed."""

    name = "a stray byte, typing on, SIGKILL"
    stray = True


class KilledAgain(Way):
    """It is killed, and killed again while it opens or offers what the first time left behind."""

    name = "SIGKILL, and again while it opens"
    again = True


class Stopped(Way):
    """The process is stopped, and killed while it stands still."""

    name = "SIGSTOP, then SIGKILL"

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Stop it, go on typing blindly, and kill it."""
        moment = time.monotonic()
        watch.term.kill(signal.SIGSTOP)
        watch.term.type("\r" * rng.randint(0, 2))
        watch.read(rng.uniform(0, 0.2))
        watch.term.kill()
        self.gone(watch.term)
        return moment


class Frozen(Way):
    """The connection hangs, so that nothing can be written; then SIGHUP comes."""

    name = "frozen terminal, then SIGHUP"
    orderly = True
    statuses = (128 + signal.SIGHUP, -signal.SIGHUP)
    patience = 30.0
    """Seconds to wait for its end; where no status is expected, it is killed then."""

    def possible(self) -> bool:
        """Say whether the terminal's file can be found."""
        return Path("/proc/self/fd").is_dir()

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Freeze the terminal and send the signal. It ends by itself or, seconds later, at once."""
        moment = time.monotonic()
        watch.term.freeze()
        watch.term.kill(signal.SIGHUP)
        try:
            status = watch.term.wait_exit(timeout=self.patience, read=False)
            assert status in self.statuses, f"it ended with {status}"
        except AssertionError:
            if self.statuses:
                raise
            watch.term.kill()
        return moment


class InTheSave(Way):
    """It is killed while it writes the file: as soon as the temporary file is there, or a little later."""

    name = "SIGKILL while it saves"

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Wait for the next save; where none comes, kill it all the same."""
        later = time.monotonic() + 3
        while not any(_writes(folder) for _ in range(500)) and time.monotonic() < later:
            watch.read(0)
        for _ in range(rng.choice((0, 0, 0, 5, 20, 100))):
            _writes(folder)
        moment = time.monotonic()
        watch.term.kill()
        self.gone(watch.term)
        return moment


def _writes(folder: Path) -> bool:
    with os.scandir(folder) as entries:  # as quick as can be: a save takes few milliseconds
        return any(entry.name.endswith(".tmp") for entry in entries)


class Fault(Way):
    """An exception in pmtui itself."""

    statuses = (70,)

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.orderly = fault != "save"
        self.name = f"exception: {fault}"

    def start(self, command: list[str], home: Path) -> Terminal:
        """Start it with the fault in it."""
        self.reports = home / "state" / "pmtui"
        for old in self.reports.glob("crash-*.txt"):
            old.unlink()
        at = command.index("pmtui")  # python -m pmtui ...
        faulty = [command[0], str(HERE / "faulty.py"), self.fault]
        return Terminal(argv=[*faulty, *command[at + 1 :]], home=home)

    def end(self, watch: Watch, rng: random.Random, folder: Path) -> float:
        """Press the key that fails, or change the window's size."""
        moment = time.monotonic()
        if self.fault == "winch":
            watch.term.resize(81, 25)
        else:
            watch.term.type("§")
        self.gone(watch.term)
        self._told(watch)
        return moment

    def _told(self, watch: Watch) -> None:
        """Look at the paragraph and the report: all that is needed, nothing of what was typed."""
        last = watch.term.raw.rpartition(b"\x1b[?1049l")[2].decode("utf-8", "replace")
        words = re.sub(r"\x1b\[[0-9;?<=>]*[a-zA-Z]", "", last).strip()
        assert words.startswith("pmtui: pmtui has stopped") and "\n" not in words, words
        assert ".toml" in words and "with the same command" in words, words
        [report] = self.reports.glob("crash-*.txt")
        assert report.name in words
        text = report.read_text(encoding="utf-8")
        typed = [words.split() for words in watch.typed.now.state.texts.values()]
        # Two letters that were left standing alone, such as "s p", are found in any English text.
        pairs = [" ".join(pair) for each in typed for pair in pairwise(each) if min(map(len, pair)) > 2]
        told = [pair for pair in pairs if pair in text or pair in words]
        assert not told, f"{told} in {text}"


class Forgetful(Fault):
    """No fault of pmtui: one that neither saves nor keeps a journal, to see that the harness notices."""

    statuses = Way.statuses
    end = Way.end

    def __init__(self) -> None:
        super().__init__("forget")
        self.orderly = False


def alive(pid: int) -> bool:
    """Say whether a process, which need not be ours, still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2][:1] not in (b"Z", b"X")
    except OSError:
        return False


ENDED: tuple[Callable[[], Way], ...] = (
    Way,
    lambda: Signal(signal.SIGHUP),
    lambda: Signal(signal.SIGTERM),
    lambda: Signal(signal.SIGINT),
    InTheSave,
    Stopped,
    StrayByte,
    KilledAgain,
)
"""The process is ended by somebody or something."""
LOST: tuple[Callable[[], Way], ...] = (HangUp, EndOfInput, Parent, ParentAlone, Tmux, Frozen, InTheSave)
"""The terminal goes away, or the parent; one save is cut off as well."""
FAILED: tuple[Callable[[], Way], ...] = tuple(
    lambda fault=fault: Fault(fault) for fault in ("key", "timer", "draw", "winch", "save")
)
"""pmtui itself fails."""
WAYS = (*ENDED, *LOST, *FAILED)
