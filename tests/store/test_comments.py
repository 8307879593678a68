"""Comments that a person wrote survive a save, and what did not change stays byte for byte."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.model.same import same
from pmtui.store import comments, tomltext
from strategies import postmortems

BY_HAND = '''# Notes of the storage team
#   kept by hand

format = 1
id = '2026-03-01-queue'   # the name of the file
"title" = "Queue grew until the disk was full"
status = "draft"
services = [ "queue", 'store' ]  # more to come
tags = [
  "disk",  # the main one
  # "alerts",
  "queue",
]
summary = """
The queue grew # this is text, not a comment
until \\
    the disk was full."""  # to be shortened

triage = { ongoing = false, purpose = "learning" }  # inline on purpose

[clock] # all times from the pager
started = 2026-03-01T15:00:00+01:00
# detected = 2026-03-01T15:30:00+01:00

[[timeline]]  # the first sign
id = "ev-1"
what = "Depth above 10_000"

# what we did

# and why
[[timeline]]
id = "ev-2"
  what = \'\'\'Paused the "consumers"\'\'\'

[[timeline]]
id = "ev-3"
what = "Disk full"
ticket = ""  # none yet

[impact]
users = 12_000
lost = { "by.region" = [1, 2] } # from a newer version

[[action]]
id = "ac-1"
what = "Alert on depth"

  [[action.log]]  # indented
  what = "asked the owner"

[[action]]
id = "ac-2"

[x-team]
ref = 0x1F # hexadecimal'''


def pm_of(text: str) -> Postmortem:
    return tomlform.loads(text)


def saved(text: str, *edits: Edit) -> str:
    pm = apply(pm_of(text), edits)
    new = comments.rewritten(text.encode(), pm)
    assert same(tomlform.to_data(pm_of(new)), tomlform.to_data(pm))
    kept = Counter(tomltext.comments(tomltext.sections(text)))
    assert Counter(tomltext.comments(tomltext.sections(new))) == kept
    return new


def test_text_taken_apart_is_the_text_again() -> None:
    parts = tomltext.sections(BY_HAND)
    assert tomltext.render(parts) == BY_HAND
    assert [part.place for part in parts] == [
        (),
        ("clock",),
        ("timeline", 0),
        ("timeline", 1),
        ("timeline", 2),
        ("impact",),
        ("action", 0),
        ("action", 0, "log", 0),
        ("action", 1),
        ("x-team",),
    ]
    assert len(tomltext.comments(parts)) == 17


def test_a_save_without_a_change_changes_nothing() -> None:
    assert saved(BY_HAND) == BY_HAND + "\n"


def test_a_file_without_comments_is_written_anew() -> None:
    pm = pm_of("id = 'a'\nsummary = \"# text\"\n")
    assert comments.rewritten(b"id = 'a'\nsummary = \"# text\"\n", pm) == tomlform.dumps(pm)
    assert comments.rewritten(None, pm) == tomlform.dumps(pm)


CHANGES = [
    (Edit("title", "Queue"), ['"title" = "Queue grew until the disk was full"'], ['"title" = "Queue"']),
    (Edit("zone", "UTC"), [], ['zone = "UTC"']),
    (Edit("services.1", "stores"), None, ['    "stores",', "]  # more to come"]),
    (Edit("timeline.ev-1.what", None), ['what = "Depth above 10_000"'], []),
    (Edit("timeline.ev-2.what", "x"), None, ['  what = "x"']),
    (Edit("timeline.ev-3.lane", "disk"), [], ['lane = "disk"']),
    (Edit("impact.users", 13_000), ["users = 12_000"], ["users = 13000"]),
    (Edit("clock.detected", pm_of(BY_HAND).clock.started), [], ["detected = 2026-03-01 14:00:00+00:00"]),
    (
        Edit("triage.ongoing", True),
        None,
        ['triage = { ongoing = true, purpose = "learning" }  # inline on purpose'],
    ),
    (Edit("timeline.ev-9", {"what": "new"}), [], ["", "[[timeline]]", 'id = "ev-9"', 'what = "new"']),
    (Edit("timeline.ev-9", {"what": "new"}, 0), [], ["", "[[timeline]]", 'id = "ev-9"', 'what = "new"']),
    (Edit("action.ac-1.log.1", {"what": "he said"}), [], ["", "[[action.log]]", 'what = "he said"']),
    (Edit("action.ac-2.log.0", {"what": "he said"}), [], ["", "[[action.log]]", 'what = "he said"']),
    (Edit("lessons.well.0", "Calm"), [], ["", "[lessons]", "well = [", '    "Calm",', "]"]),
    (Edit("clock.precision.started", "day"), [], ["", "[clock.precision]", 'started = "day"']),
    (Edit("action.ac-1.log.0", None), None, ["# indented"]),
]


@pytest.mark.parametrize(("edit", "out", "added"), CHANGES, ids=[edit.path for edit, _, _ in CHANGES])
def test_a_change_touches_its_own_lines(edit: Edit, out: list[str] | None, added: list[str]) -> None:
    before, after = (BY_HAND + "\n").splitlines(), saved(BY_HAND, edit).splitlines()
    gone = Counter(before) - Counter(after)
    come = Counter(after) - Counter(before)
    assert not Counter(added) - come
    if out is not None:
        assert come == Counter(added)
        assert sorted(gone.elements()) == sorted(out)
        unchanged = [line for line in before if line not in out]
        left = iter(after)
        assert all(line in left for line in unchanged), "the order of the lines changed"


def test_new_rows_stand_where_they_belong() -> None:
    text = saved(BY_HAND, Edit("timeline.ev-0", {"what": "a"}, 0), Edit("timeline.ev-12", {"what": "b"}, 2))
    ids = [line for line in text.splitlines() if line.startswith('id = "ev')]
    assert ids == [f'id = "ev-{name}"' for name in ("0", "1", "12", "2", "3")]


def test_a_row_that_moves_takes_its_comments_with_it() -> None:
    text = saved(BY_HAND, Edit("timeline.ev-2", pm_of(BY_HAND).timeline[1], 0))
    assert '# and why\n[[timeline]]\nid = "ev-2"\n' in text
    assert text.index('"ev-2"') < text.index('"ev-1"')
    assert '[[timeline]]  # the first sign\nid = "ev-1"' in text


def test_the_comments_of_a_row_that_went_stay_where_it_stood() -> None:
    text = saved(BY_HAND, Edit("timeline.ev-3", None), Edit("timeline.ev-1", None))
    assert "# the first sign" in text
    assert "# none yet" in text
    assert text.index("# the first sign") < text.index("# what we did") < text.index("# none yet")
    back = saved(text, Edit("timeline.ev-1", {"what": "Depth above 10_000"}, 0))
    assert "# the first sign" in back


def test_where_the_layout_does_not_allow_it_the_comments_stand_at_the_head() -> None:
    dotted = 'id = "a" # name\nclock.started = 2026-03-01T14:00:00Z  # pager\n'
    text = saved(
        dotted, Edit("clock.detected", pm_of(BY_HAND).clock.started), Edit("clock.until.started", None)
    )
    assert text.startswith("# name\n# pager\n\nformat = 1\n")
    assert saved(text, Edit("title", "T")).startswith("# name\n# pager\n\nformat = 1\n")


def test_what_is_no_toml_or_no_postmortem_loses_at_least_no_data() -> None:
    pm = pm_of("id = 'a'\n")
    for raw in (b"# \xff", b"# x\nid = ", b"# x\n[" + b"[" * 5000):
        assert pm_of(comments.rewritten(raw, pm)) == pm
    assert comments.rewritten(b"# other\nname = 1\n", pm).startswith("# other\n")


def test_line_ends_of_other_systems_become_unix_ones() -> None:
    raw = BY_HAND.replace("\n", "\r\n").encode()
    assert comments.rewritten(raw, pm_of(BY_HAND)) == BY_HAND + "\n"


@st.composite
def commented(draw: st.DrawFn, pm: Postmortem) -> tuple[str, list[str]]:
    """Give the text of a postmortem with comments wherever TOML has them as such, and the comments."""
    text = tomlform.dumps(pm)
    data, put = tomllib.loads(text), []
    for number in range(draw(st.integers(1, 4))):
        lines = text.split("\n")[:-1]
        at = draw(st.integers(0, len(lines) - 1))
        comment = f"# note {number} \"[ '''"
        if draw(st.booleans()) and "# note" not in lines[at]:
            lines[at] += "  " + comment
        else:
            lines.insert(at, draw(st.sampled_from(["", "  "])) + comment)
        new = "\n".join([*lines, ""])
        try:
            is_comment = same(tomllib.loads(new), data)
        except tomllib.TOMLDecodeError:
            is_comment = False
        if is_comment:
            text = new
            put.append(comment)
    return text, put


@given(st.data(), postmortems(), postmortems())
@settings(max_examples=50, deadline=None)
def test_comments_survive_whatever_the_postmortem_becomes(
    draw: st.DataObject, before: Postmortem, after: Postmortem
) -> None:
    text, put = draw.draw(commented(before))
    assert tomltext.render(tomltext.sections(text)) == text
    assert comments.rewritten(text.encode(), before) == text
    new = comments.rewritten(text.encode(), after)
    assert same(tomlform.to_data(pm_of(new)), tomlform.to_data(after))
    assert Counter(tomltext.comments(tomltext.sections(new))) == Counter(put)
    assert comments.rewritten(new.encode(), after) == new


@given(st.data(), postmortems())
@settings(max_examples=50, deadline=None)
def test_comments_survive_rows_that_go_move_and_come(draw: st.DataObject, before: Postmortem) -> None:
    text, put = draw.draw(commented(before))
    changed: dict[str, Any] = {}
    for name in ("timeline", "action", "people", "history"):
        rows = draw.draw(st.permutations(getattr(before, name)))
        changed[name] = tuple(rows[: draw.draw(st.integers(0, 3))])
    after = before.model_copy(update=changed)
    new = comments.rewritten(text.encode(), after)
    assert same(tomlform.to_data(pm_of(new)), tomlform.to_data(after))
    assert Counter(tomltext.comments(tomltext.sections(new))) == Counter(put)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1, True, False),
        (1, 1.0, False),
        (float("nan"), float("nan"), True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ([1, 2], [2, 1], False),
        ({"a": 1}, {}, False),
    ],
)
def test_same_tells_kinds_of_numbers_apart(one: object, other: object, expected: bool) -> None:
    assert same(one, other) is expected
