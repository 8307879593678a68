"""The rubric: each criterion from its weakest to its strongest, the reason, the engineer's own score."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pmtui import content
from pmtui.checks.rubric import MINIMUM, Score, anchors, average, scores
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

OVER = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
NOW = OVER + timedelta(hours=4)
EMPTY = Postmortem(id="2026-11-24-a")
CRITERIA = [
    *("timeline", "impact", "depth", "factors", "blameless"),
    *("smart", "prevention", "coverage", "timeliness", "sharing"),
]


def put(pm: Postmortem, **values: object) -> Postmortem:
    for path, value in values.items():
        pm = paths.put(pm, path.replace("__", "."), value)
    return pm


def score(pm: Postmortem, criterion: str, now: datetime = NOW) -> Score:
    return next(each for each in scores(pm, now) if each.id == criterion)


def worked_out(pm: Postmortem, criterion: str, now: datetime = NOW) -> int:
    return score(pm, criterion, now).worked_out


def test_there_are_ten_criteria_with_five_anchors_each() -> None:
    data = content.json_data("rubric.json")
    assert [each["id"] for each in data["criteria"]] == CRITERIA
    assert all(sorted(anchors(criterion)) == [1, 2, 3, 4, 5] for criterion in CRITERIA)
    assert data["minimum"] == MINIMUM
    assert anchors("weather") == {}


def test_an_empty_postmortem_has_the_lowest_score_and_is_told_where_to_begin() -> None:
    found = scores(EMPTY, NOW)
    assert [each.worked_out for each in found] == [1] * 10
    assert average(found) == 1
    for each in found:
        assert "missing for 2" in each.reason
        assert each.path


def test_an_override_counts_and_the_worked_out_score_stays_in_sight() -> None:
    pm = put(EMPTY, review__override=({"criterion": "depth", "score": 4, "why": "shown in the fault tree"},))
    found = score(pm, "depth")
    assert (found.worked_out, found.override, found.given) == (1, 4, 4)
    assert found.why == "shown in the fault tree"
    assert average(scores(pm, NOW)) == pytest.approx(1.3)


def test_the_average_of_nothing_is_nothing() -> None:
    assert average(()) == 0


def test_timeline_rises_with_moments_rows_phases_and_evidence() -> None:
    pm = put(EMPTY, clock__started=OVER - timedelta(hours=1))
    assert worked_out(pm, "timeline") == 2
    pm = put(pm, clock__detected=OVER - timedelta(minutes=50), clock__resolved=OVER, kind="production-outage")
    for number, phase in enumerate(("detection", "investigation", "mitigation")):
        row = {"at": OVER - timedelta(minutes=50 - number * 10), "what": "x", "phase": phase}
        pm = paths.put(pm, f"timeline.ev-{number}", row)
    assert worked_out(pm, "timeline") == 3
    assert "Resolution" in score(pm, "timeline").reason
    pm = paths.put(
        pm, "timeline.ev-9", {"at": OVER - timedelta(minutes=20), "what": "x", "phase": "resolution"}
    )
    assert worked_out(pm, "timeline") == 4
    for event in pm.timeline:
        pm = paths.put(pm, f"timeline.{event.id}.evidence", "graph")
    assert "believed" in score(pm, "timeline").reason
    assert worked_out(paths.put(pm, "timeline.ev-1.believed", "a slow bank"), "timeline") == 5


def test_impact_rises_from_adjectives_to_all_figures() -> None:
    assert worked_out(put(EMPTY, impact__note="Many users"), "impact") == 1
    pm = put(EMPTY, impact__users=400)
    assert worked_out(pm, "impact") == 2
    pm = put(pm, clock__started=OVER - timedelta(hours=1), clock__resolved=OVER)
    assert worked_out(pm, "impact") == 3
    pm = put(pm, impact__users_percent=2.5, impact__revenue_loss=900)
    assert worked_out(pm, "impact") == 4
    pm = put(pm, impact__complaints=12, impact__metric=({"name": "NPS", "before": 41, "after": 38},))
    assert worked_out(pm, "impact") == 5


def test_impact_told_in_a_sentence_counts() -> None:
    pm = put(EMPTY, clock__started=OVER - timedelta(hours=1), clock__resolved=OVER)
    pm = put(pm, impact__note="1,200 customers (3 % of all), 40 support tickets, refunds of $9,000")
    assert worked_out(pm, "impact") == 4


def test_depth_and_blameless_fall_with_a_person_as_the_cause() -> None:
    pm = paths.put(EMPTY, "causes.root.rc-1", {"what": "Human error"})
    assert worked_out(pm, "depth") == 1
    assert worked_out(pm, "blameless") == 1
    pm = paths.put(EMPTY, "causes.root.rc-1", {"what": "No check of the schema before import"})
    assert worked_out(pm, "depth") == 2
    assert worked_out(pm, "blameless") == 4


def branches(pm: Postmortem, *names: str, legs: tuple[str, ...] = ("happened",)) -> Postmortem:
    for number, name in enumerate(names):
        above = "problem"
        for step in range(3):
            row: dict[str, object] = {
                "because": f"{name} condition {step}",
                "explains": (above,),
                "evidence": ("log",),
            }
            row["leg"] = legs[number % len(legs)]
            if step == 2:
                row["stop"] = "changeable"
            above = f"{name}-{step}"
            pm = paths.put(pm, f"causes.why.{above}", row)
    return pm


def test_depth_rises_with_branches_evidence_and_legs() -> None:
    pm = paths.put(EMPTY, "causes.root.rc-1", {"what": "No check of the schema before import"})
    assert worked_out(branches(pm, "schema"), "depth") == 3
    assert worked_out(branches(pm, "schema", "alert"), "depth") == 4
    pm = branches(pm, "schema", "alert", "pager", legs=("happened", "not-caught", "slow"))
    assert worked_out(pm, "depth") == 5


def test_factors_rise_as_they_are_told_apart() -> None:
    pm = paths.put(EMPTY, "causes.factor.cf-1", {"what": "a"})
    assert worked_out(pm, "factors") == 1
    pm = paths.put(paths.put(pm, "causes.factor.cf-2", {"what": "b"}), "causes.factor.cf-3", {"what": "c"})
    assert worked_out(pm, "factors") == 3
    pm = put(pm, causes__trigger="a change", causes__lead_up="before")
    assert worked_out(pm, "factors") == 4
    pm = paths.put(put(pm, causes__mitigators=("a copy",)), "causes.why.w-1", {"leg": "slow"})
    assert worked_out(pm, "factors") == 5


FULL = {
    "what": "Validate the schema of the feed in the import job",
    "measure": "malformed feeds: 3 a month -> 0",
    "owner": "Alex",
    "due": date(2027, 1, 15),
    "level": "engineering",
    "answers": ("rc-1",),
    "status": "open",
}


def test_smart_rises_with_owners_days_and_measures() -> None:
    pm = paths.put(EMPTY, "action.ac-1", {"what": "Improve it"})
    assert worked_out(pm, "smart") == 1
    assert worked_out(paths.put(pm, "action.ac-2", FULL), "smart") == 2
    bare = {**FULL, "measure": ""}
    pm = paths.put(paths.put(EMPTY, "action.ac-1", bare), "action.ac-2", FULL)
    assert worked_out(pm, "smart") == 4
    assert worked_out(paths.put(pm, "action.ac-1", FULL), "smart") == 5


def test_prevention_and_coverage_rise_with_what_answers_the_causes() -> None:
    pm = paths.put(EMPTY, "causes.root.rc-1", {"what": "No check of the schema"})
    pm = paths.put(pm, "action.ac-1", {**FULL, "level": "training"})
    assert (worked_out(pm, "prevention"), worked_out(pm, "coverage")) == (1, 3)
    pm = paths.put(pm, "action.ac-1", FULL)
    assert worked_out(pm, "prevention") == 3
    pm = paths.put(pm, "action.ac-2", {**FULL, "level": "eliminate"})
    assert worked_out(pm, "prevention") == 5
    pm = put(pm, not_doing=({"what": "a rewrite", "why": "six months for one feed"},))
    assert worked_out(pm, "coverage") == 5
    unanswered = paths.put(pm, "causes.root.rc-2", {"what": "No alert on the queue"})
    assert worked_out(unanswered, "coverage") == 2


@pytest.mark.parametrize(
    ("begun", "shared", "why", "expected"),
    [
        (24 * 20, None, "", 1),
        (24 * 20, 24 * 21, "the office burnt down", 3),
        (20, 24 * 5, "", 2),
        (20, 24 * 5, "waited for the vendor", 3),
        (30, 40, "", 4),
        (20, 40, "", 5),
    ],
)
def test_timeliness_follows_the_dates_in_the_file(
    begun: int, shared: int | None, why: str, expected: int
) -> None:
    pm = put(EMPTY, clock__resolved=OVER, created=OVER + timedelta(hours=begun), review__why_late=why)
    if shared is not None:
        pm = put(pm, share__shared=OVER + timedelta(hours=shared))
    for now in (NOW, NOW + timedelta(days=900)):
        assert worked_out(pm, "timeliness", now) == expected


def test_a_draft_within_its_48_hours_is_not_late() -> None:
    pm = put(EMPTY, clock__resolved=OVER, created=OVER + timedelta(hours=2))
    assert worked_out(pm, "timeliness") == 4
    assert worked_out(pm, "timeliness", NOW + timedelta(days=9)) == 2


def test_sharing_rises_to_presented_and_archived() -> None:
    pm = put(EMPTY, share__audiences=("engineering",))
    assert worked_out(pm, "sharing") == 2
    pm = put(pm, lessons__well=("a",), lessons__badly=("b",), lessons__lucky=("c",))
    pm = paths.put(pm, "action.ac-1", FULL)
    assert worked_out(pm, "sharing") == 3
    pm = put(pm, share__presented=date(2026, 11, 26))
    assert worked_out(pm, "sharing") == 4
    pm = put(pm, share__archived="wiki/PM-31")
    assert worked_out(pm, "sharing") == 5
    assert worked_out(pm, "sharing", NOW + timedelta(days=900)) == 4


def with_tree(inputs: tuple[str, ...], *breaks: str) -> Postmortem:
    gate = {"what": "Down", "gate": "and", "inputs": inputs}
    pm = put(EMPTY, causes__top="g-1")
    for path, row in {
        "causes.gate.g-1": gate,
        "causes.event.b-1": {"what": "The disk is full"},
        "causes.event.b-2": {"what": "The standby is behind"},
        "causes.root.rc-1": {"what": "Nothing watches the disk"},
        "action.ac-1": {"what": "x", "level": "eliminate", "answers": ("rc-1",), "breaks": breaks},
    }.items():
        pm = paths.put(pm, path, row)
    return pm


def test_prevention_is_strongest_only_where_no_known_combination_is_left() -> None:
    assert worked_out(with_tree(("b-1", "b-2"), "b-2"), "prevention") == 5
    assert worked_out(with_tree(("b-1", "b-2")), "prevention") == 4
    assert worked_out(with_tree(("b-1", "g-1"), "b-1"), "prevention") == 4, "a loop leaves it unknown"
    assert worked_out(with_tree((), "b-1"), "prevention") == 4, "so does a gate without inputs"
    not_asked = paths.put(with_tree(("b-1", "b-2")), "causes.gate", ())
    assert worked_out(not_asked, "prevention") == 5
