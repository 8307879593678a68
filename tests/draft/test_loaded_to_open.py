"""What is loaded to open a postmortem: nothing that only a change, a save or a journal of somebody needs."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from pmtui.draft.draft import Draft
from pmtui.model import tomlform
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem

LATER = (
    *(f"pmtui.draft.{name}" for name in ("history", "holds", "joining", "left_behind", "processes")),
    *(f"pmtui.draft.{name}" for name in ("recovery", "sharing", "undoing", "whose")),
    *(f"pmtui.store.{name}" for name in ("atomic", "commented", "comments", "layout", "library")),
    *("pmtui.store.tomltext", "pmtui.store.versions", "pmtui.model.tomlwriter", "tomllib", "tomli_w"),
)
OPENING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pmtui.draft import journal
from pmtui.draft.draft import Draft
from pmtui.store import files
file, state = map(Path, sys.argv[1:3])
stored = files.read(file)
left = journal.left_behind(state, file)
draft = Draft(file, stored.pm, stored.raw, now=lambda: datetime.now(UTC), state_dir=state)
draft.journaled()
print(len(left.found), *(name for name in sys.argv[3:] if name in sys.modules))
"""


def opened(file: Path, state: Path) -> list[str]:
    """Return how many journals were found, and what was loaded of `LATER`."""
    ran = subprocess.run(
        [sys.executable, "-c", OPENING, str(file), str(state), *LATER],
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.split()


def test_what_is_not_needed_to_open_one_is_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(tomlform.dumps(Postmortem(id="a", title="It stood still", tags=("x",))))
    assert opened(file, tmp_path / "state") == ["0"]
    assert opened(file, tmp_path / "state") == ["0"]  # now the folder is there, and empty


def test_a_journal_that_is_there_is_found(tmp_path: Path) -> None:
    file, state = tmp_path / "a.toml", tmp_path / "state"
    file.write_text(tomlform.dumps(Postmortem(id="a")))
    pm = tomlform.loads(file.read_text())
    draft = Draft(file, pm, file.read_bytes(), now=lambda: datetime.now(UTC), state_dir=state)
    draft.do(Edit("title", "Typed"))
    assert draft.journaled()
    assert draft._journal is not None
    draft._journal.abandon()
    count, *loaded = opened(file, state)
    assert count == "1"
    assert "pmtui.draft.recovery" in loaded
