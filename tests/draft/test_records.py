"""The lines of the journal: any edit survives, and a line that is not whole is told from one that is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.draft import records
from pmtui.model import paths
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from strategies import postmortems, unknown

AT = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)


def through(*edits: Edit) -> tuple[Edit, ...]:
    found, at = records.step(records.body(records.step_line(edits, AT)))
    assert at == AT
    return found


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2.5,
        10**30,
        "",
        "nul \0, line\nend, lone surrogate \udc80",
        AT,
        datetime(2026, 3, 1, 14, 5),
        datetime(2026, 3, 1, 14, 5, 1, 9, tzinfo=timezone(timedelta(hours=2))),
        date(2026, 3, 1),
        time(14, 5),
        (),
        ("a", "b"),
        [1, [2, ("c",)]],
        {"what": "x", "at": AT, "log": [{"what": "y"}]},
        {"table": {"tuple": 1}},
        {},
    ],
)
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    (edit,) = through(Edit("timeline.ev-1", value, 2))
    assert edit == Edit("timeline.ev-1", value, 2)
    assert type(edit.value) is type(value)


@given(unknown)
def test_any_value_of_a_file_comes_back(value: Any) -> None:
    assert through(Edit("x", value)) == (Edit("x", value),)


@given(postmortems())
@settings(max_examples=40, deadline=None)
def test_a_whole_postmortem_comes_back_through_edits(pm: Postmortem) -> None:
    names = [name for name in Postmortem.model_fields if name not in ("id", "format")]
    edits = through(*(Edit(name, paths.get(pm, name)) for name in names))
    again = apply(Postmortem(id=pm.id), edits)
    assert again.model_copy(update=pm.model_extra) == pm


def test_a_line_is_ascii_and_one_line() -> None:
    line = records.step_line((Edit("summary", "a\nb\r\u2028\x85é"),), AT)
    assert line.count(b"\n") == 1
    assert line.isascii()


@given(st.data())
def test_a_line_that_was_cut_off_or_changed_is_told(data: st.DataObject) -> None:
    line = records.step_line((Edit("summary", "The queue grew"),), AT)
    cut = line[: data.draw(st.integers(0, len(line) - 1))]
    at = data.draw(st.integers(0, len(line) - 2))
    flipped = line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]
    for raw in (cut, flipped):
        with pytest.raises(records.TornError):
            records.body(raw)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with pytest.raises(records.TornError):
        records.body(raw)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"at": 3, "edits": []},
        {"at": "now", "edits": []},
        {"at": AT.isoformat(), "edits": [[1]]},
        {"at": AT.isoformat(), "edits": [["a", {"datetime": "x"}, None]]},
        {"at": AT.isoformat(), "edits": [["a", {}, None]]},
        {"at": AT.isoformat(), "edits": [["a", {"what": "x"}, None]]},
        {"at": AT.isoformat(), "edits": [["a", {"table": 3}, None]]},
        {"at": AT.isoformat(), "edits": [["a", {"date": 3}, None]]},
    ],
)
def test_a_whole_line_of_something_else_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(records.TornError):
        records.step(records.body(records.line(body)))
