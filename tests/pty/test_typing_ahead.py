"""Keys that come faster than the program draws land where they were meant to."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.pty

APP = Path(__file__).parent / "apps" / "ahead.py"
TAB, BACK_TAB, LEFT, HOME, F2, DOWN = "\t", "\x1b[Z", "\x1b[D", "\x1b[H", "\x1bOQ", "\x1b[B"


@pytest.fixture
def form(terminal):
    term = terminal(argv=[sys.executable, str(APP)])
    term.wait_for("entered:")
    return term


@pytest.mark.parametrize(
    ("keys", "entered"),
    [
        (f"abc{TAB}def\r", "second def"),
        (f"ac{LEFT}b{HOME}1\r", "question 1abc"),
        (f"{TAB}two{BACK_TAB}one\r", "question one"),
        ("first\rsecond\rthird\r", "question first|question second|question third"),
        (f"{F2}there\rback\r", "other there|question back"),
        (f"{F2}x\r{F2}y\r{TAB}z\r", "other x|other y|second z"),
        (f"{TAB}{TAB}{DOWN}abc\r", "second bc"),
    ],
)
def test_a_burst_of_keys_arrives_in_order(form, keys, entered):
    form.type(keys)
    form.wait_for(f"entered: {entered}")


def test_letters_typed_one_by_one_without_a_paste_mark_are_not_held_up(form):
    form.type("0123456789" * 200 + "\r")
    form.wait_for(re.compile(r"entered: question\s+0123456789"), timeout=10)
