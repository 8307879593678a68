"""Journals that something has damaged: what is whole before the damage is offered, and nothing fails."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.draft import journal, records
from pmtui.draft.journal import Journal
from pmtui.draft.left_behind import folder_of
from pmtui.model.edit import Edit
from strategies import texts, unknown

AT = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
BASE = b'id = "a"\ntitle = "Queue"\n'
_places = st.floats(0, 1, exclude_max=True)
_damage = st.lists(
    st.tuples(
        st.sampled_from(("cut", "end", "flip", "put", "line")), _places, _places, st.binary(max_size=12)
    ),
    max_size=4,
)
HOSTILE = (
    b"",
    b"\n",
    b"\0" * 100,
    b"00000000 \n",
    b"00000000 {}\n",
    b"zzzzzzzz {}\n",
    records.line({"journal": 1}),
    records.line({"edits": [["summary", "x", None]], "at": "never"}),
    records.line({"edits": [["summary", {"datetime": "x"}, None]], "at": AT.isoformat()}),
    records.line({"edits": [["summary", {}, None]], "at": AT.isoformat()}),
    records.line({"edits": [["summary", {"a": 1, "b": 2}, None]], "at": AT.isoformat()}),
    records.line({"edits": [["summary", {"table": 1}, None]], "at": AT.isoformat()}),
    records.line({"edits": [["summary", {"tuple": None}, None]], "at": AT.isoformat()}),
    records.line({"edits": [["summary"]], "at": AT.isoformat()}),
    records.line({"edits": {"a": 1}, "at": AT.isoformat()}),
    records.line({"edits": "abc", "at": AT.isoformat()}),
    records.line({"edits": [["x" * 5000, [[]], "y"]], "at": AT.isoformat()}),
    records.line({"edits": [[None, None, None]], "at": 5}),
    records.line({"edits": [], "at": AT.isoformat(), "where": 5}),
    records.line({"edits": [], "at": "0001-01-01T00:00:00+23:00"}),
)
"""Lines with a checksum that fits, which pmtui did not write."""


def damaged(raw: bytes, damage: list[tuple[str, float, float, bytes]]) -> bytes:
    """Return the bytes, cut, changed, with bytes or lines put in."""
    for kind, where, length, piece in damage:
        at = int(where * (len(raw) + 1))
        if kind == "cut":
            raw = raw[:at] + raw[at + 1 + int(length * 40) :]
        elif kind == "end":
            raw = raw[:at]
        elif kind == "flip":
            raw = raw[:at] + bytes(b ^ 1 for b in raw[at : at + 1]) + raw[at + 1 :]
        elif kind == "put":
            raw = raw[:at] + piece + raw[at:]
        else:
            lines = raw.splitlines(keepends=True)
            lines.insert(int(where * (len(lines) + 1)), HOSTILE[int(length * len(HOSTILE))])
            raw = b"".join(lines)
    return raw


def left(state: Path, target: Path, steps: list[tuple[Edit, ...]]) -> Path:
    one = Journal(state, target, BASE)
    for number, edits in enumerate(steps):
        one.append(edits, AT + timedelta(seconds=number))
    assert one.flush()
    one.abandon()
    return one.path


def read_again(raw: bytes, path: Path, state: Path, target: Path, before: list[bytes]) -> None:
    """Read a damaged journal; every record before the first damage must be in it, in order."""
    path.write_bytes(raw)
    found = journal.pending(state, target)
    whole = 0
    for line, was in zip(raw.splitlines(keepends=True), before, strict=False):
        if line != was:
            break
        whole += 1
    steps = [edits for one in found for edits in one.edits]
    expected = [records.step(records.body(line))[0] for line in before[1:whole]]
    assert steps[: len(expected)] == expected
    for one in found:
        pm, misfits = one.typed()
        assert pm.id
        assert all(isinstance(edit, Edit) for edit in misfits)
        one.joined(one.began_with(), AT)
        one.take()
    assert journal.pending(state, target) == ()
    journal.laid_aside(state)


_steps = st.lists(
    st.tuples(
        st.sampled_from(("summary", "title", "unfinished.clock.started", "x_new")), texts | unknown
    ).map(lambda both: (Edit(*both),)),
    min_size=1,
    max_size=5,
)


def once(steps: list[tuple[Edit, ...]], damage: list[tuple[str, float, float, bytes]]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pmtui-journal-"))
    try:
        state, target = folder / "state", folder / "a.toml"
        path = left(state, target, steps)
        raw = path.read_bytes()
        read_again(damaged(raw, damage), path, state, target, raw.splitlines(keepends=True))
    finally:
        shutil.rmtree(folder)


@given(_steps, _damage)
@settings(max_examples=25)
def test_a_damaged_journal_loses_nothing_before_the_damage(
    steps: list[tuple[Edit, ...]], damage: list[tuple[str, float, float, bytes]]
) -> None:
    once(steps, damage)


@pytest.mark.long
@given(_steps, _damage)
@settings(max_examples=5_000, suppress_health_check=[HealthCheck.too_slow])
def test_five_thousand_damaged_journals(
    steps: list[tuple[Edit, ...]], damage: list[tuple[str, float, float, bytes]]
) -> None:
    once(steps, damage)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize("place", ["instead", "first", "between", "last"])
def test_lines_that_pmtui_did_not_write_do_no_harm(tmp_path: Path, number: int, place: str) -> None:
    state, target = tmp_path / "state", tmp_path / "a.toml"
    path = left(state, target, [(Edit("summary", "one"),), (Edit("summary", "two"),)])
    raw = path.read_bytes()
    lines = raw.splitlines(keepends=True)
    at = {"instead": 0, "first": 0, "between": 2, "last": 3}[place]
    new = [HOSTILE[number]] if place == "instead" else [*lines[:at], HOSTILE[number], *lines[at:]]
    read_again(b"".join(new), path, state, target, lines)


def test_any_file_in_the_folder_of_journals(tmp_path: Path) -> None:
    state, target = tmp_path / "state", tmp_path / "a.toml"
    path = left(state, target, [(Edit("summary", "one"),)])
    folder = folder_of(state)
    for name in ("a.journal", "\x1b[2J.journal", "b.reading", "c.set-aside", ".journal", "d.journal.new"):
        (folder / name).write_bytes(b"\xff\0nothing")
    (folder / "folder.journal").mkdir()
    (folder / "link.journal").symlink_to("/dev/zero")
    (found,) = journal.all_pending(state)
    assert found.path == path
    assert [edit.value for step in found.edits for edit in step] == ["one"]
    found.let_go()
