"""Every finding of a postmortem: never a traceback, in the order of the file, at fields that there are."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from effort import steps
from pmtui.checks import blame, check, check_text, rules
from pmtui.checks.fields import fields, role_of
from pmtui.checks.rubric import average, scores
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")
ENTRY_LINES = (
    "summary",
    "timeline.new",
    "action.new",
    "causes.why.new",
    "causes.factor.new",
    "causes.root.new",
    "impact.note",
    "impact.could_not",
    "lessons.badly.0",
    "action.ac-1.measure",
    "not_doing.0.why",
    "history.0.why",
)
HOSTILE = (
    "x" * 20_000,
    "a a a " * 4_000,
    "engineer " * 2_500,
    "the the " * 2_500,
    "not their " * 2_000,
    "`" * 20_000,
    "1 " * 10_000,
    "1," * 10_000,
    "e.g. " * 4_000,
    ("?!" * 10_000),
    "- " * 10_000,
    "by mistake because of the engineer who " * 500,
    "@" * 20_000,
    "9:" * 10_000,
    "\u2019" * 20_000,
)


def test_an_empty_postmortem_is_not_nagged() -> None:
    assert check(EMPTY, NOW) == ()


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(strategies.postmortems(), strategies.instants)
def test_no_postmortem_is_too_odd_and_every_finding_is_sound(pm: Postmortem, now: datetime) -> None:
    found = check(pm, now)
    for each in found:
        value = paths.get(pm, each.path)
        rules.rule(each.rule)
        if each.span is not None:
            assert 0 <= each.span[0] < each.span[1] <= len(value)
        if each.replacement is not None:
            paths.put(pm, each.path, each.replacement)
    for score in scores(pm, now, found):
        assert 1 <= score.worked_out <= 5
        assert score.reason
        if score.path:
            paths.get(pm, score.path)
    assert 1 <= average(scores(pm, now, found)) <= 5


@settings(deadline=None)
@given(st.sampled_from(ENTRY_LINES), strategies.texts | st.text(max_size=120))
def test_no_text_is_too_odd_to_type(path: str, text: str) -> None:
    for each in check_text(EMPTY, path, text, NOW):
        assert each.path == path
        if each.span is not None:
            assert 0 <= each.span[0] < each.span[1] <= len(text)


@pytest.mark.parametrize("path", ENTRY_LINES)
def test_no_text_takes_more_work_than_its_length_says(path: str) -> None:
    check_text(
        EMPTY, path, "The engineer forgot 3 of 4 steps by Friday", NOW
    )  # what is read once is not counted
    for text in HOSTILE:
        assert steps(lambda text=text: check_text(EMPTY, path, text, NOW)) < 100 * len(text) + 100_000  # type: ignore[misc]


def test_a_sentence_takes_little_work() -> None:
    text = "The on-call engineer restarted the billing service at 10:02 after the queue had reached 40,000"
    check_text(EMPTY, "timeline.new", text, NOW)
    blame.hits.cache_clear()
    assert steps(lambda: check_text(EMPTY, "timeline.new", text[:-1], NOW)) < 5_000


def test_findings_follow_the_file_and_then_their_gravity() -> None:
    pm = paths.put(EMPTY, "action.ac-1", {"what": "Improve testing"})
    pm = paths.put(pm, "causes.root.rc-1", {"what": "Human error"})
    pm = paths.put(pm, "summary", "Priya forgot the flag")
    found = check(pm, NOW)
    tables = [each.path.split(".")[0] for each in found]
    assert tables == sorted(tables, key=["summary", "impact", "causes", "action"].index)
    of_root = [each.severity for each in found if each.path == "causes.root.rc-1.what"]
    assert of_root == sorted(of_root, key=["error", "warning", "hint"].index)


def test_the_same_text_gives_the_same_in_the_file_and_while_typed() -> None:
    text = "Priya forgot the flag."
    pm = paths.put(EMPTY, "summary", text)
    assert check(pm, NOW) == check_text(EMPTY, "summary", text, NOW)


def test_fields_know_their_role() -> None:
    roles = {
        "title": "summary", "causes.trigger": "summary", "causes.problem": "cause", "causes.why.new": "cause",
        "causes.mitigators.0": "lesson", "timeline.ev-1.what": "timeline", "impact.note": "impact",
        "action.ac-1.what": "action", "lessons.well.0": "lesson", "share.external": "other",
        "causes.why.why-1.note": "other", "triage.learning": "other",
    }  # fmt: skip
    assert {path: role_of(path) for path in roles} == roles


def test_only_texts_that_are_there_are_walked_in_the_order_of_the_file() -> None:
    pm = paths.put(paths.put(EMPTY, "lessons.well", ("Fast rollback",)), "title", "Checkout down")
    pm = paths.put(pm, "summary", "  ")
    assert [(each.path, each.text) for each in fields(pm)] == [
        ("title", "Checkout down"),
        ("lessons.well.0", "Fast rollback"),
    ]


def test_what_is_unfinished_is_not_part_of_the_document() -> None:
    pm = paths.put(EMPTY, "unfinished.timeline.new", "Priya forgot the flag")
    assert check(pm, NOW + timedelta(days=1)) == ()
