"""A block pasted into a line joins what stands there already."""

from __future__ import annotations

import pytest

from faults.kills import OPEN, Chain, Person
from faults.model import Op, Typed, empty
from faults.ways import Way
from pmtui.store import files

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("place", ["impact.could_not", "timeline.new"])
def test_a_block_pasted_into_a_line_leaves_what_stands_there(tmp_path, place):
    chain = Chain(tmp_path / "a-person", 1)
    with chain.start(Way()) as term:
        term.wait_for(OPEN)
        Person(term, Typed.on(empty())).type([Op("visit", place), *(Op("type", c) for c in "nobody ")])
        term.paste("sees it\non the board")
        term.wait_for("on the board")
        if place == "timeline.new":
            term.wait_for("in what you pasted")
            term.send("<Esc>")
            term.wait_gone("in what you pasted")
        term.wait_line("▌nobody sees it on the board")
        term.send("<C-q>")
        assert term.wait_exit() == 0
    pm = files.read(chain.file).pm
    assert pm.unfinished.get(place, pm.impact.could_not) == "nobody sees it on the board"
