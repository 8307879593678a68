"""Any bytes at all become keys and pastes, and none of them stops the reading."""

from __future__ import annotations

import errno
import os
import select

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from pmtui.terminal.bell import Bell
from pmtui.terminal.driver import Keys, SteadyOutput

letters = st.text(st.characters(categories=["L", "N"]))


def typed(keys, data):
    return "".join(
        message.character or ""
        for message in keys.feed(data)
        if isinstance(message, events.Key) and message.is_printable
    )


@given(st.lists(st.binary(max_size=40), max_size=8))
@example([b"\x1b[1114112;1u"])
@example([b"\x1b[97:65;2u"])
@example([b"\x1b[55295;1;1114112u"])
@example([b"\x1b[48;9;9;9;9:x;t"])
def test_no_bytes_stop_the_reading(pieces):
    keys = Keys()
    for piece in pieces:
        list(keys.feed(piece))
    list(keys.feed(b"\x1b[201~"))  # where the bytes began a paste
    list(keys.feed(b"\x07" * 40))  # and where they began a sequence
    list(keys.feed(b"\x1b[201~"))
    assert typed(keys, b"go on").endswith("on")
    list(keys.end())


@given(letters, st.integers(min_value=1, max_value=4))
def test_text_arrives_whole_however_it_is_read(text, size):
    keys = Keys()
    data = text.encode()
    assert "".join(typed(keys, data[at : at + size]) for at in range(0, len(data), size)) == text


@given(st.text().filter(lambda text: "\x1b" not in text), st.integers(min_value=1, max_value=9))
def test_a_paste_arrives_whole_however_it_is_read(text, size):
    keys = Keys()
    data = f"\x1b[200~{text}\x1b[201~x".encode("utf-8", "replace")
    messages = [message for at in range(0, len(data), size) for message in keys.feed(data[at : at + size])]
    pasted = "".join(message.text for message in messages if isinstance(message, events.Paste))
    assert pasted == text.encode("utf-8", "replace").decode().replace("\x00", "")


def test_latin_1_shows_where_a_character_was_lost():
    assert typed(Keys(), b"caf\xe9 au") == "caf\ufffd au"


class Broken:
    """A file that fails as a terminal that is gone does."""

    def __init__(self, handle):
        self.handle = handle
        self.tries = 0

    def write(self, text):
        self.tries += 1
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    flush = write

    def fileno(self):
        return self.handle

    def isatty(self):
        return True


def test_output_to_a_lost_terminal_is_dropped_after_the_first_try(tmp_path):
    with (tmp_path / "stand-in").open("w") as file:
        broken = Broken(file.fileno())
        output = SteadyOutput(broken)
        assert output.write("text") == 4
        output.flush()
        assert output.write("more") == 4
        assert broken.tries == 1
        assert not output.isatty()
        assert output.fileno() == file.fileno()


def test_a_bell_is_readable_once_rung_and_can_be_rung_for_ever():
    bell = Bell()
    try:
        assert select.select([bell], [], [], 0)[0] == []
        for _ in range(100_000):
            bell.ring()
        assert select.select([bell], [], [], 0)[0] == [bell]
    finally:
        bell.close()
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(bell.fileno())
