"""What Textual writes in an interview, sent thinly: pyte, tmux and a console show the same after it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_road as whole_road
from road import Road

from pmtui.terminal.thin.frames import Frames
from pmtui.terminal.thin.language import SYNC_END, SYNC_START
from thin_terminal import Pyte, Small, same

pytestmark = pytest.mark.pty

APP = str(Path(__file__).with_name("apps") / "recorded.py")
COLOURS = {
    "truecolor": {"COLORTERM": "truecolor"},
    "256": {},
    "console": {"TERM": "linux"},
    "none": {"NO_COLOR": "1"},
}
STEPS = ("triage", "timeline", "impact", "causes", "actions", "share", "track")
KNOWN_TO_CONSOLES = re.compile(r"\x1b\[(?:[0-9]*(?:;[0-9]+)?H|[0-9]*[ABCD]|K|(?P<codes>[0-9;]*)m)|[\r\b]")
CODES = {
    0,
    1,
    2,
    3,
    4,
    5,
    7,
    22,
    23,
    24,
    25,
    27,
    *range(30, 38),
    39,
    *range(40, 48),
    49,
    *range(90, 98),
    *range(100, 108),
}
"""The SGR codes that console_codes(4) lists."""
SEQUENCE = re.compile(
    r"\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^[\]])|[\x00-\x1a\x1c-\x1f]"
)

Writes = list[tuple[tuple[int, int], str, str]]
"""The terminal's size, what Textual wrote, and what is sent of it."""


def recorded(
    terminal, tmp_path: Path, colours: str, steps: tuple[str, ...], larger: tuple[int, int] | None = None
) -> Writes:
    """Go through steps of the interview, and past the others on a `larger` screen; return the writes."""
    kept = tmp_path / f"{colours}.jsonl"
    home = tmp_path / kept.stem
    home.mkdir()
    command = [sys.executable, APP, str(kept), "new", "--library", str(home / "kept")]
    road = Road(terminal(argv=command, environ=COLOURS[colours], home=home, answers=True))
    for step in steps:
        getattr(whole_road, step)(road)
    if larger:
        road.term.resize(*larger)
        road.term.settle(0.3)
    for _ in STEPS[len(steps) :]:
        road.term.send("<F7>")
        road.term.settle()
        road.term.type("\ta word\t")
        road.term.settle()
    road.term.send("<F1>")
    road.term.settle()
    road.term.send("<Esc>")
    road.term.settle(0.3)
    road.quit()
    frames = Frames(one_intensity=colours == "console")
    writes: Writes = []
    for line in kept.read_text(encoding="utf-8").splitlines():
        width, height, data = json.loads(line)
        writes.append(((width, height), data, frames.send(data, (width, height))))
    return writes


