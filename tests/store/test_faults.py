"""A save with a fault, or a crash, at every one of its system calls: the old or the new version is whole.

How many points there are is asserted, so that no test passes because it did nothing.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.draft import journal
from pmtui.draft.draft import Draft
from pmtui.errors import FileError
from pmtui.model import bounds, tomlform
from pmtui.model.edit import Edit, apply
from pmtui.store import atomic, files
from syscalls import NUMBERS, Points, dying, failing, in_a_child, watched

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
OLD = b'# by hand\nformat = 1\nid = "a"\ntitle = "Old"\nstatus = "draft"\n'
NEW = OLD.replace(b"Old", b"New")
PM = tomlform.loads(OLD.decode())
AFTER = apply(PM, [Edit("title", "New")])
REMEDIES = {
    errno.ENOSPC: "Free some space",
    errno.EIO: "disk reports a fault",
    errno.EACCES: "write access",
    errno.EDQUOT: "quota",
    errno.EROFS: "read-only",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.toml"
    file.write_bytes(OLD)
    file.chmod(0o640)
    return file


def replaced(path: Path) -> None:
    files.write(path, AFTER, base=OLD)


def created(path: Path) -> None:
    files.write(path.with_name("b.toml"), AFTER, base=None, like=OLD)


def calls_of(act: Callable[[Path], None], path: Path) -> list[str]:
    points = Points()
    with watched(points):
        act(path)
    for name in ("a.toml", "b.toml"):
        path.with_name(name).unlink(missing_ok=True)
    path.write_bytes(OLD)
    path.chmod(0o640)
    return points.names


def temporary(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".")]


def whole(path: Path) -> str:
    """Say which version of each of the two files is there; each of them is whole."""
    versions = {OLD: "old", NEW: "new"}
    other = path.with_name("b.toml")
    return versions[path.read_bytes()] + (f" {versions[other.read_bytes()]}" if other.exists() else "")


@pytest.mark.parametrize("act", [replaced, created])
@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_a_fault_at_any_call_leaves_a_whole_version_and_no_other_file(
    path: Path, act: Callable[[Path], None], number: int
) -> None:
    names = calls_of(act, path)
    told = 0
    assert names.count("write") >= 1
    assert names.count("fsync") == 2
    for at, name in enumerate(names):
        points = Points(at, failing(number))
        with watched(points):
            try:
                act(path)
            except FileError as error:
                told += 1
                assert whole(path) == "old", (at, name)
                assert os.strerror(number).lower() in error.what.lower()
                assert REMEDIES[number] in error.remedy or "read access" in error.remedy, (name, error.remedy)
            else:  # it was no call that a save needs: a lock, the folder's sync, tidying up
                assert whole(path) == ("new" if act is replaced else "old new"), (at, name)
        assert points.hit == name
        assert temporary(path.parent) == [] or name == "unlink", (at, name)
        calls_of(lambda _: None, path)
        for each in temporary(path.parent):
            path.with_name(each).unlink()
    assert len(names) >= 12
    assert told >= 4


@pytest.mark.parametrize("act", [replaced, created])
def test_short_writes_are_gone_on_with(path: Path, act: Callable[[Path], None]) -> None:
    points = Points(short=True)
    with watched(points):
        act(path)
    assert points.names.count("write") > 3
    assert whole(path) == ("new" if act is replaced else "old new")


@pytest.mark.parametrize("act", [replaced, created])
def test_a_crash_between_any_two_calls_leaves_a_whole_version(
    path: Path, act: Callable[[Path], None]
) -> None:
    names = calls_of(act, path)
    seen = []
    for at in range(len(names)):

        def child(at: int = at) -> None:
            with watched(Points(at, dying)):
                act(path)

        assert in_a_child(child) == 77
        seen.append(whole(path))
        assert all(each.startswith(".pmtui-") for each in temporary(path.parent))
        for each in temporary(path.parent):
            aged(path.with_name(each), 2 * atomic.LEFT_OVER)
        atomic.sweep(path.parent)
        assert temporary(path.parent) == []
        calls_of(lambda _: None, path)
    done = "new" if act is replaced else "old new"
    assert len(seen) == len(names) >= 12
    assert set(seen) == {"old", done}
    assert seen == sorted(seen, key=lambda one: one == done)  # once it is there, it stays


def test_create_goes_without_hard_links_and_over_nobody(path: Path) -> None:
    names = calls_of(created, path)
    at = names.index("link")
    for number in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK):
        with watched(Points(at, failing(number))):
            created(path)
        assert whole(path) == "old new"
        with watched(Points(at, failing(number))), pytest.raises(FileError):
            created(path)
        calls_of(lambda _: None, path)
    assert temporary(path.parent) == []


# -- the journal, and a whole Draft ----------------------------------------------------------------------


@pytest.fixture
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out bringing to disk: where no power is cut, it only takes time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "fdatasync", lambda _: None, raising=False)


def draft_of(path: Path, state: Path) -> Draft:
    stored = files.read(path)
    return Draft(path, stored.pm, stored.raw, now=lambda: NOW, state_dir=state)


@pytest.mark.usefixtures("no_sync")
def test_a_draft_with_a_fault_at_any_call_of_a_save_has_it_in_the_journal_and_saves_later(
    path: Path, tmp_path: Path
) -> None:
    told = count = 0
    at = 0
    while True:
        path.write_bytes(OLD)
        state = tmp_path / f"state-{at}"
        draft = draft_of(path, state)
        draft.do(Edit("title", "New"))
        assert draft.journaled()
        points = Points(at, failing(errno.ENOSPC))
        with watched(points):
            found = draft.save()
        assert path.read_bytes() in (OLD, NEW)
        if found.kind == "problem":
            told += 1
            assert "no space left" in found.words.lower()
            assert "Free some space" in found.words or "have a look" in found.words.lower()
            assert path.read_bytes() == OLD
            assert draft.pm.title == "New"
        assert draft.save().kind == "saved"
        assert path.read_bytes() == NEW
        assert draft.close().kind == "saved"
        assert journal.pending(state, path) == ()
        assert temporary(path.parent) == [] or points.hit == "unlink"
        for each in temporary(path.parent):
            path.with_name(each).unlink()
        count += bool(points.hit)
        if not points.hit:
            break
        at += 1
    assert count >= 12
    assert told >= 4


@pytest.mark.usefixtures("no_sync")
def test_a_journal_with_a_fault_at_any_call_keeps_all_of_it_once_it_can(tmp_path: Path) -> None:
    target = tmp_path / "a.toml"
    hits = 0
    for number in (errno.ENOSPC, errno.EIO):
        at = 0
        while True:
            state = tmp_path / f"{number}-{at}"
            points = Points(at, failing(number))
            with watched(points, thread="pmtui-journal"):
                kept = journal.Journal(state, target, OLD)
                for word in ("a", "ab", "abc"):
                    kept.append((Edit("summary", word),), NOW)
                    if not kept.flush():
                        assert os.strerror(number).lower() in kept.problem.lower()
                        assert "PMTUI_STATE_DIR" in kept.problem
                kept.append((Edit("summary", "abcd"),), NOW)
                assert kept.flush() or kept.flush()
                assert kept.problem == ""
                kept.abandon()
            (found,) = journal.pending(state, target)
            assert found.lost == 0
            assert [step[0].value for step in found.edits] == ["a", "ab", "abc", "abcd"]
            found.take()
            if not points.hit:
                break
            hits += 1
            at += 1
    assert hits > 30


@pytest.mark.usefixtures("no_sync")
def test_a_journal_survives_a_crash_between_any_two_calls(tmp_path: Path) -> None:
    target = tmp_path / "a.toml"
    at, seen = 0, []
    while True:
        state = tmp_path / str(at)

        def child(at: int = at, state: Path = state) -> None:
            with watched(Points(at, dying), thread="pmtui-journal"):
                kept = journal.Journal(state, target, OLD)
                for word in ("a", "ab", "abc"):
                    kept.append((Edit("summary", word),), NOW)
                    assert kept.flush()
                    (state / word).touch()  # from here on it is promised
                kept.abandon()

        status = in_a_child(child)
        promised = [word for word in ("a", "ab", "abc") if (state / word).exists()]
        found = journal.pending(state, target)
        words = [step[0].value for one in found for step in one.edits]
        assert words[: len(promised)] == promised, (at, words)
        assert words == ["a", "ab", "abc"][: len(words)]
        seen.append(len(words))
        for one in found:
            one.take()
        at += 1
        if status == 0:
            break
        assert status == 77
    assert at > 15
    assert set(seen) == {0, 1, 2, 3}


@pytest.mark.usefixtures("no_sync")
def test_a_whole_save_of_a_draft_with_a_crash_between_any_two_calls(path: Path, tmp_path: Path) -> None:
    at = 0
    for thread in ("", "pmtui-journal"):
        at = 0
        while True:
            path.write_bytes(OLD)
            state = tmp_path / f"state-{thread}-{at}"

            def child(at: int = at, state: Path = state, thread: str = thread) -> None:
                draft = draft_of(path, state)
                draft.do(Edit("title", "New"))
                assert draft.journaled()
                with watched(Points(at, dying), thread=thread):
                    draft.save()
                    draft.do(Edit("summary", "more"))
                    draft.journaled()
                    draft.save()
                    draft.close()

            status = in_a_child(child)
            assert path.read_bytes() in (OLD, NEW) or files.read(path).pm.summary == "more"
            (pm, *more) = [files.read(path).pm]
            for one in journal.pending(state, path):
                pm = one.joined(pm, NOW)
                one.let_go()
            assert pm.title == "New"
            assert pm.conflict == ()
            assert more == []
            at += 1
            if status == 0:
                assert pm.summary == "more"
                break
            assert status == 77
        assert at > (25 if not thread else 8)


# -- what is no fault of one call ------------------------------------------------------------------------


def aged(file: Path, seconds: int) -> None:
    then = file.stat().st_mtime - seconds
    os.utime(file, (then, then))


def test_only_old_files_of_killed_saves_are_swept(tmp_path: Path) -> None:
    names = [
        ".pmtui-123-0a1b2c3d.tmp",
        ".pmtui-123-0A1B2C3D.tmp",
        ".pmtui-.tmp",
        ".pmtui-123-0a1b2c3d.tmp.bak",
        "pmtui-123-0a1b2c3d.tmp",
        ".pmtui-x-0a1b2c3d.tmp",
        "a.toml",
    ]
    for name in names:
        (tmp_path / name).write_text("words")
        aged(tmp_path / name, 4000)
    (tmp_path / ".pmtui-9-00000000.tmp").write_text("young")
    (tmp_path / ".pmtui-9-11111111.tmp").mkdir()
    (tmp_path / ".pmtui-9-22222222.tmp").symlink_to("a.toml")
    before = {each.name for each in tmp_path.iterdir()}
    atomic.sweep(tmp_path)
    assert before - {each.name for each in tmp_path.iterdir()} == {names[0]}
    for none in (tmp_path / "none", tmp_path / "a.toml", Path("a\0b")):
        atomic.sweep(none)


def test_what_a_save_grew_beyond_what_can_be_read_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST", 150)
    monkeypatch.setattr(files, "LARGEST", 80_000)
    for edits, limit in (
        ([Edit("summary", "x" * (files.LARGEST + 1))], "8 MB"),
        ([Edit("tags", tuple("x" * 151))], "150,000 values"),
    ):
        with pytest.raises(FileError, match=limit) as caught:
            files.write(path, apply(PM, edits), base=OLD)
        assert caught.value.what.startswith("can't be written: it ")
        assert "linked" in caught.value.remedy
        with pytest.raises(FileError, match=limit):
            files.write(path.with_name("b.toml"), apply(PM, edits), base=None)
        assert whole(path) == "old"


def test_a_file_that_has_the_new_bytes_already_is_saved(path: Path) -> None:
    path.write_bytes(NEW)
    before = path.stat().st_ino
    assert files.write(path, AFTER, base=OLD).raw == NEW
    assert path.stat().st_ino == before


def test_what_took_the_files_place_is_not_waited_for(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(files.ChangedOnDiskError):
        files.write(path, AFTER, base=OLD)


def test_links_are_followed_however_they_lead(tmp_path: Path, path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    folder = tmp_path / "folder"
    folder.symlink_to(other)
    (other / "real.toml").write_bytes(OLD)
    (other / "two.toml").symlink_to("real.toml")
    one = tmp_path / "one.toml"
    one.symlink_to("folder/two.toml")
    files.write(one, AFTER, base=OLD)
    assert (other / "real.toml").read_bytes() == NEW
    dangling = tmp_path / "dangling.toml"
    dangling.symlink_to("folder/new.toml")
    files.write(dangling, PM, base=None, like=OLD)
    assert (other / "new.toml").read_bytes() == OLD
    loop = tmp_path / "loop.toml"
    loop.symlink_to("loop.toml")
    with pytest.raises(FileError):
        files.write(loop, PM, base=None)
    with pytest.raises(FileError):
        files.write(loop, PM, base=OLD)
    assert [each.is_symlink() for each in (one, other / "two.toml", dangling, loop)] == [True] * 4
    assert temporary(tmp_path) == temporary(other) == []


def test_a_second_name_of_the_file_keeps_what_it_had(path: Path) -> None:
    second = path.with_name("second.toml")
    os.link(path, second)
    files.write(path, AFTER, base=OLD)
    assert (path.read_bytes(), second.read_bytes()) == (NEW, OLD)


@pytest.mark.parametrize("mode", [0o600, 0o604, 0o640, 0o666, 0o700])
def test_nobody_may_open_the_new_file_who_might_not_open_the_old_one(
    path: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(mode)
    modes = []
    real = os.fchmod

    def seen(handle: int, wanted: int) -> None:
        modes.append(os.fstat(handle).st_mode & 0o777)
        assert os.fstat(handle).st_size == 0
        real(handle, wanted)

    monkeypatch.setattr(os, "fchmod", seen)
    files.write(path, AFTER, base=OLD)
    assert modes == [0o600]
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root gives files away")
def test_owner_and_group_are_kept_and_what_hangs_on_the_file(path: Path) -> None:
    os.chown(path, 12345, 23456)
    labelled = True
    try:
        os.setxattr(path, "user.team", b"storage")
    except (OSError, AttributeError):
        labelled = False
    files.write(path, AFTER, base=OLD)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)
    assert path.stat().st_mode & 0o777 == 0o640
    assert not labelled or os.getxattr(path, "user.team") == b"storage"


def test_where_the_group_can_not_be_kept_no_other_group_gets_its_rights(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, modes = os.fstat, list[int]()

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    def elsewhere(handle: int) -> os.stat_result:
        found = list(real(handle))
        found[stat.ST_GID] += 1
        return os.stat_result(found)

    monkeypatch.setattr(os, "fchown", refused)
    monkeypatch.setattr(os, "fstat", elsewhere)
    monkeypatch.setattr(os, "fchmod", lambda _, mode: modes.append(mode))
    path.chmod(0o664)
    files.write(path, AFTER, base=OLD)
    assert modes == [0o644]


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write everywhere")
def test_a_file_in_a_folder_that_may_not_be_written_says_so(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        with pytest.raises(FileError, match="the folder is write-protected") as caught:
            files.write(path, AFTER, base=OLD)
    finally:
        path.parent.chmod(0o755)
    assert "its folder" in caught.value.remedy


def test_a_folder_that_is_gone_and_comes_back(path: Path, tmp_path: Path) -> None:
    library, away = tmp_path / "library", tmp_path / "away"
    library.mkdir()
    file = library / "a.toml"
    file.write_bytes(OLD)
    draft = draft_of(file, tmp_path / "state")
    library.rename(away)
    draft.do(Edit("title", "New"))
    found = draft.save()
    assert found.kind == "problem"
    assert "older" in found.words
    away.rename(library)
    assert draft.save().kind == "saved"
    assert file.read_bytes() == NEW
    assert draft.close().kind == "saved"


# -- real disks ------------------------------------------------------------------------------------------

_ON_A_SMALL_DISK = r"""
import os, subprocess, sys
from datetime import UTC, datetime
from pathlib import Path
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=True)
sys.stdout.write("mounted\n")
from pmtui.draft.draft import Draft
from pmtui.model.edit import Edit
from pmtui.store import files
try:
    (disk / "library").mkdir()
    path = disk / "library" / "a.toml"
    raw = sys.argv[2].encode()
    path.write_bytes(raw)
    stored = files.read(path)
    state = Path(sys.argv[3]) if len(sys.argv) > 3 else disk / "state"
    draft = Draft(path, stored.pm, stored.raw, now=lambda: datetime.now(UTC), state_dir=state)
    def full():
        with (disk / "filler").open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096): pass
            except OSError: pass
            try:
                while file.write(b"x"): pass
            except OSError: pass
    full()
    draft.do(Edit("title", "New"), Edit("summary", "words " * 2000))
    print("full:", draft.save().words)
    assert draft.save().kind == "problem"
    assert path.read_bytes() == raw
    assert [each.name for each in path.parent.iterdir()] == ["a.toml"]
    (disk / "filler").unlink()
    print("room:", draft.save().kind)
    assert files.read(path).pm.title == "New"
    if state.is_relative_to(disk):  # the journal is open on it: it can't be made read-only
        print("closed:", draft.close().kind)
        sys.exit()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    draft.do(Edit("title", "Newer"))
    print("read-only:", draft.save().words)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    draft.journaled()
    print("writable:", draft.save().kind)
    assert files.read(path).pm.title == "Newer"
    draft.journaled()
    print("closed:", draft.close().kind)
