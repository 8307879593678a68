"""What is made of rows is made once for each row, and what is kept is that of one table."""

import gc
import weakref
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pmtui.text import memory
from pmtui.text.by_row import ByRow, ByTable


@dataclass(eq=False)
class Row:
    """A row: itself and no other."""

    name: str


ROWS = [Row(name) for name in "abcdefgh"]
TABLES = st.lists(st.sampled_from(ROWS), max_size=9).map(tuple)


@given(st.lists(st.tuples(TABLES, st.sampled_from("xy")), max_size=8))
def test_the_results_are_those_of_the_rows_in_any_order_of_tables(
    asked: list[tuple[tuple[Row, ...], str]],
) -> None:
    named = ByRow(lambda row, more: row.name + more)
    for rows, more in asked:
        assert named(rows, more) == [row.name + more for row in rows]


def test_only_rows_that_changed_are_looked_at_again() -> None:
    seen: list[str] = []
    named = ByRow(lambda row, _more: seen.append(row.name))
    named(tuple(ROWS), "x")
    seen.clear()
    named((*ROWS[:3], Row("new"), *ROWS[4:]), "x")
    assert seen == ["new"]
    named((*ROWS[:2], *ROWS[3:]), "x")
    named(tuple(ROWS), "y")
    assert seen == ["new", "d", *"abcdefgh"]
    memory.forget()
    named(tuple(ROWS), "y")
    assert seen[-8:] == list("abcdefgh")


def test_a_table_is_looked_at_once_and_let_go_with_the_next() -> None:
    seen: list[int] = []
    count = ByTable(lambda rows: seen.append(len(rows)) or len(rows))
    first = (Row("one"),)
    gone = weakref.ref(first[0])
    assert [count(first), count(first)] == [1, 1]
    assert seen == [1]
    assert count((Row("two"), Row("three"))) == 2
    del first
    gc.collect()
    assert gone() is None
