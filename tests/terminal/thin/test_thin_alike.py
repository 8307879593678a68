"""Whatever Textual writes, every terminal shows after the thin write what it shows after the whole one.

Held against each other is what is seen (thin_terminal.py): a blank's foreground is no part of what is
shown. The style in which a terminal would write on is held only where something passes unchanged.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from pmtui.terminal.thin.frames import Frames
from pmtui.terminal.thin.language import SYNC_END, SYNC_START, Run, read, split
from pmtui.terminal.thin.style import PLAIN
from thin_terminal import Pyte, Small, same, terminals

SIZE = (14, 4)
TEXTS = [
    "a", "b", " ", "word", "          ", "ab cd ef", "─", "●", "é", "日", "日本", "한", "ｱ", "Ａ", "│ x",
    "e\u0301", "\u0301", "✔\ufe0f", "☎\ufe0e", "👩\u200d👩\u200d👧", "\u200d", "🇩🇪", "🇩", "👍🏽", "🏽", "👍",
    "❤\ufe0f", "שלום", "\u200fx", "مرحبا", "\u200b", "कि", "ก\u0e33", "\u2028", "\xad", "\ufe0f\u20e3",
    "1\ufe0f\u20e3", "\ue0b0", "\x84", "🙂", "…",
]  # fmt: skip
CODES = [
    "0", "", "1", "2", "3", "4", "5", "7", "8", "9", "21", "22", "23", "24", "25", "27", "29", "53", "1;2",
    "2;1", "31", "37", "91", "97", "39", "41", "101", "49", "38;5;1", "38;5;200", "48;5;17", "38;2;1;2;3",
    "38;2;9;9;5", "48;2;4;5;6", "1;4;38;2;1;2;3;48;2;9;9;9", "0;1;31", "4;39", "7;31;42", "4:3", "58;5;1",
    "38;9", "38;2;1", "6",
]  # fmt: skip
OTHER = [
    "\x07", "\x1b]22;default\x07", "\x1b]0;title\x1b\\", "\x1b[?25l", "\x1b[?2026$p", "\x1b[>25u",
    "\x1b[?2004h", "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J", "\x1b[5n", "\x1b[3A", "x", "\x1b[1m", "\x1b[0m",
    "\x1b7", "\x1b8", "\x1b[?7l", "\x1b[2;2Hab\tc\x1b[1;1H", "\n", "", SYNC_START, SYNC_END,
]  # fmt: skip

places = st.tuples(st.integers(1, SIZE[1] + 1), st.integers(1, SIZE[0] + 1))
moves = st.sampled_from(range(1, SIZE[1] + 1)).flatmap(
    lambda y: st.sampled_from(range(1, SIZE[0] + 1)).map(lambda x: f"\x1b[{y};{x}H")
)
texts = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5).map("".join)
tokens = st.one_of(
    texts,
    st.sampled_from(TEXTS[:10]),
    st.sampled_from(CODES).map(lambda codes: f"\x1b[{codes}m"),
    moves,
)
raw = st.tuples(
    moves, st.lists(tokens, max_size=12).map("".join), st.sampled_from(["\x1b[0m", "\x1b[0m", ""]), moves
)
raw_frames = raw.map("".join)
wild = st.one_of(places.map(lambda at: f"\x1b[{at[0]};{at[1]}H"), texts, st.sampled_from(OTHER))

styles = st.builds(
    Style,
    color=st.sampled_from([None, "red", "bright_red", "color(200)", "#010203", "#090905"]),
    bgcolor=st.sampled_from([None, None, "blue", "#040506"]),
    bold=st.booleans(),
    dim=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
    strike=st.booleans(),
    link=st.sampled_from([None, None, None, None, "x"]),
)
segments = st.builds(Segment, texts, st.one_of(st.none(), styles))
CONSOLES = [
    Console(color_system=system, force_terminal=True, width=80, no_color=system is None)
    for system in ("truecolor", "256", "standard", None)
]


@st.composite
def textual_frames(draw) -> str:
    """A region drawn by Textual's own code, with the cursor placed after it."""
    x, y = draw(st.integers(0, SIZE[0] - 1)), draw(st.integers(0, SIZE[1] - 1))
    if draw(st.booleans()):
        x = y = 0
    width, height = draw(st.integers(1, SIZE[0] - x)), draw(st.integers(1, SIZE[1] - y))
    lines = []
    for _ in range(height):
        strip = Strip(draw(st.lists(segments, max_size=3))).adjust_cell_length(width, draw(styles))
        lines.append([strip])
    console = draw(st.sampled_from(CONSOLES))
    drawn = LayoutUpdate(lines, Region(x, y, width, height)).render_segments(console)
    return (
        drawn
        + Control.move_to(draw(st.integers(0, SIZE[0] - 1)), draw(st.integers(0, SIZE[1] - 1))).segment.text
    )


events = st.one_of(
    textual_frames(),
    textual_frames().map(lambda frame: [SYNC_START, frame, SYNC_END]),
    raw_frames,
    raw_frames,
    st.sampled_from([(14, 4), (13, 4), (14, 3), "again", "forget"]),
    wild,
)


def shown_alike(happened: list[object]) -> None:
    """Feed the same writes, whole and thin, to terminals of all minds; compare after each."""
    for one_intensity in (False, True):
        _shown_alike(happened, one_intensity)


