"""The way to the clipboard: through tmux where it is, else by the terminal's escape sequence."""

from __future__ import annotations

import os

import pytest

from pmtui.terminal.clipboard import copy


class Terminal:
    """Stands for the application: keeps what was sent to the terminal."""

    def __init__(self):
        self.sent = []

    def copy_to_clipboard(self, text):
        self.sent.append(text)


@pytest.fixture
def tmux(tmp_path):
    """Return a function that puts a tmux on the path which runs `script`, and gives the environment."""

    def make(script):
        program = tmp_path / "tmux"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return {"TMUX": "/tmp/socket,1,0", "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}

    return make


def test_in_tmux_it_goes_through_tmux_alone(tmux, tmp_path):
    app = Terminal()
    environ = tmux(f'echo "$@" > "{tmp_path}/words"; cat > "{tmp_path}/text"')
    said = copy("größer\nthan", app, environ)
    assert (tmp_path / "words").read_text(encoding="utf-8") == "load-buffer -w -\n"
    assert (tmp_path / "text").read_text(encoding="utf-8") == "größer\nthan"
    assert app.sent == []
    assert "sent" in said and "copied" not in said


def test_where_tmux_refuses_the_terminal_is_asked(tmux):
    app = Terminal()
    assert copy("text", app, tmux("exit 1")) == "sent to the terminal's clipboard"
    assert app.sent == ["text"]


def test_where_tmux_is_not_found_the_terminal_is_asked(tmp_path):
    app = Terminal()
    copy("text", app, {"TMUX": "/tmp/socket,1,0", "PATH": str(tmp_path)})
    assert app.sent == ["text"]


def test_outside_tmux_the_terminal_is_asked():
    app = Terminal()
    assert copy("text \ud800", app, {}) == "sent to the terminal's clipboard"
    assert app.sent == ["text ?"]


def test_a_long_text_comes_with_a_word_of_caution():
    assert "export" in copy("x" * 80_000, Terminal(), {})
