"""What is sent, byte by byte, for usual edits; and how styles and characters are told apart."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pmtui.terminal.thin
from pmtui.terminal.thin import language
from pmtui.terminal.thin.frames import Frames
from pmtui.terminal.thin.language import SYNC_END, SYNC_START
from pmtui.terminal.thin.moving import move
from pmtui.terminal.thin.style import PLAIN, Style, change, styled
from pmtui.terminal.thin.widths import cells
from pmtui.terminal.thin.writing import one_intensity, wide_setting
from thin_terminal import Pyte

SIZE = (40, 6)
FIELD = "\x1b[38;2;200;200;200;48;2;20;20;20m"
CURSOR = "\x1b[38;2;20;20;20;48;2;200;200;200m"


def shown(*frames: str) -> Frames:
    """Return the writes after the screen was filled and these frames were drawn."""
    made = Frames()
    made.send("\x1b[?7l", SIZE)
    rows = "\n".join(f"\x1b[{row};1H{FIELD}{'':40}\x1b[0m" for row in range(1, 7))
    for frame in (f"{rows}\x1b[1;1H", *frames):
        made.send(frame, SIZE)
    return made


def line(text: str) -> str:
    rest = f"{'':{39 - len(text)}}"
    return f"\x1b[3;1H{FIELD}{text}\x1b[0m{CURSOR} \x1b[0m{FIELD}{rest}\x1b[0m\x1b[3;{len(text) + 1}H"


def test_a_typed_character_is_sent_with_the_cursor_behind_it():
    made = shown(line("pro"))
    behind = "\x1b[48;2;200;200;200m"
    assert made.send(line("prod"), SIZE) == "\x1b[C \b\b\x1b[48;2;20;20;20md"  # the style is still set
    assert made.send(line("produ"), SIZE) == f"u{behind} \b"


def test_a_character_in_the_terminals_own_colours_takes_few_bytes():
    made = shown()
    ansi = "\x1b[3;1H{}\x1b[7m \x1b[0m{}\x1b[3;{}H"
    made.send(ansi.format("pro", " " * 36, 4), SIZE)
    assert made.send(ansi.format("prod", " " * 35, 5), SIZE) == "d\x1b[7m \b"


def test_only_the_cursors_place():
    assert shown(line("pro")).send("\x1b[5;20H", SIZE) == "\x1b[5;20H"
    assert shown(line("pro")).send("\x1b[3;4H", SIZE) == ""


def test_a_frame_that_changes_nothing_is_not_sent_and_nor_are_its_marks():
    made = shown(line("pro"))
    assert [made.send(write, SIZE) for write in (SYNC_START, line("pro"), SYNC_END)] == ["", "", ""]
    assert [made.send(write, SIZE) for write in (SYNC_START, "\x1b[3;9H", SYNC_END)] == [
        "",
        "",
        f"{SYNC_START}\x1b[5C{SYNC_END}",
    ]


def test_what_is_no_frame_ends_the_waiting_for_the_second_mark():
    made = shown()
    made.send(SYNC_START, SIZE)
    assert made.send(line("a"), SIZE) == ""
    sent = made.send("\x1b[?1049l", SIZE)
    assert sent.startswith(SYNC_START)
    assert sent.endswith("\x1b[?1049l")
    assert made.send(SYNC_END, SIZE) == SYNC_END


@pytest.mark.parametrize("other", ["\x1b[2J", "\x1b[?1049h", "\x1bP+q\x1b\\", "a\tb", "\x1b[3"])
def test_after_what_is_not_understood_the_frame_goes_whole(other):
    made = shown(line("pro"))
    assert made.send(other, SIZE) == f"\x1b[m{other}"  # in the style in which Textual writes
    assert made.send(other, SIZE) == other
    sent = made.send(line("pro"), SIZE)
    assert sent.startswith("\x1b[3H\x1b[0;")
    assert "pro" in sent
    assert sent.count(" ") == 37


@pytest.mark.parametrize(
    "other", ["\x07", "\x1b]22;default\x07", "\x1b]52;c;YQ==\x1b\\", "\x1b[?25l", "\x1b[?2026$p"]
)
def test_what_shows_nothing_goes_through_and_nothing_is_forgotten(other):
    made = shown(line("pro"))
    assert made.send(other, SIZE) == other
    assert made.send(line("pro"), SIZE) == ""


def test_after_another_size_or_forgetting_all_is_sent():
    made = shown(line("pro"))
    assert made.send(line("pro"), (41, 6)) != ""
    made.forget()
    assert "pro" in made.send(line("pro"), (41, 6))
    assert made.send(line("pro"), None) == "\x1b[m" + line("pro")


def test_a_screen_lost_in_the_middle_of_a_frame_is_sent_as_textual_wrote_it(monkeypatch):
    made = shown(line("pro"))
    read = language.read

    def interrupted(*arguments):
        made.forget()
        return read(*arguments)

    monkeypatch.setattr(language, "read", interrupted)
    assert made.send(line("prod"), SIZE) == "\x1b[m" + line("prod")


def test_a_row_that_terminals_may_show_differently_is_sent_as_it_was_written():
    heart = f"\x1b[2;3H{FIELD}❤\ufe0f one\x1b[0m\x1b[1;1H"
    made = shown()
    sent = made.send(heart, SIZE)
    assert f"{FIELD}❤\ufe0f one\x1b[0m" in sent
    assert sent.startswith(f"\x1b[B\x1b[38;2;200;200;200m{'':40}\x1b[2;3H\x1b[m")  # its blanks, to be sure
    assert made.send(heart, SIZE) == ""
    other = heart.replace("one", "two")
    assert other.removesuffix("\x1b[1;1H") in made.send(other, SIZE)
    beside = f"\x1b[2;20H{FIELD}x\x1b[0m\x1b[1;1H"
    assert beside.removesuffix("\x1b[1;1H") in made.send(beside, SIZE)
    assert other.removesuffix("\x1b[1;1H") in made.send(other, SIZE)


def test_the_rest_of_a_row_without_colour_is_cleared():
    made = shown()
    blank = "\x1b[2;1Hab" + " " * 38 + "\x1b[1;1H"
    assert made.send(blank, SIZE) == "\x1b[B\x1b[mab\x1b[K\x1b[H"


def test_after_the_last_column_no_move_counts_from_there():
    made = shown()
    sent = "\x1b[2;40H\x1b[38;2;200;200;200mx"
    assert made.send(f"\x1b[2;40H{FIELD}x\x1b[0m\x1b[2;38H", SIZE) == f"{sent}\r\x1b[37C"
    assert made.send(f"\x1b[2;40H{FIELD}y\x1b[0m\x1b[5;39H", SIZE) == "\x1b[2Cy\x1b[5;39H"


def test_nor_from_behind_a_character_that_is_not_of_ascii():
    made = shown()
    sent = made.send(f"\x1b[2;5H{FIELD}é\x1b[0m\x1b[2;10H", SIZE)
    assert sent == "\x1b[2;5H\x1b[38;2;200;200;200mé\r\x1b[9C"


def test_a_typed_character_stays_within_its_budget():
    """In true colour at most 50 bytes with the marks of the update, in 256 colours 40, in 16 colours 32."""
    for field, cursor, most in (
        (FIELD, CURSOR, 50),
        ("\x1b[38;5;250;48;5;234m", "\x1b[38;5;234;48;5;250m", 40),
        ("\x1b[37;40m", "\x1b[30;47m", 32),
    ):
        made = shown(line("Y").replace(FIELD, field).replace(CURSOR, cursor))
        text = "Y"
        for character in "es, it was the operator, naïvely.":
            text += character
            frame = line(text).replace(FIELD, field).replace(CURSOR, cursor)
            sent = "".join(made.send(write, SIZE) for write in (SYNC_START, frame, SYNC_END))
            assert len(sent.encode()) <= most, ascii(sent)


def test_what_no_blank_shows_is_not_sent():
    made = shown("\x1b[3;1H\x1b[31;44m        \x1b[0m\x1b[1;1H")
    assert made.send("\x1b[3;1H\x1b[1;3;32;44m        \x1b[0m\x1b[1;1H", SIZE) == ""
    other = made.send("\x1b[3;1H\x1b[4;32;44m  \x1b[0m\x1b[1;1H", SIZE)
    assert other == "\x1b[3H\x1b[4;32m  \x1b[H"
    sent = made.send("\x1b[3;5H\x1b[1;33;44mx\x1b[0m\x1b[1;1H", SIZE)
    assert sent == "\x1b[3;5H\x1b[1;24;33mx\x1b[H"


def test_what_is_due_in_one_style_is_sent_together():
    """Rows that change between two styles: each is set once."""
    made = shown()
    red, blue = "\x1b[38;2;200;0;0;48;2;20;20;20m", "\x1b[38;2;0;0;200;48;2;20;20;20m"
    rows = "\n".join(f"\x1b[{row};1H{red}{row}\x1b[0m{blue} text\x1b[0m" for row in range(1, 5))
    sent = made.send(f"{rows}\x1b[6;1H", SIZE)
    assert sent.count("200;0;0m") == sent.count("0;0;200m") == 1
    shows = [line.rstrip() for line in _pyte(sent).screen.display[:4]]
    assert shows == [f"{row} text" for row in range(1, 5)]


def _pyte(sent: str) -> Pyte:
    pyte = Pyte(SIZE)
    pyte.feed(sent)
    return pyte


def test_wide_characters_of_which_one_half_changes_are_written_whole():
    made = shown("\x1b[2;1H日本x \x1b[1;1H")
    assert made.send("\x1b[2;1H月本y \x1b[1;1H", SIZE).replace("\x1b[B", "") == "月本y\x1b[H"


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        (None, (0, 0), "\x1b[H"),
        (None, (4, 0), "\x1b[5H"),
        (None, (4, 6), "\x1b[5;7H"),
        ((4, 6), (4, 6), ""),
        ((4, 6), (4, 7), "\x1b[C"),
        ((4, 6), (4, 5), "\b"),
        ((4, 6), (4, 0), "\r"),
        ((4, 6), (5, 6), "\x1b[B"),
        ((4, 6), (2, 6), "\x1b[2A"),
        ((9, 60), (9, 20), "\x1b[40D"),
        ((9, 60), (10, 0), "\r\x1b[B"),
        ((13, 12), (14, 11), "\b\x1b[B"),
        ((13, None), (13, 11), "\r\x1b[11C"),
        ((13, None), (13, 0), "\r"),
        ((13, None), (14, 11), "\x1b[15;12H"),
    ],
)
def test_moves(before, after, sent):
    assert move(before, after) == sent


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        ("", "", ""),
        ("31", "", "\x1b[m"),
        ("31;42", "32;42", "\x1b[32m"),
        ("1;2;31;44", "2;31;44", "\x1b[22;2m"),
        ("4;38;2;1;2;3;44", "38;2;1;2;3;44", "\x1b[24m"),
        ("91;48;5;17", "31;48;5;17", "\x1b[22;31m"),
        ("31;48;2;1;2;3", "48;2;1;2;3", "\x1b[39m"),
        ("21", "31", "\x1b[0;31m"),
    ],
)
def test_styles_are_changed_not_reset_where_that_is_shorter(before, after, sent):
    assert change(styled(PLAIN, before), styled(PLAIN, after)) == sent


some_styles = st.lists(
    st.sampled_from(["1", "2", "3", "4", "7", "9", "31", "91", "42", "38;5;7", "48;2;1;2;3", "21"]),
    max_size=5,
).map(lambda codes: styled(PLAIN, ";".join(["0", *codes])) or PLAIN)


@given(some_styles, some_styles)
def test_a_change_of_style_leads_there(before, after):
    sent = change(before, after)
    assert (styled(before, sent[2:-1]) if sent else before) in (
        after,
        None,
    )  # None: it is put twice, to be sure


def test_bold_goes_without_the_colour_but_on_a_console():
    bold, thin = styled(PLAIN, "1;38;2;1;2;3"), styled(PLAIN, "38;2;1;2;3")
    assert (change(bold, thin), change(thin, bold)) == ("\x1b[22m", "\x1b[1m")
    assert (change(bold, thin, True), change(thin, bold, True)) == (
        "\x1b[0;38;2;1;2;3m",
        "\x1b[0;1;38;2;1;2;3m",
    )
    assert one_intensity({"TERM": "linux"})
    assert not one_intensity({"TERM": "xterm-256color"})


@pytest.mark.parametrize("codes", ["38", "38;2;1", "48;9;1", "4:3", "x"])
def test_styles_that_can_not_be_read(codes):
    assert styled(PLAIN, codes) is None


def test_styles_keep_the_form_in_which_they_were_written():
    assert styled(PLAIN, "1;38;5;7;48;2;1;2;3") == Style(2, "38;5;7", "48;2;1;2;3")
    assert styled(Style(2, "31", "41"), "") == PLAIN


@pytest.mark.parametrize("character", ["a", "é", "─", "●", "▸", "Ж", "ｱ", "✓", "…"])
def test_narrow_everywhere(character):
    assert cells(character) == 1


@pytest.mark.parametrize("character", ["日", "한", "Ａ", "あ", "\u3000"])
def test_wide_everywhere(character):
    assert cells(character) == 2


@pytest.mark.parametrize(
    "character", ["👩", "❤", "⚠", "🇩", "\u0301", "\ufe0f", "\u200d", "ש", "م", "क", "\xad", "\ue0b0"]
)
def test_terminals_differ(character):
    assert cells(character) == 0


def test_boxes_are_not_trusted_where_the_locale_may_make_them_wide():
    assert cells("─", False) == 0
    assert cells("a", False) == 1
    assert wide_setting({"LANG": "ja_JP.UTF-8"})
    assert not wide_setting({"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"})
    assert not wide_setting({})


def test_a_full_screen_is_read_once():
    """Rows that Textual writes again are known by their text, and not taken apart again."""
    made = shown(line("pro"))
    rows = "\n".join(f"\x1b[{row};1H{FIELD}row {row:<36}\x1b[0m" for row in range(1, 7)) + "\x1b[1;1H"
    made.send(rows, SIZE)
    before = language.read.cache_info().misses
    made.send(rows.replace("row 3", "Row 3"), SIZE)
    assert language.read.cache_info().misses == before + 1


def test_no_private_name_of_textual_is_used():
    folder = Path(pmtui.terminal.thin.__file__).parent
    for file in folder.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        own = {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_self(node.value)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                names = [*node.module.split("."), *(one.name for one in node.names)]
                assert not [name for name in names if name.startswith("_")], file
            if (
                isinstance(node, ast.Attribute)
                and node.attr.startswith("_")
                and not node.attr.startswith("__")
            ):
                assert _is_self(node.value), f"{file}:{node.lineno}: {node.attr}"
        if file.name == "writing.py":  # the one class that Textual's stand above
            assert {name for name in own if name.startswith("_") and not name.startswith("_thin_")} == set()


def test_nothing_but_what_is_public_of_textual_is_imported():
    folder = Path(pmtui.terminal.thin.__file__).parent
    imported = {
        node.module
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    assert {name for name in imported if name and name.split(".")[0] == "textual"} == {
        "textual.driver",
        "textual.app",
    }
    assert {name for name in imported if name and name.startswith("pmtui")} <= {
        f"pmtui.terminal.thin.{each}"
        for each in ("frames", "language", "moving", "screen", "sending", "style", "widths", "writing")
    } | {"pmtui.terminal.thin"}


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"
