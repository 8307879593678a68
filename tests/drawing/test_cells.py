"""Widths in cells, without rich and as rich has them."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmtui.drawing.canvas import Canvas
from pmtui.drawing.cells import cells, cut, one_line, wrapped
from strategies import texts


@given(texts)
def test_a_line_is_printable_and_as_wide_as_the_screen_draws_it(text: str) -> None:
    line = one_line(text)
    assert line.isprintable()
    assert "\n" not in line
    if all(char < "\u2600" or "\u3041" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fa5" for char in line):
        assert cells(line) == cell_len(line)


def test_wide_and_combining_characters() -> None:
    assert [
        cells(text) for text in ("abc", "日本", "e\u0301", "\U0001f525", "\U0001f44d\U0001f3fd", "가")
    ] == [*(3, 4, 1, 2, 2, 2)]


@given(texts, st.integers(2, 30), st.integers(0, 4))
def test_wrapping_keeps_the_width_and_the_words(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, most)
    assert lines
    assert all(cells(line) <= width for line in lines)
    assert not most or len(lines) <= most
    whole = "".join("".join(lines).split())
    assert whole == "".join(one_line(text).split()) or (most and whole.endswith("…"))


def test_cutting_ends_at_a_word_where_one_is_near() -> None:
    assert cut("one two three", 11) == "one two…"
    assert cut("onetwothree", 6) == "onetw…"
    assert cut("一二三四", 5) == "一二…"
    assert cut("abc", 1) == "…"
    assert cut("abc", 0) == ""
    assert wrapped("one two three four", 9, 1) == ["one two…"]
    assert wrapped("one two three", 7, 0, first=3) == ["one", "two", "three"]


def test_a_canvas_puts_marks_on_the_character_before_them() -> None:
    canvas = Canvas()
    assert canvas.put(1, 2, "日e\u0301x") == 6
    assert canvas.put(1, 0, "|") == 1
    assert canvas.rows() == ("", "| 日e\u0301x")
