"""Runs of typing that end badly, one after the other on the same file, and what each of them lost."""

from __future__ import annotations

import difflib
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from faults.model import Op, State, Typed, state_of
from faults.script import WORDS, Script
from faults.watching import Watch
from faults.ways import Way
from pmtui.errors import PmtuiError
from pmtui.interview.script import questions
from pmtui.store import files
from ptyterm import Terminal

OLD = 0.25
"""Seconds: what was on the screen for so long must never be lost."""
BEGUN = """\
format = 1
id = "2026-03-02-queue"
title = "The queue stood still"
kind = "production-outage"
status = "draft"
zone = "UTC"
created = 2026-03-02 10:00:00+00:00

[triage]
ongoing = false
purpose = "learning"
learning = "How a queue may stand still"
"""
OPEN = re.compile("▸[○◐●]")
"""What the screen shows when a step of the interview is in front."""
OFFER = "Not all that was typed last time"
KEYS = {"Left": "<Left>", "Right": "<Right>", "BS": "<BS>", "C-Home": "<C-Home>", "C-End": "<C-End>"}


@dataclass
class Result:
    """What became of one run.

    Attributes:
        way: How it was ended.
        seed: What makes the same script again.
        typed: Characters typed.
        lost: Of those that had been on the screen for 250 ms, how many are gone.
        young: How many of the others are gone: what was typed in the last 250 ms is promised to nobody.
        damaged: What is wrong with the files; empty for nothing.
    """

    way: str
    seed: int
    typed: int
    lost: int = 0
    young: int = 0
    damaged: list[str] = field(default_factory=list)
    told: str = ""


Progress = Callable[[Result], None]
"""Is told each result as soon as it is there."""


def quiet(_result: Result) -> None:
    """Tell nobody."""


class Person:
    """Someone who types a script into the program on `term`, and watches the screen."""

    def __init__(self, term: Terminal, typed: Typed) -> None:
        self.term, self.typed = term, typed
        self.watch = Watch(term, typed)

    def type(self, ops: Sequence[Op]) -> None:
        """Do what the script says."""
        for op in ops:
            self.do(op)
            self.watch.read(op.pause)

    def do(self, op: Op) -> None:
        """Do one thing: take it into the model first, then press the keys."""
        term = self.term
        if op.kind == "visit":
            self.go_to(op.what)
        self.typed.do(op)
        if op.kind == "type":
            term.type(op.what)
        elif op.kind == "bytes":
            term.type(b"\xff")
        elif op.kind == "key":
            term.send(KEYS[op.what])
        elif op.kind == "paste":
            term.paste(op.what)
        elif op.kind in ("enter", "undo", "redo"):
            term.send({"enter": "<Enter>", "undo": "<C-z>", "redo": "<C-y>"}[op.kind])

    def go_to(self, path: str) -> None:
        """Put the question at `path` in front."""
        self.watch.read(0.05)
        words = _words("causes.problem" if path == "causes.why.new" else path)
        self.term.send("<C-o>")
        self.term.wait_for("Go to")
        self.term.type(words)
        self.term.wait_for(f"▌{words}")
        self.term.send("<Enter>")
        self.term.wait_gone("Go to")
        self.term.wait_line(re.compile(f"^ {re.escape(words)}"))
        if path == "causes.why.new":
            self.term.send("<Tab>")
            self.term.wait_line(re.compile("^ How was it possible that"))
        self.watch.look()


