"""How many bytes the interview sends on the line: for a key, for a screen, and while nothing is done.

At 80x24, on a pseudo-terminal that says it can do synchronised output, in 24-bit colour. Each budget is a
tenth or so over what was counted; the floor is a bare Textual program with one Input and one TextArea
(docs/performance.md).
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ptyterm import Terminal

pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect")
pytest.importorskip("pyte", reason="a pseudo-terminal needs pyte")
pytestmark = pytest.mark.pty

CHARACTER_IN_AN_INPUT = 50  # the floor: 1,030
CHARACTER_IN_A_TEXT_AREA = 50  # the floor: 5,420
TAB = 900  # the floor: 9,552
NEXT_SCREEN = 1_700
FIRST_SCREEN = 3_200  # one whole screen, with what prepares the terminal

BLAME = "The operator forgot to check it"
"""Findings come and change while it is typed."""
VAGUE = "Obviously the engineer broke it"
PAUSE = 0.05  # seconds without output that end what a typed character caused
SCREEN_PAUSE = 0.2  # the same for a question or a screen: what follows by itself belongs to it
UNWATCHED = 2.5  # seconds; more than two looks at whether the file changed underneath


@pytest.fixture
def opened(postmortem, tmp_path):
    """Open the postmortem, with these words after it; it is ended after the test."""
    from ptyterm import Terminal

    terms: list[Terminal] = []

    def start(*words: str) -> Terminal:
        terms.append(
            Terminal(
                "open",
                str(postmortem),
                *words,
                home=tmp_path,
                answers=True,
                environ={"COLORTERM": "truecolor"},
            )
        )
        terms[-1].wait_for("quit")
        terms[-1].settle(0.3)
        return terms[-1]

    yield start
    for term in terms:
        term.close()


def costs(term: Terminal, keys: Sequence[str], pause: float) -> list[int]:
    """Press one key after the other; return how many bytes came for each until it was quiet."""
    found = []
    for key in keys:
        before = len(term.raw)
        term.send(key)
        term.wait_until(lambda before=before: len(term.raw) > before, f"{key} has an effect")
        term.settle(pause)
        found.append(len(term.raw) - before)
    return found


def held(what: str, found: list[int], most: int) -> None:
    """Fail where the median is over the budget, and say what was counted."""
    middle = statistics.median(found)
    assert middle <= most, (
        f"{what}: {middle:.0f} bytes, at most {most}; each: {found}.\n"
        "Something is drawn that did not change, or whole instead of in part: record it "
        "(benchmarks/keeps_up.py, --only keys,walk) and look at what is sent."
    )


def test_a_character_in_an_input_and_then_silence(opened):
    term = opened("--at", "causes.why.new")
    held("a character in an Input", costs(term, BLAME, PAUSE), CHARACTER_IN_AN_INPUT)
    term.wait_for(" saved")
    term.settle(1.0)
    before = len(term.raw)
    term.pump(UNWATCHED)
    assert term.raw[before:] == b"", "something is sent while nothing is done"


def test_a_character_in_a_text_area(opened):
    held(
        "a character in a TextArea", costs(opened("--at", "summary"), VAGUE, PAUSE), CHARACTER_IN_A_TEXT_AREA
    )


def test_the_first_screen_the_next_question_and_the_next_screen(opened):
    term = opened()
    first = len(term.raw)
    tabs = costs(term, ["<Tab>"] * 4 + ["<S-Tab>"] * 4, SCREEN_PAUSE)
    screens = costs(term, ["<F7>"] * 6, SCREEN_PAUSE)
    assert max(screens) > max(tabs), "F7 goes to another screen"
    held("the first screen", [first], FIRST_SCREEN)
    held("the next question of the step", tabs, TAB)
    held("the next screen", screens, NEXT_SCREEN)
