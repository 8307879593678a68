"""Where a file, a folder or a second thread gets in the way: nothing typed is lost there either."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.draft import joining, journal, kept
from pmtui.draft.draft import Draft, begin
from pmtui.draft.filed import Filed
from pmtui.merging.difference import difference
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.store import files

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def put(folder: Path, name: str = "it", **fields: object) -> Path:
    path = folder / f"{name}.toml"
    files.write(path, Postmortem.model_validate({"id": name, **fields}), base=None)
    return path


def opened(path: Path, state: Path | None = None, now: datetime = NOW) -> Draft:
    stored = files.read(path)
    return Draft(path, stored.pm, stored.raw, now=lambda: now, state_dir=state)


def somebody_does(path: Path, *edits: Edit) -> None:
    stored = files.read(path)
    files.write(path, apply(stored.pm, edits), base=stored.raw)


def killed(draft: Draft) -> None:
    assert draft.journaled()
    draft._journal.abandon()  # type: ignore[union-attr]  # what a kill leaves behind


def texts_in(folder: Path) -> str:
    return "\n".join(path.read_text() for path in sorted(folder.glob("*.toml")))


def while_writing(monkeypatch: pytest.MonkeyPatch, do: Callable[[], None]) -> None:
    """Let `do` happen once, when the next save has written the file and does not know it yet."""
    real, todo = Filed.write, [do]

    def write(self: Filed, target: Path, pm: Postmortem) -> files.Stored:
        stored = real(self, target, pm)
        while todo:
            todo.pop()()
        return stored

    monkeypatch.setattr(Filed, "write", write)


# -- the folder, and the name ---------------------------------------------------------------------------


def test_a_folder_that_is_gone_is_not_made_again_though_that_was_noticed_first(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    path = put(folder, title="Old")
    draft = opened(path, tmp_path / "state")
    folder.rename(tmp_path / "away")
    draft.look_outside()
    draft.do(Edit("summary", "Typed"))
    assert draft.save().kind == "problem"
    assert not folder.exists()
    (tmp_path / "away").rename(folder)
    draft.look_outside()
    assert draft.state.kind == "saved"
    assert files.read(path).pm.summary == "Typed"
    draft.close()


def test_a_name_that_is_settled_after_the_file_went_makes_one_file(tmp_path: Path) -> None:
    path = put(tmp_path, "2026-11-24-untitled", summary="Old")
    draft = opened(path)
    draft.do(Edit("title", "Login down"))
    draft.settle_id()
    path.unlink()
    for _ in range(3):
        draft.save()
        draft.look_outside()
    assert draft.state.kind == "saved"
    assert [found.name for found in tmp_path.glob("*.toml")] == ["2026-11-24-login-down.toml"]


def test_what_somebody_writes_before_the_name_is_settled_comes_along(tmp_path: Path) -> None:
    path = put(tmp_path, "2026-11-24-untitled")
    draft = opened(path)
    draft.do(Edit("title", "Login down"))
    draft.settle_id()
    somebody_does(path, Edit("summary", "Theirs"))
    assert draft.save().kind == "saved"
    assert [found.name for found in tmp_path.glob("*.toml")] == ["2026-11-24-login-down.toml"]
    assert files.read(draft.path).pm.summary == "Theirs"


@pytest.mark.parametrize("titled", [False, True])
def test_where_one_settles_the_name_unseen_the_text_of_both_is_in_files(tmp_path: Path, titled: bool) -> None:
    path = put(tmp_path, "2026-11-24-untitled")
    here, there = opened(path), opened(path)
    here.do(Edit("title", "Login down"))
    here.settle_id()
    here.do(Edit("summary", "Of one"))
    here.save()
    there.do(Edit("impact.note", "Of the other"))
    there.look_outside()
    if titled:
        there.do(Edit("title", "Login down"))
        there.settle_id()
    there.do(Edit("unfinished.timeline.new", "14:05 wor"), typing=True)
    there.save()
    for draft in (here, there, here, there):
        draft.look_outside()
        draft.save()
    assert (here.close().kind, there.close().kind) == ("saved", "saved")
    for text in ("Of one", "Of the other", "14:05 wor"):
        assert text in texts_in(tmp_path)
    assert len(list(tmp_path.glob("*.toml"))) == 2


def test_a_kill_between_the_new_name_and_its_journal_is_found_under_the_new_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    path = put(tmp_path, "2026-11-24-untitled", created=NOW)
    draft = opened(path, state)
    draft.do(Edit("title", "Login down"))
    draft.settle_id()

    def kill() -> None:
        draft.do(Edit("summary", "Typed meanwhile"))
        killed(draft)

    while_writing(monkeypatch, kill)
    draft.save()
    assert journal.pending(state, path) == ()
    (found,) = journal.pending(state, tmp_path / "2026-11-24-login-down.toml")
    now = files.read(found.target).pm
    joined = found.joined(now, NOW)
    assert (joined.summary, joined.title, joined.conflict) == ("Typed meanwhile", "Login down", ())
    found.let_go()


def test_a_new_one_that_was_never_saved_does_not_meet_a_stranger_of_its_name(tmp_path: Path) -> None:
    state = tmp_path / "state"
    path, pm = begin(tmp_path, NOW)
    draft = Draft(path, pm, None, now=lambda: NOW, state_dir=state)
    draft.do(Edit("summary", "Typed and never saved"))
    killed(draft)
    put(tmp_path, path.stem, summary="A stranger's", created=NOW.replace(hour=9))
    assert journal.pending(state, path) == ()
    (found,) = journal.all_pending(state)
    assert found.typed()[0].summary == "Typed and never saved"
    found.let_go()


# -- problems that pass ---------------------------------------------------------------------------------


def test_saving_goes_on_by_itself_after_a_broken_file_is_whole_again(tmp_path: Path) -> None:
    path = put(tmp_path, title="Old")
    draft = opened(path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"Old"', b'"New'))
    draft.do(Edit("summary", "Typed"))
    draft.look_outside()
    assert draft.save().kind == "problem"
    path.write_bytes(whole.replace(b'"Old"', b'"New"'))
    draft.look_outside()
    assert draft.state.kind == "saved"
    saved = files.read(path).pm
    assert (saved.title, saved.summary) == ("New", "Typed")


def test_a_line_not_entered_stays_in_the_journal_where_the_last_save_fails(tmp_path: Path) -> None:
    state = tmp_path / "state"
    path = put(tmp_path, title="Old")
    draft = opened(path, state)
    draft.do(Edit("unfinished.timeline.new", "14:05 wor"), typing=True)
    assert draft.save().kind == "saved"
    path.write_bytes(b"broken [")
    assert draft.close().kind == "problem"
    (found,) = journal.pending(state, path)
    assert found.typed()[0].unfinished == {"timeline.new": "14:05 wor"}
    found.let_go()


# -- two threads ----------------------------------------------------------------------------------------


def test_a_field_that_is_left_while_a_save_ends_makes_no_conflict_with_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = opened(put(tmp_path), tmp_path / "state")
    draft.do(Edit("summary", "It w"), typing=True)

    def go_on() -> None:
        draft.do(Edit("summary", "It was"), typing=True)
        draft.let_go()

    while_writing(monkeypatch, go_on)
    draft.save()
    assert draft.pm.conflict == ()
    assert draft.state.kind == "unsaved"
    assert draft.save().kind == "saved"
    assert files.read(draft.path).pm.summary == "It was"
    draft.close()


def test_what_is_typed_while_a_save_ends_and_theirs_comes_in_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    path = put(tmp_path)
    draft = opened(path, state)
    draft.do(Edit("summary", "It was"), typing=True)
    draft.save()
    somebody_does(path, Edit("summary", "It was the disk"))
    draft.look_outside()
    draft.do(Edit("impact.users", 5))
    draft.do(Edit("impact.delay", "an hour"))

    def go_on() -> None:
        draft.do(Edit("impact.note", "Typed meanwhile"))
        draft.let_go()

    while_writing(monkeypatch, go_on)
    draft.save()
    assert draft.pm.summary == "It was the disk"
    assert draft.pm.conflict == ()
    assert draft.state.kind == "unsaved"
    killed(draft)
    (found,) = journal.pending(state, path)
    joined = found.joined(files.read(path).pm, NOW)
    assert joined.impact.note == "Typed meanwhile"
    assert joined.summary == "It was the disk"
    found.let_go()


def test_keys_that_come_at_every_join_do_not_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path)
    draft = opened(path)
    real, count = joining.join, iter(range(100))

    def join(*args: object, **more: object) -> object:
        joined = real(*args, **more)  # type: ignore[arg-type]
        thread = threading.Thread(
            target=lambda: draft.do(Edit("summary", f"Typed {next(count)}")), daemon=True
        )
        thread.start()
        thread.join(0.2)  # where the join holds the lock, the key comes after it
        return joined

    monkeypatch.setattr(joining, "join", join)
    somebody_does(path, Edit("title", "Theirs"))
    assert draft.look_outside()
    monkeypatch.undo()
    draft.save()
    saved = files.read(path).pm
    assert saved.title == "Theirs"
    assert saved.summary.startswith("Typed")


def test_a_save_that_hangs_does_not_keep_from_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "state"
    path = put(tmp_path)
    draft = opened(path, state)
    draft.do(Edit("summary", "Typed"))
    hangs, goes_on = threading.Event(), threading.Event()
    real = Filed.write

    def write(self: Filed, target: Path, pm: Postmortem) -> files.Stored:
        hangs.set()
        goes_on.wait(30)
        return real(self, target, pm)

    monkeypatch.setattr(Filed, "write", write)
    monkeypatch.setattr(kept, "PATIENCE", 0.05)
    worker = threading.Thread(target=draft.save, daemon=True)
    worker.start()
    hangs.wait(30)
    draft.do(Edit("impact.note", "Typed meanwhile"))
    state_then = draft.close(interrupted=True)
    assert state_then.kind == "problem"
    (found,) = journal.pending(state, path)
    assert found.typed()[0].impact.note == "Typed meanwhile"
    found.let_go()
    goes_on.set()
    worker.join(30)
    assert not worker.is_alive()


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    draft = opened(put(tmp_path), tmp_path / "state")
    draft.do(Edit("summary", "Typed"))
    assert draft.close().kind == "saved"
    assert draft.close(interrupted=True).kind == "saved"
    assert journal.all_pending(tmp_path / "state") == ()


# -- what the screen does not show yet ------------------------------------------------------------------


def test_typing_over_what_came_in_and_is_not_shown_yet_keeps_it(tmp_path: Path) -> None:
    path = put(tmp_path, summary="It was", lessons={"well": ["paging"]})
    draft = opened(path)
    somebody_does(path, Edit("summary", "It was the disk"), Edit("lessons.well.1", "the runbook"))
    assert draft.look()
    draft.do(Edit("summary", "It was a"), typing=True)
    draft.do(Edit("summary", "It was a hang"), typing=True)
    draft.do(Edit("lessons.well", ("paging", "the rota")), typing=True)
    draft.take_in()
    draft.let_go()
    assert draft.pm.summary == "It was a hang"
    assert [row.other for row in draft.pm.conflict] == ["It was the disk"]
    assert sorted(draft.pm.lessons.well) == ["paging", "the rota", "the runbook"]
    draft.close()
    assert files.read(path).pm == draft.pm


def test_a_value_that_comes_in_behind_a_half_typed_one_is_kept(tmp_path: Path) -> None:
    path = put(tmp_path)
    draft = opened(path)
    draft.do(Edit("unfinished.clock.started", "14"), typing=True)
    somebody_does(path, Edit("clock.started", NOW))
    draft.look_outside()
    mine = NOW.replace(hour=14)
    draft.do(Edit("clock.started", mine), Edit("unfinished.clock.started", None), typing=True)
    draft.close()
    saved = files.read(path).pm
    assert saved.clock.started == mine
    assert [row.other for row in saved.conflict] == [NOW]


def test_undoing_an_item_leaves_what_somebody_else_put_beside_it(tmp_path: Path) -> None:
    path = put(tmp_path, lessons={"well": ["paging"]})
    draft = opened(path)
    draft.do(Edit("lessons.well.1", "mine"))
    draft.save()
    somebody_does(path, Edit("lessons.well", ("paging", "mine", "theirs")))
    draft.look_outside()
    draft.undo()
    assert draft.pm.lessons.well == ("paging", "theirs")
    draft.redo()
    assert sorted(draft.pm.lessons.well) == ["mine", "paging", "theirs"]


def test_undoing_a_line_leaves_the_line_that_somebody_else_wrote(tmp_path: Path) -> None:
    path = put(tmp_path, summary="One.\nTwo.\nThree.\nFour.")
    draft = opened(path)
    draft.do(Edit("summary", "One.\nTwo.\nThree.\nFour.\nMine."), typing=True)
    draft.save()
    draft.let_go()
    somebody_does(path, Edit("summary", "Theirs.\nOne.\nTwo.\nThree.\nFour.\nMine."))
    draft.look_outside()
    draft.undo()
    assert draft.pm.summary == "Theirs.\nOne.\nTwo.\nThree.\nFour."


# -- recovering -----------------------------------------------------------------------------------------


def test_a_crash_after_taking_over_and_before_the_journal_goes_doubles_nothing(tmp_path: Path) -> None:
    state = tmp_path / "state"
    path = put(tmp_path, summary="One.", lessons={"well": ["paging"]})
    first = opened(path, state)
    first.do(Edit("summary", "One.\nMine."), typing=True)
    first.do(Edit("lessons.well.1", "mine"))
    first.do(Edit("unfinished.timeline.new", "14:05 wor"), typing=True)
    killed(first)
    somebody_does(path, Edit("summary", "Two."), Edit("lessons.well.1", "theirs"))
    (found,) = journal.pending(state, path)
    second = opened(path, state, NOW.replace(hour=19))
    second.do(*difference(second.pm, found.joined(second.pm, NOW)))
    wanted = second.pm
    killed(second)
    found.let_go()  # and it is not taken: the process ends here
    both = journal.pending(state, path)
    assert len(both) == 2
    third = opened(path, state)
    joined = third.pm
    for one in both:
        joined = one.joined(joined, NOW)
    assert joined == wanted
    for one in both:
        one.let_go()


def test_whoever_takes_it_up_is_told_what_was_set_aside(tmp_path: Path) -> None:
    state = tmp_path / "state"
    path = put(tmp_path)
    draft = opened(path, state)
    draft.do(Edit("summary", "Typed"))
    killed(draft)
    left = journal.left_behind(state, path)
    assert (len(left.found), left.set_aside) == (1, 0)
    left.found[0].failed()
    del left  # it was read, and whoever read it failed before it was shown
    left = journal.left_behind(state, path)
    assert (left.found, left.set_aside) == ((), 1)
    left = journal.left_behind(state, path)
    assert (left.found, left.set_aside) == ((), 0)


def test_taking_over_is_not_tried_a_second_time(tmp_path: Path) -> None:
    state = tmp_path / "state"
    path = put(tmp_path)
    draft = opened(path, state)
    draft.do(Edit("summary", "Typed"))
    killed(draft)
    (found,) = journal.pending(state, path)
    found.understood()
    found.begin_taking()
    found.failed()
    del found  # the process ends here
    assert journal.left_behind(state, path).set_aside == 1
