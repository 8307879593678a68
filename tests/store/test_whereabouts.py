"""Where a field stands in its file: strings of every kind by the character, rows, and what is missing."""

from __future__ import annotations

import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks.fields import fields
from pmtui.model import tomlform
from pmtui.store.whereabouts import Whereabouts
from strategies import postmortems

FILE = '''\
# a note on top
format = 1
id = "2026-11-24-x"
title = "a \\t b \\u2013 c"
summary = """
first "line"
second \\
    goes on \\U0001F600 here
"""
not_doing = [ { what = 'literal \\ one', why = "no [room] # here" }, # a note, with a comma
  {what="two",why="because, so"} ]

[impact] # what it cost
note = \'\'\'
as it is \\n
to the end\'\'\'
users = 42
could_not = ""

[lessons]
well = ["one", """
two, "quoted" """, 'three']

  [[timeline]]
id = "ev-1"
what = "It \\"fell\\" over"

[[timeline]]
id = "ev-2"

[[causes.why]]
id = "why-1"
because = "so"
'''


def here() -> Whereabouts:
    return Whereabouts(FILE, tomllib.loads(FILE))


def stands(path: str, span: tuple[int, int] | None = None) -> str:
    start, end = here().span(path, span)
    return FILE[start:end]


@pytest.mark.parametrize(
    ("path", "span", "written"),
    [
        ("id", None, "2026-11-24-x"),
        ("title", (2, 3), "\\t"),
        ("title", (6, 7), "\\u2013"),
        ("title", (4, 9), "b \\u2013 c"),
        ("summary", (0, 5), "first"),
        ("summary", (6, 12), '"line"'),
        ("summary", (13, 27), "second \\\n    goes on"),
        ("summary", (28, 29), "\\U0001F600"),
        ("not_doing.0.what", None, "literal \\ one"),
        ("not_doing.0.why", (3, 9), "[room]"),
        ("not_doing.1.why", (0, 7), "because"),
        ("impact.note", (9, 11), "\\n"),
        ("impact.note", None, "as it is \\n\nto the end"),
        ("impact.users", None, "42"),
        ("impact.could_not", None, ""),
        ("lessons.well.0", None, "one"),
        ("lessons.well.1", (5, 13), '"quoted"'),
        ("lessons.well.2", (0, 5), "three"),
        ("timeline.ev-1.what", (3, 9), '\\"fell\\"'),
        ("causes.why.why-1.because", (0, 2), "so"),
        # what is not there: its table
        ("impact.slo", None, "[impact]"),
        ("timeline.ev-2.what", (0, 3), "[[timeline]]"),
        ("timeline.ev-1.at", None, "[[timeline]]"),
        ("timeline", None, "[[timeline]]"),
        ("causes.root", None, "[[causes.why]]"),
        ("causes.why.why-9.because", None, "[[causes.why]]"),
        ("lessons.well.7", None, '["one", """\ntwo, "quoted" """, \'three\']'),
        # or the head of the file
        ("action", None, ""),
        ("unfinished.timeline.new", None, ""),
    ],
)
def test_a_field_is_found_where_it_is_written(path, span, written):
    assert stands(path, span) == written


def test_what_is_nowhere_is_at_the_head():
    assert here().span("action.ac-1.due") == (0, 0)


def test_rows_of_one_table_are_told_apart():
    first, second = (here().span(f"timeline.{name}.source")[0] for name in ("ev-1", "ev-2"))
    assert FILE[:first].count("\n") + 1 == 24
    assert FILE[:second].count("\n") + 1 == 28


def test_a_span_beyond_the_text_stays_inside():
    start, end = here().span("title", (3, 999))
    assert FILE[start:end] == " b \\u2013 c"


_strings = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=30)


def _all_escaped(text: str) -> str:
    return '"' + "".join(f"\\U{ord(mark):08x}" for mark in text) + '"'


@given(text=_strings, how=st.sampled_from(["basic", "lines", "escaped"]))
def test_each_character_of_a_string_is_found(text, how):
    if how == "escaped":
        file = f"summary = {_all_escaped(text)}\n"
    else:
        file = tomli_w.dumps({"summary": text}, multiline_strings=how == "lines")
    data = tomllib.loads(file)
    assert data["summary"] == text
    where = Whereabouts(file, data)
    before = 0
    for at, mark in enumerate(text):
        start, end = where.span("summary", (at, at + 1))
        assert before <= start < end <= len(file)
        before = end
        written = file[start:end]
        assert written == mark or written.startswith("\\")
        if written.startswith("\\"):
            assert tomllib.loads(f'x = "{written}"')["x"] == mark


@given(postmortems())
def test_each_text_of_a_postmortem_is_found(pm):
    file = tomlform.dumps(pm)
    where = Whereabouts(file, tomllib.loads(file))
    for prose in fields(pm):
        start, end = where.span(prose.path)
        first, last = where.span(prose.path, (0, len(prose.text)))
        assert start <= first <= last <= end
        if "\\" not in file[start:end]:
            assert file[start:end] == prose.text
