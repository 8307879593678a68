"""Time: order, contradictions, gaps, phases, the 48 hours."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pmtui.checks import check
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

START = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
NOW = START + timedelta(hours=3)
EMPTY = Postmortem(id="2026-11-24-a")


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def clock(precision: dict[str, str] | None = None, **minutes: float) -> Postmortem:
    pm = EMPTY
    for key, value in minutes.items():
        pm = paths.put(pm, f"clock.{key}", after(value))
    for key, word in (precision or {}).items():
        pm = paths.put(pm, f"clock.precision.{key}", word)
    return pm


def rows(pm: Postmortem, *minutes: float, **each: object) -> Postmortem:
    for number, value in enumerate(minutes, 1):
        pm = paths.put(pm, f"timeline.ev-{number}", {"at": after(value), "what": "x", **each})
    return pm


def found(pm: Postmortem, now: datetime = NOW) -> dict[str, str]:
    return {each.rule: each.path for each in check(pm, now) if each.rule.startswith("time.")}


def test_moments_in_order_have_no_finding() -> None:
    pm = clock(introduced=-900, started=0, detected=4, declared=5, acknowledged=6, mitigated=30, resolved=90)
    assert found(pm) == {}


@pytest.mark.parametrize(
    ("minutes", "rule", "path"),
    [
        ({"started": 0, "resolved": -5}, "time.contradiction", "clock.resolved"),
        ({"introduced": 10, "started": 0}, "time.contradiction", "clock.started"),
        ({"detected": 9, "acknowledged": 4}, "time.contradiction", "clock.acknowledged"),
        ({"mitigated": 40, "resolved": 30}, "time.contradiction", "clock.resolved"),
        ({"started": 0, "detected": -5}, "time.detected-first", "clock.detected"),
    ],
)
def test_moments_that_contradict_each_other_are_found(
    minutes: dict[str, float], rule: str, path: str
) -> None:
    assert found(clock(**minutes)) == {rule: path}


def test_rough_moments_may_cross_within_their_roughness() -> None:
    assert found(clock({"started": "approximate"}, started=30, detected=0)) == {}
    assert found(clock({"introduced": "day"}, introduced=600, started=0)) == {}
    assert found(clock({"started": "hour"}, started=180, resolved=0)) != {}


def test_a_range_that_ends_before_it_begins_is_found() -> None:
    pm = paths.put(clock(started=0), "clock.until.started", after(-1))
    assert found(pm) == {"time.ends-before-it-begins": "clock.until.started"}


def test_a_row_out_of_order_is_found_at_that_row() -> None:
    assert found(rows(EMPTY, 0, 10, 5, 20)) == {"time.order": "timeline.ev-3.at"}
    assert found(rows(EMPTY, 0, 10, 5, precision="approximate")) == {}


def test_a_long_gap_is_asked_about_once_and_only_within_the_incident() -> None:
    pm = rows(clock(started=0, mitigated=60, resolved=60), 0, 10, 40, 60)
    found_gaps = [each for each in check(pm, NOW) if each.rule == "time.gap"]
    assert [(each.path, each.severity) for each in found_gaps] == [
        ("timeline.ev-3.at", "hint"),
        ("timeline.ev-4.at", "hint"),
    ]
    assert "30 minutes" in found_gaps[0].what
    assert "time.gap" not in found(rows(clock(started=0, resolved=60), -300, 0, 10))


def test_days_and_long_incidents_have_no_gaps() -> None:
    assert "time.gap" not in found(rows(clock(started=0, resolved=6000), 0, 3000, 6000))
    assert "time.gap" not in found(rows(clock(started=0, resolved=600), 0, 300, precision="day"))


def test_an_event_that_lasts_bridges_a_gap() -> None:
    pm = rows(clock(started=0, resolved=60), 0, 60)
    assert "time.gap" in found(pm)
    assert "time.gap" not in found(paths.put(pm, "timeline.ev-1.until", after(50)))


def test_the_48_hours_are_counted_from_now_only_until_it_is_shared() -> None:
    pm = paths.put(clock(started=0, resolved=60), "created", after(120))
    late = NOW + timedelta(days=30)
    assert found(pm) == {}
    assert found(pm, late) == {"time.not-shared": "share.shared"}
    shared = paths.put(pm, "share.shared", after(600))
    assert found(shared, late) == {}
    presented = paths.put(pm, "share.presented", date(2026, 11, 26))
    assert found(presented, late) == {}


def test_late_is_late_by_the_dates_in_the_file_and_can_be_explained() -> None:
    pm = paths.put(clock(started=0, resolved=60), "created", after(60 * 100))
    pm = paths.put(pm, "share.shared", after(60 * 200))
    assert found(pm) == {"time.begun-late": "created", "time.shared-late": "share.shared"}
    assert found(paths.put(pm, "review.why_late", "The data centre was closed.")) == {}


def test_shared_without_a_date_is_asked_about() -> None:
    pm = paths.put(paths.put(clock(started=0, resolved=60), "created", after(90)), "status", "shared")
    for now in (NOW, NOW + timedelta(days=900)):
        assert found(pm, now) == {"time.no-date-of-sharing": "share.shared"}


def test_a_phase_of_the_kind_without_an_event_is_named() -> None:
    pm = paths.put(rows(EMPTY, 0, 1, phase="detection"), "kind", "production-outage")
    told = [each.what for each in check(pm, NOW) if each.rule == "time.phase-empty"]
    assert len(told) == 3
    assert not [what for what in told if "Detection" in what]
