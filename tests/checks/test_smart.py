"""Actions: which letter of SMART is missing, and where."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.checks import check, check_text
from pmtui.checks.finding import Finding
from pmtui.checks.smart import item_findings
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


def items(text: str) -> dict[str, Finding]:
    return {each.rule: each for each in item_findings("a", text, NOW.date())}


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Add two replicas of the session store by Apr 1 (Owner: Priya)", set()),
        ("Priya cuts the restore of the ledger from 6 h to 1 h by end of Q1", set()),
        ("Add two replicas of the session store by Apr 1", {"assignable"}),
        ("Add two replicas of the session store (Owner: the storage team), Q1", {"assignable"}),
        ("Add two replicas of the session store (Owner: Priya)", {"time-bound"}),
        ("Add two replicas of the session store soon (Owner: Priya)", {"time-bound"}),
        ("Rehearse the restore of all ledgers every 90 days (Owner: Priya)", set()),
        ("Rehearse the restore of the ledger each quarter (Owner: Priya)", {"measurable"}),
        ("Move the session store in sprint 42 (Owner: Priya)", {"measurable"}),
        ("Improve the session store by Apr 1 (Owner: Priya)", {"specific", "measurable"}),
        ("Improve monitoring", {"specific", "measurable", "assignable", "time-bound"}),
        ("", set()),
    ],
)
def test_an_item_alone_lacks_exactly_what_it_lacks(text: str, lacking: set[str]) -> None:
    found = {rule.removeprefix("smart.") for rule in items(text) if rule.startswith("smart.")}
    assert found == lacking


def test_each_lack_of_an_item_is_marked_where_it_shows() -> None:
    text = "The storage squad should move the session store soon"
    found = {rule: text[slice(*each.span)] for rule, each in items(text).items() if each.span}
    assert found["smart.assignable"] == "The storage squad"
    assert found["smart.time-bound"] == "soon"


def test_a_vague_word_in_a_good_item_is_a_hint_of_its_own() -> None:
    found = items("Cap the retry queue at 500 where possible")
    assert "smart.specific" not in found
    assert found["vague.word"].severity == "hint"


def test_a_date_that_can_be_read_in_two_ways_is_named_and_counts_as_a_date() -> None:
    found = items("Cap the retry queue at 500 by 03/04/2027 (Owner: Priya)")
    assert set(found) == {"vague.date"}
    assert "2027-04-03" in found["vague.date"].next


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Improve monitoring", "signal"),
        ("Better documentation", "page"),
        ("More tests", "case"),
        ("Train the operators", "unnecessary"),
        ("Investigate the latency", "experiment"),
        ("Be more careful with the switch", "impossible"),
        ("Improve communication", "channel"),
        ("Enhance resilience", "failure"),
        ("Look at options", "decided"),
    ],
)
def test_a_vague_action_is_asked_about_what_it_wishes_for(text: str, word: str) -> None:
    assert word in items(text)["smart.specific"].next


@pytest.mark.parametrize(
    "text",
    [
        "Add monitoring",
        "Add additional safeguards",
        "Implement additional monitoring and alerting",
        "We will continue to watch the situation closely",
        "We are working with our supplier to understand the cause",
        "Introduce a process for changes of zones",
        "Reduce the risk of overload",
        "Alert fatigue must be reduced",
        "Fix the underlying issue",
        "Keep an eye on the queue",
        "Make deploys safer",
        "Prevent this from happening again",
        "Raise awareness of phishing",
        "A second region might be an option",
        "Do better",
        "Take care next time",
        "Hold regular meetings",
        "Hold people accountable",
        "Hold a discussion about the queue",
    ],
)
def test_efforts_goods_and_hopes_are_not_specific(text: str) -> None:
    assert "smart.specific" in items(text)


@pytest.mark.parametrize(
    "text",
    [
        "Document the hand-over of the pager",
        "The loader should refuse files without a checksum",
        "Old snapshots are to be deleted by the nightly job",
        "Stop shipping on Fridays",
        "Take hourly snapshots of both ledger hosts",
        "Introduce a two-person rule for zone changes",
        "Improve logging and write the trace id into each line of the importer",
        "Improve the restore by keeping a warm copy in the second region",
        "Make sure that the relay restarts when its watchdog fires",
        "Investigate why `feed-import` skipped two Sundays",
        "Review: add the DNS owner to the list of approvers",
        "Canary stage for zone changes",
        "Turn off autoscaling of the ledger pool",
        "Serve the page of the order without prices while the price feed is away",
        "Serve reads from the standby while a new primary is elected",
        "Hold messages in the outbox until the broker has confirmed them",
        "Keep the old signing key valid after a rotation until the last relay has the new one",
        "Queue orders on disk while the ledger does not answer",
        "Shed anonymous requests before those of customers",
    ],
)
def test_named_changes_are_specific(text: str) -> None:
    assert "smart.specific" not in items(text)


def test_a_recurrence_without_a_first_day_is_asked_about_in_its_row() -> None:
    row = WHOLE | {"what": "Rehearse the restore of the ledger every 90 days", "due": None}
    pm = paths.put(EMPTY, "action.ac-1", {key: value for key, value in row.items() if value is not None})
    found = [each for each in check(pm, NOW) if each.path == "action.ac-1.due"]
    assert [(each.rule, each.severity) for each in found] == [("vague.date", "hint")]
    assert "first time" in found[0].next


def test_a_day_that_has_passed_is_hardly_realistic() -> None:
    found = {each.rule for each in check_text(EMPTY, "action.new", "Cap the queue at 500 by 2026-01-15", NOW)}
    assert "smart.realistic" in found


PIECES = [
    *(
        "improve",
        "the",
        "and",
        "by",
        "adding",
        "to",
        "be",
        "more",
        ",",
        ":",
        "-",
        "`",
        "@",
        "(",
        "every 90 days",
    ),
    *(
        "Owner:",
        "Kim",
        "should",
        "will",
        "ensure",
        "not",
        "ensure that",
        "|",
        "end of",
        "Q2",
        "in",
        "sprint 3",
    ),
]


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_any_item_is_judged_within_itself(text: str) -> None:
    for each in item_findings("a", text, NOW.date()):
        assert each.span is None or 0 <= each.span[0] < each.span[1] <= len(text)


def test_the_cost_of_an_item_does_not_run_away() -> None:
    for piece in (
        "by the ",
        "and add ",
        "Owner: ",
        "every other ",
        "@",
        "(Kim, ",
        "| a ",
        "1 ",
        "mid-",
        "A. ",
    ):
        list(item_findings("a", piece * 9, NOW.date()))  # what is read once is not counted
        text = piece * (100_000 // len(piece))
        assert steps(lambda text=text: list(item_findings("a", text, NOW.date()))) < 400_000  # type: ignore[misc]
