"""Earlier versions: kept before they are replaced, within bounds, and never in the way of a save."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmtui.errors import FileError, FutureFormatError
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem
from pmtui.store import atomic, files, versions

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def raw(title: str) -> bytes:
    return tomlform.dumps(Postmortem(id="x", title=title)).encode()


def texts(state: Path, path: Path) -> list[bytes]:
    return [one.path.read_bytes() for one in versions.versions(state, path)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library" / "x.toml"
    path.parent.mkdir()
    path.write_bytes(raw("now"))
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_nothing_is_there_before_something_is_kept(state: Path, path: Path) -> None:
    assert versions.versions(state, path) == ()
    assert not state.exists()


def test_versions_come_newest_first_with_their_times(state: Path, path: Path) -> None:
    for at in range(3):
        assert versions.keep(state, path, raw(f"v{at}"), NOW + at * 20 * MINUTE) == ""
    found = versions.versions(state, path)
    assert [(one.number, one.when) for one in found] == [
        (1, NOW + 40 * MINUTE),
        (2, NOW + 20 * MINUTE),
        (3, NOW),
    ]
    assert [versions.read(one).pm.title for one in found] == ["v2", "v1", "v0"]
    assert found[0].size == len(raw("v2"))


def test_times_are_those_of_the_moment_in_utc(state: Path, path: Path) -> None:
    from zoneinfo import ZoneInfo

    there = datetime(2026, 11, 24, 15, 5, 1, 250, tzinfo=ZoneInfo("Europe/Berlin"))
    versions.keep(state, path, raw("a"), there)
    (one,) = versions.versions(state, path)
    assert one.when == there and one.when.utcoffset() == timedelta(0)


def test_the_same_is_kept_once_and_others_after_a_while(state: Path, path: Path) -> None:
    versions.keep(state, path, raw("a"), NOW)
    versions.keep(state, path, raw("a"), NOW + 30 * MINUTE)
    versions.keep(state, path, raw("b"), NOW + 9 * MINUTE)
    assert texts(state, path) == [raw("a")]
    versions.keep(state, path, raw("a"), NOW + 9 * MINUTE, certainly=True)
    assert texts(state, path) == [raw("a")]
    versions.keep(state, path, raw("b"), NOW + 9 * MINUTE, certainly=True)
    versions.keep(state, path, raw("c"), NOW + 19 * MINUTE)
    assert texts(state, path) == [raw("c"), raw("b"), raw("a")]


def test_a_clock_that_went_back_stops_nothing(state: Path, path: Path) -> None:
    versions.keep(state, path, raw("far ahead"), NOW + timedelta(days=900))
    versions.keep(state, path, raw("a"), NOW)
    versions.keep(state, path, raw("b"), NOW + MINUTE)
    assert texts(state, path) == [raw("far ahead"), raw("a")]


def test_links_share_versions_and_other_files_do_not(state: Path, path: Path) -> None:
    link = path.with_name("link.toml")
    link.symlink_to(path)
    versions.keep(state, link, raw("a"), NOW)
    assert texts(state, path) == [raw("a")]
    assert versions.versions(state, path.with_name("y.toml")) == ()


def test_versions_are_for_nobody_else_to_read(state: Path, path: Path) -> None:
    before = os.umask(0o022)
    try:
        versions.keep(state, path, raw("a"), NOW)
    finally:
        os.umask(before)
    (one,) = versions.versions(state, path)
    assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
    for folder in (one.path.parent, one.path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_newest_twenty_stay_and_of_older_ones_the_last_of_a_day(state: Path, path: Path) -> None:
    for day in range(30):
        for at in range(3):
            versions.keep(state, path, raw(f"{day}.{at}"), NOW + timedelta(days=day, hours=at))
    found = versions.versions(state, path)
    assert len(found) <= versions.MOST
    newest = [raw(f"{day}.{at}") for day in range(29, 22, -1) for at in (2, 1, 0)][: versions.NEWEST]
    assert texts(state, path)[: versions.NEWEST] == newest
    older = [one.when.date() for one in found[versions.NEWEST :]]
    assert len(older) == len(set(older)) and older == sorted(older, reverse=True)
    assert all(one.when.hour == 16 for one in found[versions.NEWEST :])


def test_the_oldest_go_where_there_are_too_many(state: Path, path: Path) -> None:
    for day in range(60):
        versions.keep(state, path, raw(str(day)), NOW + timedelta(days=day))
    assert texts(state, path) == [raw(str(day)) for day in range(59, 19, -1)]


def test_the_oldest_go_where_they_are_too_large(
    state: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST_BYTES", 3 * len(raw("0")))
    for day in range(5):
        versions.keep(state, path, raw(str(day)), NOW + timedelta(days=day))
    assert texts(state, path) == [raw("4"), raw("3"), raw("2")]
    large = raw("5" * 1000)
    versions.keep(state, path, large, NOW + timedelta(days=5))
    assert texts(state, path) == [large]


def test_what_is_no_version_is_left_alone_and_what_a_killed_process_left_goes(
    state: Path, path: Path
) -> None:
    versions.keep(state, path, raw("a"), NOW)
    (one,) = versions.versions(state, path)
    folder = one.path.parent
    (folder / "notes.txt").write_text("mine")
    (folder / "99999999T999999.000000Z-0123456789abcdef.toml").write_text("no such day")
    (folder / "20260101T000000.000000Z-0123456789abcdef.toml").symlink_to(path)
    old, young = folder / ".pmtui-1-aa.tmp", folder / ".pmtui-2-bb.tmp"
    for temporary in (old, young):
        temporary.write_bytes(b"x")
    os.utime(old, (0, 0))
    versions.keep(state, path, raw("b"), NOW + 20 * MINUTE)
    assert texts(state, path) == [raw("b"), raw("a")]
    assert (folder / "notes.txt").exists() and young.exists() and not old.exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO])
def test_what_the_disk_refuses_is_told_and_not_raised(
    state: Path, path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic, "create", refuse)
    said = versions.keep(state, path, raw("a"), NOW)
    assert os.strerror(number).lower() in said.lower()
    assert versions.versions(state, path) == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_state_folder_that_may_not_be_written(state: Path, path: Path) -> None:
    state.mkdir(mode=0o500)
    assert "ermission" in versions.keep(state, path, raw("a"), NOW)


def test_a_state_folder_that_is_a_file(state: Path, path: Path) -> None:
    state.write_text("not a folder")
    assert versions.keep(state, path, raw("a"), NOW) != ""
    assert versions.versions(state, path) == ()


def test_two_at_the_same_moment_are_both_kept(state: Path, path: Path) -> None:
    start = threading.Barrier(8)
    said: list[str] = []

    def work(at: int) -> None:
        start.wait()
        said.append(versions.keep(state, path, raw(f"v{at % 4}"), NOW, certainly=True))

    threads = [threading.Thread(target=work, args=(at,)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(said) == {""}
    assert sorted(texts(state, path)) == sorted(raw(f"v{at}") for at in range(4))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: data.replace(b"old", b"odd"), "damaged"),
        (lambda data: data[: len(data) // 2], "TOML"),
        (lambda _: b"\xff\xfe", "UTF-8"),
        (lambda _: b"", "empty"),
        (lambda data: b"format = 99\n" + data.replace(b"format = 1\n", b""), "format 99"),
    ],
)
def test_a_broken_version_is_named(
    state: Path, path: Path, spoil: Callable[[bytes], bytes], words: str
) -> None:
    versions.keep(state, path, raw("old"), NOW)
    (one,) = versions.versions(state, path)
    one.path.write_bytes(spoil(one.path.read_bytes()))
    with pytest.raises(FileError, match=words):
        versions.read(one)
    with pytest.raises(FileError, match=words):
        versions.restore(state, path, one, NOW)
    assert path.read_bytes() == raw("now")


# -- restoring ----------------------------------------------------------------------------------------------


def test_a_version_comes_back_byte_for_byte_and_what_it_replaced_is_kept(state: Path, path: Path) -> None:
    old = b'# by hand\nid = "x"   # mine\ntitle = "old"\n'
    versions.keep(state, path, old, NOW)
    (one,) = versions.versions(state, path)
    path.chmod(0o640)
    assert versions.restore(state, path, one, NOW + MINUTE) == raw("now")
    assert path.read_bytes() == old and stat.S_IMODE(path.stat().st_mode) == 0o640
    assert texts(state, path) == [raw("now"), old]
    again = versions.versions(state, path)[0]
    versions.restore(state, path, again, NOW + 2 * MINUTE)
    assert path.read_bytes() == raw("now")


def test_a_version_comes_back_where_the_file_is_gone_empty_or_broken(state: Path, path: Path) -> None:
    versions.keep(state, path, raw("old"), NOW)
    one = versions.versions(state, path)[-1]
    path.unlink()
    assert versions.restore(state, path, one, NOW + MINUTE) is None
    assert path.read_bytes() == raw("old")
    for at, broken in enumerate((b"", b" \n", b"\xff not TOML", b"[[["), 2):
        path.write_bytes(broken)
        assert versions.restore(state, path, one, NOW + at * MINUTE) == broken
        assert path.read_bytes() == raw("old")
        assert texts(state, path)[0] == broken


def test_the_id_stays_that_of_the_file_as_it_is(state: Path, path: Path) -> None:
    versions.keep(state, path, b'id = "x-untitled" # then\ntitle = "old"\n', NOW)
    (one,) = versions.versions(state, path)
    versions.restore(state, path, one, NOW + MINUTE)
    assert files.read(path).pm == Postmortem(id="x", title="old")
    assert b'id = "x" # then\n' in path.read_bytes()


def test_nothing_is_replaced_that_can_not_be_kept(
    state: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions.keep(state, path, raw("old"), NOW)
    (one,) = versions.versions(state, path)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, "create", refuse)
    with pytest.raises(FileError, match="left as it is"):
        versions.restore(state, path, one, NOW + MINUTE)
    assert path.read_bytes() == raw("now")


def test_what_comes_in_between_is_not_overwritten(
    state: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions.keep(state, path, raw("old"), NOW)
    (one,) = versions.versions(state, path)
    kept = versions.keep

    def keep_and_be_late(*arguments: object, **named: object) -> str:
        said = kept(*arguments, **named)  # type: ignore[arg-type]
        path.write_bytes(raw("somebody else"))
        return said

    monkeypatch.setattr(versions, "keep", keep_and_be_late)
    with pytest.raises(files.ChangedOnDiskError):
        versions.restore(state, path, one, NOW + MINUTE)
    assert path.read_bytes() == raw("somebody else")


def test_a_folder_is_not_replaced(state: Path, path: Path) -> None:
    versions.keep(state, path, raw("old"), NOW)
    (one,) = versions.versions(state, path)
    path.unlink()
    path.mkdir()
    with pytest.raises(FileError, match="folder"):
        versions.restore(state, path, one, NOW)


def test_a_newer_format_is_said_to_be_one(state: Path, path: Path) -> None:
    versions.keep(state, path, b'format = 99\nid = "x"\n', NOW)
    (one,) = versions.versions(state, path)
    with pytest.raises(FutureFormatError):
        versions.read(one)


# -- a new name ---------------------------------------------------------------------------------------------


def test_versions_follow_their_file_to_its_new_name(state: Path, path: Path) -> None:
    new = path.with_name("y.toml")
    assert versions.move(state, path, new) == ""
    versions.keep(state, path, raw("a"), NOW)
    assert versions.move(state, path, path) == ""
    assert versions.move(state, path, new) == ""
    assert versions.versions(state, path) == () and texts(state, new) == [raw("a")]


def test_versions_join_those_of_the_new_name(state: Path, path: Path) -> None:
    new = path.with_name("y.toml")
    versions.keep(state, path, raw("a"), NOW)
    versions.keep(state, new, raw("b"), NOW + MINUTE)
    assert versions.move(state, path, new) == ""
    assert versions.versions(state, path) == () and texts(state, new) == [raw("b"), raw("a")]


def test_versions_that_can_not_follow_stay(state: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    versions.keep(state, path, raw("a"), NOW)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    assert "old name" in versions.move(state, path, path.with_name("y.toml"))
    assert texts(state, path) == [raw("a")]
