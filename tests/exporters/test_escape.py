"""What is typed shows as typed, in paragraphs, list items, quotes and table cells."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markdown_reader import cells, flat, kinds, shown
from pmtui.exporters import escape

HOSTILE = [
    "*bold* and _slanted_ and __init__ and snake_case_name",
    "# no heading #",
    "a | b\n--- | ---\nc | d",
    "title\n===",
    "title\n---",
    "title\n-",
    "- not a list\n+ nor this\n* nor this",
    "1. not numbered\n23) nor this",
    "> no quote",
    "<script>alert(1)</script> <b>x</b> <!-- gone? -->",
    "`code` and ```fence```\n```\nstill prose\n```",
    "~~~\nno fence\n~~~",
    "~22:30 to ~23:00, ~~not struck~~ a~b~c",
    "&amp; &copy; &#35; AT&T",
    "[a](b) ![c](d) [e]: https://f [^1] [x] [ ]",
    "back\\slash at the end\\",
    "line one\nline two\n\nnext paragraph",
    "$5-$6 and $x$ and $20,000",
    ":---\n|:--|",
    "a\t\tb",
    "\\* \\_ \\\\",
    "***\n___\n- - -",
    "#hashtag #12 ## two",
]
PARAGRAPH = {"paragraph_open", "paragraph_close", "inline", "text", "hardbreak", "text_special"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_is_plain_paragraphs_and_shows_as_typed(text: str) -> None:
    written = escape.prose(text)
    assert shown(written) == flat(text)
    links = {"link_open", "link_close"} if "https://" in text else set()
    assert kinds(written) <= PARAGRAPH | links


TEXT = st.text(
    st.one_of(
        st.sampled_from("*_#|<>`~[]()!&;:-+=1.\\$ abZé\n\t"),
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    ),
    max_size=60,
).filter(lambda text: "://" not in text)


@given(TEXT)
def test_any_prose_shows_as_typed(text: str) -> None:
    written = escape.prose(text)
    assert shown(written) == flat(text)
    assert kinds(written) <= PARAGRAPH


@given(TEXT, TEXT)
def test_prose_stays_inside_its_list_item_and_its_quote(text: str, after: str) -> None:
    first, second = "x" + text, "y" + after
    items = f"- {escape.prose(first, '  ')}\n- {escape.prose(second, '  ')}"
    assert shown(items) == flat(f"{first}\n{second}")
    quote = f"> {escape.prose(first, '> ')}"
    assert shown(quote) == flat(first)
    assert kinds(quote) <= PARAGRAPH | {"blockquote_open", "blockquote_close"}


@given(TEXT)
def test_a_line_is_one_line_also_as_heading_and_item(text: str) -> None:
    written = escape.line(text)
    assert "\n" not in written
    assert shown(f"# {written}") == flat(text)
    assert kinds(f"# x {written}") <= {"heading_open", "heading_close", "inline", "text", "text_special"}


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_table_keeps_its_cells(rows: list[list[str]]) -> None:
    lines = ["| a | b | c |", "| --- | --- | --- |"]
    lines += [f"| {' | '.join(escape.cell(text) for text in row)} |" for row in rows]
    assert cells("\n".join(lines)) == [flat(text) for row in rows for text in row]


def test_a_url_stays_a_link_and_gives_its_mark_back() -> None:
    text = "See https://wiki.example/a_b_(c)?x=1&y=*2 (or http://h.example/p). Then https://"
    written = escape.prose(text)
    assert "<http://h.example/p>)." in written
    assert written.endswith("https://")
    assert re.findall(r"<(http[^>]*)>", written) == [
        "https://wiki.example/a_b_(c)?x=1&y=*2",
        "http://h.example/p",
    ]


def test_line_breaks_stay_hard_and_leave_no_trailing_blank() -> None:
    assert escape.prose("one  \ntwo\n\n\nthree ") == "one\\\ntwo\n\nthree"
    assert escape.prose("one\n\ntwo", "> ") == "one\n>\n> two"
    assert escape.cell("one\n\ntwo") == "one<br><br>two"


def test_an_approximate_time_is_not_cluttered() -> None:
    assert escape.line("~22:30 max_wal_senders raised, $20,000 lost") == (
        "~22:30 max_wal_senders raised, $20,000 lost"
    )


def test_control_characters_are_made_visible() -> None:
    assert escape.line("a\x1b[2Jb\x00c\x9bd") == "a␛\\[2Jb␀c\N{REPLACEMENT CHARACTER}d"


def test_long_hostile_text_is_read_in_linear_time() -> None:
    for piece in ("*", "_", "https://", "))))", "#", "`", "&a", "- ", "\\", "|", "https://a" + ")" * 50):
        text = piece * (200_000 // len(piece))
        assert len(escape.prose(text)) >= len(text.strip())
