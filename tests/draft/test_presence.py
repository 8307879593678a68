"""Who else has a postmortem open: told while they are there, forgotten when they are gone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.draft.presence import PREFIX, Presence

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


def other_process(path: Path) -> subprocess.Popen[bytes]:
    words = (
        "import sys, datetime, pathlib\n"
        "from pmtui.draft.presence import Presence\n"
        "here = Presence(pathlib.Path(sys.argv[1]), 'Robin', datetime.datetime.now(datetime.UTC))\n"
        "print('there', flush=True)\n"
        "sys.stdin.read()\n"
    )
    child = subprocess.Popen([sys.executable, "-c", words, path], stdin=-1, stdout=-1)
    assert child.stdout is not None
    assert child.stdout.readline() == b"there\n"
    return child


def ended(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    child.send_signal(number)
    child.communicate()


def test_the_other_is_told_with_name_and_time(tmp_path: Path) -> None:
    path = tmp_path / "it.toml"
    child = other_process(path)
    here = Presence(path, "Kim", NOW)
    (other,) = here.others()
    assert (other.name, other.host) == ("Robin", "")
    assert other.since is not None
    ended(child, signal.SIGKILL)
    here._folder_seen = -1  # a kill changes nothing in the folder; the next change there tells
    assert here.others() == ()
    here.leave()
    assert left(tmp_path) == []


def test_only_those_at_the_same_file_are_told(tmp_path: Path) -> None:
    one, two = Presence(tmp_path / "a.toml", "A", NOW), Presence(tmp_path / "b.toml", "B", NOW)
    assert one.others() == two.others() == ()
    two.at(tmp_path / "a.toml")
    assert [other.name for other in one.others()] == ["B"]
    assert [other.name for other in two.others()] == ["A"]
    two.leave()
    assert one.others() == ()
    one.leave()
    assert left(tmp_path) == []


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "it.toml"
    ended(other_process(path), signal.SIGKILL)
    assert len(left(tmp_path)) == 1
    here = Presence(path, "Kim", NOW)
    assert here.others() == ()
    here.leave()
    assert left(tmp_path) == []


def test_a_folder_that_takes_no_file_is_no_trouble(tmp_path: Path) -> None:
    here = Presence(tmp_path / "none" / "it.toml", "Kim", NOW)
    assert here.others() == ()
    (tmp_path / "none").mkdir()
    here.at(tmp_path / "none" / "it.toml")
    assert len(left(tmp_path / "none")) == 1
    here.leave()
    (tmp_path / "file").write_text("")
    here = Presence(tmp_path / "file" / "it.toml", "Kim", NOW)
    assert here.others() == ()
    here.leave()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 4000,
        b'{"name": 5, "since": {}, "process": 3}',
        b'{"name": "' + b"x" * 3000,
    ],
)
def test_whatever_lies_there_is_no_trouble(tmp_path: Path, raw: bytes) -> None:
    here = Presence(tmp_path / "it.toml", "Kim", NOW)
    (tmp_path / f"{here._prefix}zzzz").write_bytes(raw)
    assert here.others() == ()
    here.leave()
    assert left(tmp_path) == []


def test_a_pipe_or_a_folder_or_a_link_under_such_a_name_is_passed_over(tmp_path: Path) -> None:
    here = Presence(tmp_path / "it.toml", "Kim", NOW)
    os.mkfifo(tmp_path / f"{here._prefix}pipe")
    (tmp_path / f"{here._prefix}folder").mkdir()
    (tmp_path / f"{here._prefix}link").symlink_to(tmp_path / "elsewhere")
    assert here.others() == ()
    here.leave()
    assert len(left(tmp_path)) == 3


def test_a_long_name_is_cut_and_nothing_of_the_postmortem_is_told(tmp_path: Path) -> None:
    one = Presence(tmp_path / "it.toml", "N" * 500, NOW)
    two = Presence(tmp_path / "it.toml", "", NOW)
    assert [len(other.name) for other in two.others()] == [40]
    (own,) = [path for path in tmp_path.iterdir() if path == two._own]
    assert set(json.loads(own.read_bytes())) == {"name", "since", "process"}
    one.leave()
    two.leave()
