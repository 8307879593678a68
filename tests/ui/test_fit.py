"""Fitting words into cells: never too wide, nothing lost that fits, no control character left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmtui.widgets.fit import cut, ends, padded, plain, shortened, wrapped

words = st.text(alphabet="ab é日本e\u0301 -…", max_size=60)


@given(words, st.integers(0, 40))
def test_cut_fits(text: str, width: int) -> None:
    shown = cut(text, width)
    assert cell_len(shown) <= width
    if cell_len(text) <= width:
        assert shown == text
    elif width:
        assert shown.endswith("…")


@given(words, st.integers(0, 40))
def test_padded_is_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(padded(text, width)) == width


@given(words, words, st.integers(1, 60))
def test_ends_fill_the_line(left: str, right: str, width: int) -> None:
    assert cell_len(ends(left, right, width)) == width


@given(words, st.integers(2, 40))
def test_wrapping_loses_no_word_and_fits(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(words, st.integers(4, 40), st.integers(1, 5))
def test_shortened_fits_and_says_that_there_is_more(text: str, width: int, rows: int) -> None:
    lines = shortened(text, width, rows)
    assert len(lines) <= rows
    assert all(cell_len(line) <= width for line in lines)
    if len(wrapped(text, width)) > rows:
        assert lines[-1].endswith("…")


def test_shortened_breaks_between_words() -> None:
    assert shortened("the restore began from the snapshot of staging", 20, 2) == [
        "the restore began",
        "from the snapshot …",
    ]


def test_control_characters_do_not_act() -> None:
    assert plain("a\x1b[31mb\tc\nd\x9b") == "a\ufffd[31mb c d\ufffd"
    assert plain("café 日本") == "café 日本"
