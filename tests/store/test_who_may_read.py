"""Who may read what pmtui writes: documents as the person's umask says, what was typed its owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.cli import main
from pmtui.draft.draft import Draft, begin
from pmtui.draft.left_behind import folder_of
from pmtui.model.edit import Edit
from pmtui.store import files, library
from pmtui.terminal.crash_report import write_report
from pmtui.terminal.editor import edit_text

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@pytest.fixture(params=[0o022, 0o027, 0o077, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    old = os.umask(request.param)
    yield request.param
    os.umask(old)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_postmortems_and_documents_are_made_as_the_umask_says(
    tmp_path: Path, umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pm = begin(tmp_path / "a" / "library", NOW)
    stored = library.create(path.parent, pm)
    assert mode(stored.path) == 0o666 & ~umask
    assert mode(path.parent) == mode(tmp_path / "a") == 0o777 & ~umask
    other = files.write(tmp_path / "b.toml", pm, base=None)
    files.write(other, pm.model_copy(update={"title": "New"}), base=other.raw)
    assert mode(other.path) == 0o666 & ~umask
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["export", str(other.path), "-o", str(tmp_path / "b.md")]) == 0
    assert mode(tmp_path / "b.md") == 0o666 & ~umask


@pytest.mark.parametrize("there", [None, 0o700, 0o755, 0o777], ids=str)
def test_what_was_typed_is_its_owners_alone(tmp_path: Path, umask: int, there: int | None) -> None:
    state = tmp_path / "state"
    if there is not None:
        state.mkdir()
        state.chmod(there)
    path, pm = begin(tmp_path, NOW)
    draft = Draft(path, pm, None, now=lambda: NOW, state_dir=state)
    draft.do(Edit("title", "One"))
    draft.save()
    draft.do(Edit("title", "Two"))
    draft.save()
    draft.do(Edit("title", "Three"))
    assert draft.journaled()
    report = write_report(ValueError("x"), state, NOW)
    edited = edit_text("words", {"EDITOR": "true", "PATH": os.environ["PATH"]}, state)
    made = [each for each in state.rglob("*") if each.is_file()]
    assert {mode(each) for each in made} == {0o600}
    assert len(made) >= 3
    assert edited.file in made
    assert Path(str(report)) in made or report is None
    folders = [each for each in state.rglob("*") if each.is_dir()]
    assert folder_of(state) in folders
    assert {mode(each) for each in folders} == {0o700}
    assert mode(state) == (there if there is not None else 0o700) or there is None
    draft.close()
