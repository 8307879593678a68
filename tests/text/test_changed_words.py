"""Which words changed: both texts are in the pieces, whatever they are, and the work is bounded."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.text.changed_words import Piece, changed_lines, changed_words, marked

texts = st.lists(st.sampled_from(["a", "b", "the", "wind", " ", "  ", "\n", "\n\n"]), max_size=40).map(
    "".join
)


def side(pieces: tuple[Piece, ...], kind: str) -> str:
    return "".join(one.text for one in pieces if one.kind in ("same", kind))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Checkout was down.", "Checkout was slow.", "Checkout was [-down.-]{+slow.+}"),
        ("Checkout was down.", "Checkout and login were down.", "Checkout [-was-]{+and login were+} down."),
        ("", "new", "{+new+}"),
        ("gone", "", "[-gone-]"),
        ("same", "same", "same"),
        ("", "", ""),
        ("one\ntwo\nthree\n", "one\nthree\n", "one\n[-two\n-]three\n"),
        ("a b c d e f", "z y x w v u", "[-a b c d e f-]{+z y x w v u+}"),
    ],
)
def test_what_changed_stands_in_its_place(before: str, after: str, told: str) -> None:
    assert marked(changed_words(before, after)) == told


@given(texts, texts)
def test_both_texts_are_in_the_pieces(before: str, after: str) -> None:
    pieces = changed_words(before, after)
    assert side(pieces, "removed") == before
    assert side(pieces, "added") == after
    assert all(one.text for one in pieces)
    assert all(one.kind != two.kind for one, two in pairwise(pieces))


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_the_texts_hold(before: str, after: str) -> None:
    pieces = changed_words(before, after)
    assert (side(pieces, "removed"), side(pieces, "added")) == (before, after)


def test_a_text_that_changed_all_over_costs_no_more_than_its_length() -> None:
    def cost(words: int) -> int:
        before = " ".join("a" if at % 3 else f"b{at}" for at in range(words))
        after = " ".join("a" if at % 2 else f"c{at}" for at in range(words))
        return steps(lambda: changed_words(before, after))

    assert cost(40_000) < 1.5 * cost(20_000) + 500_000


def test_one_changed_word_is_found_in_a_long_text() -> None:
    before = "word " * 20_000 + "old " + "word " * 20_000
    pieces = changed_words(before, before.replace("old", "new"))
    assert [(one.kind, one.text) for one in pieces if one.kind != "same"] == [
        ("removed", "old"),
        ("added", "new"),
    ]


def test_many_changed_lines_are_told_by_the_line() -> None:
    lines = [f"line {at} of a long text\n" for at in range(400)]
    new = [
        f"{at} was rewritten from its first word on\n" if at % 6 == 0 else line
        for at, line in enumerate(lines)
    ]
    pieces = changed_words("".join(lines), "".join(new))
    changed = [one.text for one in pieces if one.kind != "same"]
    assert len(changed) == 134 and all(text.count("\n") == 1 and text.endswith("\n") for text in changed)
    assert pieces[0] == Piece("removed", lines[0])


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a\nb four\nc\nd", "a\nb 4\nc\nd", [None, "b [-four-]{+4+}", None]),
        ("a\nb", "a\nnew\nb", [None, "{+new+}", None]),
        ("a\nb", "a\nb\nnew", [None, "{+new+}"]),
        ("a\n\nb", "a\nb", [None, "[-¶-]", None]),
        ("same", "same", [None]),
    ],
)
def test_only_lines_that_changed_are_shown(before: str, after: str, shown: list[str | None]) -> None:
    lines = changed_lines(changed_words(before, after))
    assert [None if line is None else marked(line) for line in lines] == shown
