"""Reading and writing a postmortem's file: whole or not at all, and never over somebody else's words."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from pmtui.errors import FileError, FutureFormatError
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.store import atomic, files

OLD = b'format = 1\nid = "a"\ntitle = "Old"\nstatus = "draft"\n'
PM = tomlform.loads(OLD.decode())
NEW = apply(PM, [Edit("title", "New")])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.toml"
    file.write_bytes(OLD)
    return file


def left_behind(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_what_is_written_is_read(path: Path) -> None:
    stored = files.read(path)
    assert (stored.path, stored.pm, stored.raw) == (path, PM, OLD)
    written = files.write(stored, NEW, base=stored.raw)
    assert files.read(path) == written
    assert written.raw == path.read_bytes() == OLD.replace(b"Old", b"New")
    assert left_behind(path.parent) == ["a.toml"]


def test_a_save_without_a_change_does_not_touch_the_file(path: Path) -> None:
    before = path.stat()
    files.write(path, PM, base=OLD)
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_new_file_is_made_with_its_folder_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "a.toml"
    old = os.umask(0o027)
    try:
        files.write(path, PM, base=None)
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    with pytest.raises(files.ChangedOnDiskError):
        files.write(path, NEW, base=None)
    assert path.read_bytes() == OLD
    assert left_behind(path.parent) == ["a.toml"]


def test_a_new_file_comes_about_also_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", none)
    files.write(tmp_path / "a.toml", PM, base=None)
    assert (tmp_path / "a.toml").read_bytes() == OLD
    with pytest.raises(FileExistsError):
        atomic.create(tmp_path / "a.toml", b"x")
    assert left_behind(tmp_path) == ["a.toml"]


@pytest.mark.parametrize("now", [b"something else", OLD + b"\n", None])
def test_what_somebody_else_wrote_is_not_overwritten(path: Path, now: bytes | None) -> None:
    if now is None:
        path.unlink()
    else:
        path.write_bytes(now)
    with pytest.raises(files.ChangedOnDiskError) as caught:
        files.write(path, NEW, base=OLD)
    assert caught.value.where == str(path)
    assert caught.value.remedy
    assert (path.read_bytes() if now is not None else None) == now


def test_mode_is_kept_and_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real" / "a.toml"
    real.parent.mkdir()
    real.write_bytes(OLD)
    real.chmod(0o604)
    link = tmp_path / "link.toml"
    link.symlink_to(real)
    stored = files.read(link)
    files.write(stored, NEW, base=OLD)
    assert link.is_symlink()
    assert b"New" in real.read_bytes()
    assert stat.S_IMODE(real.stat().st_mode) == 0o604
    assert left_behind(tmp_path) == ["link.toml", "real"]


FAULTS = [
    ("os.replace", errno.EIO, "fault"),
    ("os.fsync", errno.ENOSPC, "Free some space"),
    ("os.open", errno.EACCES, "write access"),
    ("os.fsync", errno.EDQUOT, "quota"),
    ("os.open", errno.EROFS, "read-only"),
]


@pytest.mark.parametrize(("call", "number", "remedy"), FAULTS)
def test_a_fault_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, remedy: str
) -> None:
    name = call.removeprefix("os.")
    real = getattr(os, name)

    def faulty(*args: Any, **named: Any) -> Any:
        if name == "open" and not args[1] & os.O_CREAT:
            return real(*args, **named)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, name, faulty)
        with pytest.raises(FileError) as caught:
            files.write(path, NEW, base=OLD)
    assert caught.value.where == str(path)
    assert remedy in caught.value.remedy
    assert path.read_bytes() == OLD
    assert left_behind(path.parent) == ["a.toml"]


def test_being_interrupted_leaves_no_temporary_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            files.write(path, NEW, base=OLD)
    assert path.read_bytes() == OLD
    assert left_behind(path.parent) == ["a.toml"]


def test_the_new_file_is_on_disk_before_it_takes_the_place_of_the_old(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle)))
    monkeypatch.setattr(os, "replace", lambda *args: (order.append("replace"), replace(*args)))
    files.write(path, NEW, base=OLD)
    assert order == ["sync", "replace", "sync"]


def test_a_write_protected_file_is_left_alone(path: Path) -> None:
    path.chmod(0o444)
    assert files.why_not_writable(path) == "the file is write-protected"
    with pytest.raises(FileError, match="write-protected") as caught:
        files.write(path, NEW, base=OLD)
    assert not isinstance(caught.value, files.ChangedOnDiskError)
    assert "chmod u+w" in caught.value.remedy
    assert path.read_bytes() == OLD
    path.chmod(0o644)
    assert files.why_not_writable(path) == ""


def test_one_of_many_writers_at_once_wins_and_the_others_are_told(path: Path) -> None:
    outcomes: list[str] = []

    def save(number: int) -> None:
        try:
            files.write(path, apply(PM, [Edit("title", f"by {number}")]), base=OLD)
            outcomes.append("saved")
        except files.ChangedOnDiskError:
            outcomes.append("told")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved"] + ["told"] * 7
    assert files.read(path).pm.title.startswith("by ")


UNREADABLE = [
    (b"", "the file is empty", ""),
    (b" \n\t\n", "the file is empty", ""),
    (b'id = "a"\ntitle = "\xe4"\n', "not UTF-8: found the byte 0xe4", ":2:10"),
    ('id = "a"\n'.encode("utf-16"), "not UTF-8", ":1:1"),
    (b'\xef\xbb\xbfid = "a"\n', "byte order mark", ":1:1"),
    (b"\0" * 50, "not valid TOML", ":1:1"),
    (b'id = "a"\nx = ' + b"[" * 9000, "nested", ""),
    (b'id = "a"\nformat = 9\n', "has format 9", ""),
    (b'[project]\nname = "x"\n', "is not a postmortem", ""),
    (b"\xff\xd8\xff\xe0" * 9, "not UTF-8", ":1:1"),
]


@pytest.mark.parametrize(("raw", "what", "place"), UNREADABLE)
def test_a_file_that_is_none_is_named_with_place_and_remedy_and_stays(
    path: Path, raw: bytes, what: str, place: str
) -> None:
    path.write_bytes(raw)
    with pytest.raises(FileError) as caught:
        files.read(path)
    assert what in caught.value.what
    assert caught.value.where == f"{path}{place}"
    assert caught.value.remedy
    assert path.read_bytes() == raw


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    for path, what in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.toml", "there is no such file"),
        (tmp_path / "none" / "a.toml", "there is no such file"),
        (fifo, "is not a regular file"),
        (Path("/dev/zero"), "is not a regular file"),
        (tmp_path / ("x" * 300), "file name too long"),
    ):
        with pytest.raises(FileError) as caught:
            files.read(path)
        assert what in caught.value.what
        assert caught.value.where == str(path)
        assert caught.value.remedy


def test_a_file_that_may_not_be_read_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(FileError, match="permission denied") as caught:
        files.read(path)
    assert "read access" in caught.value.remedy


def test_a_name_with_control_characters_is_not_sent_to_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        files.read(tmp_path / "a\x1b[2Jb.toml")
    assert "\x1b" not in str(caught.value)


def test_a_far_too_large_file_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(FileError, match="larger than"):
        files.read(path)


def test_a_file_of_a_newer_format_is_shown_and_never_written(path: Path) -> None:
    path.write_bytes(OLD.replace(b"format = 1", b"format = 2"))
    with pytest.raises(FutureFormatError):
        files.read(path)
    pm = files.read_future(path)
    assert (pm.format, pm.title) == (2, "Old")
    with pytest.raises(FutureFormatError):
        files.write(path, pm, base=path.read_bytes())
    assert path.read_bytes().startswith(b"format = 2")


def test_a_file_of_this_format_is_shown_too(path: Path) -> None:
    assert files.read_future(path) == PM


def test_without_locks_it_is_written_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", none)
    assert files.write(path, NEW, base=OLD).pm == NEW


def test_comments_of_another_file_can_be_kept(tmp_path: Path) -> None:
    stored = files.write(tmp_path / "b.toml", PM, base=None, like=b"# mine\n" + OLD)
    assert stored.raw == b"# mine\n" + OLD


def test_stored_is_a_value() -> None:
    one: Postmortem = PM
    assert files.Stored(Path("a"), one, b"") == files.Stored(Path("a"), one, b"")


def test_what_somebody_writes_while_the_new_bytes_are_brought_to_disk_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    stored = files.write(path, Postmortem(id="a", title="Old"), base=None)
    really, theirs = os.fsync, b'id = "a"\ntitle = "Theirs"\n'

    def slow(handle: int) -> None:
        really(handle)
        if path.read_bytes() == stored.raw:
            path.write_bytes(theirs)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(files.ChangedOnDiskError):
        files.write(path, Postmortem(id="a", title="Mine"), base=stored.raw)
    assert path.read_bytes() == theirs
    assert [one.name for one in tmp_path.iterdir()] == ["a.toml"]
