"""A fault tree is built by keys alone, and its cut sets are read off the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from road import saved

from ptyterm import Terminal

pytestmark = pytest.mark.pty

POSTMORTEM = """\
format = 1
id = "2026-03-02-payments"
title = "Card payments were refused for 103 minutes"
kind = "production-outage"
status = "draft"
zone = "UTC"
created = 2026-03-02 10:00:00+00:00

[causes]
problem = "Card payments were refused for 103 minutes"
"""

LEAVES = {
    "deployed": "A config with a retired endpoint is live",
    "untested": "The way back was never tried",
    "shut": "The old endpoint is shut down",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2026-03-02-payments.toml"
    path.write_text(POSTMORTEM)
    return path


def test_a_tree_is_built_by_keys_and_its_cut_sets_are_on_the_screen(tmp_path: Path, file: Path) -> None:
    with Terminal("open", str(file), "--at", "causes.event.new", home=tmp_path, size=(80, 40)) as term:
        term.wait_for("What is the top event")
        term.send("<C-r>")
        term.wait_for("Card payments were refused for 103 minutes")
        term.send("<Home>")
        term.type("and: ")
        term.send("<Enter>")
        term.wait_for("What was needed, together")
        term.type(LEAVES["deployed"])
        term.send("<Enter>")
        term.wait_for("B1 A config with a retired endpoint is live")
        term.type("or: There is no quick way back")
        term.send("<Enter>")
        term.wait_for("What is enough, alone")
        for name in ("untested", "shut"):
            term.type(LEAVES[name])
            term.send("<Enter>")
            term.wait_for(LEAVES[name])
        term.wait_for("2 ways to it, none by one cause alone")

        shown = term.text
        assert "[& AND] Card payments were refused" in shown and "[≥1 OR] There is no quick way back" in shown
        term.send("<Esc>", "<End>")
        for other, name in (("B2", "untested"), ("B3", "shut")):
            term.wait_for(f"+ {other} {LEAVES[name]}")

        term.send("<Home>", "<Down>", "<Space>")  # the first leaf is confirmed
        term.wait_for("○ ✓ B1")
        term.send("<Down>", "<Down>", "<Down>", "<Space>")
        term.wait_for("○ ✓ B3")
        term.wait_line("this happened")
        term.send("<C-q>")
        assert term.wait_exit() == 0

    causes = saved(file).causes
    by_words = {event.what: event for event in causes.event}
    assert set(by_words) == set(LEAVES.values())
    top = next(gate for gate in causes.gate if gate.id == causes.top)
    below = next(gate for gate in causes.gate if gate.id != causes.top)
    assert (top.gate, top.inputs) == ("and", (by_words[LEAVES["deployed"]].id, below.id))
    assert (below.gate, below.inputs) == (
        "or",
        (by_words[LEAVES["untested"]].id, by_words[LEAVES["shut"]].id),
    )
    assert [event.state for event in causes.event] == ["confirmed", None, "confirmed"]
