"""A file with comments, written again and again: it says what it should and keeps them, in part or whole."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.model import tomlform, tomlwriter
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.store import commented, comments, files, tomltext
from pmtui.store.layout import Layout

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST = 8  # rows of the file that is begun with


def event(number: int, what: str = "it went on") -> TimelineEvent:
    at = BEGAN + timedelta(minutes=number)
    return TimelineEvent(id=f"t-{number}", at=at, what=f"{number} {what}", evidence="https://a.example/#b")


def text_of(rows: int, *, every: int = 2, behind: str = "[impact]\nnote = 'n' # why\n") -> str:
    """Return a file of so many rows, of which every second has comments."""
    out = ['# by hand\nid = "2026-03-02-a"\nsummary = "It stood still."  # for now\n']
    for number in range(rows):
        block = tomlwriter.block(tomlform.to_data(event(number)), ("timeline",), row=True)
        if number % every == 0:
            block = f"# above {number}\n{block.rstrip()}  # behind {number}\n"
        out.append(block)
    return "\n".join([*out, behind])


def kept(raw: bytes) -> Counter[str]:
    return Counter(tomltext.comments(tomltext.sections(raw.decode())))


def is_right(layout: Layout, pm: Postmortem) -> None:
    """Check that the file says `pm`, and that its rows are where they are said to be."""
    assert tomlform.loads(layout.raw.decode()) == pm
    for name, table in layout.tables.items():
        assert table.rows is getattr(pm, name)
        for number, row in enumerate(table.rows):
            chunk = layout.raw[table.at + table.starts[number] : table.at + table.starts[number + 1]]
            assert tomllib.loads(chunk.decode()) == {name: [tomlform.to_data(row)]}


_numbers = st.lists(st.integers(0, 15), unique=True, min_size=1, max_size=12)
_texts = st.sampled_from(["a", "käse", "two\nlines", "# none", "[[timeline]]\n"])


@st.composite
def _states(draw: st.DrawFn) -> tuple[str, list[Postmortem]]:
    """Draw a file, what it says, and what became of it: rows that stay are the same objects."""
    text = text_of(FIRST, every=draw(st.integers(1, 3)), behind=draw(st.sampled_from(["", "[impact]\n#n\n"])))
    pm = tomlform.loads(text)
    known, out = dict(enumerate(pm.timeline)), [pm]
    for numbers in draw(st.lists(_numbers, min_size=1, max_size=4)):
        for number in draw(st.lists(st.sampled_from(numbers), max_size=3)):
            known[number] = event(number, draw(_texts))
        if draw(st.booleans()):  # as it mostly is: the rows stand where they stood
            numbers = [number for number, row in known.items() if row in out[-1].timeline]
        rows = tuple(known.setdefault(number, event(number)) for number in numbers)
        update = {"timeline": rows, "summary": draw(_texts)}
        out.append(out[-1].model_copy(update=update))
    return text, out


@given(_states())
def test_a_file_says_what_it_should_and_keeps_its_comments(given: tuple[str, list[Postmortem]]) -> None:
    text, states = given
    raw, before, layout = text.encode(), states[0], None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commented, "_LONG", 1)
        for pm in states[1:]:
            layout = commented.written(raw, pm, before, layout)
            assert layout.comments
            is_right(layout, pm)
            assert kept(layout.raw) == kept(text.encode())
            raw, before = layout.raw, pm


def test_what_is_left_out_changes_nothing_in_the_text() -> None:
    pm = tomlform.loads(text_of(200))
    before = commented.written(text_of(200).encode(), pm)
    rows = list(pm.timeline)
    rows[150:152] = [event(150, "other"), event(999), event(151, "yet another")]
    after = pm.model_copy(update={"timeline": tuple(rows), "summary": "Done."})
    part = commented.written(before.raw, after, pm, before)
    assert part.raw.decode() == comments.rewritten(before.raw, after)
    is_right(part, after)


def test_a_change_among_thousands_of_rows_costs_what_one_among_ten_does() -> None:
    def work(rows: int) -> int:
        pm = tomlform.loads(text_of(rows))
        before = commented.written(text_of(rows).encode(), pm)
        changed = (*pm.timeline[:-2], event(rows - 2, "other"), pm.timeline[-1])
        after = pm.model_copy(update={"timeline": changed})
        return steps(lambda: commented.written(before.raw, after, pm, before))

    assert work(1500) <= 1.2 * work(60)


def test_rows_that_do_not_stand_together_are_written_all_the_same(tmp_path: Path) -> None:
    head = text_of(60).removesuffix("[impact]\nnote = 'n' # why\n")
    scattered = head + "[impact]\nnote = 'n' # why\n[timeline.key]\nx = 1\n"
    file = tmp_path / "a.toml"
    file.write_text(scattered)
    stored = files.read(file)
    after = stored.pm.model_copy(update={"timeline": stored.pm.timeline[:-1], "summary": "Done."})
    again = files.write(file, after, base=stored.raw, before=stored)
    assert again.layout is not None and files.read(file).pm == after
    assert "# by hand" in file.read_text()


@pytest.mark.parametrize(
    "text", ['id = "a#b"', "id = 'a'  # c", 'id = """\n# x\n"""', "# c", "'#' = 1", 'a = "#']
)
def test_whether_there_are_comments_is_told_without_reading_all(text: str) -> None:
    try:
        tomllib.loads(text)
        expected = bool(tomltext.comments(tomltext.sections(text + "\n")))
    except ValueError:
        expected = comments.are_in(text.encode())  # either will do
    assert comments.are_in(text.encode()) == expected
