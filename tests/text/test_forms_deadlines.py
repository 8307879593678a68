"""Deadlines in actions, in the forms that people write: the list is forms_deadlines.toml."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from pmtui.text.deadlines import find_deadline
from pmtui.text.reading import Bounded, Deadline, Refused

FORMS = tomllib.loads((Path(__file__).parent / "forms_deadlines.toml").read_text(encoding="utf-8"))
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(("text", "day"), FORMS["days"].items())
def test_a_day_is_understood(text: str, day: str) -> None:
    read = find_deadline(text, TUESDAY)
    assert isinstance(read, Deadline), read
    assert read.day == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "words"), FORMS["bounded"].items())
def test_a_period_is_found_and_its_day_asked_for(text: str, words: str) -> None:
    read = find_deadline(text, TUESDAY)
    assert isinstance(read, Bounded), read
    assert words in text[slice(*read.span)] or text[slice(*read.span)] in words
    assert read.reason


@pytest.mark.parametrize(("text", "word"), FORMS["refused"].items())
def test_what_is_no_day_is_refused_with_the_reason(text: str, word: str) -> None:
    read = find_deadline(text, TUESDAY)
    assert isinstance(read, Refused)
    assert not isinstance(read, Bounded)
    assert word in read.reason


@pytest.mark.parametrize("text", FORMS["none"]["texts"])
def test_no_deadline_is_found_where_none_is(text: str) -> None:
    assert find_deadline(text, TUESDAY) is None


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert sum(len(part) for part in (FORMS["days"], FORMS["bounded"], FORMS["none"]["texts"])) >= 250
