"""Steps of the road: what a person does at the keyboard, told in the words that the screen shows.

The words of questions come from the content, so that a test holds when a question is put better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.interview.asking import for_path
from pmtui.interview.script import questions
from pmtui.model.postmortem import Postmortem
from pmtui.store import files

if TYPE_CHECKING:
    from ptyterm import Terminal

STEP_SIGN = re.compile(r"▸[○◐●]")
LONGEST = 44
"""How many characters of a question are looked for: a longer one wraps on a screen of 80 columns."""


def words_of(name: str, kind: str = "production-outage") -> str:
    """Return the first words of the question of that id or field, up to what depends on the postmortem."""
    found = next(one for one in questions(kind) if name in (one.id, one.field))
    head = found.ask.partition("{")[0].strip()
    return head if len(head) <= LONGEST else head[:LONGEST].rsplit(" ", 1)[0]


@dataclass
class Road:
    """A person at the keyboard of `term`, who looks for the questions of one kind of incident."""

    term: Terminal
    kind: str = "production-outage"

    def asked(self, name: str) -> None:
        """Wait until the question of that id or field is in front."""
        self.term.wait_for(words_of(name, self.kind))

    def answer(self, name: str, text: str) -> None:
        """Wait for a question, type its answer, and press Enter."""
        self.asked(name)
        self.term.type(text)
        self.term.send("<Enter>")

    def lines(self, name: str, *lines: str) -> None:
        """Wait for a question, type an answer of several lines, and press Tab."""
        self.asked(name)
        self.term.type("\r".join(lines))
        self.term.send("<Tab>")

    def rows(self, name: str, *rows: str) -> None:
        """Wait for an entry line, and enter one row after the other."""
        self.asked(name)
        for row in rows:
            self.term.type(row)
            self.term.send("<Enter>")

    def go_to(self, name: str) -> None:
        """Go to a question by its words (Ctrl+O)."""
        self.term.send("<C-o>")
        self.term.wait_for("Go to")
        self.term.type(words_of(name, self.kind))
        self.term.send("<Enter>")
        self.asked(name)

    def step(self, label: str) -> None:
        """Go to the next step (F7), and wait until it is the one with that label."""
        self.term.send("<F7>")
        self.at_step(label)

    def at_step(self, label: str) -> None:
        """Wait until the step with that label is the one in front."""
        self.term.wait_for(re.compile(rf"▸[○◐●]{re.escape(label)}"))

    def quit(self) -> Path:
        """Leave by Ctrl+Q; return the file that the program says it saved in."""
        self.term.send("<C-q>")
        assert self.term.wait_exit() == 0
        told = re.findall(r"Saved in (.*?\.toml)", self.term.raw.decode("utf-8", "replace"))
        assert told, "no place was told"
        return Path(told[-1])


def saved(path: Path) -> Postmortem:
    """Return the postmortem in a file."""
    return files.read(path).pm


def question_at(path: Path, field: str) -> str:
    """Return the first words of the question that `--at field` should put in front."""
    ask = for_path(saved(path), field).ask
    return ask if len(ask) <= LONGEST else ask[:LONGEST].rsplit(" ", 1)[0]
