"""Spans of a text while it is typed: pure functions, checked against slow and plain ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmtui.widgets.fields import spans

SHORT = st.text(alphabet="ab ⟨⟩\n", max_size=12)


@given(SHORT, SHORT)
def test_alike_parts_are_shared_and_do_not_overlap(old: str, new: str) -> None:
    head, tail = spans.alike(old, new)
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert head + tail <= min(len(old), len(new))


@given(SHORT, SHORT, st.data())
def test_a_moved_caret_stays_in_the_text_and_at_its_end(old: str, new: str, data: st.DataObject) -> None:
    caret = data.draw(st.integers(0, len(old)))
    assert 0 <= spans.moved_caret(old, new, caret) <= len(new)
    assert spans.moved_caret(old, new, len(old)) == len(new)
    assert spans.moved_caret(old, old, caret) == caret


@given(SHORT, st.integers(0, 12))
def test_a_gap_is_closed_and_holds_no_other(text: str, start: int) -> None:
    found = spans.gap(text, start)
    if found is not None:
        inside = text[found[0] + 1 : found[1] - 1]
        assert text[found[0]] == "⟨"
        assert text[found[1] - 1] == "⟩"
        assert "⟨" not in inside
        assert "⟩" not in inside
        assert found[0] >= start


def test_gaps_are_found_one_behind_the_other() -> None:
    text = "lost ⟨how many⟩ rows in ⟨which⟩ table, 3 ⟩ 2"
    first = spans.gap(text)
    assert first is not None
    assert text[slice(*first)] == "⟨how many⟩"
    second = spans.gap(text, first[1])
    assert second is not None
    assert text[slice(*second)] == "⟨which⟩"
    assert spans.gap(text, second[1]) is None


def test_marks_move_with_the_text_and_go_when_touched() -> None:
    marks: tuple[spans.Mark, ...] = ((0, 3, "hint"), (5, 8, "error"), (10, 12, "warning"))
    assert spans.moved_marks(marks, 4, 0, 2) == ((0, 3, "hint"), (7, 10, "error"), (12, 14, "warning"))
    assert spans.moved_marks(marks, 6, 1, 0) == ((0, 3, "hint"), (9, 11, "warning"))
    assert spans.moved_marks(marks, 12, 0, 1) == marks


@given(st.lists(st.text(alphabet="ab", max_size=5), min_size=1, max_size=4), st.data())
def test_marks_by_line_cover_the_same_characters(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text) + 3))
    covered, begins = set(), 0
    by_line = spans.marks_by_line([(start, end, "hint")], lines)
    for row, line in enumerate(lines):
        for first, last, _ in by_line.get(row, []):
            assert 0 <= first < last <= len(line)
            covered |= {begins + n for n in range(first, last)}
        begins += len(line) + 1
    assert covered == {n for n in range(start, min(end, len(text))) if text[n] != "\n"}


def test_the_gravest_mark_is_drawn_last() -> None:
    by_line = spans.marks_by_line([(0, 2, "error"), (0, 2, "hint")], ["ab"])
    assert [severity for _, _, severity in by_line[0]] == ["hint", "error"]


@given(st.text(max_size=20))
def test_no_control_character_is_drawn_and_the_length_stays(text: str) -> None:
    text = spans.one_kind_of_line_end(text)
    drawn = spans.drawable(text)
    assert len(drawn) == len(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in drawn if c not in "\t\n")
    assert len(text.split("\n")) == max(len((text + "x").splitlines()), 1)
