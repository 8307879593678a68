"""Two people at two terminals have one postmortem open: what each types is there, and nothing is mixed."""

from __future__ import annotations

import re

import pytest

from faults.kills import BEGUN, OPEN
from faults.test_two_writers import started
from pmtui.store import files
from ptyterm import Terminal

pytestmark = pytest.mark.pty

ROW = """
[[timeline]]
id = "ev-1"
at = 2026-03-02 14:05:00+00:00
what = "it stops"
"""


@pytest.fixture
def two(tmp_path):
    """Open the postmortem, in a field of their own each, for Ann and Bob."""
    opened: list[Terminal] = []
    file = tmp_path / "library" / "2026-03-02-queue.toml"
    file.parent.mkdir()
    file.write_text(BEGUN + ROW)

    def start(for_ann: str, for_bob: str):
        for name, at in (("ann", for_ann), ("bob", for_bob)):
            (tmp_path / name / "config").mkdir(parents=True)
            (tmp_path / name / "config" / "pmtui.toml").write_text(f'author = "{name.title()}"\n')
            opened.append(Terminal("open", str(file), "--at", at, home=tmp_path / name))
        for term in opened:
            term.wait_for(OPEN)
            term.wait_line(re.compile("^ ▌"))
        return (file, *opened)

    yield start
    for term in opened:
        term.close()


def left(file, *terms: Terminal):
    """Let them leave, one after the other; return what the file then holds."""
    for term in terms:
        term.send("<C-q>")
        assert term.wait_exit() == 0
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    return files.read(file).pm


def test_rows_that_two_people_and_a_hand_add_at_once_are_all_there(two):
    file, ann, bob = two("timeline.new", "timeline.new")
    hand = started("hand.py", file, "vim", 8)
    assert hand.stdin is not None
    hand.stdin.write("\n")
    hand.stdin.flush()
    for number in range(15):
        for name, term in (("ann", ann), ("bob", bob)):
            for letter in f"2026-03-02 15:{number:02} {name} saw {number}\r":
                term.type(letter)
                ann.pump(0)
                bob.pump(0)
    hand.communicate(timeout=60)
    for term in (ann, bob):
        term.wait_until(lambda: "vim-7" in file.read_text(), "the hand's rows stay")
    pm = left(file, ann, bob)
    assert sorted(row.what for row in pm.timeline) == sorted(
        ["it stops"]
        + [f"{name} saw {number}" for name in ("ann", "bob") for number in range(15)]
        + [f"vim {number}" for number in range(8)]
    )
    assert (pm.conflict, pm.unfinished) == ((), {})


def test_what_two_people_type_into_one_field_is_kept_of_both(two):
    file, ann, bob = two("impact.could_not", "impact.could_not")
    for mine, theirs in zip("pay by card at all", "log in on their phones", strict=False):
        ann.type(mine)
        bob.type(theirs)
        ann.pump(0.02)
        bob.pump(0.02)
    bob.type("ones")
    ann.wait_line("▌pay by card at all")  # nobody writes into what is being typed
    bob.wait_line("▌log in on their phones")
    ann.wait_for("Bob")
    bob.wait_for("Ann")
    pm = left(file, ann, bob)
    kept = {pm.impact.could_not, *(str(value) for row in pm.conflict for value in (row.here, row.other))}
    assert {"pay by card at all", "log in on their phones"} <= kept
    assert {row.field for row in pm.conflict} == {"impact.could_not"}


def test_one_types_in_a_row_while_the_other_changes_it(two):
    file, ann, bob = two("timeline.ev-1.what", "timeline.ev-1.lane")
    for mine, theirs in zip(" to take any jobs", "the worker on b", strict=False):
        ann.type(mine)
        bob.type(theirs)
        ann.pump(0.02)
        bob.pump(0.02)
    ann.type("bs")
    ann.wait_line("▌it stops to take any jobs"[:20])
    pm = left(file, ann, bob)
    [row] = pm.timeline
    assert (row.what, row.lane, pm.conflict) == ("it stops to take any jobs", "the worker on b", ())


def test_one_removes_the_row_that_the_other_types_in(two):
    file, ann, bob = two("timeline.ev-1.what", "timeline.ev-1.what")
    ann.type(" to take")
    ann.wait_line("▌it stops to take")
    bob.wait_line("▌it stops to take")  # it came from outside
    bob.send("<Esc>")
    bob.settle(0.15)
    bob.send("d")
    bob.wait_for("Removed")
    ann.type(" jobs")
    ann.wait_line("▌it stops to take jobs")
    bob.send("<C-q>")
    assert bob.wait_exit() == 0
    ann.type(" any more")
    ann.wait_line("▌it stops to take jobs any more")
    left(file, ann)
    assert "it stops to take jobs any more" in file.read_text()
