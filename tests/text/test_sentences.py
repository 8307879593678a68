"""Sentences: where they begin, what is one, and that no text is too much."""

from hypothesis import example, given
from hypothesis import strategies as st

from pmtui.text.sentences import LONGEST, sentences


def split(text: str) -> list[str]:
    return [each.text for each in sentences(text)]


def test_a_stop_before_a_capital_ends_a_sentence() -> None:
    assert split("The queue grew. Nobody was paged! Why? It had no alert.") == [
        "The queue grew.", "Nobody was paged!", "Why?", "It had no alert.",
    ]  # fmt: skip


def test_abbreviations_versions_and_decimals_end_none() -> None:
    for text in (
        "Stores, e.g. Redis and others, grew.",
        "Version 9.6 refused the 9.2 client.",
        "Approx. Half failed.",
    ):
        assert split(text) == [text]


def test_lines_and_bullets_are_sentences_without_their_marks() -> None:
    text = "Causes\n- no validation\n  * no canary\n1. no owner\n[ ] done later\n\n> quoted"
    assert split(text) == ["Causes", "no validation", "no canary", "no owner", "done later", "quoted"]


def test_quotes_and_brackets_behind_a_stop_belong_to_the_sentence() -> None:
    assert split('It said "all good." Then it stopped.') == ['It said "all good."', "Then it stopped."]


def test_what_is_too_long_is_cut_at_a_space_or_anywhere() -> None:
    for text in ("x" * 5 * LONGEST, "a " * 3 * LONGEST):
        assert all(len(each.text) <= LONGEST for each in sentences(text))
        assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=300))
@example(" \n\t- ")
@example("...")
def test_every_sentence_stands_where_it_says(text: str) -> None:
    last = 0
    for each in sentences(text):
        assert each.text == text[each.start : each.start + len(each.text)]
        assert each.text.strip() == each.text != ""
        assert each.start >= last
        last = each.start + len(each.text)
