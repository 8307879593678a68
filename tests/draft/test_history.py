"""Undo and redo of the Draft, over any run of edits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pmtui.draft.draft import Draft
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem

START = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def turn(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def draft(clock: Clock) -> Draft:
    return Draft(Path("nowhere.toml"), Postmortem(id="nowhere"), None, now=clock, state_dir=None)


EDITS = st.one_of(
    st.builds(Edit, st.sampled_from(["title", "summary", "impact.note"]), st.text(max_size=5)),
    st.builds(lambda n, w: Edit(f"action.ac-{n}", {"what": w}), st.integers(1, 3), st.text(max_size=3)),
    st.builds(lambda n: Edit(f"action.ac-{n}", None), st.integers(1, 3)),
    st.builds(lambda w: Edit("unfinished.timeline.new", w or None), st.text(max_size=3)),
)


@given(st.lists(st.tuples(EDITS, st.booleans(), st.sampled_from([0.1, 5.0])), max_size=12))
def test_undoing_all_leads_back_and_redoing_all_leads_forward(
    run: list[tuple[Edit, bool, float]],
) -> None:
    clock = Clock()
    it = draft(clock)
    start = it.pm
    for edit, typing, pause in run:
        it.do(edit, typing=typing)
        clock.turn(pause)
    end = it.pm
    while it.undo() is not None:
        pass
    assert it.pm == start
    while it.redo() is not None:
        pass
    assert it.pm == end


def test_a_word_typed_without_a_pause_is_one_step() -> None:
    clock = Clock()
    it = draft(clock)
    for end in range(1, 6):
        it.do(Edit("title", "Login"[:end]), typing=True)
        clock.turn(0.1)
    clock.turn(5)
    it.do(Edit("title", "Login down"), typing=True)
    assert it.undo() == "title"
    assert it.pm.title == "Login"
    it.undo()
    assert it.pm.title == ""
    assert it.undo() is None


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    it = draft(Clock())
    it.do(Edit("title", "x"))
    it.do(Edit("title", "x"))
    it.undo()
    assert it.undo() is None
