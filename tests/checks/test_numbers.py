"""Impact in numbers: found exactly when no number measures the extent."""

from datetime import UTC, datetime

import pytest

from pmtui.checks import check, check_text
from pmtui.checks.numbers import measures_extent
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
