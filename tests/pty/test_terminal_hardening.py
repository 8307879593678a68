"""What Textual alone does not survive, on a real pseudo-terminal with a small application."""

from __future__ import annotations

import base64
import re
import signal
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.pty

APP = Path(__file__).parent / "apps" / "hardened.py"
SECRET = b"Meridian Freight"
MOUSE_MODES = [b"\x1b[?%dh" % mode for mode in (9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016)]
COLOUR = re.compile(rb"(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])\Z")


@pytest.fixture
def start(terminal, tmp_path):
    """Start the small application; wait until it shows itself."""

    def run(*words, ready=True, **settings):
        term = terminal(argv=[sys.executable, str(APP), str(tmp_path), *words], **settings)
        if ready:
            term.wait_for("ready")
        return term

    return run


@pytest.fixture
def outside(tmp_path):
    """An editor that asks for a word on the terminal and puts it behind the text."""
    program = tmp_path / "outside"
    program.write_text(
        '#!/bin/sh\nprintf "outside: "; read word || exit 1; text=$(cat "$1"); echo "$text $word" > "$1"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return str(program)


def events(folder):
    return (folder / "events.txt").read_text(encoding="utf-8").splitlines()


def colours(raw):
    """Return the parameters of all sequences that set a colour."""
    found = []
    for sequence in re.findall(rb"\x1b\[([0-9;]*)m", raw):
        parts = sequence.split(b";")
        if any(COLOUR.match(part) for part in parts):
            found.append(sequence)
    return found


def assert_restored(term):
    """The alternate screen is left, the cursor shown, bracketed paste and key reports off."""
    end = term.raw[term.raw.rindex(b"\x1b[?1049h") :]
    for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[<u"):
        assert sequence in end, f"{sequence!r} was not sent"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (b"\xff", r"\ufffd"),
        (b"caf\xe9 au lait", r"caf\ufffd au lait"),
        (b"\x1b[200~caf\xe9 au lait\x1b[201~", r"caf\ufffd au lait"),
        (b"\xed\xa0\x80", r"\ufffd\ufffd\ufffd"),
        ("Zürich – 日本".encode(), r"Z\xfcrich \u2013 \u65e5\u672c"),
    ],
)
def test_bytes_that_are_no_utf8_are_shown_and_kill_nothing(start, typed, shown):
    term = start()
    term.type(typed + b" then")
    term.wait_for(f"shown: '{shown} then'")


def test_a_character_that_comes_in_two_reads_is_whole(start):
    term = start()
    term.type(b"a\xc3")
    term.wait_for("shown: 'a'")
    term.type(b"\xa9b")
    term.wait_for(r"shown: 'a\xe9b'")


@pytest.mark.parametrize("column", [1, 95, 96, 128, 163, 223])
def test_an_old_mouse_report_types_nothing_wherever_the_mouse_was(start, column):
    term = start()
    report = b"\x1b[M" + bytes([32, 32 + column, 32 + 7])
    term.type(b"a" + report + b"b" + report[:4])
    term.wait_for("shown: 'ab'")
    term.type(report[4:] + b"c")
    term.wait_for("shown: 'abc'")


def test_new_mouse_reports_type_nothing(start):
    term = start()
    term.type(b"a\x1b[<35;120;7M\x1b[<0;120;7m\x1b[<64;1;1Mb")
    term.wait_for("shown: 'ab'")


@pytest.mark.parametrize(
    "sequence", [b"\x1b[1114112;1u", b"\x1b[97:65;2u", b"\x1b[99999999999999999999u", b"\x1b[?;;$y"]
)
def test_key_codes_that_do_not_exist_kill_nothing(start, sequence):
    term = start()
    term.type(sequence)
    term.settle(0.3)
    term.send("<End>after")
    term.wait_for(re.compile("shown: '.*after'"))


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal_ends_in_order(start, tmp_path, number, status):
    term = start(ready=False)
    before = term.modes()
    term.wait_for("ready")
    assert term.modes() != before
    term.send("half a sent")
    term.wait_for("shown: 'half a sent'")
    term.kill(number)
    assert term.wait_exit() == status
    assert events(tmp_path) == ["flushed half a sent", "unmounted"]
    assert_restored(term)
    assert term.modes() == before


def test_two_signals_flush_once(start, tmp_path):
    term = start()
    term.kill(signal.SIGTERM)
    term.kill(signal.SIGHUP)
    assert term.wait_exit() in {129, 143}
    assert events(tmp_path) == ["flushed ", "unmounted"]


def test_a_lost_connection_ends_in_order(start, tmp_path):
    term = start()
    term.send("half a sent")
    term.wait_for("shown: 'half a sent'")
    term.hang_up()
    assert term.wait_exit() == 129
    assert events(tmp_path) == ["flushed half a sent", "unmounted"]


def test_a_lost_connection_ends_a_program_that_was_told_to_ignore_it(terminal, tmp_path):
    shell = 'trap "" HUP; exec "$0" "$@"'
    term = terminal(argv=["/bin/sh", "-c", shell, sys.executable, str(APP), str(tmp_path)])
    term.wait_for("ready")
    term.hang_up()
    assert term.wait_exit() == 129
    assert events(tmp_path) == ["flushed ", "unmounted"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="finds the terminal's file in /proc")
