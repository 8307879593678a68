"""`pmtui open FILE --at FIELD`: straight into that field, the cursor at the end of its text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from road import Road, question_at, saved

from pmtui.model import paths
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem

pytestmark = pytest.mark.pty

POSTMORTEM = """\
format = 1
id = "2026-03-02-queue"
title = "The queue stood still"
kind = "production-outage"
status = "draft"
zone = "UTC"
created = 2026-03-02 10:00:00+00:00
summary = "It stood still"

[[people]]
name = "Dana Field"
role = "on call"

[clock]
started = 2026-03-02 14:00:00+00:00

[[timeline]]
id = "ev-aaaa"
at = 2026-03-02 14:05:00+00:00
what = "jobs are not taken"

[[timeline]]
id = "ev-bbbb"
at = 2026-03-02 14:25:00+00:00
what = "a worker is started anew"

[impact]
users = 40
note = "Counted by hand"

[causes]
problem = "No job was taken for 20 minutes"
top = "g-top"

[[causes.why]]
id = "why-1"
explains = ["problem"]
because = "The worker waits for a lock"

[[causes.gate]]
id = "g-top"
what = "No job is taken"
gate = "or"
inputs = ["b-lock"]

[[causes.event]]
id = "b-lock"
what = "The lock is never given back"

[[causes.root]]
id = "rc-1"
what = "Locks have no end"

[[action]]
id = "ac-1"
what = "Give each lock an end"
owner = "Kim"
due = 2026-04-01
answers = ["rc-1"]
status = "open"

[lessons]
well = ["It was seen at once"]

[share]
audiences = ["engineering"]
"""

TEXTS = [
    "title",
    "summary",
    "triage.learning",
    "impact.note",
    "impact.could_not",
    "people.0.role",
    "timeline.ev-bbbb.what",
    "timeline.ev-aaaa.believed",
    "causes.problem",
    "causes.trigger",
    "causes.lead_up",
    "causes.why.why-1.because",
    "causes.gate.g-top.what",
    "causes.event.b-lock.what",
    "causes.root.rc-1.what",
    "causes.root.rc-1.note",
    "action.ac-1.what",
    "action.ac-1.measure",
    "action.ac-1.owner",
    "action.ac-1.ticket",
    "share.external",
    "share.archived",
    "review.why_late",
]
OTHERS: list[tuple[str, str, Any]] = [
    ("impact.users", "00", 4000),
    ("impact.revenue_loss", "5K", 5000),
    ("action.ac-1.due", "<C-u>2026-05-02", "2026-05-02"),
    ("clock.detected", "2026-03-02 14:05", "2026-03-02 14:05:00+00:00"),
    ("timeline.ev-bbbb.at", "<C-u>2026-03-02 14:35", "2026-03-02 14:35:00+00:00"),
    ("lessons.well", "<Enter>Few felt it", ("It was seen at once", "Few felt it")),
    ("lessons.lucky", "It was noon", ("It was noon",)),
    ("causes.mitigators", "Jobs are kept", ("Jobs are kept",)),
    ("severity", "2", "SEV2"),
    ("action.ac-1.status", "2", "in-progress"),
    ("action.ac-1.level", "1", "eliminate"),
    ("causes.root.rc-1.category", "2", "process-gap"),
    ("causes.gate.g-top.gate", "1", "and"),
    ("causes.event.b-lock.state", "1", "confirmed"),
    ("causes.top", "1", "g-top"),
]


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "2026-03-02-queue.toml"
    path.write_text(POSTMORTEM)
    return path


def differing(before: Postmortem, after: Postmortem, field: str) -> Postmortem:
    """Return `after` with the field as it was `before`: what is left differs by nothing but that field."""
    return apply(after, [Edit(field, paths.get(before, field))])


@pytest.mark.parametrize("field", TEXTS)
def test_the_field_is_in_front_with_the_cursor_at_its_end(terminal, file, field):
    before = saved(file)
    road = Road(terminal("open", str(file), "--at", field))
    road.term.wait_for(question_at(file, field))
    road.term.type(" zz")
    road.term.wait_for("zz")
    road.quit()
    after = saved(file)
    old = paths.get(before, field) or ""
    assert (paths.get(after, field) or "").strip() == f"{old} zz".strip()
    assert differing(before, after, field) == before


@pytest.mark.parametrize(("field", "typed", "value"), OTHERS, ids=[field for field, _, _ in OTHERS])
def test_a_field_of_another_kind_is_in_front_too(terminal, file, field, typed, value):
    before = saved(file)
    road = Road(terminal("open", str(file), "--at", field))
    road.term.wait_for(question_at(file, field))
    road.term.send(typed)
    road.quit()
    after = saved(file)
    kept = paths.get(after, field)
    assert kept == value if isinstance(value, tuple | int) else str(kept) == value
    if "clock" not in field and not field.endswith(".at"):  # a moment brings its precision along
        assert differing(before, after, field) == before


@pytest.mark.parametrize(
    ("field", "near"),
    [("impact.noet", "note"), ("action.ac-9.due", "ac-1"), ("sumary", "summary")],
)
def test_a_field_that_no_postmortem_has_is_told_with_those_near_it(terminal, file, field, near):
    term = terminal("open", str(file), "--at", field)
    assert term.wait_exit() == 2
    assert field in term.text
    assert near in term.text.replace("\n", "")
    assert file.read_text() == POSTMORTEM


def test_a_file_of_a_later_format_is_shown_and_not_written(terminal, file):
    later = POSTMORTEM.replace("format = 1", "format = 99")
    file.write_text(later)
    term = terminal("open", str(file), "--at", "summary")
    term.wait_for("It stood still")
    term.wait_for("read-only")
    term.type("xyz")
    term.send("<Tab>", "<F7>", "<Esc>", "d", "<Enter>", "<C-z>", "<C-s>")
    term.settle(0.2)
    assert term.running, term.text
    term.send("<C-q>")
    assert term.wait_exit() == 0
    assert file.read_text() == later


def test_a_closed_postmortem_can_be_corrected_and_its_history_tells_it(terminal, file):
    file.write_text(POSTMORTEM.replace('status = "draft"', 'status = "closed"'))
    road = Road(terminal("open", str(file), "--at", "summary"))
    road.term.wait_for("It stood still")
    road.term.type(" for 20 minutes")
    road.term.wait_for("for 20 minutes")
    road.quit()
    after = saved(file)
    assert (after.summary, after.status) == ("It stood still for 20 minutes", "closed")
    assert [row.field for row in after.history] == ["summary"]
