"""Impact in numbers: found exactly when no number measures the extent."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks import check, check_text
from pmtui.checks.numbers import item_findings, measures_extent
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")


@pytest.mark.parametrize(
    "text",
    [
        "12 % of requests failed",
        "The shop was down for 40 minutes",
        "Nobody could log in between 09:29 and 10:00 UTC",
        "5 out of 46 nodes",
        "Refunds of $4,000",
        "1,200 customers",
        "Down for half an hour",
        "It took two days to restore",
    ],
)
def test_these_measure_the_extent(text: str) -> None:
    assert measures_extent(text)
    assert check_text(EMPTY, "impact.note", text, NOW) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Many users affected",
        "The shop was slow",
        "Since version 9.6 no mail was sent",
        "Users got a 403 Forbidden",
        "It began on 2026-11-24",
        "Several hours of downtime",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not measures_extent(text)
    (found,) = check_text(EMPTY, "impact.note", text, NOW)
    assert (found.rule, found.severity) == ("numbers.unquantified", "error")


@pytest.mark.parametrize(("key", "value"), [("users", 40), ("complaints", 3), ("note", "3 hours")])
def test_a_number_anywhere_in_the_impact_is_enough(key: str, value: object) -> None:
    pm = paths.put(EMPTY, "impact.could_not", "Many could not pay")
    assert "numbers.unquantified" in {each.rule for each in check(pm, NOW)}
    pm = paths.put(pm, f"impact.{key}", value)
    assert "numbers.unquantified" not in {each.rule for each in check(pm, NOW)}


def test_an_impact_without_a_word_is_asked_for_once_there_is_more() -> None:
    pm = paths.put(EMPTY, "status", "review")
    assert [(each.rule, each.path) for each in check(pm, NOW)] == [("numbers.unquantified", "impact.users")]


def test_vague_amounts_in_a_summary_are_hints() -> None:
    (found,) = check_text(EMPTY, "summary", "Many users could not pay", NOW)
    assert (found.rule, found.severity) == ("vague.amount", "hint")
    assert check_text(EMPTY, "summary", "Many users (40 %) could not pay", NOW) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A dozen tenants lost their sessions",
        "One in five logins failed",
        "Two-thirds of the relays were lost",
        "From 9am to 11am no mail was sent",
        "Two million rows were lost",
        "Queue time rose tenfold",
        "The error rate doubled",
        "Only one customer lost data",
        "Outage: 1h40m",
        "A two-hour outage of the mail gateway",
        "8/46 relays failed",
        "EUR 12,000 of refunds",
        "20-30 shops were cut off",
        "Roughly 3.5% of calls dropped",
    ],
)
def test_numbers_in_words_ranges_money_and_shares_measure(text: str) -> None:
    assert [each.rule for each in item_findings("a", text) if each.rule == "numbers.unquantified"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of users were affected",
        "Dozens of tenants were hit",
        "A couple of hours",
        "For days the report was wrong",
        "PostgreSQL 14 was slow",
        "Windows 10 laptops crashed",
        "The 2021 ledger was late",
        "At around 3 pm the shop became slow",
        "On March 3 checkout was slow",
        "Layer 7 floods hit the site",
        "Every shop was cut off",
        "Port 443 was blocked",
    ],
)
def test_vague_amounts_moments_and_names_measure_nothing(text: str) -> None:
    (found,) = [each for each in item_findings("a", text) if each.rule == "numbers.unquantified"]
    assert found.span is not None


def test_a_vague_word_beside_a_number_is_a_hint() -> None:
    (found,) = item_findings("a", "Several relays were down for 40 minutes")
    assert (found.rule, found.severity, found.span) == ("vague.amount", "hint", (0, 7))
    assert list(item_findings("a", "  ")) == []


@given(st.text(max_size=300))
def test_any_impact_is_judged_within_itself(text: str) -> None:
    for each in item_findings("a", text):
        assert each.span is None or 0 <= each.span[0] < each.span[1] <= len(text)
