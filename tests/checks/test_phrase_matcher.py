"""Phrases by their keys: what is found is what one pattern of them all would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks import rules
from pmtui.checks.rules.phrase_matcher import Phrases, compiled, keys_of, phrase_keys, straight

WORDS = [
    "the",
    "care*",
    "careful",
    "n't",
    "didn't",
    "_",
    "...",
    "more/less",
    "fat-finger*",
    "a/an",
    "so*",
    "of",
]
TEXT_WORDS = [
    "The",
    "careful",
    "careless",
    "didn\u2019t",
    "isn't",
    "more",
    "less",
    "fat-fingered",
    "an",
    "so",
    ",",
]
PHRASES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5
)
SENTENCES = st.lists(st.sampled_from([*TEXT_WORDS, "of", "x"]) | st.text(max_size=3), max_size=12).map(
    " ".join
)


@given(PHRASES, SENTENCES)
def test_keys_leave_out_nothing(phrases: list[str], sentence: str) -> None:
    even = straight(sentence)
    whole = compiled(phrases)
    assert whole is not None
    match = whole.search(even)
    assert Phrases(phrases).search(even) == (match.span() if match else None)


@given(st.text(max_size=40))
def test_a_sentence_with_straight_apostrophes_is_as_long(text: str) -> None:
    assert len(straight(text)) == len(text)


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("should have", [{"shou"}, {"have"}]),
        ("be careful", [{"care"}, {"be"}]),
        ("more/less care*", [{"more", "less"}, {"care"}]),
        ("so* _ ... n't", []),
        ("bad", [{"bad"}]),
        ("Fat-Finger*", [{"fing"}]),
    ],
)
def test_a_phrase_has_the_first_letters_of_its_words(phrase: str, keys: list[set[str]]) -> None:
    assert list(map(set, phrase_keys(phrase))) == keys


def test_a_sentence_has_the_first_letters_of_its_words() -> None:
    assert keys_of("The Operator's _x, 42nd") == {"the", "oper", "s", "_x", "42nd"}


def test_curly_apostrophes_are_found_with_their_place() -> None:
    [(rule_id, (start, end))] = rules.phrase_hits(
        "tone", "It\u2019s true: that wasn\u2019t our fault.", "cause"
    )
    assert rule_id == "tone.defensive"
    assert "It\u2019s true: that wasn\u2019t our fault."[start:end] == "wasn\u2019t our fault"


def test_a_sentence_without_a_key_is_tried_on_no_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(Phrases, "search", lambda self, sentence: tried.append(sentence))
    for family in ("blame", "tone", "vague"):
        assert rules.phrase_hits(family, "Replica four lagged by 40 seconds at 10:02", "summary") == ()
    assert not tried


def test_no_built_in_rule_has_to_be_tried_on_every_sentence() -> None:
    for family in rules.families():
        for rule in rules.pack(family).values():
            assert not rule.always, rule.id
