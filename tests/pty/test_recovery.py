"""Nothing typed is lost: by a kill, a hang-up, a paste, keys typed ahead, or a change from outside."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from road import Road, saved, words_of

pytestmark = pytest.mark.pty

POSTMORTEM = """\
format = 1
id = "2026-03-02-queue"
title = "The queue stood still"
kind = "production-outage"
status = "draft"
zone = "UTC"
created = 2026-03-02 10:00:00+00:00
summary = "It stood still"

[triage]
ongoing = false
purpose = "learning"
learning = "How a queue may stand still"
"""


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "2026-03-02-queue.toml"
    path.write_text(POSTMORTEM)
    return path


@pytest.fixture
def opened(terminal, file):
    """Open the file in a field, and wait until it is in front."""

    def start(at: str, shown: str = ""):
        term = terminal("open", str(file), "--at", at)
        term.wait_for(shown or words_of(at))
        return term

    return start


def journal_holds(home: Path, words: str) -> bool:
    folder = home / "state" / "pmtui" / "journal"
    kept = (path for path in folder.glob("[!.]*") if path.is_file())
    return any(words.encode() in path.read_bytes() for path in kept)


def kill_when_kept(term, home: Path, words: str) -> None:
    term.wait_until(lambda: journal_holds(home, words), "the journal holds it")
    term.kill(signal.SIGKILL)
    assert term.wait_exit() == -signal.SIGKILL


def test_a_kill_in_mid_sentence_is_offered_and_taken_over(terminal, opened, file, tmp_path):
    term = opened("impact.could_not")
    term.type("send anything that was longer th")
    kill_when_kept(term, tmp_path, "longer th")
    again = terminal("open", str(file))
    again.wait_for("Not all that was typed last time is in the file")
    again.wait_for("longer th")
    again.send("<Enter>")
    road = Road(again)
    again.wait_gone("Not all that was typed")
    assert saved(road.quit()).impact.could_not == "send anything that was longer th"


def test_kept_aside_it_is_not_in_the_file_and_not_gone(terminal, opened, file, tmp_path):
    term = opened("impact.could_not")
    term.type("half a sen")
    kill_when_kept(term, tmp_path, "half a sen")
    before = saved(file).impact.could_not
    again = terminal("open", str(file))
    again.wait_for("half a sen")
    again.send("k")
    again.wait_gone("Not all that was typed")
    Road(again).quit()
    assert saved(file).impact.could_not == before
    assert journal_holds(tmp_path, "half a sen")


def test_with_a_field_named_it_is_taken_over_without_a_question(opened, file, tmp_path):
    term = opened("impact.could_not")
    term.type("reach th")
    kill_when_kept(term, tmp_path, "reach th")
    again = opened("impact.could_not")
    again.wait_for("is back")
    again.type("e far side")
    again.wait_for("reach the far side")
    Road(again).quit()
    assert saved(file).impact.could_not == "reach the far side"


def test_leaving_in_mid_entry_keeps_the_line(opened, file):
    term = opened("timeline.new", "What happened next")
    term.type("14:05 worker: stops to ta")
    Road(term).quit()
    assert saved(file).unfinished == {"timeline.new": "14:05 worker: stops to ta"}
    again = opened("timeline.new", "14:05 worker: stops to ta")
    again.type("ke jobs")
    again.send("<Enter>")
    Road(again).quit()
    pm = saved(file)
    assert [row.what for row in pm.timeline] == ["stops to take jobs"]
    assert pm.unfinished == {}


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_it_in_order_and_saves(opened, file, number):
    term = opened("impact.could_not")
    term.type("wait for an answ")
    term.wait_for("wait for an answ")
    term.kill(number)
    term.wait_exit()
    assert saved(file).impact.could_not == "wait for an answ"


def test_a_lost_connection_saves(opened, file):
    term = opened("timeline.new", "What happened next")
    term.type("14:05 worker: sto")
    term.wait_for("worker: sto")
    term.hang_up()
    term.wait_exit()
    assert saved(file).unfinished == {"timeline.new": "14:05 worker: sto"}


def test_many_lines_pasted_into_one_line_lose_nothing(opened, file):
    lines = [f"part {number} of what was seen" for number in range(40)]
    term = opened("impact.could_not")
    term.paste("\n".join(lines))
    term.wait_for("part 39")
    Road(term).quit()
    kept = saved(file).impact.could_not
    assert [line for line in lines if line not in kept] == []


def test_notes_pasted_into_the_timeline_are_shown_and_added(opened, file):
    term = opened("timeline.new", "What happened next")
    term.paste(
        "2026-03-02 14:05 worker: stops to take jobs\n"
        "14:20 pager: 400 jobs wait\n"
        "~14:40 a worker is started anew"
    )
    term.wait_for("3 rows in what you pasted")
    term.send("<Enter>")
    term.wait_gone("in what you pasted")
    Road(term).quit()
    pm = saved(file)
    assert [(row.at.strftime("%H:%M") if row.at else "", row.what) for row in pm.timeline] == [
        ("14:05", "stops to take jobs"),
        ("14:20", "400 jobs wait"),
        ("14:40", "a worker is started anew"),
    ]
    assert pm.unfinished == {}


def test_notes_pasted_and_not_added_stay_as_text(opened, file):
    term = opened("timeline.new", "What happened next")
    term.paste("14:05 one thing\n14:06 another thing")
    term.wait_for("2 rows in what you pasted")
    term.send("<Esc>")
    term.wait_gone("in what you pasted")
    Road(term).quit()
    pm = saved(file)
    assert pm.timeline == ()
    assert "one thing" in pm.unfinished["timeline.new"]
    assert "another thing" in pm.unfinished["timeline.new"]


def test_keys_typed_ahead_land_in_the_questions_they_were_meant_for(opened, file):
    term = opened("impact.users")
    term.type("5K\rsend a message\r2000\tEUR?\x1b[Z")
    term.settle(0.2)
    Road(term).quit()
    pm = saved(file)
    assert (pm.impact.users, pm.impact.could_not, pm.impact.revenue_loss) == (5000, "send a message", 2000)


def test_a_burst_of_rows_becomes_as_many_rows(opened, file):
    term = opened("timeline.new", "What happened next")
    term.type("".join(f"2026-03-02 14:{minute:02} event number {minute}\r" for minute in range(30)))
    term.wait_for("event number 29")
    Road(term).quit()
    assert [row.what for row in saved(file).timeline] == [f"event number {n}" for n in range(30)]


def test_undo_goes_back_over_screens_and_redo_forth(opened, file):
    term = opened("impact.could_not")
    term.type("send")
    term.wait_for("send")
    term.send("<F7>")
    term.wait_for(words_of("causes.problem"))
    term.type("It stood")
    term.wait_for("It stood")
    term.send("<C-z>")
    term.wait_gone("▌It stood")
    term.send("<C-z>")
    term.wait_for(words_of("impact.could_not"))
    term.wait_gone("▌send")
    term.send("<C-y>")
    term.wait_for("▌send")
    Road(term).quit()
    pm = saved(file)
    assert (pm.impact.could_not, pm.causes.problem) == ("send", "")


def test_a_row_that_is_undone_while_it_is_in_front_goes_quietly(opened, file):
    term = opened("timeline.new", "What happened next")
    term.type("2026-03-02 14:05 the first\r")
    term.wait_for("the first")
    term.send("<Esc>")
    term.settle(0.1)
    term.send("k<Enter>")
    term.wait_for("What happened at")
    term.send("<C-z>")
    term.wait_for("What happened next")
    term.wait_for("▌2026-03-02 14:05 the first")  # the line as it was before Enter
    term.send("<C-z>")
    term.wait_gone("the first")
    Road(term).quit()
    assert (saved(file).timeline, saved(file).unfinished) == ((), {})


def test_a_row_is_deleted_in_the_list_and_comes_back(opened, file):
    term = opened("timeline.new", "What happened next")
    term.type("2026-03-02 14:05 the first\r2026-03-02 14:06 the second\r")
    term.wait_for("the second")
    term.send("<Esc>")
    term.settle(0.1)
    term.send("d")
    term.wait_for("Removed")
    term.send("<C-z>")
    term.wait_for(re.compile("the first.*the second", re.DOTALL))
    Road(term).quit()
    assert [row.what for row in saved(file).timeline] == ["the first", "the second"]


def test_a_change_from_outside_is_joined(opened, file):
    term = opened("impact.could_not")
    term.type("send a mess")
    term.wait_for("send a mess")
    text = file.read_text()
    new = file.with_suffix(".new")
    new.write_text(text.replace("The queue stood still", "The queue of mails stood still"))
    new.replace(file)
    term.wait_for("The queue of mails stood still")
    term.type("age")
    term.wait_for("send a message")
    Road(term).quit()
    pm = saved(file)
    assert (pm.title, pm.impact.could_not) == ("The queue of mails stood still", "send a message")
