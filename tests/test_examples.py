"""The shipped examples: complete, strong on whatever day they are looked at, and as a save writes them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.checks import check
from pmtui.checks.rubric import MINIMUM, average, scores
from pmtui.checks.timing import empty_phases
from pmtui.exporters import export
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem

FOLDER = Path(__file__).resolve().parents[1] / "examples"
FILES = sorted(FOLDER.glob("*.toml"))
DAYS = [
    datetime(2012, 8, 1, 18, tzinfo=UTC),
    datetime(2026, 11, 24, 12, tzinfo=UTC),
    datetime(2040, 1, 1, tzinfo=UTC),
]

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
each_day = pytest.mark.parametrize("now", DAYS, ids=lambda now: str(now.year))


def load(path: Path) -> Postmortem:
    return tomlform.loads(path.read_text(encoding="utf-8"), path.name)


def test_there_are_exactly_four_one_of_each_kind() -> None:
    kinds = [load(path).kind for path in FILES]
    assert sorted(kinds) == ["process-failure", "production-outage", "project-failure", "security-incident"]


@each_file
def test_an_example_is_named_by_its_id_and_written_as_a_save_writes_it(path: Path) -> None:
    pm = load(path)
    assert path.stem == pm.id
    assert tomlform.dumps(pm).encode() == path.read_bytes()


@each_file
@each_day
def test_an_example_has_no_finding_above_a_hint(path: Path, now: datetime) -> None:
    found = check(load(path), now)
    assert [(each.rule, each.path) for each in found if each.severity != "hint"] == []


@each_file
@each_day
def test_an_example_scores_well(path: Path, now: datetime) -> None:
    scored = scores(load(path), now)
    assert average(scored) >= max(MINIMUM, 4.0), scored


@each_file
def test_an_example_has_an_event_in_each_phase_of_its_kind(path: Path) -> None:
    pm = load(path)
    assert len({event.phase for event in pm.timeline if event.phase}) >= 3
    assert empty_phases(pm) == ()


@each_file
def test_an_example_says_what_is_made_up(path: Path) -> None:
    last = load(path).summary.splitlines()[-1]
    assert "Made up for this example: names of owners and roles" in last


@each_file
def test_an_example_is_over_every_action_is_settled_with_a_word_on_what_was_dropped(path: Path) -> None:
    pm = load(path)
    assert pm.status == "closed"
    assert {action.status for action in pm.action} <= {"done", "dropped"}
    assert all(action.log for action in pm.action if action.status == "dropped")


@each_file
def test_an_example_exports_to_one_document(path: Path) -> None:
    pm = load(path)
    document = export(pm, "md", DAYS[-1])
    assert document.startswith(f"# {pm.title}\n")
    assert document.count("\n# ") == 0
    headings = ["Summary", "Impact", "Timeline", "Root causes", "Actions", "Lessons", "Contributing factors"]
    assert all(f"\n## {heading}\n" in document for heading in headings)
