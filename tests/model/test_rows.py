"""The rows of a table, before and after: where they differ, and where one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.rows import number_of, stretch


@dataclass(frozen=True, eq=False)
class Row:
    id: str


ROWS = [Row(name) for name in "abcdef"]
_tables = st.lists(st.sampled_from(ROWS), unique=True).map(tuple)


@given(_tables, _tables)
def test_what_is_before_and_behind_a_stretch_is_the_same(
    before: tuple[Row, ...], after: tuple[Row, ...]
) -> None:
    start, old_end, new_end = stretch(before, after)
    assert 0 <= start <= min(old_end, new_end)
    assert before[:start] == after[:start] and before[old_end:] == after[new_end:]
    if start < min(old_end, new_end):
        assert before[start] is not after[start] and before[old_end - 1] is not after[new_end - 1]
    assert (before == after) == (start == old_end == new_end)


@given(st.lists(st.tuples(_tables, st.sampled_from("abcdefg"))))
def test_a_row_is_found_wherever_it_was_before(asked: list[tuple[tuple[Row, ...], str]]) -> None:
    for rows, name in asked:
        at = number_of(rows, name)
        assert (at is None) == all(row.id != name for row in rows)
        assert at is None or rows[at].id == name


def test_rows_without_ids_are_not_found_by_one() -> None:
    assert number_of(("a", "b"), "a") is None
    assert number_of((), "a") is None


class Unread(tuple[Row, ...]):
    """Rows that nobody may go through."""

    def __iter__(self) -> Iterator[Row]:
        raise AssertionError("all rows were gone through")


def test_a_row_that_was_found_is_found_again_without_going_through_the_rows() -> None:
    rows = tuple(Row(f"t-{number}") for number in range(5000))
    assert number_of(rows, "t-4000") == 4000
    again = Unread((*rows[:4000], Row("t-4000"), *rows[4001:]))
    assert number_of(again, "t-4000") == 4000
    assert number_of(Unread(rows[1:]), "t-4000") == 3999
    assert number_of(Unread(rows), "t-4000") == 4000
    assert number_of(Unread((Row("new"), *rows)), "t-4000") == 4001