class Chain:
    """One file on which runs are made one after the other: each opens what the one before left behind."""

    def __init__(self, home: Path, seed: int, words: Sequence[str] = WORDS) -> None:
        self.home, self.seed, self.words = home, seed, words
        self.file = home / "library" / "2026-03-02-queue.toml"
        self.file.parent.mkdir(parents=True)
        self.file.write_text(BEGUN)
        self.results: list[Result] = []
        self._minute = 0

    def run(self, ways: Sequence[Callable[[], Way]], length: int, progress: Progress = quiet) -> list[Result]:
        """Type and end in each of the ways; at last, open and leave in order. Return what each lost."""
        for number, make in enumerate(ways):
            way = make()
            if way.possible():
                self._one(way, script_seed(self.seed, number), length)
                progress(self.results[-1])
        self._leave(self.results[-1], offered=False)
        return self.results

    def start(self, way: Way) -> Terminal:
        """Start the program on the file."""
        return way.start([sys.executable, "-m", "pmtui", "open", str(self.file)], self.home)

    def journals(self) -> list[str]:
        """Return the journals that are there, of whatever kind."""
        folder = self.home / "state" / "pmtui" / "journal"
        found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        return [
            name for name in found if not name.startswith(".pmtui-")
        ]  # a save cut off; swept after an hour

    def _one(self, way: Way, seed: int, length: int) -> None:
        term = self.start(way)
        try:
            self._opened(term, self.results[-1] if self.results else None, offered=False)
            typed = Typed.on(self._found())
            script = Script(seed, length, stray=way.stray, minute=self._minute, words=self.words)
            person = Person(term, typed)
            person.type(script.ops())
            self._minute = script.minute
            moment = way.end(person.watch, script.rng, self.file.parent)
        finally:
            term.close()
            way.clean()
        result = Result(way.name, seed, typed.now.typed)
        self.results.append(result)
        self._whole(result)
        if not way.orderly:
            if way.again:
                self._open_and_kill(script.rng.uniform(0, 1.5))
                self._whole(result)
            self._leave(result, offered=True)
        self._compare(result, typed, person.watch.seen_by(moment - OLD))

    def _open_and_kill(self, seconds: float) -> None:
        with self.start(Way()) as term:
            until = time.monotonic() + seconds
            term.wait_until(lambda: time.monotonic() > until, "it is killed again")
            term.kill()
            term.wait_exit()

    def _opened(self, term: Terminal, before: Result | None, *, offered: bool) -> None:
        """Wait until it is open; where something is offered, take it over."""
        term.wait_for(re.compile(f"{OFFER}|{OPEN.pattern}"))
        if OFFER in term.text:
            if not offered and before is not None:
                before.damaged.append("ended in order, and yet something is offered")
            term.send("<Enter>")
            term.wait_gone(OFFER)
        term.wait_for(OPEN)

    def _leave(self, result: Result, *, offered: bool) -> None:
        """Open it again, and leave in order: no journal stays."""
        with self.start(Way()) as term:
            self._opened(term, result, offered=offered)
            term.send("<C-q>")
            if (status := term.wait_exit()) != 0:
                result.damaged.append(f"left in order, with exit status {status}")
        if self.journals():
            result.damaged.append(f"left in order, and yet there is {self.journals()}")

    def _found(self) -> State:
        return state_of(files.read(self.file).pm)

    def _whole(self, result: Result) -> None:
        """Look at the folder right after the end: the file is whole, and nothing else lies about."""
        try:
            files.read(self.file)
        except PmtuiError as error:
            result.damaged.append(str(error))
        others = [path.name for path in self.file.parent.iterdir() if path != self.file]
        result.damaged += [name for name in others if not name.startswith(".pmtui-")]

    def _compare(self, result: Result, typed: Typed, required: int) -> None:
        """Count what is missing of what had been on the screen at the moment `required` of the typing."""
        found = self._found()
        result.lost = lost(typed, required, found)
        result.young = max(lost(typed, len(typed.moments) - 1, found) - result.lost, 0)
        if result.lost:
            want = typed.moments[required].state
            result.told = "\n".join(
                f"{path}: wanted {value!r}, found {other!r}"
                for one, two in ((want.texts, found.texts), (want.rows, found.rows))
                for path, value in one.items()
                if (other := two[path]) != value
            )


def script_seed(seed: int, number: int) -> int:
    """Return the seed of the script of one run of a chain."""
    return seed * 1000 + number


def lost(typed: Typed, required: int, found: State) -> int:
    """Return how many characters of the moment `required` are not in what was found.

    None, where what was found is what stood there at that moment or later. Where it stood there earlier,
    those typed since; where it never stood there, those that are missing from it.
    """
    for at in range(len(typed.moments) - 1, -1, -1):
        if typed.moments[at].state == found:
            return max(typed.moments[required].typed - typed.moments[at].typed, 0) if at < required else 0
    want, have = typed.moments[required].state.characters(), found.characters()
    match = difflib.SequenceMatcher(None, want, have, autojunk=False)
    return max(len(want) - sum(block.size for block in match.get_matching_blocks()), 1)


def troubles(results: Sequence[Result]) -> str:
    """Return what went wrong, with what makes it again; empty where nothing did."""
    wrong = [one for one in results if one.lost or one.damaged]
    return "\n".join(
        f"{one.way}, script {one.seed}: lost {one.lost}, {one.damaged}\n{one.told}" for one in wrong
    )


def table(results: Sequence[Result]) -> str:
    """Return the results as a table, a line for each way."""
    head = f"{'way':40} {'runs':>5} {'typed':>7} {'lost':>6} {'young':>7} {'damaged':>8}"
    lines = [head, "-" * len(head)]
    for name in dict.fromkeys(one.way for one in results):
        lines.append(_line(name, [one for one in results if one.way == name]))
    return "\n".join([*lines, _line("all", results)])


def _line(name: str, mine: Sequence[Result]) -> str:
    typed, gone, young = (sum(getattr(one, part) for one in mine) for part in ("typed", "lost", "young"))
    damaged = sum(bool(one.damaged) for one in mine)
    return f"{name:40} {len(mine):5} {typed:7} {gone:6} {young:7} {damaged:8}"


def _words(path: str) -> str:
    """Return the first words of a question, as they stand on the screen."""
    ask = next(one.ask for one in questions("production-outage") if path in (one.id, one.field))
    head = ask.partition("{")[0].strip()
    return head if len(head) <= 44 else head[:44].rsplit(" ", 1)[0]