def _shown_alike(happened: list[object], one_intensity: bool) -> None:
    frames = Frames(one_intensity=one_intensity)
    size = SIZE
    pairs = [
        (one, other)
        for one, other in zip(terminals(size), terminals(size), strict=True)
        if one_intensity or not getattr(one, "console", False)
    ]
    last: object = ""
    synchronised = False
    for event in [["\x1b[?7l"], *happened]:
        if event == "forget":
            frames.forget()
            continue
        if isinstance(event, tuple):
            if synchronised:
                continue  # an update is written without a pause: the size changes between two of them
            size = event
            for each in (each for pair in pairs for each in pair):
                each.resize(size)
            frames.forget()
            continue
        event = last if event == "again" else event
        last = event
        for write in event if isinstance(event, list) else [event]:
            thin = frames.send(write, size)
            synchronised = write == SYNC_START or (synchronised and write != SYNC_END)
            for one, other in pairs:
                one.feed(write)
                other.feed(thin)
                if not synchronised:
                    same(one, other, f"{write!r}, sent as {thin!r}")
    for write in (SYNC_END, "\x1b[5n"):  # the second is not understood: from there on all is Textual's own
        thin = frames.send(write, size)
        for one, other in pairs:
            one.feed(write)
            other.feed(thin)
            same(one, other, f"in the end, sent as {thin!r}", pens=write != SYNC_END)


@given(st.lists(events, max_size=8))
@settings(max_examples=150, deadline=None)
@example(["\x1b[1;1H日本\x1b[1;1H", "\x1b[1;2Ha\x1b[1;1H", "\x1b[1;1Hb\x1b[1;1H", "\x1b[1;1H日本\x1b[1;1H"])
@example(["\x1b[1;1H \x1b[1;1H", "\x1b[4;1H日\x1b[4;1Ha\x1b[0m\x1b[1;1H"])
@example(["\x1b[1;1Hae\u0301\x1b[0mb\x1b[1;1H", "\x1b[2;1H\x1b[1m\x1b[1;1Hae\u0301\x1b[0mb\x1b[1;1H"])
@example(["\x1b[1;1H \x1b[1;1H", "\x1b[1;1H\x1b[58;5;1maa\x1b[1m\x1b[1;1Ha\x1b[0m\x1b[1;1H"])
@example(["\x1b[2;1H\u2028e\u0301\x1b[1;1H"] * 2)
@example(["\x1b[2;1H\u2028\u0301\x1b[1;1H"] * 3)
@example(["\x1b[1m", "\x1b8", "\x1b[1;1Ha\x1b[0m\x1b[1;1H"])
@example(["\x1b[1;1H✔\ufe0fabc\x1b[1;9H", "\x1b[1;6Hx\x1b[1;9H", "\x1b[1;1H✔\ufe0fabc\x1b[1;9H"])
@example(["\x1b[1;1H \x1b[1;1H", f"\x1b[1;1H{'':14}\n\x1b[2;1H\u0301{'':14}\x1b[1;1H"])
def test_every_terminal_shows_the_same(happened):
    shown_alike(happened)


@pytest.mark.long
@given(st.lists(events, max_size=25))
@settings(max_examples=4000, deadline=None)
def test_every_terminal_shows_the_same_for_long(happened):
    shown_alike(happened)


@given(st.lists(textual_frames(), min_size=1, max_size=4), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_a_frame_that_changes_nothing_sends_nothing(written, at):
    frames = Frames()
    frames.send("\x1b[?7l", SIZE)
    for frame in written:
        frames.send(frame, SIZE)
    again = written[-1]
    if any(
        each in again
        for each in (
            "\u0301",
            "\u200d",
            "🏽",
            "🇩",
            "\ufe0f",
            "⃣",
            "\u200b",
            "\u200f",
            "\u2028",
            "\xad",
            "\x84",
        )
    ):
        return  # what joins what stands before it, and what is no text, is never left out
    for piece in split(again, None):
        shown = read(piece.text, PLAIN)
        if isinstance(shown, Run) and piece.column + len(shown.chars) > SIZE[0]:
            return  # nor what is too long for its row, as Textual's own cropping may leave it
    frames.send(again, SIZE)
    for write in (SYNC_START, again, SYNC_END):
        assert frames.send(write, SIZE) == "", ascii(again)


@pytest.mark.parametrize("mark", ["\u0301", "\u200d", "\ufe0f"])
def test_a_mark_that_joins_a_blank_is_drawn_in_the_blanks_own_style(mark):
    """The one blank whose foreground shows: in the end a terminal's cells are the very same."""
    frames = Frames()
    one, other = Small(SIZE), Small(SIZE)
    plain, red = "\x1b[0m    \x1b[0m", "\x1b[1;31m    \x1b[0m"
    at = "\x1b[1;3H"
    for write in ("\x1b[?7l", f"{at}{plain}{at}", f"{at}{red}{at}", f"\x1b[1;5H\x1b[32m{mark}x\x1b[0m{at}"):
        one.feed(write)
        other.feed(frames.send(write, SIZE))
    assert one.rows == other.rows
    assert one.rows[0][3] == (f" {mark}", frozenset({1}), "31", "")


def test_the_small_terminals_differ_where_real_ones_do():
    """So that a patch within an odd row would show: they are worth holding the writes against."""
    shown = []
    for each in terminals(SIZE):
        each.feed("\x1b[?7l\x1b[1;1H✔\ufe0f👩\u200d👧|\x1b[2;1H日\x1b[2;2Hx\x1b[1;91;2mz\x1b[0m")
        rows = each.shows()[0]
        shown.append([[str(cell) for cell in row] for row in rows])
        assert isinstance(each, Small | Pyte)
    assert all(one != other for at, one in enumerate(shown) for other in shown[at + 1 :])
