"""Each field of which two versions are kept has a finding, at a place that can be gone to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from conflicting import anything
from pmtui.checks import check, two_versions, waivers
from pmtui.checks.finding import Finding
from pmtui.interview.asking import for_path
from pmtui.interview.live import is_about
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DATA: dict[str, Any] = {
    "id": "2026-11-24-a",
    "kind": "production-outage",
    "people": [{"name": "Dana Field"}],
    "timeline": [{"id": "ev-1", "what": "the queue stops"}],
    "causes": {"why": [{"id": "why-1", "because": "Locks wait"}], "gate": [{"id": "g-1"}]},
    "action": [{"id": "ac-1", "what": "Give locks an end", "log": [{"what": "begun"}]}],
    "lessons": {"well": ["It was seen"]},
}


def with_conflicts(*fields: str, **values: Any) -> Postmortem:
    rows = [{"id": f"x-{at}", "field": field, "other": "words", **values} for at, field in enumerate(fields)]
    return Postmortem.model_validate({**DATA, "conflict": rows})


def found(pm: Postmortem) -> list[Finding]:
    return [one for one in check(pm, NOW) if one.rule == two_versions.RULE]


def test_it_is_an_error_at_the_field_until_somebody_chooses():
    pm = with_conflicts("impact.users")
    [one] = found(pm)
    assert (one.rule, one.severity, one.path) == ("merge.two-versions", "error", "impact.users")
    assert found(pm.model_copy(update={"conflict": ()})) == []


def test_it_can_be_waived_like_any_other():
    pm = with_conflicts("impact.users")
    row = waivers.entry_for(found(pm)[0], "both are wrong", "", NOW)
    assert found(apply(pm, [Edit("history.0", row)])) == []


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("summary", "summary"),
        ("timeline.ev-1", "timeline.ev-1.what"),
        ("timeline.ev-9", "timeline.new"),
        ("timeline.ev-9.what", "timeline.new"),
        ("timeline", "timeline.new"),
        ("causes.why.why-1", "causes.why.why-1.because"),
        ("causes.gate", "causes.top"),
        ("people", "people.new"),
        ("people.0", "people.0.name"),
        ("lessons.well", "lessons.well"),
        ("lessons.well.0", "lessons.well"),
        ("action.ac-1.log", "action.ac-1.log.new"),
        ("unfinished.clock.started", "clock.started"),
        ("unfinished." * 5000 + "clock.started", "clock.started"),
        ("history", "status"),
        ("impact", "impact.users"),
        ("nothing.like.it", "title"),
        ("", "title"),
        ("people.\u00b2", "people.new"),
        ("a." * 5000, "title"),
        ("conflict.x-0.field", "title"),
    ],
)
def test_it_goes_to_the_field_or_to_what_is_nearest(field, place):
    pm = with_conflicts(field)
    assert [one.path for one in found(pm)] == [place]
    assert is_about(for_path(pm, place), place)


def test_what_the_field_is_called_in_a_file_is_told_as_text_only():
    assert found(with_conflicts("timeline.ev-9.what"))[0].what == (
        "Two versions are kept of timeline.ev-9.what, which is no field here."
    )
    assert "\x1b" not in found(with_conflicts("\x1b[2J" * 50))[0].what
    assert "removed" not in found(with_conflicts("timeline.ev-1", removed=False))[0].what
    assert "the other changed it" in found(with_conflicts("timeline.ev-1", removed=True))[0].what


@settings(max_examples=50)
@given(anything())
def test_whatever_a_conflict_holds_there_is_a_question_to_go_to(pm):
    assert len(list(two_versions.findings(pm))) == len(pm.conflict)
    for one in two_versions.findings(pm):
        assert is_about(for_path(pm, one.path), one.path), one.path
