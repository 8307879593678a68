"""What comes in while the file is being written: two threads of one process, step by step."""

from __future__ import annotations

from datetime import UTC, datetime

from faults.kills import BEGUN
from pmtui.draft.draft import Draft
from pmtui.model.edit import Edit, apply
from pmtui.model.tomlform import dumps
from pmtui.store import files


def written_by_another(path, edit: Edit) -> None:
    path.write_text(dumps(apply(files.read(path).pm, [edit])))


def test_nobody_is_in_conflict_with_what_only_others_change(tmp_path, monkeypatch):
    path = tmp_path / "2026-03-02-queue.toml"
    path.write_text(BEGUN)
    stored = files.read(path)
    draft = Draft(path, stored.pm, stored.raw, now=lambda: datetime.now(UTC), state_dir=tmp_path / "state")
    written_by_another(path, Edit("causes.problem", "it stands"))
    draft.do(Edit("summary", "ours"))
    assert draft.look()
    write = files.write

    def meanwhile(*arguments, **more):
        found = write(*arguments, **more)
        draft.take_in()  # by the thread that shows it
        return found

    with monkeypatch.context() as patched:
        patched.setattr(files, "write", meanwhile)
        draft.save()
    written_by_another(path, Edit("causes.problem", "it stands for an hour"))
    assert draft.look()
    draft.take_in()
    assert (draft.pm.causes.problem, draft.pm.summary) == ("it stands for an hour", "ours")
    assert draft.pm.conflict == ()
    assert draft.close().kind == "saved"
    assert files.read(path).pm.summary == "ours"
