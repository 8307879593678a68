"""The file: what is written is read again, key for key, and what is off is said with its place."""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.errors import FileError, FutureFormatError
from pmtui.model import tomlform, tomlwriter
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from strategies import NASTY, postmortem_data, postmortems, texts

PROSE = "The first line holds a word.\nThe second line is about the pool.\nThe third one ends it.\n"
SMALL = 'id = "2026-03-01-queue"\n'


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


def headers(text: str) -> list[str]:
    return re.findall(r"(?m)^\[.*\]$", text)


@given(postmortems())
@settings(max_examples=60, deadline=None)
def test_saving_and_loading_gives_the_same_postmortem_and_the_same_bytes(pm: Postmortem) -> None:
    text = tomlform.dumps(pm)
    again = tomlform.loads(text)
    assert again == pm
    assert tomlform.dumps(again) == text


@given(postmortem_data())
@settings(max_examples=60, deadline=None)
def test_every_key_that_was_used_is_written_and_unknown_ones_stay_behind_the_known(
    data: dict[str, Any],
) -> None:
    written = tomllib.loads(tomlform.dumps(tomlform.from_data(data)))
    known = Postmortem.model_fields

    def unknown(table: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in table.items() if key not in known}

    assert unknown(written) == unknown(tomllib.loads(tomlwriter.write(data)))
    for key, value in data.items():
        if key in known and value not in ("", [], {}) and not isinstance(value, dict | list | str):
            assert written[key] == value
    plain = [key for key, value in written.items() if not isinstance(value, dict | list)]
    assert plain == sorted(plain, key=lambda key: key not in known)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_survives_wherever_it_stands(text: str) -> None:
    data = {
        "summary": text,
        "tags": [text],
        "timeline": [{"id": "ev-1", "what": text}],
        "x_new": {text: [text]},
    }
    pm = tomlform.from_data({"id": "a", **data})
    again = tomlform.loads(tomlform.dumps(pm))
    assert again == pm
    assert again.summary == again.tags[0] == again.timeline[0].what == text
    assert again.model_extra == {"x_new": {text: [text]}}


def test_line_ends_of_other_systems_become_unix_ones_and_unknown_texts_stay_as_they_are() -> None:
    raw = f'{SMALL}summary = """one\r\ntwo\\r\\nthree\\rfour"""\r\nx_new = "a\\r\\nb\\nc"\r\n'
    pm = tomlform.loads(raw.replace("\n", "\r\n"))
    assert pm.summary == "one\ntwo\nthree\nfour"
    assert pm.model_extra == {"x_new": "a\r\nb\nc"}
    text = tomlform.dumps(pm)
    assert "\r" not in text
    assert tomlform.loads(text) == pm


@given(
    st.sampled_from(["timeline.ev-1.what", "action.ac-1.measure", "people.0.role", "impact.metric.0.name"]),
    texts,
)
@settings(deadline=None)
def test_the_shape_does_not_flip_when_a_text_grows(path: str, more: str) -> None:
    rows: dict[str, Any] = {
        "people": [{"name": "Ada"}],
        "timeline": [{"id": "ev-1", "what": "page"}, {"id": "ev-2"}],
        "action": [{"id": "ac-1"}],
        "impact": {"metric": [{"name": "carts"}]},
    }
    pm = tomlform.from_data({"id": "a", **rows})
    short = tomlform.dumps(pm)
    long = tomlform.dumps(apply(pm, [Edit(path, "page " * 60 + more)]))
    assert headers(short) == [line for line in headers(long) if line in headers(short)]
    removed, _ = changed_lines(short, long)
    assert len(removed) <= 1


def test_one_changed_word_is_one_changed_line() -> None:
    pm = tomlform.from_data(
        {"id": "a", "summary": PROSE, "impact": {"note": "word " * 80}, "tags": ["x", "y"]}
    )
    for edit in (
        Edit("summary", PROSE.replace("pool", 'so-called "pool"')),
        Edit("impact.note", "word " * 79 + "words "),
        Edit("tags.1", "z"),
    ):
        removed, added = changed_lines(tomlform.dumps(pm), tomlform.dumps(apply(pm, [edit])))
        assert len(removed) == len(added) == 1, edit


