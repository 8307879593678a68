"""Patterns of a team: what could run away is refused with what to write instead; what is taken ends soon."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.rules import patterns
from pmtui.checks.rules.phrase_matcher import source

SOUND = [
    "yolo",
    r"\bTKT-\d{1,6}\b",
    r"\b(?:prod|staging)\b",
    r"\w{1,30} \w{1,30} \w{1,30}",
    r"(?:\w{1,30} ){0,3}hamster",
    r"(?i)abc?",
    r"a(?=b{1,3})",
    r"[^\W\d_]{2,30}",
    r"ñandú{1,3}s",
]
REFUSED = [
    (r"\w+", r"write \w{1,30} in place of \w+"),
    (r"a.*b", r".{0,30} in place of .*"),
    (r"x{3,}", "without a bound"),
    (r"a++", "without a bound"),
    (r"(a+)+$", "without a bound"),
    (r"a{0,101}", "up to 101 times: the most is 100"),
    (r"(?:a{1,50}b){1,50}", "repeats inside repeats"),
    (r"(a)\1", "refers back"),
    (r"(?P<x>a)(?(x)b|c)", "refers back"),
    ("x" * 301, "longer than 300"),
    (r".{0,100}.{0,100}.{0,100}x", "too many ways"),
    (r"\w{1,90}\d{1,90}é{1,90}x", "too many ways"),
    (r"(?:a|a){1,20}b", "too many ways"),
    (r"(?:\w{0,9} ?){0,20}x", "too many ways"),
    ("", "where nothing is"),
    ("a{0,3}", "where nothing is"),
    (r"^|$", "where nothing is"),
    ("[", "no regular expression: unterminated"),
    ("a{99999999999999999999}", "no regular expression"),
    ("[[a]]", "no regular expression: Possible nested set"),
    ("a(?i)b", "no regular expression"),
    ("(" * 140 + "a" + ")" * 140, ""),
]


@pytest.mark.parametrize("pattern", SOUND)
def test_a_bounded_pattern_is_taken(pattern: str) -> None:
    assert patterns.fit(pattern).flags & re.IGNORECASE


@pytest.mark.parametrize(("pattern", "reason"), REFUSED)
def test_what_could_run_away_is_refused_with_a_reason(pattern: str, reason: str) -> None:
    if not reason:  # deep, but sound: either is fine, as long as it ends
        patterns.fit(pattern)
        return
    with pytest.raises(ValueError, match=re.escape(reason)) as caught:
        patterns.fit(pattern)
    assert str(caught.value).isprintable()


PIECES = st.sampled_from(["a", "b", "ab", r"\w", r"\d", ".", r"[a-c]", "[^a]", " ", "é", r"\b", "(?:a|ab)"])
REPEATS = st.sampled_from(["", "?", "{0,3}", "{1,9}", "{0,30}", "{1,100}", "{0,9}?", "*", "+"])
PATTERNS = st.recursive(
    st.lists(st.tuples(PIECES, REPEATS).map("".join), min_size=1, max_size=5).map("".join),
    lambda inner: st.tuples(inner, REPEATS, inner).map(lambda t: f"(?:{t[0]}){t[1]}{t[2]}"),
    max_leaves=4,
)


@given(PATTERNS)
def test_every_pattern_that_is_taken_ends_soon(pattern: str) -> None:
    try:
        taken = patterns.fit(pattern)
    except ValueError as error:
        assert str(error).isprintable()
        return
    for text in ("a" * 800, "ab " * 266, "abé1" * 200, " " * 800):
        start = time.process_time()
        taken.search(text + "\n")
        assert time.process_time() - start < 0.5, pattern


@given(st.text(max_size=60))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        patterns.fit(text)
    except ValueError as error:
        assert str(error).isprintable()


def test_the_phrases_that_are_built_in_pass_the_same_check() -> None:
    count = 0
    for family in rules.families():
        guard = content.toml(f"rules/{family}.toml").get("guard", {}).get("phrases", [])
        for phrases in (guard, *((*r.phrases.texts, *r.unless.texts) for r in rules.pack(family).values())):
            for phrase in phrases:
                patterns.check(source([phrase]))
                count += 1
    assert count > 200
