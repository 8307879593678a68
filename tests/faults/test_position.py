"""Opened again, the question is in front that was in front, and the cursor stands where it stood."""

from __future__ import annotations

import re
import signal
from itertools import pairwise

import pytest

from faults import ways
from faults.kills import OFFER, OPEN, Chain, Person
from faults.model import Op, Typed, empty

pytestmark = pytest.mark.pty


LAST = {"a letter": [*[Op("key", "Left")] * 3, Op("type", "s")], "a move": [*[Op("key", "Left")] * 3]}
"""What is done last, and thereby where the cursor stands."""


@pytest.mark.parametrize(
    ("place", "last", "number"),
    [
        ("impact.could_not", "a letter", signal.SIGKILL),
        ("timeline.new", "a letter", signal.SIGHUP),
        ("summary", "a move", signal.SIGKILL),
        ("summary", "a move", signal.SIGHUP),
    ],
)
def test_the_cursor_comes_back_to_where_it_was(tmp_path, place, last, number):
    chain = Chain(tmp_path / "a-person", 1)
    typed = Typed.on(empty())
    with chain.start(ways.Way()) as term:
        term.wait_for(OPEN)
        Person(term, typed).type([Op("visit", place), *(Op("type", c) for c in "nobody see it"), *LAST[last]])
        stands = typed.text[: typed.caret] + "X" + typed.text[typed.caret :]
        term.wait_line(f"▌{typed.text}")
        term.settle(0.3)
        question = _question(term)
        term.kill(number)
        term.wait_exit()
    with chain.start(ways.Way()) as term:
        term.wait_for(re.compile(f"{OFFER}|{OPEN.pattern}"))
        if OFFER in term.text:
            term.send("<Enter>")
            term.wait_gone(OFFER)
        term.wait_for(OPEN)
        term.wait_line(f"▌{typed.text}", timeout=8)
        assert _question(term) == question
        term.send("X")
        term.wait_line(f"▌{stands}", timeout=8)


def _question(term) -> str:
    """Return the line of the question in front: the one before the field."""
    lines = term.screen()
    return next(above for above, line in pairwise(lines) if line.startswith(" ▌"))
