"""A phrase is looked for by its first word, and then found wherever trying every phrase finds it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.text.deadlines import day_phrases, find_deadline, parse_deadline, periods
from pmtui.text.deadlines.first_words import ByFirstWord

TODAY = date(2026, 11, 24)
DAYS = [pattern for _, pattern, _, _ in day_phrases._PHRASES]
PERIODS = [pattern for pattern, _, _ in periods._periods()._all]
WORDS = (
    *("the", "very", "end", "close", "of", "this", "our", "next", "last", "mid", "middle", "early", "late"),
    *("beginning", "start", "in", "within", "over", "during", "a", "couple", "two", "forty-five", "12"),
    *("days", "weeks", "sprint", "sprints", "week", "month", "quarter", "year", "Q2", "H1", "1Q27", "EOQ"),
    *(
        "EO",
        "2027",
        "EOD",
        "FY27",
        "from",
        "now",
        "today",
        "tomorrow",
        "monday",
        "ſunday",
        "april",
        "the holidays",
    ),
    *(
        "2026-W50",
        "3/2027",
        "15th",
        "business",
        "after",
        "half",
        "first",
        "-end",
        "Kw 12",
        "by",
        "winter",
        "W50",
    ),
)
SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)


def _written(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    return st.from_regex(re.compile(pattern.pattern, pattern.flags)).map(lambda text: text[:80])


def _all_ways(text: str) -> list[object]:
    return [
        *(day_phrases.read_day_phrase(text, at, TODAY, led=led) for at in (0, 1, 4) for led in (True, False)),
        *(periods.read_period(text, at, led=led) for at in (0, 1, 4) for led in (True, False)),
        parse_deadline(text, TODAY),
        find_deadline(text, TODAY),
    ]


def _same(text: str) -> None:
    quick = _all_ways(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ByFirstWord, "at", lambda self, _text, _at: self._all)
        assert quick == _all_ways(text), text


@given(SAID)
def test_a_phrase_in_words_is_found_as_if_each_were_tried(text: str) -> None:
    _same(text)


@given(st.sampled_from([*DAYS, *PERIODS]).flatmap(_written))
def test_whatever_a_pattern_takes_is_found_by_its_first_word(text: str) -> None:
    _same(text)


def test_a_phrase_that_begins_with_another_letter_than_ours_is_found() -> None:
    assert day_phrases.read_day_phrase("ſunday", 0, TODAY, led=True) is not None
    assert day_phrases.read_day_phrase("nothing", 0, TODAY, led=True) is None