def test_quotation_marks_in_prose_are_readable() -> None:
    pm = tomlform.from_data({"id": "a", "summary": 'It said "retry".\nNobody did.'})
    assert '\nIt said "retry".\n' in tomlform.dumps(pm)


def test_unused_fields_stay_out_and_the_order_is_that_of_the_format() -> None:
    pm = tomlform.from_data(
        {"title": "T", "status": "draft", "lessons": {"well": []}, "review": {}, "id": "a"}
    )
    assert tomlform.dumps(pm) == 'format = 1\nid = "a"\ntitle = "T"\nstatus = "draft"\n'


def test_from_is_written_without_its_underscore() -> None:
    pm = tomlform.from_data({"id": "a", "causes": {"root": [{"id": "rc-1", "from": ["why-1"]}]}})
    assert pm.causes.root[0].from_ == ("why-1",)
    assert tomlform.to_data(pm)["causes"]["root"] == [{"id": "rc-1", "from": ["why-1"]}]


WRONG = [
    ("impact.users = -1", "impact.users", "found the number -1, expected a number not below 0"),
    ('impact.cost = "a"', "impact.cost", 'found the text "a", expected a number'),
    ("impact.users = 3.5", "impact.users", "found the number 3.5, expected a whole number"),
    ("impact.cost = inf", "impact.cost", "found inf, expected a number"),
    ("timeline = {a = 1}", "timeline", "found a table, expected a list of tables, each under [[timeline]]"),
    (
        '[[timeline]]\nid = "ev-1"\nat = "14:05"',
        "timeline.ev-1.at",
        "found a text, expected a date with a time",
    ),
    (
        '[[timeline]]\nid = "ev-1"\nat = 2026-03-01 14:05:00',
        "timeline.ev-1.at",
        "expected a time with its offset",
    ),
    ("[[timeline]]\nwhat = 'x'", "timeline.0", "this row has no `id`"),
    ("people = [1]", "people.0", "found the number 1, expected a table"),
    ('status = "done"', "status", 'found the text "done", expected one of draft, review, shared, closed'),
    ("tags = [[1]]", "tags.0", "found a list, expected text in quotes"),
    ("[[action]]\nid = 'ac-1'\ndue = 2026-03-01T10:00:00Z", "action.ac-1.due", "expected a date, such as"),
    ("[[action]]\nid = 'a b'", "action", "expected an id of letters, digits, `-` and `_`"),
    (
        "[[action]]\nid = 'ac-1'\n[[action.log]]\nat = 14:05:00",
        "action.ac-1.log.0.at",
        "found the time of day",
    ),
    (
        "unfinished.'clock.started' = true",
        'unfinished."clock.started"',
        "found true, expected text in quotes",
    ),
    ("title = 1\nzone = 2", "title", "expected text in quotes (and 1 more field like this)"),
    ("[[action]]\nid = 'q'\n[[action]]\nid = 'q'", "action.q", "two rows of this table have the same id"),
    ("clock = 0001-01-01T00:00:00+23:00", "clock", "found the time"),
    ("clock.started = 0001-01-01T00:00:00+23:00", "clock.started", "outside the calendar"),
    ("format = '1'", "format", "expected a whole number"),
    ("format = 0", "format", "expected a number not below 1"),
    (f"x = {'[' * 80}{']' * 80}", "", "nested more than"),
    (f"x = {'[' * 5000}{']' * 5000}", "", "nested more than"),
    (f"{'a.' * 3000}b = 1", "", "nested more than"),
    (f"impact.users = {'9' * 5000}", "", "thousands of digits"),
    (f"x = 0x{'f' * 5000}", "", "thousands of digits"),
    (f"x = 0x{'f' * 3800}", "", "thousands of digits"),
]