finally:
    print("left:", *(each.name for each in sorted(disk.rglob("*")) if each.is_file()))
"""


def on_a_small_disk(folder: Path, *words: str) -> list[str]:
    disk = folder / "disk"
    disk.mkdir()
    options = "-m" if os.getuid() == 0 else "-Urm"  # mounts of its own, which end with it
    command = ["unshare", options, sys.executable, "-c", _ON_A_SMALL_DISK, str(disk), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if not done.stdout.startswith("mounted"):
        pytest.skip(f"no small file system can be mounted here: {done.stderr.strip().splitlines()[-1:]}")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[1:]


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, to mount a small file system")
@pytest.mark.parametrize("state", ["with the state on it too", "with the state elsewhere"])
def test_a_real_full_disk_and_a_real_read_only_one(tmp_path: Path, state: str) -> None:
    words = [] if "too" in state else [str(tmp_path / "state")]
    full, room, *rest, closed, left = on_a_small_disk(tmp_path, OLD.decode(), *words)
    assert "no space left on device" in full.lower()
    assert "Free some space" in full
    assert room == "room: saved"
    assert closed == "closed: saved"
    if words:
        protected, writable = rest
        assert "read-only" in protected
        assert writable == "writable: saved"
    assert "a.toml" in left
    assert ".tmp" not in left
    assert ".journal" not in left


STRACE = shutil.which("strace")
_SAVER = (
    "import sys; from pathlib import Path; from pmtui.store import files; from pmtui.model import tomlform\n"
    "from pmtui.model.edit import Edit, apply\n"
    "path = Path(sys.argv[1]); stored = files.read(path)\n"
    "from pmtui.errors import FileError\n"
    "try: files.write(path, apply(stored.pm, [Edit('title', 'New')]), base=stored.raw)\n"
    "except FileError as error: sys.exit(str(error))\n"
)


@pytest.mark.skipif(STRACE is None, reason="needs strace")
@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ("fsync:error=ENOSPC:when=1", "no space left", "Free some space"),
        ("fsync:error=EIO:when=1", "input/output error", "disk reports a fault"),
        ("rename:error=EDQUOT:when=1", "quota exceeded", "quota"),
        ("rename:error=EROFS:when=1", "read-only", "mounted read-only"),
        ("fsync:error=EIO:when=2", "", ""),
        ("rename:signal=SIGKILL:when=1", "killed", ""),
        ("fsync:signal=SIGKILL:when=1", "killed", ""),
    ],
)
def test_real_system_calls_that_fail(path: Path, call: str, error: str, words: str) -> None:
    trace = path.parent / "trace"
    options = ["-f", "-qq", "-o", str(trace), "-e", f"trace={call.split(':')[0]}", "-e", f"inject={call}"]
    done = subprocess.run(
        [str(STRACE), *options, sys.executable, "-c", _SAVER, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    traced = trace.read_text() if trace.exists() else ""
    if "INJECTED" not in traced and "SIGKILL" not in traced:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()[:200]}")
    assert whole(path) in {"": ["new"], "killed": ["old", "new"]}.get(error, ["old"])
    if words:
        assert done.returncode == 1
        assert error in done.stderr.lower()
        assert words in done.stderr
    if error != "killed":
        assert temporary(path.parent) == []
