"""Opening, checking, editing and saving a good file loads no pydantic; something odd does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
WORK = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from pmtui.checks import check
from pmtui.merging import difference
from pmtui.model.edit import Edit, apply, inverse
from pmtui.model.postmortem import Action
from pmtui.store import files

path = Path(sys.argv[1])
stored = files.read(path)
now = datetime(2026, 3, 1, 10, tzinfo=UTC)
check(stored.pm, now)
edits = [
    Edit("summary", "It was slow.\\nFor an hour."),
    Edit("clock.started", now),
    Edit("impact.users", 12),
    Edit("impact.users_percent", 3.5),
    Edit("timeline.ev-new", {"at": now, "what": "It was slow"}),
    Edit("timeline.ev-new.lane", "people"),
    Edit("timeline.ev-new.precision", "minute"),
    Edit("action.ac-new", Action(id="ac-new", what="Set a limit", due=date(2026, 4, 1))),
    Edit("action.ac-new.answers", ("rc-1",)),
    Edit("action.ac-new.log.0", {"at": now, "what": "begun"}),
    Edit("causes.why.why-new", {"explains": ["problem"], "because": "x"}),
    Edit("causes.why.why-new.from", ["rc-1"]),
    Edit("lessons.well.0", "It was seen"),
    Edit("people.0", {"name": "Ada"}),
    Edit("triage.ongoing", False),
    Edit("unfinished.clock.detected", "14 o"),
    Edit("unfinished.clock.detected", None),
    Edit("summary", None),
    Edit("timeline.ev-new", None),
]
pm = apply(stored.pm, edits)
assert apply(pm, inverse(stored.pm, edits)) == stored.pm
check(pm, now)
saved = files.write(path, pm, base=stored.raw)
assert files.read(path).pm == pm
list(difference.difference(stored.pm, pm))
assert not {"pydantic", "pydantic_core"} & {*sys.modules}, "pydantic is loaded"
"""


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PMTUI_", "XDG_"))}
    return subprocess.run(
        [sys.executable, "-c", code, str(path)],
        env={**environ, "HOME": str(path.parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem[:10])
def test_a_good_file_is_opened_checked_edited_and_saved_without_it(example: Path, tmp_path: Path) -> None:
    done = run(WORK, Path(shutil.copy(example, tmp_path)))
    assert done.returncode == 0, done.stderr


def test_it_is_asked_where_something_is_odd(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text('id = "a"\nsummary = "one\\r\\ntwo"\n', encoding="utf-8")
    code = (
        "import sys, pathlib; from pmtui.store import files; pm = files.read(pathlib.Path(sys.argv[1])).pm; "
    )
    done = run(code + "sys.exit(pm.summary != 'one\\ntwo' or 'pydantic' not in sys.modules)", path)
    assert done.returncode == 0, done.stderr
