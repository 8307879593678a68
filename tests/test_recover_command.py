"""`pmtui recover`: what ended sessions left unsaved, listed, shown and put into the file from the shell."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.draft.journal import Journal
from pmtui.draft.left_behind import folder_of
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.model.tomlform import dumps
from pmtui.store import files
from shell import Done, pmtui

AT = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library" / "2026-03-02-queue.toml"
    files.write(path, Postmortem(id=path.stem, title="The queue stood still"), base=None)
    return path


def left(folder: Path, file: Path, *edits: Edit, base: bytes | None = None) -> Path:
    """Leave a journal of the file behind, as a killed session does."""
    held = files.raw_bytes(file) if base is None else base
    one = Journal(folder / "state", file, held)
    for edit in edits:
        one.append((edit,), AT)
    one.abandon()
    return one.path


def run(folder: Path, *words: str | Path) -> Done:
    return pmtui(
        folder,
        *words,
        PMTUI_STATE_DIR=str(folder / "state"),
        PMTUI_LIBRARY=str(folder / "library"),
    )


def journals(folder: Path) -> list[str]:
    there = folder_of(folder / "state")
    return sorted(path.suffix for path in there.iterdir()) if there.is_dir() else []


def test_where_nothing_was_left_it_says_so(tmp_path: Path, file: Path) -> None:
    done = run(tmp_path, "recover")
    assert (done.status, done.out) == (0, "Nothing was left unsaved.\n")
    done = run(tmp_path, "recover", file)
    assert done.status == 2
    assert "nothing was left unsaved" in done.err


def test_it_lists_what_there_is_and_leaves_it(tmp_path: Path, file: Path) -> None:
    left(tmp_path, file, Edit("summary", "It stood still."), Edit("timeline.ev-1", {"what": "stops"}))
    done = run(tmp_path, "recover")
    assert done.status == 0
    assert f"{file}  typed until 2026-03-02 14:05 UTC: 1 row in the timeline and summary" in done.out or (
        "summary and 1 row in the timeline" in done.out
    )
    assert "pmtui recover FILE --yes" in done.out
    assert journals(tmp_path) == [".journal"]


def test_it_shows_what_differs_and_changes_nothing_unasked(tmp_path: Path, file: Path) -> None:
    left(tmp_path, file, Edit("title", "The queue of mails stood still"))
    before = file.read_bytes()
    done = run(tmp_path, "recover", file)
    assert done.status == 0
    assert "The queue {+of mails +}stood still" in done.out
    assert "Nothing was changed" in done.out
    assert file.read_bytes() == before
    assert journals(tmp_path) == [".journal"]


def test_with_yes_it_is_in_the_file_and_the_journal_is_gone(tmp_path: Path, file: Path) -> None:
    left(tmp_path, file, Edit("summary", "It stood still."), Edit("unfinished.timeline.new", "14:05 wor"))
    done = run(tmp_path, "recover", file.stem, "--yes")
    assert done.status == 0
    assert f"Saved in {file}" in done.out
    saved = files.read(file).pm
    assert (saved.summary, saved.unfinished) == ("It stood still.", {"timeline.new": "14:05 wor"})
    assert journals(tmp_path) == []
    assert run(tmp_path, "recover").out == "Nothing was left unsaved.\n"


def test_what_was_there_before_is_kept_as_a_version(tmp_path: Path, file: Path) -> None:
    before = file.read_bytes()
    left(tmp_path, file, Edit("summary", "It stood still."))
    run(tmp_path, "recover", file, "--yes")
    kept = [path for path in (tmp_path / "state" / "versions").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [before]


def test_a_file_that_changed_since_is_joined_and_both_values_of_a_field_are_kept(
    tmp_path: Path, file: Path
) -> None:
    left(tmp_path, file, Edit("title", "Mine"), Edit("summary", "Mine"))
    stored = files.read(file)
    theirs = stored.pm.model_copy(update={"title": "Theirs", "severity": "SEV1"})
    files.write(file, theirs, base=stored.raw)
    done = run(tmp_path, "recover", file, "--yes")
    assert done.status == 0
    assert "two versions" in done.out
    saved = files.read(file).pm
    assert (saved.title, saved.summary, saved.severity) == ("Mine", "Mine", "SEV1")
    assert [(row.field, row.other) for row in saved.conflict] == [("title", "Theirs")]


def test_a_new_postmortem_that_was_never_saved_comes_into_being(tmp_path: Path) -> None:
    path = tmp_path / "library" / "2026-03-02-untitled.toml"
    left(tmp_path, path, Edit("title", "Begun"), base=dumps(Postmortem(id=path.stem, zone="UTC")).encode())
    done = run(tmp_path, "recover")
    assert str(path) in done.out
    done = run(tmp_path, "recover", path, "--yes")
    assert done.status == 0, done.err
    saved = files.read(path).pm
    assert (saved.title, saved.zone) == ("Begun", "UTC")


def test_two_sessions_that_were_killed_are_both_put_in(tmp_path: Path, file: Path) -> None:
    left(tmp_path, file, Edit("summary", "One"))
    left(tmp_path, file, Edit("impact.note", "Two"))
    assert run(tmp_path, "recover", file, "--yes").status == 0
    saved = files.read(file).pm
    assert (saved.summary, saved.impact.note) == ("One", "Two")
    assert journals(tmp_path) == []


def test_a_broken_file_is_named_and_the_journal_stays(tmp_path: Path, file: Path) -> None:
    left(tmp_path, file, Edit("summary", "One"))
    file.write_bytes(b"id = [")
    done = run(tmp_path, "recover", file, "--yes")
    assert done.status == 2
    assert "not valid TOML" in done.err
    assert file.read_bytes() == b"id = ["
    assert journals(tmp_path) == [".journal"]
    assert "can't be read" in run(tmp_path, "recover").out


def test_a_journal_that_was_set_aside_is_listed_and_can_be_put_in(tmp_path: Path, file: Path) -> None:
    path = left(tmp_path, file, Edit("summary", "Aside"))
    aside = path.rename(path.with_suffix(".set-aside"))
    done = run(tmp_path, "recover")
    assert str(aside) in done.out
    done = run(tmp_path, "recover", aside, "--yes")
    assert done.status == 0, done.err
    assert files.read(file).pm.summary == "Aside"
    assert journals(tmp_path) == []


def test_lines_that_could_not_be_read_are_told_and_the_journal_is_set_aside(
    tmp_path: Path, file: Path
) -> None:
    path = left(tmp_path, file, Edit("summary", "One"), Edit("impact.note", "Two"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[1][:-9] + b"spoilt!\n", *lines[2:]]))
    done = run(tmp_path, "recover", file, "--yes")
    assert done.status == 0
    assert "1 of the lines kept could not be read" in done.out
    assert files.read(file).pm.impact.note == "Two"
    assert journals(tmp_path) == [".set-aside"]


@pytest.mark.parametrize("raw", [b"", b"\0" * 100, b"00000000 {}\n", b"\xff" * 5000])
def test_whatever_lies_among_the_journals_is_no_trouble(tmp_path: Path, file: Path, raw: bytes) -> None:
    good = left(tmp_path, file, Edit("summary", "One"))
    good.with_name(f"{good.name[:21]}other.journal").write_bytes(raw)
    done = run(tmp_path, "recover")
    assert done.status == 0
    assert str(file) in done.out
    assert run(tmp_path, "recover", file, "--yes").status == 0
    assert files.read(file).pm.summary == "One"


def test_what_a_journal_holds_does_not_act_on_the_terminal(tmp_path: Path, file: Path) -> None:
    left(tmp_path, file, Edit("summary", "\x1b]0;owned\x07\x1b[2Jred\u202e"))
    for words in (("recover",), ("recover", str(file)), ("recover", str(file), "--yes")):
        done = run(tmp_path, *words)
        assert "\x1b" not in done.out + done.err
        assert "\u202e" not in done.out + done.err
    assert files.read(file).pm.summary.startswith("\x1b]0;")


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_file_that_may_not_be_written_is_named_and_the_journal_stays(tmp_path: Path, file: Path) -> None:
    left(tmp_path, file, Edit("summary", "One"))
    file.chmod(stat.S_IRUSR)
    done = run(tmp_path, "recover", file, "--yes")
    assert done.status == 2
    assert "write" in done.err
    assert journals(tmp_path) == [".journal"]