def test_a_terminal_that_takes_no_output_does_not_keep_the_program_from_ending(start, tmp_path):
    term = start("flood")
    term.send("half a sent<Enter>")
    term.wait_for("bbbb")
    term.freeze()
    term.kill(signal.SIGTERM)
    assert term.wait_exit(read=False) == 143
    assert events(tmp_path)[0] == "flushed half a sent"


@pytest.mark.parametrize("way", ["handler", "worker", "thread", "task", "rich", "compose"])
def test_a_crash_shows_no_text_and_says_where_it_is_kept(start, tmp_path, way):
    term = start(f"crash-{way}", ready=way != "compose")
    if way != "compose":
        term.send("the words of the postmortem")
        term.wait_for("words of the postmortem'")
        before = len(term.raw)
        term.send("<Enter>")
    else:
        before = 0
    assert term.wait_exit() == 70
    assert_restored(term)
    after = term.raw[before:]
    assert SECRET not in term.raw
    assert b"Traceback" not in after
    last = after[after.rindex(b"\x1b[?1004l") :]
    assert b"words of the postmortem" not in last
    assert b"pmtui has stopped" in last
    assert str(tmp_path / "journal").encode() in last
    [report] = tmp_path.glob("crash-*.txt")
    assert report.name.encode() in last
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text or "Painted" in text
    assert "hardened.py" in text and "in Small." in text
    assert SECRET.decode() not in text and "words of the postmortem" not in text


def test_no_color_sends_no_colour(start):
    term = start(environ={"NO_COLOR": "1"})
    term.send("text<Tab>")
    term.wait_for("shown: 'text'")
    term.settle()
    assert colours(term.raw) == []


def test_no_color_that_is_empty_does_not_count(start):
    term = start(environ={"NO_COLOR": ""})
    term.settle()
    assert colours(term.raw) != []


@pytest.mark.parametrize("kind", ["xterm", "screen", "linux", "vt100"])
def test_sixteen_colours_where_the_terminal_has_no_more(start, kind):
    term = start(environ={"TERM": kind})
    term.send("text")
    term.wait_for("shown: 'text'")
    term.settle()
    assert colours(term.raw) != []
    assert not [found for found in colours(term.raw) if b"38" in found or b"48" in found]


def test_no_mouse_mode_is_ever_switched_on(start, outside):
    term = start(environ={"EDITOR": outside})
    term.send("text<C-s>")
    term.wait_for("outside: ")
    term.send("x<Enter>")
    term.wait_for("shown: 'text x'")
    term.send("<C-q>")
    assert term.wait_exit() == 0
    assert not [mode for mode in MOUSE_MODES if mode in term.raw]


def test_idle_means_not_a_byte(start):
    term = start()
    term.send("text")
    term.wait_for("shown: 'text'")
    term.settle(0.3)
    assert not term.pump(1.2), f"{term.raw[-100:]!r}"


def test_a_lone_escape_does_not_wait_for_more(start):
    term = start()
    term.send("ab<Esc>")
    term.settle()
    term.send("c")
    term.wait_for("shown: 'abc'")


def test_a_long_paste_arrives_whole(start):
    term = start()
    words = "".join(f"{number:05d} " for number in range(3000))
    term.paste(words + "end")
    term.wait_for(f"02999 end' of {len(words) + 3}")


def test_the_clipboard_is_the_terminals(start):
    term = start()
    term.send("copied text<C-o>")
    term.wait_for("sent to the terminal's clipboard")
    assert b"\x1b]52;c;" + base64.b64encode(b"copied text") + b"\x07" in term.raw


def test_errors_sent_to_a_file_do_not_take_the_screen_there(terminal, tmp_path):
    shell = f'exec "$0" "$@" 2>"{tmp_path}/errors"'
    term = terminal(argv=["/bin/sh", "-c", shell, sys.executable, str(APP), str(tmp_path)])
    term.wait_for("ready")
    term.send("<C-q>")
    assert term.wait_exit() == 0
    assert (tmp_path / "errors").read_text(encoding="utf-8") == ""


def test_resizing_is_followed(start):
    term = start()
    term.resize(100, 30)
    term.settle()
    term.send("x" * 90)
    term.wait_line(re.compile("x{85}"))


def test_the_terminal_is_the_editors_and_then_ours_again(start, outside, tmp_path):
    term = start(environ={"EDITOR": outside})
    term.send("one<C-s>")
    term.wait_for("outside: ")
    term.type("tw\x7fwo\r")
    term.wait_for("shown: 'one two'")
    term.send("<End> three")
    term.wait_for("shown: 'one two three'")
    assert not list(tmp_path.glob("edit-*"))


def test_an_interrupt_in_the_editor_ends_the_editor_alone(start, outside):
    term = start(environ={"EDITOR": outside})
    term.send("one<C-s>")
    term.wait_for("outside: ")
    term.send("<C-c>")
    term.wait_for("shown: 'one'")
    term.send(" two")
    term.wait_for("shown: 'one two'")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_the_end_that_comes_while_the_editor_is_open_is_in_order(start, outside, tmp_path, number):
    term = start(environ={"EDITOR": outside})
    term.send("half a sent<C-s>")
    term.wait_for("outside: ")
    if number == signal.SIGHUP:
        term.hang_up()
    else:
        term.kill(number)
    assert term.wait_exit() == 128 + number
    assert events(tmp_path)[0] == "flushed half a sent"
