"""Markdown as lines to read: no line wider than its place, no word of a table lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmtui.widgets.document import markdown_lines, table_lines

CELL = st.text("abcdefgh äß漢 ", max_size=60)


def texts(rows: list[str], width: int) -> list[str]:
    return [str(line.text) for line in table_lines(rows, width)]


def test_a_table_without_a_header_is_a_list_of_names_and_values() -> None:
    rows = ["| | |", "| --- | --- |", "| Severity | SEV1 |", "| Started | 31 January 2017, ~19:00 |"]
    assert texts(rows, 30) == ["Severity  SEV1", "Started   31 January 2017,", "          ~19:00"]


def test_a_wide_table_is_told_row_by_row() -> None:
    rows = ["| No. | Action | Owner | Due |", "| --- | --- | --- | --- |", "| A1 | Page on silence | Kim | |"]
    assert texts(rows, 20) == ["A1 Page on silence", "  Owner: Kim"]


def test_strokes_that_only_keep_signs_from_acting_are_not_shown() -> None:
    assert texts([r"| a\|b | 1\. |", "| --- | --- |"], 40) == ["a|b  1."]
    lines = [str(line.text) for line in markdown_lines("- one\\\n  two\n", 40)]
    assert lines == ["- one", "  two"]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(20, 100))
def test_no_line_is_too_wide_and_no_word_is_lost(cells: list[list[str]], width: int) -> None:
    rows = ["| One | Two | Three |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in cells)]
    shown = texts(rows, width)
    assert all(cell_len(line) <= width for line in shown)
    letters = "".join(shown).replace(" ", "")
    for row in cells:
        for cell in row:
            for letter in "".join(cell.split()):
                assert letter in letters
