"""The journal: what was typed is on disk at once, and what a killed process left is offered, once."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmtui.draft import holds, journal, processes, records
from pmtui.draft.journal import Journal, Where
from pmtui.draft.left_behind import folder_of
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply

AT = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
BASE = b'id = "a"\ntitle = "Queue \xc3\xa9"\n'


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "library" / "a.toml"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def step(number: int) -> tuple[Edit, ...]:
    return (Edit("summary", f"word {number}"), Edit("tags", ("a", str(number))))


def names(state: Path) -> list[str]:
    folder = folder_of(state)
    return sorted(path.name.partition(".")[2] for path in folder.iterdir()) if folder.is_dir() else []


def left(state: Path, target: Path, count: int = 3) -> Path:
    """Leave a journal with `count` steps behind, as an ended process does; return its path."""
    one = Journal(state, target, BASE)
    for number in range(count):
        one.append(step(number), AT + timedelta(seconds=number))
    one.abandon()
    return one.path


def test_what_was_typed_is_offered_with_what_it_was_typed_on(state: Path, target: Path) -> None:
    path = left(state, target)
    (found,) = journal.pending(state, target)
    assert found.edits == (step(0), step(1), step(2))
    assert found.base == BASE
    assert found.written == AT + timedelta(seconds=2)
    assert found.target == target
    assert (found.path, found.lost) == (path, 0)


def test_it_is_readable_by_its_owner_alone(state: Path, target: Path) -> None:
    old = os.umask(0)
    try:
        path = left(state, target)
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_word_is_on_disk_within_a_quarter_of_a_second(state: Path, target: Path) -> None:
    one = Journal(state, target, BASE)
    one.flush()
    given, on_disk = [], []
    for number in range(5):  # the best of five: the machine may be busy with something else
        begun = time.perf_counter()
        one.append(step(number), AT)
        given.append(time.perf_counter() - begun)
        assert one.flush()
        on_disk.append(time.perf_counter() - begun)
        assert b"word %d" % number in one.path.read_bytes()
    assert min(given) < 0.01
    assert min(on_disk) < 0.25
    one.close()


def test_what_it_was_typed_on_can_be_had_again(state: Path, target: Path) -> None:
    left(state, target)
    (found,) = journal.pending(state, target)
    assert found.began_with().title == "Queue é"
    for name, known in (
        ("2026-03-01-new.toml", "2026-03-01-new"),
        ("a b\u00e9.toml", "a-b"),
        ("é.toml", "unnamed"),
    ):
        one = Journal(state, target.with_name(name), b"")
        one.append(step(1), AT)
        one.abandon()
        (found,) = journal.pending(state, target.with_name(name))
        assert found.began_with().id == known


@pytest.mark.parametrize("saved", [0, 1, 2, 3])
def test_steps_that_the_file_has_already_are_not_offered_again(state: Path, target: Path, saved: int) -> None:
    base = b'id = "a"\ntags = ["a", "b", "c", "d"]\n'
    steps = [(Edit("tags.0", None),)] * 3
    one = Journal(state, target, base)
    for each in steps:
        one.append(each, AT)
    one.abandon()
    pm = tomlform.loads(base.decode())
    for each in steps[:saved]:
        pm = apply(pm, each)
    target.parent.mkdir()
    target.write_text(tomlform.dumps(pm))
    found = journal.pending(state, target)
    assert sum(len(one.edits) for one in found) == 3 - saved
    for one in found:
        one.let_go()
    assert names(state) == ([] if saved == 3 else ["journal"])


def test_a_file_that_somebody_else_changed_does_not_hide_what_was_typed(state: Path, target: Path) -> None:
    left(state, target)
    target.parent.mkdir()
    target.write_text('id = "a"\ntitle = "Somebody else was here"\n')
    assert journal.pending(state, target)[0].edits == (step(0), step(1), step(2))


def test_leaving_in_order_leaves_nothing(state: Path, target: Path) -> None:
    one = Journal(state, target, BASE)
    one.append(step(1), AT)
    one.close()
    one.close()
    one.append(step(2), AT)
    one.mark_saved(target, b"", (), AT)
    assert names(state) == []
    assert journal.pending(state, target) == ()


def test_nothing_typed_leaves_no_file(state: Path, target: Path) -> None:
    one = Journal(state, target, BASE)
    one.flush()
    assert names(state) == []
    one.close()


def test_saving_starts_it_anew_with_what_is_not_saved(state: Path, target: Path) -> None:
    one = Journal(state, target, BASE)
    one.append(step(1), AT)
    one.mark_saved(target, b"saved", (), AT)
    assert one.flush()
    assert names(state) == []
    one.append(step(2), AT)
    one.mark_saved(target, b"saved again", (step(3),), AT)
    one.append(step(4), AT)
    one.abandon()
    (found,) = journal.pending(state, target)
    assert (found.base, found.edits) == (b"saved again", (step(3), step(4)))
    found.let_go()
    assert names(state) == ["journal"]


def test_a_journal_that_is_worked_on_is_not_offered(state: Path, target: Path) -> None:
    one = Journal(state, target, BASE)
    one.append(step(1), AT)
    one.flush()
    assert journal.pending(state, target) == ()
    one.mark_saved(target, b"x", (step(2),), AT)
    one.flush()
    assert journal.pending(state, target) == ()
    one.abandon()
    assert len(journal.pending(state, target)) == 1


def test_it_is_offered_to_one_at_a_time_and_again_when_nothing_came_of_it(state: Path, target: Path) -> None:
    left(state, target)
    first = journal.pending(state, target)
    assert journal.pending(state, target) == ()
    first[0].let_go()
    assert len(journal.pending(state, target)) == 1


def test_taken_it_is_gone_and_set_aside_it_is_kept(state: Path, target: Path) -> None:
    left(state, target)
    journal.pending(state, target)[0].take()
    assert names(state) == []
    left(state, target)
    journal.pending(state, target)[0].set_aside()
    assert names(state) == ["set-aside"]
    assert journal.pending(state, target) == ()
    (kept,) = journal.laid_aside(state)
    assert b"word 2" in kept.read_bytes()


def test_only_the_journals_of_that_file_are_offered_also_by_another_name(state: Path, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(BASE)
    link = target.with_name("link.toml")
    link.symlink_to(target)
    left(state, target)
    left(state, target.with_name("b.toml"))
    (found,) = journal.pending(state, link)
    assert found.target == target
    found.let_go()
    assert {one.target.name for one in journal.all_pending(state)} == {"a.toml", "b.toml"}


def test_several_journals_are_offered_oldest_first(state: Path, target: Path) -> None:
    left(state, target, 3)
    left(state, target, 1)
    assert [len(one.edits) for one in journal.pending(state, target)] == [1, 3]


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_last_line_is_dropped_and_the_rest_kept(state: Path, target: Path, cut: int) -> None:
    path = left(state, target)
    path.write_bytes(path.read_bytes()[:-cut])
    (found,) = journal.pending(state, target)
    assert found.edits == (step(0), step(1))
    assert found.lost == 1
    found.take()
    assert names(state) == ["set-aside"]


def test_a_spoilt_line_in_the_middle_costs_only_itself(state: Path, target: Path) -> None:
    path = left(state, target)
    path.write_bytes(path.read_bytes().replace(b"word 1", b"w\xffrd 1"))
    (found,) = journal.pending(state, target)
    assert found.edits == (step(0), step(2))
    assert found.lost == 1


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\0" * 300, b"{}\n", records.line({"journal": 1}), b"\xff" * 20]
)
def test_what_is_no_journal_is_set_aside_and_read_no_second_time(
    state: Path, target: Path, raw: bytes
) -> None:
    left(state, target).write_bytes(raw)
    assert journal.pending(state, target) == ()
    assert names(state) == ["set-aside"]


def test_a_base_that_does_not_fit_its_checksum_is_not_trusted(state: Path, target: Path) -> None:
    path = left(state, target)
    header, _, rest = path.read_bytes().partition(b"\n")
    body = records.body(header + b"\n")
    path.write_bytes(records.line({**body, "base": ""}) + rest)
    assert journal.pending(state, target) == ()
    assert names(state) == ["set-aside"]


def test_what_ends_the_program_while_it_is_shown_is_not_read_a_second_time(state: Path, target: Path) -> None:
    left(state, target)
    (found,) = journal.pending(state, target)
    found.failed()
    found._hold.let_go()  # type: ignore[union-attr]  # the process ends
    assert journal.pending(state, target) == ()
    assert names(state) == ["again.set-aside"]
    assert len(journal.laid_aside(state)) == 1


def test_a_kill_while_it_is_read_costs_one_try_and_not_the_offer(state: Path, target: Path) -> None:
    left(state, target)
    for _ in range(2):
        (found,) = journal.pending(state, target)
        found._hold.let_go()  # type: ignore[union-attr]  # killed before it was shown
        (again,) = journal.pending(state, target)
        assert again.edits == found.edits
        again.let_go()  # shown, and not answered: all begins anew
        assert names(state) == ["journal"]
    for _ in range(2):
        (found,) = journal.pending(state, target)
        found._hold.let_go()  # type: ignore[union-attr]
    assert journal.pending(state, target) == ()
    assert names(state) == ["again.set-aside"]


def test_what_was_shown_and_not_answered_is_offered_again(state: Path, target: Path) -> None:
    left(state, target)
    (found,) = journal.pending(state, target)
    found.understood()
    found._hold.let_go()  # type: ignore[union-attr]  # a kill while the offer stands on the screen
    (again,) = journal.pending(state, target)
    assert again.edits == found.edits
    again.let_go()


def test_where_the_cursor_was_comes_with_what_was_typed(state: Path, target: Path) -> None:
    one = Journal(state, target, BASE)
    one.moved(Where("title"), AT)
    one.append(step(1), AT, Where("summary", 12))
    one.moved(Where("impact.note"), AT)
    one.append(step(2), AT, Where("impact.note", 3))
    one.abandon()
    (found,) = journal.pending(state, target)
    assert found.where == Where("impact.note", 3)
    assert found.edits == (step(1), step(2))
    found.let_go()


def test_after_a_save_it_still_knows_where_the_cursor_was_and_takes_up_typing(
    state: Path, target: Path
) -> None:
    one = Journal(state, target, BASE)
    one.append(step(1), AT, Where("summary", 12))
    one.mark_saved(target, b"id = 'a'\n", (), AT)
    assert one.flush()
    assert b"word" not in one.path.read_bytes()
    one.append(step(2), AT, Where("summary", 14))
    one.abandon()
    (found,) = journal.pending(state, target)
    assert (found.base, found.edits, found.where) == (b"id = 'a'\n", (step(2),), Where("summary", 14))
    found.let_go()


def test_where_nothing_is_unsaved_it_says_where_the_cursor_was_and_is_then_gone(
    state: Path, target: Path
) -> None:
    one = Journal(state, target, BASE)
    one.append(step(1), AT, Where("summary", 12))
    one.mark_saved(target, b"id = 'a'\n", (), AT)
    one.moved(Where("title", 2), AT)
    one.abandon()
    (found,) = journal.pending(state, target)
    assert (found.edits, found.where) == ((), Where("title", 2))
    found.take()
    assert names(state) == []


def test_it_follows_the_file_to_another_name(state: Path, target: Path) -> None:
    one = Journal(state, target, BASE)
    one.append(step(1), AT, Where("title", 1))
    assert one.flush()
    other = target.with_name("other.toml")
    one.mark_saved(other, b"id = 'other'\n", (step(2),), AT)
    assert one.flush()
    assert names(state) == ["journal"]
    one.abandon()
    assert journal.pending(state, target) == ()
    (found,) = journal.pending(state, other)
    assert (found.target, found.edits) == (other, (step(2),))
    found.let_go()


def test_a_crash_while_reading_does_not_repeat(
    state: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(state, target)
    before = path.read_bytes()

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(records, "body", crash)
        assert journal.pending(state, target) == ()
    assert names(state) == ["set-aside"]
    assert journal.pending(state, target) == ()
    (kept,) = journal.laid_aside(state)
    assert kept.read_bytes() == before


def test_a_journal_of_nothing_but_a_torn_line_is_set_aside(state: Path, target: Path) -> None:
    path = left(state, target, 1)
    path.write_bytes(path.read_bytes()[:-3])
    assert journal.pending(state, target) == ()
    assert names(state) == ["set-aside"]


def test_an_empty_journal_is_removed(state: Path, target: Path) -> None:
    path = left(state, target, 1)
    path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n")
    assert journal.pending(state, target) == ()
    assert names(state) == []


def test_a_state_folder_that_cannot_be_made_is_a_problem_and_no_exception(
    tmp_path: Path, target: Path
) -> None:
    (tmp_path / "state").write_text("a file")
    one = Journal(tmp_path / "state", target, BASE)
    assert not one.flush()
    assert str(tmp_path / "state") in one.problem
    assert "PMTUI_STATE_DIR" in one.problem
    one.append(step(1), AT)
    one.mark_saved(target, b"", (step(2),), AT)
    assert not one.flush()
    one.close()
    assert journal.pending(tmp_path / "state", target) == ()
    assert journal.all_pending(tmp_path / "none") == ()


def test_a_full_disk_is_a_problem_until_there_is_space_and_nothing_is_missing_then(
    state: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Journal(state, target, BASE)
    one.append(step(1), AT)
    assert one.flush()
    real = os.write

    def full(handle: int, raw: memoryview) -> int:
        if len(raw) > 10:
            return real(handle, raw[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        one.append(step(2), AT)
        assert not one.flush()
        assert "no space left" in one.problem
    one.append(step(3), AT)
    assert one.flush()
    assert one.problem == ""
    one.abandon()
    (found,) = journal.pending(state, target)
    assert found.edits == (step(1), step(2), step(3))
    assert found.lost == 0


def test_an_edit_that_cannot_be_kept_is_a_problem_and_the_next_ones_are_kept(
    state: Path, target: Path
) -> None:
    one = Journal(state, target, BASE)
    one.append((Edit("summary", object()),), AT)
    assert not one.flush()
    one.append(step(1), AT)
    one.abandon()
    assert journal.pending(state, target)[0].edits == (step(1),)


def test_a_slow_disk_gets_many_words_in_one_go(
    state: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fdatasync
    monkeypatch.setattr(os, "fdatasync", lambda handle: (synced.append(handle), real(handle)))
    one = Journal(state, target, BASE)
    for number in range(300):
        one.append(step(number), AT)
    assert one.flush()
    one.abandon()
    assert len(synced) < 300
    assert len(journal.pending(state, target)[0].edits) == 300


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pmtui.draft.journal import Journal
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply

one = Journal(Path(sys.argv[1]), Path(sys.argv[2]), b"base")
for number in range(10**9):
    one.append((Edit("summary", f"word {number} " + "long " * (number % 200)),), datetime.now(UTC))
    if number % 20 == 0 and one.flush():
        print(number, flush=True)
"""

