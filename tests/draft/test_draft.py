"""The Draft on real files: saving, what comes from outside, names, recovery."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.draft import journal
from pmtui.draft.draft import Draft, begin
from pmtui.errors import PmtuiError
from pmtui.merging.difference import difference
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.model.tomlform import dumps
from pmtui.store import files

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def opened(folder: Path, state: Path | None = None, **fields: object) -> Draft:
    path = folder / "it.toml"
    files.write(path, Postmortem.model_validate({"id": "it", **fields}), base=None)
    stored = files.read(path)
    return Draft(path, stored.pm, stored.raw, now=lambda: NOW, state_dir=state)


def test_what_was_done_is_in_the_file_after_a_save(tmp_path: Path) -> None:
    draft = opened(tmp_path)
    draft.do(Edit("title", "Login down"))
    assert draft.state.kind == "unsaved"
    assert draft.save().kind == "saved"
    assert files.read(draft.path).pm.title == "Login down"


def test_a_new_postmortem_comes_into_being_with_its_first_edit_and_takes_its_title_as_name(
    tmp_path: Path,
) -> None:
    path, pm = begin(tmp_path / "library", NOW, zone="UTC")
    draft = Draft(path, pm, None, now=lambda: NOW)
    draft.save()
    draft.do(Edit("title", "Login was down"))
    draft.save()
    assert path.name == "2026-11-24-untitled.toml"
    assert path.exists()
    draft.settle_id()
    draft.save()
    assert draft.path.name == "2026-11-24-login-was-down.toml"
    assert [p.name for p in path.parent.glob("*.toml")] == [draft.path.name]
    assert files.read(draft.path).pm.id == "2026-11-24-login-was-down"


def test_two_that_begin_untitled_on_one_day_do_not_meet_in_one_file(tmp_path: Path) -> None:
    both = [Draft(*begin(tmp_path, NOW), None, now=lambda: NOW) for _ in range(2)]
    for number, draft in enumerate(both):
        draft.do(Edit("summary", f"the {number}"))
        draft.close()
    assert sorted(files.read(p).pm.summary for p in tmp_path.glob("*.toml")) == ["the 0", "the 1"]


def test_what_came_from_outside_is_joined_with_what_was_typed(tmp_path: Path) -> None:
    draft = opened(tmp_path, title="Old", timeline=[{"id": "ev-1", "what": "one"}])
    draft.do(Edit("timeline.ev-2", {"what": "mine"}))
    other = files.read(draft.path)
    theirs = other.pm.model_copy(update={"title": "From outside"})
    files.write(draft.path, theirs, base=other.raw)
    assert draft.look_outside()
    assert draft.save().kind == "saved"
    saved = files.read(draft.path).pm
    assert saved.title == "From outside"
    assert [event.what for event in saved.timeline] == ["one", "mine"]
    assert saved.conflict == ()


def test_of_a_field_changed_on_both_sides_neither_value_is_lost(tmp_path: Path) -> None:
    draft = opened(tmp_path, title="Old")
    draft.do(Edit("title", "Mine"))
    other = files.read(draft.path)
    files.write(draft.path, other.pm.model_copy(update={"title": "Theirs"}), base=other.raw)
    draft.save()
    draft.save()
    saved = files.read(draft.path).pm
    assert saved.title == "Mine"
    assert [(row.field, row.here, row.other) for row in saved.conflict] == [("title", "Mine", "Theirs")]


def test_a_folder_that_is_gone_keeps_the_text_in_memory_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    draft = opened(folder, state=tmp_path / "state")
    draft.do(Edit("title", "Kept"))
    moved = tmp_path / "moved"
    folder.rename(moved)
    folder.write_text("a file where the folder was")
    state = draft.save()
    assert state.kind == "problem"
    assert state.words
    assert draft.pm.title == "Kept"
    assert draft.journaled()
    folder.unlink()
    moved.rename(folder)
    assert draft.save().kind == "saved"
    draft.close()


def test_a_clean_end_leaves_no_journal_and_a_killed_one_is_offered(tmp_path: Path) -> None:
    state = tmp_path / "state"
    draft = opened(tmp_path, state=state)
    draft.do(Edit("title", "Typed and never saved"))
    assert draft.journaled()
    draft._journal.abandon()  # type: ignore[union-attr]  # what a kill leaves behind
    found = journal.pending(state, draft.path)
    assert [edit.value for one in found for step in one.edits for edit in step] == ["Typed and never saved"]
    stored = files.read(draft.path)
    again = Draft(draft.path, stored.pm, stored.raw, now=lambda: NOW, state_dir=state)
    again.do(*difference(again.pm, found[0].joined(again.pm, NOW)))
    assert again.journaled()
    found[0].take()
    assert again.close().kind == "saved"
    assert files.read(draft.path).pm.title == "Typed and never saved"
    assert journal.pending(state, draft.path) == ()


def test_a_read_only_draft_takes_no_edit(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "x.toml", Postmortem(id="x"), b"", now=lambda: NOW, read_only="a newer format")
    with pytest.raises(PmtuiError):
        draft.do(Edit("title", "x"))
    assert draft.close().kind == "read-only"
    assert not (tmp_path / "x.toml").exists()


def test_saving_writes_what_the_writer_would(tmp_path: Path) -> None:
    draft = opened(tmp_path)
    draft.do(Edit("impact.users", 5000))
    draft.save()
    assert draft.path.read_text() == dumps(draft.pm)
