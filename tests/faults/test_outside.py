"""vim and git change the file while it is open: it is seen, joined, and what is typed stays."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from faults import vim
from faults.kills import BEGUN
from pmtui.store import files
from ptyterm import Terminal

pytestmark = pytest.mark.pty

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
needs_vim = pytest.mark.skipif(not vim.there(), reason="vim is not installed")
ROW = """
[[timeline]]
id = "ev-1"
at = 2026-03-02 14:05:00+00:00
what = "it stops"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "library" / "2026-03-02-queue.toml"
    path.parent.mkdir()
    path.write_text(BEGUN + ROW)
    return path


@pytest.fixture
def term(file, tmp_path):
    """The program, in the middle of a sentence about what could not be done."""
    with Terminal("open", str(file), "--at", "impact.could_not", home=tmp_path) as term:
        term.wait_line("▌")
        yield term


def in_vim(file: Path, *commands: str) -> None:
    words = [word for command in (*commands, "wq") for word in ("-c", command)]
    ran = ["vim", "-u", "NONE", "-i", "NONE", "-N", "-es", *words, str(file)]
    subprocess.run(ran, check=True, stdin=subprocess.DEVNULL, timeout=60)


def git(file: Path, *words: str) -> str:
    alone = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Ann",
        "GIT_AUTHOR_EMAIL": "ann@example.org",
        "GIT_COMMITTER_NAME": "Ann",
        "GIT_COMMITTER_EMAIL": "ann@example.org",
    }
    ran = ["git", "-C", str(file.parent), *words]
    return subprocess.run(ran, check=True, env=alone, capture_output=True, text=True, timeout=60).stdout


def typed(term: Terminal, file: Path, words: str) -> None:
    """Type words, and wait until they are seen and saved."""
    term.type(words)
    term.wait_line(f"▌{words}")
    term.wait_until(lambda: words in file.read_text(), "it is saved")


def left(term: Terminal, file: Path):
    term.send("<C-q>")
    assert term.wait_exit() == 0
    return files.read(file).pm


@needs_vim
def test_another_field_changed_in_vim_comes_in_beside_what_is_typed(term, file):
    typed(term, file, "pay by c")
    term.type("ar")
    in_vim(file, "%s/stood still/stood still for an hour/")
    term.wait_for("The queue stood still for an hour")
    term.wait_for("From outside")
    term.type("d")
    term.wait_line("▌pay by card")
    pm = left(term, file)
    assert (pm.title, pm.impact.could_not) == ("The queue stood still for an hour", "pay by card")
    assert pm.conflict == ()


@needs_vim
def test_the_field_that_is_typed_in_keeps_what_is_typed_and_what_vim_wrote(term, file):
    typed(term, file, "pay by card")
    term.type(", or log")
    in_vim(file, '%s/pay by card.*$/reach the shop at all"/')
    term.type(" in")
    term.wait_for("two values")
    term.wait_line("▌pay by card, or log in")
    pm = left(term, file)
    [conflict] = pm.conflict
    assert {pm.impact.could_not, str(conflict.other)} >= {"pay by card, or log in", "reach the shop at all"}


@needs_vim
def test_a_row_added_in_vim_is_seen(term, file):
    row = """['', '[[timeline]]', 'id = "ev-2"', 'what = "a hand was here"']"""
    typed(term, file, "pay")
    in_vim(file, f"call append('$', {row})")
    term.wait_for("From outside")
    term.send("<C-o>")
    term.wait_for("Go to")
    term.type("What happened next")
    term.send("<Enter>")
    term.wait_for("a hand was here")
    assert [row.id for row in left(term, file).timeline] == ["ev-1", "ev-2"]


@needs_git
def test_a_checkout_underneath_is_seen_and_joined(file, tmp_path):
    git(file, "init", "-q", "-b", "main")
    git(file, "add", ".")
    git(file, "commit", "-qm", "begun")
    git(file, "checkout", "-qb", "theirs")
    file.write_text(file.read_text().replace("stood still", "stood still for an hour"))
    git(file, "commit", "-qam", "how long")
    git(file, "checkout", "-q", "main")
    with Terminal("open", str(file), "--at", "impact.could_not", home=tmp_path) as term:
        term.wait_line("▌")
        git(file, "checkout", "-q", "theirs")
        term.type("pay by card")
        term.wait_for("The queue stood still for an hour")
        term.wait_line("▌pay by card")
        pm = left(term, file)
    assert (pm.title, pm.impact.could_not) == ("The queue stood still for an hour", "pay by card")


@needs_git
def test_a_merge_underneath_is_seen_and_joined(file, tmp_path):
    git(file, "init", "-q", "-b", "main")
    git(file, "add", ".")
    git(file, "commit", "-qm", "begun")
    git(file, "checkout", "-qb", "theirs")
    file.write_text(file.read_text() + ROW.replace("ev-1", "ev-2").replace("stops", "runs again"))
    git(file, "commit", "-qam", "one more row")
    git(file, "checkout", "-q", "main")
    with Terminal("open", str(file), "--at", "triage.learning", home=tmp_path) as term:
        term.wait_line("▌How a queue")
        term.send("<End>")
        term.type(", and be seen")
        term.wait_until(lambda: "and be seen" in file.read_text(), "it is saved")
        git(file, "commit", "-qam", "mine")
        term.type(" wh")
        git(file, "merge", "-q", "-m", "both", "theirs")
        term.type("ile it does")
        term.wait_for("From outside")
        term.wait_line("▌How a queue may stand still, and be seen while it does")
        pm = left(term, file)
    assert [row.id for row in pm.timeline] == ["ev-1", "ev-2"]
    assert pm.triage.learning == "How a queue may stand still, and be seen while it does"
    assert pm.conflict == ()