ENDER = WRITER.replace("10**9", "41")


def begun(script: str, state: Path, target: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(state), str(target)], stdout=subprocess.PIPE, text=True
    )


def test_a_process_killed_in_mid_stream_loses_nothing_that_was_on_disk(state: Path, target: Path) -> None:
    with begun(WRITER, state, target) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(5)]
        assert journal.pending(state, target) == ()
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().splitlines()
    last = int(said[-1]) if said[-1].strip().isdigit() else int(said[-2])
    (found,) = journal.pending(state, target)
    words = [edit.value for (edit,) in found.edits]
    assert len(words) > last
    assert words == [f"word {number} " + "long " * (number % 200) for number in range(len(words))]
    assert found.base == b"base"


def test_a_process_that_ends_without_closing_has_everything_on_disk(state: Path, target: Path) -> None:
    with begun(ENDER, state, target) as process:
        process.communicate()
    assert len(journal.pending(state, target)[0].edits) == 41


def test_where_there_are_no_locks_the_process_tells(
    state: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", none)
    one = Journal(state, target, BASE)
    one.append(step(1), AT)
    one.flush()
    assert journal.pending(state, target) == ()
    monkeypatch.setattr(processes, "may_live", lambda _: False)
    assert len(journal.pending(state, target)) == 1
    one.close()


def test_a_process_is_known_by_host_number_and_start() -> None:
    own = processes.own()
    assert processes.may_live(own)
    assert processes.may_live({**own, "host": "elsewhere"})
    assert not processes.may_live({**own, "start": "1"})
    for odd in (None, {}, {**own, "pid": "x"}, {**own, "pid": -1}, {**own, "pid": 2**70}):
        assert not processes.may_live(odd)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    assert not processes.may_live({**own, "pid": ended.pid})


def test_what_is_held_cannot_be_taken(tmp_path: Path) -> None:
    path = tmp_path / "x"
    hold = holds.create(path)
    if not hold.sure:
        pytest.skip("there are no locks here")
    assert holds.take(path) is None
    hold.let_go()
    hold.let_go()
    assert holds.take(path) is not None
    assert holds.take(tmp_path / "none") is None
