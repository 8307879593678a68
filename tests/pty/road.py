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

STEP_NOW = re.compile(r"▸[○◐●](\w+)")
TYPED = ("line", "number", "moment", "day", "event", "action", "why", "factor", "root", "metric", "person")
"""Kinds of question that an empty Enter passes by; others are passed by with Tab."""
LONGEST = 44
"""How many characters of a question are looked for: a longer one wraps on a screen of 80 columns."""


def words_of(name: str, kind: str = "production-outage") -> str:
    """Return the first words of the question of that id or field, up to what depends on the postmortem."""
    found = next(one for one in questions(kind) if name in (one.id, one.field))
    head = found.ask.partition("{")[0].strip()
    return head if len(head) <= LONGEST else head[:LONGEST].rsplit(" ", 1)[0]


@dataclass
class Road:
    """A person at the keyboard of `term`, who answers whatever question the screen puts in front."""

    term: Terminal
    kind: str = "production-outage"

    def question(self) -> tuple[str, str]:
        """Return the id of the question that the screen shows, and its line; empty where it shows none."""
        best, shown = ("", ""), ""
        for line in self.term.screen():
            for one in questions(self.kind):
                words = words_of(one.id, self.kind)
                if len(words) > len(best[1]) and line.startswith(f" {words}"):
                    best, shown = (one.id, words), line
        return best[0], shown

    def in_front(self) -> str:
        """Return the id of the question that the screen shows; empty where it shows none."""
        return self.question()[0]

    def step_now(self) -> str:
        """Return the label of the step in front, as the line of steps shows it."""
        found = STEP_NOW.search(self.term.text)
        return found[1] if found else ""

    def asked(self, name: str) -> None:
        """Wait until the question of that id or field is in front."""
        self.term.wait_for(words_of(name, self.kind))

    def rows(self, name: str, *rows: str) -> None:
        """Wait for an entry line, and enter one row after the other."""
        self.asked(name)
        self.term.type("".join(f"{row}\r" for row in rows))

    def walk(self, to: str, **answers: str | list[str]) -> None:
        """Answer what is asked, and pass by what there is no answer for, until the step `to` is in front.

        Args:
            to: The label of the step.
            answers: What to type, by the question's id with `_` for `.`; lines end in Enter (for a list of
                lines: Tab). A list is typed into one question, or, under a name that ends in `_each`, one
                by one whenever the question comes again.
        """
        left = dict(answers)
        for _ in range(100):
            self.term.settle(0.06)  # a screen that is half drawn shows half of two questions
            self.term.wait_until(lambda: self.in_front() or self.step_now() == to, "a question is in front")
            if self.step_now() == to:
                assert not left, f"never asked: {sorted(left)}; the screen:\n{self.term.text}"
                return
            name, shown = self.question()
            key = name.replace(".", "_").replace("-", "_")
            step = self.step_now()
            each, rows = left.get(f"{key}_each"), False
            if each:
                self._answer(name, str(each.pop(0)))  # type: ignore[union-attr]
                if not each:
                    del left[f"{key}_each"]
            else:
                answer = left.pop(key, "")
                self._answer(name, answer)
                rows = isinstance(answer, list)
            self._goes_on(name, shown, step, rows=rows)
        raise AssertionError(f"it asks without an end; the screen:\n{self.term.text}")

    def _goes_on(self, name: str, shown: str, step: str, *, rows: bool) -> None:
        """Wait until another question is in front: of another id, where rows were typed."""

        def another() -> bool:
            now, line = self.question()
            if self.step_now() not in ("", step):
                return True
            return now not in ("", name) if rows else bool(now) and (now, line) != (name, shown)

        self.term.wait_until(another, f"another question follows {name}")

    def _answer(self, name: str, answer: str | list[str]) -> None:
        kind = next(one.kind for one in questions(self.kind) if one.id == name)
        if kind in ("prose", "texts"):
            self.term.type("\r".join(answer) + "\t")
        elif isinstance(answer, list):  # rows of an entry line; the empty one goes on
            self.term.type("".join(f"{row}\r" for row in (*answer, "")))
        elif answer or kind in TYPED:
            self.term.type(f"{answer}\r")
        else:
            self.term.type("\t")

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
        self.term.wait_until(lambda: self.step_now() == label, f"the step is {label}")

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