@pytest.mark.parametrize(("line", "path", "what"), WRONG, ids=[what[:30] for _, _, what in WRONG])
def test_a_wrong_value_is_named_with_its_place_and_what_was_expected(line: str, path: str, what: str) -> None:
    with pytest.raises(FileError) as caught:
        tomlform.loads(SMALL + line, "notes.toml")
    assert caught.value.where.startswith(f"notes.toml: {path}" if path else "notes.toml")
    assert what in caught.value.what
    assert caught.value.remedy


SYNTAX = [
    ("title = \n", "2:9", "invalid value"),
    ("title 1", "2:7", "expected '='"),
    ('title = "a', "2:11", "unterminated string"),
    ('title = "\0"', "2:10", "illegal character"),
    ("tags = [1,\n2", "3:2", "unclosed array"),
    ("title = 1\ntitle = 2", "3:10", "cannot overwrite a value"),
    ("clock.started = 2026-13-01", "2:", ""),
]


@pytest.mark.parametrize(("line", "place", "what"), SYNTAX)
def test_broken_toml_is_named_with_line_and_column(line: str, place: str, what: str) -> None:
    with pytest.raises(FileError) as caught:
        tomlform.loads(SMALL + line, "notes.toml")
    assert caught.value.where.startswith(f"notes.toml:{place}")
    assert what in caught.value.what.lower()
    assert "\x00" not in str(caught.value)
    assert caught.value.remedy


def test_a_byte_order_mark_is_named() -> None:
    with pytest.raises(FileError, match="byte order mark"):
        tomlform.loads("\ufeff" + SMALL, "notes.toml")


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "[project]\nname = 'x'\n", "[tool.ruff]\nformat = 2\n", "format = 2"]
)
def test_some_other_file_is_no_postmortem(text: str) -> None:
    with pytest.raises(FileError, match="is not a postmortem") as caught:
        tomlform.loads(text, "pyproject.toml")
    assert not isinstance(caught.value, FutureFormatError)
    assert caught.value.where == "pyproject.toml"


def test_a_format_from_the_future_is_refused_and_can_be_looked_at() -> None:
    data = {
        "format": 7,
        "id": "2030-01-01-later",
        "title": "From later",
        "status": "simmering",
        "clock": [1, 2],
        "timeline": [{"id": "ev-1", "what": "kept", "at": "tomorrow"}, {"what": "without an id"}, 3],
        "mood": {"now": 1},
    }
    with pytest.raises(FutureFormatError) as caught:
        tomlform.from_data(data, "later.toml")
    assert "format 7" in caught.value.what
    assert "pgrade pmtui" in caught.value.remedy
    pm = tomlform.readable_part(data, "later")
    assert (pm.format, pm.id, pm.title, pm.status) == (7, "2030-01-01-later", "From later", "draft")
    assert [(event.id, event.what) for event in pm.timeline] == [("ev-1", "kept")]
    assert pm.model_extra == {"mood": {"now": 1}}
    assert data["clock"] == [1, 2]


def test_a_future_file_without_a_readable_id_gets_the_name_it_is_shown_under() -> None:
    assert tomlform.readable_part({"format": 7, "id": 12}, "later").id == "later"


@given(postmortem_data(), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_stands_anywhere_is_read_or_refused_and_never_a_traceback(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    odd: st.SearchStrategy[Any] = st.sampled_from([1, -1, 1.5, "", "x", True, [], {}, [1], [{}], {"id": 1}])
    spoilt = draw.draw(st.dictionaries(st.sampled_from(sorted(Postmortem.model_fields)), odd, max_size=4))
    try:
        pm = tomlform.from_data({**data, **spoilt})
    except FileError as error:
        assert error.what
        assert error.remedy
    else:
        assert tomlform.loads(tomlform.dumps(pm)) == pm


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(FileError):
        tomlform.loads(text, "any.toml")
