"""The pairs of the method: the weak side is found, by the right rule at the right span, the strong is not.

The quoted pairs are the specification of the product.
"""

from datetime import UTC, datetime

import pytest

from pmtui.checks import check, check_text
from pmtui.checks.finding import Finding
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")

WEAK = [
    (
        "causes.root.new",
        "Engineer caused outage by deploying bad config",
        "blame.role-fault",
        "Engineer caused",
    ),
    ("causes.root.new", "PM didn't validate requirements", "blame.role-fault", "PM didn't validate"),
    ("causes.root.new", "Designer made mistake", "blame.role-fault", "Designer made mistake"),
    ("causes.root.new", "Bug caused outage", "depth.surface", "Bug caused outage"),
    ("action.new", "Improve testing", "smart.specific", "Improve testing"),
    ("action.new", "Better communication", "smart.specific", "Better communication"),
    ("action.new", "More careful", "smart.specific", "More careful"),
    ("action.new", "Improve deploys", "smart.specific", "Improve deploys"),
    ("action.new", "Faster response", "smart.measurable", ""),
    ("action.new", "Team should document", "smart.assignable", "Team"),
    ("action.new", "Eventually migrate", "smart.time-bound", "Eventually"),
    ("impact.note", "Many users affected", "numbers.unquantified", "Many"),
    ("impact.note", "Significant downtime", "numbers.unquantified", "Significant"),
    ("impact.note", "Bad customer experience", "numbers.unquantified", "Bad"),
]

STRONG = [
    ("causes.root.new", "Deployment pipeline allowed bad config to reach production", "blame."),
    ("causes.root.new", "Requirements validation process missing", "blame."),
    ("causes.root.new", "Design review process didn't catch issue", "blame."),
    (
        "causes.root.new",
        "Bug deployed because testing gap, no staging env, rushed release pressure",
        "depth.",
    ),
    ("action.new", "Add E2E test suite covering top 10 user flows by Apr 1 (Owner: Alex)", "smart."),
    ("action.new", "Add config validation", "smart.specific"),
    ("action.new", "Reduce MTTR from 2hr to 30min", "smart.measurable"),
    ("action.new", "Reduce MTTR from 2hr to 30min", "smart.specific"),
    ("action.new", "Sam documents incident response runbook by Mar 15", "smart."),
    ("action.new", "Complete migration by Q2 end", "smart.time-bound"),
    ("impact.note", "50K users (20% of base), 2-hour outage, $20K revenue loss", "numbers."),
    (
        "impact.note",
        "NPS dropped from 50 to 30, 100 support tickets, 5 churned customers ($50K ARR)",
        "numbers.",
    ),
]


def grave(found: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in found if each.severity != "hint"]


@pytest.mark.parametrize(("path", "text", "rule", "part"), WEAK)
def test_the_weak_side_is_found(path: str, text: str, rule: str, part: str) -> None:
    (found,) = [each for each in grave(check_text(EMPTY, path, text, NOW)) if each.rule == rule]
    assert found.path == path
    assert (text[slice(*found.span)] if found.span else "") == part


@pytest.mark.parametrize(("path", "text", "family"), STRONG)
def test_the_strong_side_has_no_error_of_its_family(path: str, text: str, family: str) -> None:
    found = check_text(EMPTY, path, text, NOW)
    assert [each for each in found if each.severity == "error" and each.rule.startswith(family)] == []


def test_a_blamed_engineer_becomes_the_pipeline_that_let_it_through() -> None:
    (found,) = check_text(EMPTY, "causes.root.new", "Engineer caused outage by deploying bad config", NOW)
    assert found.replacement == "The ⟨deployment pipeline⟩ allowed bad config to reach ⟨production⟩"
    assert "bad config" in found.next


def with_rows(*edits: tuple[str, dict[str, object]]) -> Postmortem:
    pm = EMPTY
    for path, row in edits:
        pm = paths.put(pm, path, row)
    return pm


def in_file(pm: Postmortem) -> set[tuple[str, str]]:
    return {(each.rule, each.path) for each in grave(check(pm, NOW))}


@pytest.mark.parametrize(("path", "text", "rule", "part"), WEAK)
def test_the_weak_side_is_found_in_a_file(path: str, text: str, rule: str, part: str) -> None:
    """In a row the same is found; what a row keeps in a field of its own is named there or in the text."""
    place = path.removesuffix(".new")
    if place == path:
        pm, where = paths.put(EMPTY, path, text), {path}
    else:
        pm = with_rows((f"{place}.r-1", {"what": text}))
        where = {f"{place}.r-1.what"}
    assert {found for rule_id, found in in_file(pm) if rule_id == rule} & where


def test_a_single_cause_is_found_and_several_are_not() -> None:
    single = with_rows(("causes.root.rc-1", {"what": "Database failure"}))
    assert ("depth.single-cause", "causes.root.rc-1.what") in in_file(single)
    several = with_rows(
        ("causes.root.rc-1", {"what": "Database + no failover + alerting delay + unclear runbook"})
    )
    assert not [rule for rule, _ in in_file(several) if rule.startswith("depth.")]


def test_waiting_two_weeks_is_found_and_two_days_are_not() -> None:
    over = datetime(2026, 11, 1, 12, tzinfo=UTC)
    late = paths.put(paths.put(EMPTY, "clock.resolved", over), "created", datetime(2026, 11, 15, tzinfo=UTC))
    assert ("time.begun-late", "created") in in_file(late)
    soon = paths.put(late, "created", datetime(2026, 11, 2, tzinfo=UTC))
    soon = paths.put(soon, "share.shared", datetime(2026, 11, 3, tzinfo=UTC))
    assert not [rule for rule, _ in in_file(soon) if rule.startswith("time.")]


def test_never_following_up_is_found() -> None:
    row = {"what": "Add a check", "owner": "Alex", "due": datetime(2026, 11, 1, tzinfo=UTC).date()}
    pm = with_rows(("action.ac-1", {**row, "status": "open"}))
    assert ("follow.overdue", "action.ac-1.due") in in_file(pm)
    done = with_rows(("action.ac-1", {**row, "status": "done"}))
    assert ("follow.overdue", "action.ac-1.due") not in in_file(done)
