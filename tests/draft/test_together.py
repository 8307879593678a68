"""Two who have one postmortem open, and a file changed underneath: nothing is lost, nobody disturbed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.draft import journal
from pmtui.draft.draft import Draft
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.store import files

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def put(folder: Path, **fields: object) -> Path:
    path = folder / "it.toml"
    files.write(path, Postmortem.model_validate({"id": "it", **fields}), base=None)
    return path


def opened(path: Path, state: Path | None = None) -> Draft:
    stored = files.read(path)
    return Draft(path, stored.pm, stored.raw, now=lambda: NOW, state_dir=state)


def typed(draft: Draft, path: str, text: str) -> None:
    for end in range(len(draft_text(draft, path)) + 1, len(text) + 1):
        draft.do(Edit(path, text[:end]), typing=True, caret=end)


def draft_text(draft: Draft, path: str) -> str:
    return str(getattr(draft.pm, path, "") if "." not in path else "")


def test_rows_of_both_are_there(tmp_path: Path) -> None:
    path = put(tmp_path, timeline=[{"id": "ev-1", "what": "one"}])
    here, there = opened(path), opened(path)
    here.do(Edit("timeline.ev-2", {"what": "mine"}))
    there.do(Edit("timeline.ev-3", {"what": "theirs"}))
    assert here.save().kind == "saved"
    assert there.save().kind == "saved"
    there.take_in()
    assert here.look_outside()
    assert here.pm == there.pm
    assert [row.what for row in here.pm.timeline] == ["one", "mine", "theirs"]
    assert here.pm.conflict == ()
    assert here.state.kind == "saved"


def test_what_came_is_told_once_with_what_it_changed(tmp_path: Path) -> None:
    path = put(tmp_path)
    here, there = opened(path), opened(path)
    there.do(Edit("title", "Theirs"))
    there.save()
    here.look_outside()
    (came,) = here.came
    assert (came.before.title, came.after.title, came.clashes) == ("", "Theirs", ())
    here.came = []
    assert not here.look_outside()
    assert here.came == []


def test_the_field_that_is_typed_in_is_left_alone_until_it_is_left(tmp_path: Path) -> None:
    path = put(tmp_path)
    here, there = opened(path), opened(path)
    typed(here, "summary", "It was")
    here.save()
    there.look_outside()
    there.do(Edit("summary", "It was the disk"))
    there.save()
    assert here.look_outside()
    assert here.pm.summary == "It was"
    assert here.waits
    assert here.came == []
    told = []
    here.on_change = told.append
    here.let_go()
    assert here.pm.summary == "It was the disk"
    assert not here.waits
    assert told == [""]
    assert here.state.kind == "saved"


def test_typing_on_in_such_a_field_keeps_both(tmp_path: Path) -> None:
    path = put(tmp_path)
    here, there = opened(path), opened(path)
    typed(here, "summary", "It was")
    here.save()
    there.look_outside()
    there.do(Edit("summary", "It was the disk"))
    there.save()
    here.look_outside()
    typed(here, "summary", "It was a hang")
    assert here.save().kind == "saved"
    here.take_in()
    assert here.pm.summary == "It was a hang"
    assert [(row.here, row.other) for row in here.pm.conflict] == [("It was a hang", "It was the disk")]
    assert files.read(path).pm == here.pm


def test_saving_other_fields_meanwhile_leaves_theirs_in_the_file(tmp_path: Path) -> None:
    path = put(tmp_path)
    here, there = opened(path), opened(path)
    typed(here, "summary", "It was")
    here.save()
    there.look_outside()
    there.do(Edit("summary", "It was the disk"))
    there.save()
    here.look_outside()
    here.do(Edit("impact.users", 5))
    assert here.save().kind == "saved"
    assert files.read(path).pm.summary == "It was the disk"
    assert files.read(path).pm.impact.users == 5
    assert here.pm.summary == "It was"
    here.let_go()
    assert here.pm == files.read(path).pm


def test_two_who_type_into_one_field_pile_up_no_rows(tmp_path: Path) -> None:
    path = put(tmp_path)
    both = [opened(path), opened(path)]
    for number in range(6):
        for name, draft in zip("ab", both, strict=True):
            draft.do(Edit("title", f"{name} {number}"), typing=True)
            draft.save()
            draft.look_outside()
    for draft in both:
        draft.let_go()
        draft.save()
        draft.look_outside()
    pm = files.read(path).pm
    assert len(pm.conflict) == 1
    assert {pm.title, pm.conflict[0].other, pm.conflict[0].here} == {"a 5", "b 5"}


def test_a_row_that_is_typed_in_and_deleted_elsewhere_stays(tmp_path: Path) -> None:
    path = put(tmp_path, timeline=[{"id": "ev-1", "what": "one"}, {"id": "ev-2", "what": "two"}])
    here, there = opened(path), opened(path)
    here.do(Edit("timeline.ev-1.what", "one and"), typing=True)
    there.do(Edit("timeline.ev-1", None))
    there.save()
    here.look_outside()
    assert [row.what for row in here.pm.timeline] == ["one and", "two"]
    here.save()
    saved = files.read(path).pm
    assert [row.what for row in saved.timeline] == ["one and", "two"]
    assert [(row.field, row.removed) for row in saved.conflict] == [("timeline.ev-1", True)]


def test_a_line_that_is_not_entered_is_its_writers_own(tmp_path: Path) -> None:
    path = put(tmp_path)
    here, there = opened(path), opened(path)
    here.do(Edit("unfinished.timeline.new", "14:05 wor"), typing=True)
    assert here.save().kind == "saved"
    there.look_outside()
    assert there.pm.unfinished == {}
    there.do(Edit("unfinished.timeline.new", "14:20 page"), typing=True)
    there.do(Edit("title", "Known"))
    there.save()
    here.look_outside()
    assert here.pm.unfinished == {"timeline.new": "14:05 wor"}
    assert here.pm.title == "Known"
    here.close()
    assert files.read(path).pm.unfinished == {"timeline.new": "14:05 wor"}
    there.close()
    left = files.read(path).pm
    assert left.unfinished == {"timeline.new": "14:20 page"}
    assert [row.other for row in left.conflict] == ["14:05 wor"]


def test_a_line_that_is_not_entered_survives_a_kill(tmp_path: Path) -> None:
    state = tmp_path / "state"
    path = put(tmp_path)
    draft = opened(path, state)
    draft.do(Edit("title", "Known"))
    draft.do(Edit("unfinished.timeline.new", "14:05 wor"), typing=True)
    assert draft.save().kind == "saved"
    assert draft.journaled()
    draft._journal.abandon()  # type: ignore[union-attr]  # what a kill leaves behind
    (found,) = journal.pending(state, path)
    again = files.read(path).pm
    assert again.unfinished == {}
    assert found.joined(again, NOW).unfinished == {"timeline.new": "14:05 wor"}
    found.let_go()


def test_a_line_from_the_last_session_that_is_entered_leaves_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, unfinished={"timeline.new": "14:05 wor", "clock.started": "noonish"})
    here, there = opened(path), opened(path)
    here.do(Edit("timeline.ev-1", {"what": "work"}), Edit("unfinished.timeline.new", None))
    here.save()
    assert files.read(path).pm.unfinished == {"clock.started": "noonish"}
    there.look_outside()
    assert there.pm.unfinished == {"clock.started": "noonish"}


def test_a_journal_of_a_file_that_has_changed_is_joined_with_it(tmp_path: Path) -> None:
    state = tmp_path / "state"
    path = put(tmp_path, title="Old", summary="Old")
    draft = opened(path, state)
    draft.do(Edit("summary", "Typed"))
    draft.do(Edit("impact.note", "Typed"))
    assert draft.journaled()
    draft._journal.abandon()  # type: ignore[union-attr]
    other = opened(path)
    other.do(Edit("title", "Theirs"))
    other.do(Edit("summary", "Theirs"))
    other.do(Edit("timeline.ev-1", {"what": "theirs"}))
    other.close()
    (found,) = journal.pending(state, path)
    joined = found.joined(files.read(path).pm, NOW)
    assert (joined.title, joined.summary, joined.impact.note) == ("Theirs", "Typed", "Typed")
    assert [(row.field, row.other) for row in joined.conflict] == [("summary", "Theirs")]
    assert [row.what for row in joined.timeline] == ["theirs"]
    found.let_go()


def test_a_file_that_is_broken_by_hand_is_not_touched_and_joined_when_it_is_whole(tmp_path: Path) -> None:
    path = put(tmp_path, title="Old")
    draft = opened(path)
    draft.do(Edit("summary", "Typed"))
    broken = path.read_bytes().replace(b'title = "Old"', b'title = "New')
    path.write_bytes(broken)
    draft.look_outside()
    assert draft.state.kind == "problem"
    assert "changed" in draft.state.words
    assert draft.save().kind == "problem"
    assert path.read_bytes() == broken
    path.write_bytes(broken.replace(b'"New', b'"New"'))
    assert draft.look_outside()
    assert draft.save().kind == "saved"
    saved = files.read(path).pm
    assert (saved.title, saved.summary) == ("New", "Typed")


def test_a_file_that_is_gone_is_said_and_written_again_with_what_is_typed(tmp_path: Path) -> None:
    path = put(tmp_path, title="Old")
    draft = opened(path)
    path.unlink()
    draft.look_outside()
    assert draft.state.kind == "problem"
    assert not path.exists()
    draft.do(Edit("summary", "Typed"))
    assert draft.save().kind == "saved"
    assert files.read(path).pm == draft.pm


def test_a_file_that_is_gone_is_written_again_when_that_is_asked_for(tmp_path: Path) -> None:
    path = put(tmp_path, title="Old")
    draft = opened(path)
    path.unlink()
    draft.look_outside()
    assert draft.save(again=True).kind == "saved"
    assert files.read(path).pm.title == "Old"


def test_a_folder_that_is_gone_is_not_made_again_and_saving_goes_on_when_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    path = put(folder, title="Old")
    draft = opened(path, tmp_path / "state")
    away = tmp_path / "away"
    folder.rename(away)
    draft.do(Edit("summary", "Typed"))
    state = draft.save()
    assert state.kind == "problem"
    assert "folder is gone" in state.words
    assert not folder.exists()
    assert draft.journaled()
    away.rename(folder)
    draft.look_outside()
    assert draft.state.kind == "saved"
    assert files.read(path).pm.summary == "Typed"
    draft.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_permission_that_comes_back_lets_the_save_through(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    path = put(folder, title="Old")
    draft = opened(path, tmp_path / "state")
    draft.do(Edit("summary", "Typed"))
    folder.chmod(0o500)
    assert draft.save().kind == "problem"
    folder.chmod(0o700)
    draft.look_outside()
    assert draft.state.kind == "saved"
    draft.close()


def test_a_change_that_puts_back_the_old_time_and_size_is_seen(tmp_path: Path) -> None:
    path = put(tmp_path, title="Old")
    draft = opened(path)
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Old", b"New"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert draft.look_outside()
    assert draft.pm.title == "New"


def test_a_file_nobody_touches_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, title="Old")
    long_ago = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    os.utime(path, (long_ago, long_ago))
    draft = opened(path)
    draft.look_outside()
    read = []
    monkeypatch.setattr(files, "raw_bytes", lambda path: read.append(path) or path.read_bytes())
    draft.look_outside()
    assert read == []
    path.write_bytes(path.read_bytes() + b"\n# a remark\n")
    draft.look_outside()
    assert read


def test_where_two_have_it_open_it_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-24-untitled.toml"
    files.write(path, Postmortem(id=path.stem, title="Login down"), base=None)
    draft = opened(path)
    draft.shared = True
    draft.settle_id()
    draft.save()
    assert draft.path == path
    draft.shared = False
    draft.settle_id()
    draft.save()
    assert draft.path.name == "2026-11-24-login-down.toml"
    assert not path.exists()
