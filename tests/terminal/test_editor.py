"""Editing one answer in another program."""

from __future__ import annotations

import os
import signal
import stat

import pytest

from pmtui.errors import FileError, PmtuiError
from pmtui.terminal.editor import edit_text, editor_command


@pytest.fixture
def editor(tmp_path):
    """Return a function that makes an editor of a shell script; its file is `$1`."""

    def make(script, name="EDITOR"):
        program = tmp_path / "my editor"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return {name: f"'{program}'", "PATH": os.environ["PATH"]}

    return make


def test_the_new_text_comes_back(editor, tmp_path):
    edited = edit_text("one\ntwo", editor('echo three >> "$1"'), tmp_path / "state")
    assert edited.text == "one\ntwo\nthree"
    assert edited.changed and not edited.problem
    assert edited.file.exists()
    edited.forget()
    assert not edited.file.exists()


@pytest.mark.parametrize("text", ["", "one", "one\n", "one\n\n", "größer – 日本"])
def test_a_text_that_was_only_looked_at_is_the_same(editor, tmp_path, text):
    edited = edit_text(text, editor("true"), tmp_path)
    assert (edited.text, edited.changed, edited.problem) == (text, False, "")


def test_line_ends_of_other_systems_are_ours(editor, tmp_path):
    edited = edit_text("x", editor(r'printf "a\r\nb\r\n" > "$1"'), tmp_path)
    assert edited.text == "a\nb"


def test_the_file_is_for_its_owner_alone_and_has_the_ending(editor, tmp_path):
    state = tmp_path / "state" / "pmtui"
    edited = edit_text("one", editor("true"), state, suffix=".txt")
    assert stat.S_IMODE(edited.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert edited.file.parent == state
    assert edited.file.suffix == ".txt"


def test_an_editor_that_fails_keeps_the_text_and_what_it_saved(editor, tmp_path):
    edited = edit_text("one", editor('echo other > "$1"; exit 3'), tmp_path)
    assert (edited.text, edited.changed) == ("one", False)
    assert str(edited.file) in edited.problem
    edited.forget()
    assert edited.file.read_text(encoding="utf-8") == "other\n"


def test_an_editor_that_is_left_with_an_error_and_no_change_is_no_news(editor, tmp_path):
    edited = edit_text("one", editor("exit 1"), tmp_path)
    assert (edited.text, edited.changed, edited.problem) == ("one", False, "")


def test_other_encodings_are_kept_and_said(editor, tmp_path):
    edited = edit_text("one", editor(r'printf "caf\351" > "$1"'), tmp_path)
    assert edited.text == "one"
    assert "UTF-8" in edited.problem
    edited.forget()
    assert edited.file.read_bytes() == b"caf\xe9"


def test_a_file_that_is_gone_changes_nothing(editor, tmp_path):
    edited = edit_text("one", editor('rm "$1"'), tmp_path)
    assert (edited.text, edited.changed) == ("one", False)
    assert edited.problem


def test_a_missing_editor_is_a_message(tmp_path):
    with pytest.raises(PmtuiError, match="no-such-editor") as caught:
        edit_text("one", {"EDITOR": "no-such-editor -w", "PATH": str(tmp_path)}, tmp_path)
    assert "EDITOR" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_file_is_a_message(editor, tmp_path):
    environ = editor("true")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="can be written"):
        edit_text("one", environ, tmp_path / "file")


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"VISUAL": "code -w", "EDITOR": "nano"}, ["code", "-w"]),
        ({"VISUAL": " ", "EDITOR": "'my editor' --wait"}, ["my editor", "--wait"]),
        ({}, ["vi"]),
    ],
)
def test_which_editor(environ, command):
    assert editor_command(environ) == command


def test_an_open_quote_is_a_message():
    with pytest.raises(PmtuiError, match="EDITOR has a quote"):
        editor_command({"EDITOR": "vi 'x"})


def test_an_interrupt_is_the_editors_alone(editor, tmp_path):
    before = signal.getsignal(signal.SIGINT)
    edited = edit_text("one", editor('kill -INT $PPID; echo more >> "$1"'), tmp_path)
    assert edited.text == "one\nmore"
    assert signal.getsignal(signal.SIGINT) is before


def test_the_editor_can_be_interrupted(editor, tmp_path):
    edited = edit_text("one", editor("kill -INT $$; echo not reached >> $1"), tmp_path)
    assert (edited.text, edited.changed) == ("one", False)


def test_what_was_set_for_textual_is_not_handed_on(editor, tmp_path):
    environ = {**editor('echo "${ESCDELAY-none}" > "$1"'), "ESCDELAY": "50"}
    assert edit_text("", environ, tmp_path).text == "none"