def whole(writes: Writes) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Yield the size, what was written and what is sent of it, a synchronised update at a time."""
    before = after = ""
    held = False
    for size, data, thin in writes:
        before, after = before + data, after + thin
        held = data == SYNC_START or (held and data != SYNC_END)
        if not held:
            yield size, before, after
            before = after = ""
    assert not before


def shown_alike(writes: Writes) -> None:
    size = writes[0][0]
    stock, thin = Pyte(size), Pyte(size)
    for number, (now, data, sent) in enumerate(whole(writes)):
        if now != size:
            size = now
            stock.resize(size)
            thin.resize(size)
        stock.feed(data)
        thin.feed(sent)
        differ = stock.rows_that_differ(thin)
        assert not differ, f"write {number}: rows {differ}, sent {sent!r}"
        assert (stock.screen.cursor.x, stock.screen.cursor.y) == (thin.screen.cursor.x, thin.screen.cursor.y)
    assert stock.shows() == thin.shows()


def shown_alike_on_a_console(writes: Writes) -> None:
    size = writes[0][0]
    stock, thin = Small(size, console=True, breaks=None), Small(size, console=True, breaks=None)
    for number, (now, data, sent) in enumerate(whole(writes)):
        if now != size:
            size = now
            stock.resize(size)
            thin.resize(size)
        stock.feed(data)
        thin.feed(sent)
        assert stock.shows() == thin.shows(), f"write {number}: {data!r} sent as {sent!r}"
        known_to_consoles(data, sent)


def known_to_consoles(data: str, sent: str) -> None:
    """Whatever is sent in place of what Textual wrote, the Linux console knows."""
    for sequence in SEQUENCE.findall(sent):
        if sequence not in data:
            match = KNOWN_TO_CONSOLES.fullmatch(sequence)
            assert match, f"{sequence!r} in {sent!r}"
            codes = {int(code or 0) for code in (match["codes"] or "").split(";")}
            assert codes <= CODES, f"{sequence!r} in {sent!r}"


def a_fraction(writes: Writes) -> float:
    return sum(len(sent) for *_, sent in writes) / sum(len(data) for _, data, _ in writes)


@pytest.mark.parametrize("colours", ["truecolor", "console"])
def test_the_first_step(terminal, tmp_path, colours):
    writes = recorded(terminal, tmp_path, colours, STEPS[:1])
    assert len(writes) > 100
    shown_alike(writes)
    if colours == "console":
        shown_alike_on_a_console(writes)
    assert a_fraction(writes) < 0.5
    if shutil.which("tmux"):
        shown_alike_in_tmux(writes, tmp_path, every=40)


@pytest.mark.long
@pytest.mark.parametrize("colours", [*COLOURS])
@pytest.mark.parametrize("larger", [None, (132, 43)])
def test_the_whole_interview(terminal, tmp_path, colours, larger):
    """In 80x24 all is answered; on a larger screen, all steps are seen and something is typed in each."""
    writes = recorded(terminal, tmp_path, colours, STEPS[:1] if larger else STEPS, larger)
    shown_alike(writes)
    if colours == "console":
        shown_alike_on_a_console(writes)
    if shutil.which("tmux"):
        shown_alike_in_tmux(writes, tmp_path, every=25)


# -- tmux ---------------------------------------------------------------------------------------------


class Pane:
    """A pane of a tmux of the test's own, which shows what is written into it."""

    def __init__(self, folder: Path, name: str, size: tuple[int, int]) -> None:
        self.socket, self.pipe = folder / f"{name}.tmux", folder / f"{name}.fifo"
        os.mkfifo(self.pipe)
        environ = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LANG": "C.UTF-8"}
        self._command = ["tmux", "-u", "-S", str(self.socket), "-f", "/dev/null"]
        self._environ = environ
        width, height = (str(each) for each in size)
        self.ask("new-session", "-d", "-x", width, "-y", height, f"stty -echo; cat '{self.pipe}'; cat")
        self.ask("set", "-g", "status", "off")
        self.resize(size)
        self._file = self.pipe.open("w", encoding="utf-8", newline="")
        self._count = 0

    def resize(self, size: tuple[int, int]) -> None:
        self.ask("resize-window", "-x", str(size[0]), "-y", str(size[1]))

    def ask(self, *words: str) -> str:
        done = subprocess.run(
            [*self._command, *words],
            env=self._environ,
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
        return done.stdout

    def feed(self, text: str) -> None:
        """Write, and wait until tmux has taken it in."""
        self._count += 1
        self._file.write(f"{text}\x1b]2;taken {self._count}\x07")
        self._file.flush()
        end = time.monotonic() + 20
        while self.ask("display", "-p", "#{pane_title}").strip() != f"taken {self._count}":
            assert time.monotonic() < end, "tmux does not take it in"

    def shows(self, size: tuple[int, int]) -> Small:
        """Return a terminal that shows the same; blanks and cells never written are one to it."""
        small = Small(size)
        small.feed("\x1b[?7l")
        for number, line in enumerate(self.ask("capture-pane", "-e", "-p", "-N").splitlines(), 1):
            small.feed(f"\x1b[{number}H{line}")
        column, row = self.ask("display", "-p", "#{cursor_x} #{cursor_y}").split()
        small.feed(f"\x1b[0m\x1b[{int(row) + 1};{int(column) + 1}H")
        return small

    def close(self) -> None:
        self._file.close()
        subprocess.run([*self._command, "kill-server"], env=self._environ, capture_output=True, check=False)


def shown_alike_in_tmux(writes: Writes, folder: Path, every: int) -> None:
    size = writes[0][0]
    stock = Pane(folder, f"stock{size[0]}", size)
    thin = Pane(folder, f"thin{size[0]}", size)
    try:
        steps = list(whole(writes))
        steps = steps[: max(at for at, (_, data, _) in enumerate(steps) if "\x1b[?1049l" in data)]
        at = 0
        while at < len(steps):
            if steps[at][0] != size:
                size = steps[at][0]
                stock.resize(size)
                thin.resize(size)
            part = [(data, sent) for now, data, sent in steps[at : at + every] if now == size]
            at += len(part)
            stock.feed("".join(data for data, _ in part))
            thin.feed("".join(sent for _, sent in part))
            same(*(each.shows(size) for each in (stock, thin)), f"in tmux after step {at}")
    finally:
        stock.close()
        thin.close()
