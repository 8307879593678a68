"""What is found out about the terminal from the environment."""

from __future__ import annotations

import pytest

from pmtui.terminal.capability import (
    for_other_programs,
    is_terminal,
    look,
    prepare_environment,
    theme_for,
    uses_terminal_colours,
)


def test_a_terminal_is_interactive():
    able = look({"TERM": "xterm-256color"}, True, True)
    assert able.interactive and able.why_not == ""


@pytest.mark.parametrize(
    ("environ", "stdin", "stdout", "word"),
    [
        ({"TERM": "xterm"}, False, False, "no terminal"),
        ({"TERM": "xterm"}, False, True, "input"),
        ({"TERM": "xterm"}, True, False, "output"),
        ({"TERM": "dumb"}, True, True, "TERM=dumb"),
    ],
)
def test_why_no_screen_can_be_drawn(environ, stdin, stdout, word):
    able = look(environ, stdin, stdout)
    assert not able.interactive
    assert word in able.why_not


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({}, "16"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "vt100"}, "16"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-kitty"}, "256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1", "COLORTERM": "truecolor"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256"),
    ],
)
def test_colours(environ, colours):
    assert look(environ, True, True).colours == colours


def test_colours_are_those_that_rich_uses(monkeypatch):
    from rich.console import Console

    names = {"16": "standard", "256": "256", "truecolor": "truecolor"}
    for kind in ("xterm", "xterm-256color", "xterm-kitty", "screen", "tmux-256color", "linux", "alacritty"):
        for colorterm in ("", "truecolor", "24bit"):
            environ = {"TERM": kind, "COLORTERM": colorterm}
            rich = Console(_environ=environ, force_terminal=True).color_system
            assert names[look(environ, True, True).colours] == rich, environ


def test_where_the_terminal_is():
    able = look({"TERM": "linux", "TMUX": "/tmp/tmux-0/default,1,0", "SSH_CONNECTION": "a b"}, True, True)
    assert able.linux_console and able.in_tmux and able.over_ssh
    able = look({"TERM": "xterm"}, True, True)
    assert not (able.linux_console or able.in_tmux or able.over_ssh)


@pytest.mark.parametrize(
    ("environ", "wanted", "theme"),
    [
        ({"TERM": "xterm-256color"}, "", "pmtui-dark"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "", "pmtui-light"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "dark", "pmtui-dark"),
        ({"TERM": "xterm-256color"}, "light", "pmtui-light"),
        ({"TERM": "xterm-256color"}, "ansi-dark", "ansi-dark"),
        ({"TERM": "xterm"}, "", "ansi-dark"),
        ({"TERM": "xterm"}, "light", "ansi-light"),
        ({"TERM": "xterm"}, "nord", "nord"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "", "ansi-dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "pmtui-light", "ansi-light"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "nord", "ansi-dark"),
    ],
)
def test_the_theme(environ, wanted, theme):
    assert theme_for(look(environ, True, True), wanted) == theme


def test_themes_of_the_terminal_are_those_that_textual_calls_so():
    from textual.theme import BUILTIN_THEMES

    assert {name for name, theme in BUILTIN_THEMES.items() if theme.ansi} == {
        name for name in BUILTIN_THEMES if uses_terminal_colours(name)
    }


def test_what_the_person_set_stays():
    environ = {"TEXTUAL_ANIMATIONS": "full", "ESCDELAY": "400"}
    prepare_environment(environ)
    assert environ["TEXTUAL_ANIMATIONS"] == "full"
    assert environ["ESCDELAY"] == "400"
    assert environ["TEXTUAL_SMOOTH_SCROLL"] == "0"


def test_escape_waits_longest_where_keys_can_come_apart():
    delays = []
    for environ in ({"TMUX": "x", "SSH_TTY": "x"}, {}, {"SSH_TTY": "x"}):
        prepare_environment(environ)
        delays.append(int(environ["ESCDELAY"]))
    assert delays == sorted(delays)
    assert delays[0] < delays[-1]


def test_an_empty_no_color_is_taken_away():
    environ = {"NO_COLOR": ""}
    prepare_environment(environ)
    assert "NO_COLOR" not in environ


def test_other_programs_get_the_environment_as_it_was():
    for environ in ({"SSH_TTY": "x", "TERM": "xterm"}, {"ESCDELAY": "400"}):
        before = dict(environ)
        prepare_environment(environ)
        assert environ != before
        assert for_other_programs(environ) == before


def test_a_stream_that_is_closed_or_was_never_open_is_no_terminal(tmp_path):
    with (tmp_path / "file").open("w") as file:
        assert not is_terminal(file)
    assert not is_terminal(file)
    assert not is_terminal(None)
