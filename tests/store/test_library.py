"""The library: every postmortem is listed, also a broken one; other files are left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pmtui.errors import FileError
from pmtui.model.postmortem import Postmortem
from pmtui.store import files, library

WHOLE = """id = "2026-03-01-queue"
title = "Queue grew"
kind = "production-outage"
severity = "SEV2"
status = "review"
created = 2026-03-01T12:00:00Z
[clock]
resolved = 2026-03-01T11:00:00Z
[[action]]
id = "ac-1"
due = 2026-04-01
[[action]]
id = "ac-2"
due = 2026-03-15
status = "in-progress"
[[action]]
id = "ac-3"
due = 2026-01-01
status = "done"
[[action]]
id = "ac-4"
"""


def test_a_postmortem_is_listed_in_short(tmp_path: Path) -> None:
    (tmp_path / "2026-03-01-queue.toml").write_text(WHOLE)
    (entry,) = library.entries(tmp_path)
    assert (entry.id, entry.title, entry.severity, entry.status) == (
        "2026-03-01-queue",
        "Queue grew",
        "SEV2",
        "review",
    )
    assert entry.created == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert entry.resolved == datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert entry.open_actions == 3
    assert entry.due == (date(2026, 3, 15), date(2026, 4, 1))
    assert [entry.overdue(date(2026, 3, day)) for day in (15, 16)] == [0, 1]
    assert entry.problem == ""


def test_one_broken_file_hides_no_other_and_other_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "2026-03-01-queue.toml").write_text(WHOLE)
    (tmp_path / "2026-03-02-broken.toml").write_text('id = "x"\ntitle = ')
    (tmp_path / "2026-03-03-empty.toml").write_bytes(b"")
    (tmp_path / "2026-03-04-bytes.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "2026-03-05-later.toml").write_text('format = 9\nid = "later"\ntitle = "Later"\n')
    (tmp_path / "own-name.toml").write_text('id = "x"\n[[timeline]]\nwhat = 3\n')
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (tmp_path / "broken-config.toml").write_text("[tool]\nx = ")
    (tmp_path / "notes.md").write_text("no")
    (tmp_path / ".hidden.toml").write_text(WHOLE)
    (tmp_path / "2026-03-06-folder.toml").mkdir()
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    found = {entry.path.name: entry for entry in library.entries(tmp_path)}
    assert set(found) == {
        "2026-03-01-queue.toml",
        "2026-03-02-broken.toml",
        "2026-03-03-empty.toml",
        "2026-03-04-bytes.toml",
        "2026-03-05-later.toml",
        "own-name.toml",
    }
    assert found["2026-03-02-broken.toml"].problem.startswith("2:")
    assert found["2026-03-03-empty.toml"].problem == "the file is empty"
    assert "not UTF-8" in found["2026-03-04-bytes.toml"].problem
    assert "timeline.0" in found["own-name.toml"].problem
    assert not found["own-name.toml"].readable
    later = found["2026-03-05-later.toml"]
    assert (later.title, later.readable) == ("Later", True)
    assert "read-only" in later.problem


def test_the_newest_is_first(tmp_path: Path) -> None:
    for day in (3, 1, 2):
        name = f"2026-03-0{day}-x"
        (tmp_path / f"{name}.toml").write_text(f'id = "{name}"\ncreated = 2026-03-0{day}T10:00:00Z\n')
    (tmp_path / "2026-03-04-broken.toml").write_text("x =")
    assert [entry.path.stem[8:10] for entry in library.entries(tmp_path)] == ["04", "03", "02", "01"]


def test_a_library_that_is_not_there_is_empty_and_is_not_created(tmp_path: Path) -> None:
    assert library.entries(tmp_path / "none") == ()
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileError, match="library can't be read") as caught:
        library.entries(tmp_path / "file")
    assert "--library" in caught.value.remedy


def test_a_new_file_gets_a_name_that_is_free(tmp_path: Path) -> None:
    assert library.new_path(tmp_path / "none", "a") == tmp_path / "none" / "a.toml"
    (tmp_path / "a.toml").write_text("")
    (tmp_path / "a-2.toml").symlink_to("nowhere")
    assert library.new_path(tmp_path, "a") == tmp_path / "a-3.toml"


def test_creating_makes_the_folder_and_never_takes_a_name_twice(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "library"
    pm = Postmortem(id="2026-03-01-queue", title="Queue")
    one, two = library.create(folder, pm), library.create(folder, pm)
    assert (one.pm.id, two.pm.id) == ("2026-03-01-queue", "2026-03-01-queue-2")
    assert files.read(two.path).pm == two.pm
    assert two.path.name == "2026-03-01-queue-2.toml"


def test_a_name_that_is_taken_in_between_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.toml").write_text("mine")
    names = iter([tmp_path / "a.toml", tmp_path / "a-2.toml"])
    monkeypatch.setattr(library, "new_path", lambda *_: next(names))
    assert library.create(tmp_path, Postmortem(id="a")).path.name == "a-2.toml"
    assert (tmp_path / "a.toml").read_text() == "mine"
