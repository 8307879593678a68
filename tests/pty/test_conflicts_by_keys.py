"""A file in which two people gave fields two values: opened, walked through by keys, saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from road import Road, saved

from pmtui.model.edit import Edit, apply

READ = 0.5
"""Seconds for which the screen is quiet before a key: one that comes sooner is taken for one typed ahead."""
pytestmark = pytest.mark.pty

POSTMORTEM = """\
format = 1
id = "2026-03-02-queue"
title = "The queue stood still"
kind = "production-outage"
status = "draft"
zone = "UTC"
created = 2026-03-02 10:00:00+00:00
summary = "It stood still for an hour"

[[timeline]]
id = "ev-aaaa"
at = 2026-03-02 14:05:00+00:00
what = "jobs are not taken"

[[timeline]]
id = "ev-bbbb"
at = 2026-03-02 14:25:00+00:00
what = "a worker is started anew"

[impact]
users = 40

[[action]]
id = "ac-1"
what = "Give each lock an end"
due = 2026-04-01

[lessons]
well = ["It was seen at once"]

[[conflict]]
id = "mc-1"
field = "summary"
here = "It stood still for an hour"
other = "No job was taken from 14:05 on"
from = "feature/words"
at = 2026-03-02 16:00:00+00:00

[[conflict]]
id = "mc-2"
field = "impact.users"
here = 40
other = 4000
from = "feature/words"

[[conflict]]
id = "mc-3"
field = "timeline.ev-bbbb"
here = { id = "ev-bbbb", what = "a worker is started anew" }
removed = true

[[conflict]]
id = "mc-4"
field = "action.ac-1.due"
here = 2026-04-01
other = 2026-05-01

[[conflict]]
id = "mc-5"
field = "lessons.well"
here = "It was seen at once"
other = "A person saw it at once"

[[conflict]]
id = "mc-6"
field = "nothing.like.it"
here = 1
other = "\\u001b[2J words that belong nowhere"
"""


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "2026-03-02-queue.toml"
    path.write_text(POSTMORTEM)
    return path


def test_each_is_asked_about_by_keys_and_the_file_has_what_was_chosen(terminal, file):
    before = saved(file)
    term = terminal("open", str(file))
    for shown, key in (
        ("No job was taken", "b"),
        ("4000", "t"),
        ("One of the two removed this row", "t"),
        ("2026-05-01", "<Enter>"),
        ("A person saw it", "t"),
        ("words that belong nowhere", "<Enter>"),
    ):
        term.wait_for(shown)
        term.settle(READ)
        term.send(key)
    term.wait_for("No field has two versions any more")
    Road(term).quit()
    wanted = [
        Edit("summary", "It stood still for an hour\n\nNo job was taken from 14:05 on"),
        Edit("impact.users", 4000),
        Edit("timeline.ev-bbbb", None),
        Edit("lessons.well", ("A person saw it at once",)),
        Edit("conflict", ()),
    ]
    after = saved(file)
    assert after == apply(before, wanted)
    assert after.action[0].due == date(2026, 4, 1)
    assert "conflict" not in file.read_text()


def test_keys_typed_before_it_came_choose_nothing(terminal, file):
    before = saved(file)
    term = terminal("open", str(file))
    term.send("t", "t", "<Enter>", "b")
    term.wait_for("No job was taken")
    term.settle(0.2)
    assert "1 of 6" in term.text
    term.send("<Esc>")
    term.wait_for("6 fields have two versions")
    Road(term).quit()
    assert saved(file) == before


def test_later_is_asked_again_by_its_key_and_undone_on_the_step(terminal, file):
    term = terminal("open", str(file), "--at", "summary")
    term.wait_for("6 fields have two versions")
    term.send("\x1b[17;2~")  # Shift+F6
    term.wait_for("1 of 6")
    term.settle(READ)
    term.send("t")
    term.wait_for("2 of 6")
    term.send("<Esc>")
    term.wait_for("5 fields have two versions")
    term.send("<C-z>")
    term.wait_for("It stood still for an hour")
    Road(term).quit()
    after = saved(file)
    assert (after.summary, len(after.conflict)) == ("It stood still for an hour", 6)
