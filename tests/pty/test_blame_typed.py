"""Blame and vague words are seen while they are typed, and go when better words are taken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from road import Road, saved, words_of

from pmtui.checks import check_text
from pmtui.checks.finding import Finding
from pmtui.interview.offers import offer

pytestmark = pytest.mark.pty

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
POSTMORTEM = """\
format = 1
id = "2026-03-02-backups"
title = "No copy could be brought back"
kind = "production-outage"
status = "draft"
zone = "UTC"
created = 2026-03-02 10:00:00+00:00

[causes]
problem = "No copy of 3 could be brought back"

[[causes.why]]
id = "why-1"
explains = ["problem"]
because = ""

[[causes.root]]
id = "rc-1"
what = ""

[[action]]
id = "ac-1"
what = ""
level = "engineering"
status = "open"
"""


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "2026-03-02-backups.toml"
    path.write_text(POSTMORTEM)
    return path


def worst(file: Path, field: str, text: str) -> Finding:
    """Return the finding that the coach should show first about a text."""
    found = check_text(saved(file), field, text, NOW)
    assert found, f"nothing is found in {text!r}"
    return found[0]


def typed_and_rewritten(road: Road, finding: Finding, text: str, gap: str) -> None:
    """Type a text, see the finding, take the rewrite, fill its first gap, see the finding gone."""
    sign = finding.what[:40].rsplit(" ", 1)[0]
    road.term.type(text)
    road.term.wait_for(sign)
    road.term.send("<C-r>")
    road.term.wait_gone(text)
    assert finding.replacement is not None
    if "⟨" in finding.replacement:
        road.term.wait_for("⟨")
        road.term.type(gap)
        road.term.wait_for(gap)
    road.term.wait_gone(sign)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("causes.root.rc-1.what", "An engineer forgot to check the backups"),
        ("causes.why.why-1.because", "The operator deleted the wrong folder by mistake"),
    ],
)
def test_blame_is_found_rewritten_and_gone(terminal, file, field, text):
    finding = worst(file, field, text)
    assert finding.rule.startswith("blame.")
    assert finding.replacement
    road = Road(terminal("open", str(file), "--at", field))
    road.term.wait_for(words_of("causes.root.what" if "root" in field else "causes.why.because"))
    typed_and_rewritten(road, finding, text, "nightly round")
    road.quit()
    pm = saved(file)
    kept = pm.causes.root[0].what if "root" in field else pm.causes.why[0].because
    assert kept
    assert kept != text
    assert not [one for one in check_text(pm, field, kept, NOW) if one.rule == finding.rule]


def test_a_vague_action_is_found_rewritten_and_gone(terminal, file):
    field, text = "action.ac-1.what", "Improve the backups"
    finding = worst(file, field, text)
    assert finding.rule.startswith("smart.")
    road = Road(terminal("open", str(file), "--at", field))
    road.term.wait_for(words_of("action.what"))
    sign = finding.what[:40].rsplit(" ", 1)[0]
    road.term.type(text)
    road.term.wait_for(sign)
    offered = offer(saved(file), field, NOW)
    road.term.send("<C-r>")
    road.term.wait_for(offered.partition("⟨")[0].strip())
    road.term.send("<C-u><C-k>")
    road.term.type("Add a nightly restore of the newest backup to the pipeline")
    road.term.wait_gone(sign)
    road.quit()
    assert saved(file).action[0].what == "Add a nightly restore of the newest backup to the pipeline"


def test_blame_never_keeps_anybody_from_going_on(terminal, file):
    road = Road(terminal("open", str(file), "--at", "causes.root.rc-1.what"))
    road.asked("causes.root.what")
    road.term.type("The engineer on duty forgot to look at the backups\r")
    road.asked("causes.root.category")
    road.quit()
    assert saved(file).causes.root[0].what == "The engineer on duty forgot to look at the backups"
