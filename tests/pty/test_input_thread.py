"""The thread that reads the terminal: it sleeps while nothing is typed, ends at once, and begins again."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at threads and files in /proc"),
]

APP = Path(__file__).parent / "apps" / "hardened.py"
SUSPENSIONS = 10
UNWATCHED = 1.0  # seconds


@pytest.fixture
def app(terminal, tmp_path):
    term = terminal(argv=[sys.executable, str(APP), str(tmp_path)])
    term.wait_for("ready")
    term.settle(0.3)
    return term


def files_of(term) -> int:
    return len(list(Path(f"/proc/{term.pid}/fd").iterdir()))


def wakings(term) -> int:
    """Return how often its threads have gone to sleep so far."""
    states = [each.read_text() for each in Path(f"/proc/{term.pid}/task").glob("*/status")]
    return sum(int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", each, re.MULTILINE)[1]) for each in states)


def state(term) -> str:
    return Path(f"/proc/{term.pid}/stat").read_text().rpartition(") ")[2][0]


def test_no_thread_wakes_while_nothing_is_typed(app):
    app.send("a")
    app.wait_for("shown: 'a'")
    app.settle(0.5)
    before = wakings(app)
    app.pump(UNWATCHED)
    assert wakings(app) - before < 3, "ten a second were Textual's own"


def test_suspensions_leave_no_file_open_and_lose_no_key(app):
    text = ""
    counts = []
    for number in range(SUSPENSIONS):
        drawn = app.raw.count(b"\x1b[?1049h")
        app.kill(signal.SIGTSTP)
        app.wait_until(lambda: state(app) == "T", "it is stopped")
        app.kill(signal.SIGCONT)
        app.wait_until(lambda drawn=drawn: app.raw.count(b"\x1b[?1049h") > drawn, "it is back")
        app.wait_for("ready")
        app.settle(0.1)
        text += f"{number} "
        app.send(f"{number} ")
        app.wait_for(f"shown: '{text}'")
        counts.append(files_of(app))
    assert len(set(counts)) == 1, counts


def test_an_escape_alone_still_comes_and_what_follows_a_pause_is_whole(app):
    app.send("ab<Esc>")
    app.settle(0.3)
    app.type("\x1b[D")  # a sequence after it is a key of its own
    app.type("c")
    app.wait_for("shown: 'acb'")


@pytest.mark.parametrize("way", [signal.SIGTERM, "<C-q>"])
def test_an_idle_program_ends_on_a_key_and_on_a_signal(app, way):
    if isinstance(way, str):
        app.send(way)
    else:
        app.kill(way)
    assert app.wait_exit() in (0, 128 + signal.SIGTERM)
    assert b"\x1b[?1049l" in app.raw
