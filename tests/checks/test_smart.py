"""Actions: which letter of SMART is missing, and where."""

from datetime import UTC, date, datetime

import pytest

from pmtui.checks import check, check_text
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a", created=datetime(2026, 11, 20, tzinfo=UTC))
WHOLE = {
    "what": "Validate the schema of the feed in the import job",
    "measure": "malformed feeds that reach the shop: 3 a month -> 0",
    "owner": "Alex",
    "due": date(2027, 1, 15),
    "level": "engineering",
    "status": "open",
}


def smart(**changes: object) -> dict[str, str]:
    row = {key: value for key, value in (WHOLE | changes).items() if value is not None}
    found = check(paths.put(EMPTY, "action.ac-1", row), NOW)
    return {each.rule: each.path for each in found if each.rule.startswith("smart.")}


def test_an_action_with_all_five_letters_has_no_finding() -> None:
    assert smart() == {}


@pytest.mark.parametrize(
    ("changes", "rule", "path"),
    [
        ({"what": "Improve the feed"}, "smart.specific", "action.ac-1.what"),
        ({"measure": None}, "smart.measurable", "action.ac-1.what"),
        ({"owner": None}, "smart.assignable", "action.ac-1.owner"),
        ({"owner": "Platform team"}, "smart.assignable", "action.ac-1.owner"),
        ({"owner": "TBD"}, "smart.assignable", "action.ac-1.owner"),
        ({"due": None}, "smart.time-bound", "action.ac-1.due"),
        ({"due": date(2026, 11, 1)}, "smart.realistic", "action.ac-1.due"),
        ({"due": date(2026, 11, 27), "horizon": "long-term"}, "smart.realistic", "action.ac-1.due"),
    ],
)
def test_each_letter_is_named_exactly_when_it_is_missing(
    changes: dict[str, object], rule: str, path: str
) -> None:
    assert smart(**changes) == {rule: path}


def test_what_the_text_says_counts() -> None:
    what = "Validate the schema of all feeds in the import job by Jan 15, 2027 (Owner: Alex)"
    assert smart(what=what, measure=None, owner=None, due=None) == {}


def test_what_the_text_says_wrong_is_marked_in_it() -> None:
    found = smart(what="The team should validate the schema soon", owner=None, due=None)
    assert found == {"smart.assignable": "action.ac-1.what", "smart.time-bound": "action.ac-1.what"}


def test_a_dropped_action_is_left_alone() -> None:
    assert smart(what="Improve it", owner=None, due=None, measure=None, status="dropped") == {}


def test_a_full_plate_is_hinted_at() -> None:
    pm = EMPTY
    for number in range(7):
        pm = paths.put(pm, f"action.ac-{number}", WHOLE)
    found = [each for each in check(pm, NOW) if each.rule == "smart.realistic"]
    assert len(found) == 7
    assert {each.severity for each in found} == {"hint"}
    assert "7 open actions" in found[0].what


@pytest.mark.parametrize(
    "text",
    [
        "Enhance resilience",
        "We need to communicate more",
        "Be more careful with DNS",
        "Continuous training",
        "Discuss options",
        "Make sure it does not happen again",
        "Monitoring",
        "Consider caching",
    ],
)
def test_wishes_are_not_specific(text: str) -> None:
    assert "smart.specific" in {each.rule for each in check_text(EMPTY, "action.new", text, NOW)}


@pytest.mark.parametrize(
    "text",
    [
        "Alert on free disk below 10 % on database hosts",
        "Remove the shared admin account",
        "Add a canary stage to the DNS pipeline",
        "Increase the connection limit of the pool to 400",
        "Improve failover by adding a second resolver in each zone",
        "Reduce the TTL of the payment records from 24 h to 5 min",
        "Ensure every bucket policy is linted in the pipeline",
        "Fix the retry loop in the feed importer",
    ],
)
def test_changes_are_specific(text: str) -> None:
    assert "smart.specific" not in {each.rule for each in check_text(EMPTY, "action.new", text, NOW)}


def test_a_measure_without_a_figure_is_hinted_at() -> None:
    (found,) = check_text(EMPTY, "action.ac-1.measure", "it works", NOW)
    assert (found.rule, found.severity) == ("vague.measure", "hint")
    assert check_text(EMPTY, "action.ac-1.measure", "p99 below 2 s", NOW) == ()
