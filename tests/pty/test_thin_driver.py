"""The thin driver in the real program: where it sends whole frames, how it is turned off, how it leaves."""

from __future__ import annotations

import re
import signal

import pytest
from road import words_of

from thin_terminal import Pyte

pytestmark = pytest.mark.pty

LEAVING = b"\x1b[?2004l"


def shown(data: bytes, size=(80, 24)) -> list[str]:
    """Return what an empty terminal shows after these bytes."""
    pyte = Pyte(size)
    pyte.feed(data.decode("utf-8", "replace").replace("\r\n", "\n"))
    return list(pyte.screen.display)


def started(terminal, **settings):
    """Start the program, with the first question in front and nothing more to come."""
    term = terminal("new", answers=True, **settings)
    term.wait_for(words_of("triage.ongoing"))
    term.settle(0.4)
    return term


def after(term, act, quiet=0.4) -> bytes:
    """Return what the program writes after something was done to it."""
    before = len(term.raw)
    act()
    term.wait_until(lambda: len(term.raw) > before, "something is written")
    term.settle(quiet)
    return term.raw[before:]


def test_a_key_moves_little_and_a_redraw_sends_all(terminal):
    term = started(terminal)
    assert len(after(term, lambda: term.send("<Down>"))) < 400
    before = term.screen()
    drawn = after(term, lambda: term.send("<C-l>"))
    assert [line.rstrip() for line in shown(drawn)] == before


def test_a_signal_that_the_window_changed_sends_all_though_its_size_is_the_same(terminal):
    term = started(terminal)
    before = term.screen()
    drawn = after(term, lambda: term.kill(signal.SIGWINCH))
    assert [line.rstrip() for line in shown(drawn)] == before


def test_another_size_sends_all(terminal):
    term = started(terminal)
    drawn = after(term, lambda: term.resize(100, 30))
    term.wait_for(words_of("triage.ongoing"))
    assert [line.rstrip() for line in shown(drawn, (100, 30))] == term.screen()


def test_after_a_suspension_all_is_sent(terminal, tmp_path):
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nprintf 'scribbled over everything'\n")
    editor.chmod(0o755)
    term = started(terminal, environ={"EDITOR": str(editor)})
    term.send("<Enter>")
    term.wait_for(words_of("triage.purpose"))
    term.settle(0.3)
    term.send("<Enter>")
    term.wait_for(words_of("triage.learning"))
    term.settle(0.4)
    drawn = after(term, lambda: term.send("<F4>"))
    drawn = drawn[drawn.rindex(b"\x1b[?1049h") :]
    assert "scribbled" not in "".join(shown(drawn))
    assert [line.rstrip() for line in shown(drawn)] == term.screen()


def left(terminal, home, **settings) -> tuple[bytes, str]:
    """Return what is written from leaving on, and all before it."""
    home.mkdir()
    term = started(terminal, home=home, **settings)
    term.send("<C-q>")
    assert term.wait_exit() == 0
    at = term.raw.rindex(LEAVING)
    return term.raw[at:].partition(b"Saved in")[0], term.raw[:at].decode()


@pytest.mark.parametrize("way", ["environment", "setting"])
def test_turned_off_the_bytes_are_textuals_own(terminal, tmp_path, way):
    """Textual ends each styled text with `CSI 0 m`; the thin driver never writes that itself."""
    settings = {}
    if way == "environment":
        settings["environ"] = {"PMTUI_THIN": "0"}
    else:
        (tmp_path / "thick.toml").write_text("thin = false\n")
        settings["environ"] = {"PMTUI_CONFIG": str(tmp_path / "thick.toml")}
    parting, all_before = left(terminal, tmp_path / "thick", **settings)
    thin_parting, thin = left(terminal, tmp_path / "thin")
    assert parting == thin_parting.replace(b"\x1b[m", b"", 1)  # the one style that was still set
    assert all_before.count("\x1b[0m") > 100
    assert "\x1b[0m" not in thin
    assert len(thin) < len(all_before) / 2
    assert re.search(r"\x1b\[[0-9]+;[0-9]+H", thin)
