"""Which findings wait while a word is typed, and which one the cursor stands in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks.finding import Finding
from pmtui.widgets.fields.spans import changed_part, gaps
from pmtui.widgets.fields.waiting import at_caret, shown_while_typing, word_being_typed


def finding(rule: str, span: tuple[int, int] | None, path: str = "summary") -> Finding:
    return Finding(rule, "warning", path, f"what of {rule}", "why", "next", span)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a careless|", "careless"),
        ("a careless |", None),
        ("a careless,|", None),
        ("a care|less act", "careless"),
        ("a |careless act", None),
        ("didn't|", "didn't"),
        ("on-call|", "on-call"),
        ("|", None),
        ("日本|", "日本"),
    ],
)
def test_the_word_being_typed(text: str, word: str | None) -> None:
    caret, text = text.index("|"), text.replace("|", "")
    found = word_being_typed(text, caret)
    assert (text[slice(*found)] if found else None) == word


def test_what_touches_the_word_waits_and_the_rest_comes() -> None:
    far, near, all_of_it = finding("far", (0, 4)), finding("near", (10, 14)), finding("all", None)
    shown = shown_while_typing([far, near, all_of_it], [], "", "many and so bad", (12, 15))
    assert shown == (far,)


def test_what_is_shown_grows_with_the_text_and_keeps_its_words() -> None:
    old = finding("blame", (0, 12))
    new = Finding("blame", "warning", "summary", "other words", "why", "next", (0, 20))
    (kept,) = shown_while_typing([new], [old], "Priya forgot", "Priya forgot to rene", (16, 20))
    assert (kept.what, kept.span) == (old.what, (0, 20))


def test_what_comes_and_goes_with_a_half_typed_word_stays_where_it_was() -> None:
    old = finding("blame", (4, 9))
    assert shown_while_typing([], [old], "and Priya. X", "and Priya. Xy", (11, 13)) == (old,)
    (moved,) = shown_while_typing([], [old], "and Priya. X", "Oh and Priya. X", (0, 2))
    assert moved.span == (7, 12)
    assert shown_while_typing([], [old], "and Priya. X", "and Priyas. X", (4, 10)) == ()


@pytest.mark.parametrize(
    ("caret", "rule"), [(0, "a"), (3, "a"), (5, "a"), (6, "b"), (9, "b"), (12, "first"), (20, "first")]
)
def test_the_finding_at_the_cursor_else_the_gravest(caret: int, rule: str) -> None:
    text = "x" * 21
    findings = [
        finding("first", (14, 16)),
        finding("a", (0, 6)),
        finding("b", (6, 10)),
        finding("whole", (0, 21)),
    ]
    found = at_caret(findings, text, caret)
    assert found is not None and found.rule == rule
    assert at_caret([], text, caret) is None


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("a b", "The x", "The x"),
        ("One. The engineer forgot it. Three.", "One. The tool could go. Three.", "The tool could go."),
        ("A\nBad man\nC", "A\nGood ⟨x⟩\nC", "Good ⟨x⟩"),
        ("Hm? Bob did it.", "Hm? The ⟨t⟩ let it.", "The ⟨t⟩ let it."),
    ],
)
def test_of_a_rewrite_the_sentence_that_differs_is_shown(old: str, new: str, part: str) -> None:
    assert changed_part(old, new) == part


@given(st.text("ab. \n?⟨⟩", max_size=40), st.text("ab. \n?⟨⟩", max_size=40), st.integers(0, 40))
def test_any_text_can_be_looked_at(old: str, new: str, caret: int) -> None:
    assert changed_part(old, new) in new
    assert gaps(new) <= new.count("⟨")
    word = word_being_typed(new, caret)
    if word is not None:
        assert 0 <= word[0] < caret <= word[1] <= len(new)
        old_finding = finding("r", (0, len(old) // 2)) if old else finding("r", None)
        for kept in shown_while_typing([], [old_finding], old, new, word):
            assert kept.span is not None and 0 <= kept.span[0] <= kept.span[1] <= len(new)
