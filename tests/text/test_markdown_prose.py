"""What Markdown says in words, and where each of its words stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.text.lines import Lines
from pmtui.text.markdown.prose import lines, passages


def said(text: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in passages(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("The disk\nfull.\n\nThen\r\nnot.", ["The disk full.", "Then not."], id="wrapped"),
        pytest.param("One  \ntwo\\\nthree<br>four", ["One\ntwo\nthree\nfour"], id="breaks that are meant"),
        pytest.param("10:02 Full.\n10:05 Empty.", ["10:02 Full.\n10:05 Empty."], id="a clock begins a line"),
        pytest.param("a\n\n```sh\nhuman error\n\n- x\n```\nb", ["a", "b"], id="fenced"),
        pytest.param("~~~\n```\nx\n~~~\nb", ["b"], id="fenced by tildes"),
        pytest.param("a\n\n```\nnever closed", ["a"], id="fence without an end"),
        pytest.param("- a\n\n  ```\n  x\n  ```\n- b", ["a", "b"], id="fence in an item"),
        pytest.param("- a\n\n  ```\n  x\nb", ["a", "b"], id="fence that the item's end closes"),
        pytest.param("a\n\n    code\n\n\tcode\n\nb", ["a", "b"], id="indented code"),
        pytest.param("a\n    goes on", ["a goes on"], id="an indent in a paragraph is no code"),
        pytest.param("- a\n\n  b\n\n      code\n", ["a", "b"], id="indented code in an item"),
        pytest.param("a\n> quoted\nlazily\n\nb", ["a", "b"], id="quote"),
        pytest.param("> quoted\n- item", ["item"], id="a quote ends at an item"),
        pytest.param("- > quoted\n- b", ["b"], id="quote in an item"),
        pytest.param("a <!-- not\nthis --> b", ["a b"], id="comment in a paragraph"),
        pytest.param("<!-- not\n\nthis --> b\n\nc", ["b", "c"], id="comment over paragraphs"),
        pytest.param("a\n\n<!-- no end\n\nb", ["a"], id="comment without an end"),
        pytest.param("<pre>\nx\n\ny</pre>\n\na", ["a"], id="raw text"),
        pytest.param("---\ntitle: x\n---\na", ["a"], id="front matter"),
        pytest.param("+++\ntitle = 'x'\n+++\na", ["a"], id="front matter in TOML"),
        pytest.param("---\n\na", ["a"], id="a rule is no front matter"),
        pytest.param("[1]: http://a.example/human-error\na", ["a"], id="link definition"),
        pytest.param("[^1]: A note.", ["A note."], id="footnote"),
        pytest.param(
            "**Bold** and _this_, ***both***, ~~gone~~; snake_case, 2 * 3 * 4",
            ["Bold and this, both, gone; snake_case, 2 * 3 * 4"],
            id="emphasis",
        ),
        pytest.param(
            'See [the *docs*](http://a.example/x_(y) "human error") and [it][1].',
            ["See the docs and it."],
            id="links",
        ),
        pytest.param("a ![human error](x.png) b [![y](y.png)](z) c", ["a b  c"], id="images"),
        pytest.param("at https://a.example/human-error, <http://b.example>", ["at , "], id="addresses"),
        pytest.param("a <b>bold</b> &amp; &lt;i&gt; \\*x\\*", ["a bold & <i> *x*"], id="tags and escapes"),
        pytest.param("<details>\n<summary>a</summary>\nb", ["\n \na\n b"], id="tags that break"),
        pytest.param("run `git blame -w` now", ["run `xxx_xxxxx_-x` now"], id="code is one word"),
        pytest.param("run ``a `b` c`` now", ["run `x__x__x` now"], id="code with backticks"),
        pytest.param("an open ` tick", ["an open ` tick"], id="a tick alone"),
    ],
)  # fmt: skip
def test_what_is_no_prose_is_passed_over(text, wanted):
    assert [text for _, text in said(text)] == wanted


def test_the_words_of_code_can_be_kept():
    [passage] = passages("below `p99 < 300 ms` by May", keep_code=True)
    assert passage.text == "below `p99 < 300 ms` by May"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# One ##\nTwo C#\n===\n# C#", [("heading", "One"), ("heading", "Two C#"), ("heading", "C#")]),
        ("* a\n  b\n+ c\n1. d\n2) e", [("item", "a b"), ("item", "c"), ("item", "d"), ("item", "e")]),
        ("- [ ] a\n- [x] b", [("item", "a"), ("item", "b")]),
        ("- a\n  - b\n\n    c\n\nd", [("item", "a"), ("item", "b"), ("paragraph", "c"), ("paragraph", "d")]),
        ("in the year\n1986. It was", [("paragraph", "in the year 1986. It was")]),
        ("a\n- b", [("paragraph", "a"), ("item", "b")]),
        ("a\n\n***\n\n- - -\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
        (
            "| A | B |\n|---|:-:|\n| c | d \\| e |",
            [("heading", "\n A \n B \n"), ("row", "\n c \n d | e \n")],
        ),
        ("A | B\n--|--\nc | d\n\ne | f", [("heading", "A \n B"), ("row", "c \n d"), ("paragraph", "e | f")]),
    ],
)
def test_what_a_passage_was_is_known(text, wanted):
    assert said(text) == wanted


def test_the_place_of_each_word_is_that_in_the_file():
    text = "- The **engineer**\r\n   of [Kim](x.md) & `a b`\n\tx <!-- y --> https://a.example/ z\n"
    [passage] = passages(text)
    for word in ("The", "engineer", "of", "Kim", "&"):
        start = passage.text.index(word)
        first, last = passage.span(start, start + len(word))
        assert text[first:last] == word
    first, last = passage.span(0, passage.text.index("of") + 2)
    assert text[first:last] == "The **engineer**\r\n   of"


def test_lines_are_taken_as_they_are():
    text = "a  b\r\n\r\n> `c`\r  \rd"
    assert [(passage.text, passage.places) for passage in lines(text)] == [
        ("a  b", (0,)),
        ("> `c`", (8,)),
        ("d", (17,)),
    ]


# -- any text -------------------------------------------------------------------------------------------

PIECES = [
    *("\n", "\r\n", "\r", "\n\n", "  ", "    ", "\t", " ", "\x00", "\x1b[31m", "\u2028", "\u202e", "\ufeff"),
    *("a", "word ", "The engineer forgot", "e\u0301", "\U0001f600", "x" * 50, ". ", ": ", "10:00 "),
    *("`", "``", "```", "~~~", "<!--", "-->", "<pre>", "</pre>", "<b>", "<br>", "&amp;", "\\", "|", "|-|"),
    *("![", "[", "](", ")", "](x)", "][y]", "[^1]", "[1]: ", "*", "**", "_", "~~", "#", "# ", "- ", "1. "),
    *("> ", "---", "===", "+++", "https://a.example/", "<", ">", ":::", "[ ] "),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@given(texts)
def test_any_text_gives_passages_whose_words_stand_where_they_say(text):
    before = 0
    for passage in passages(text):
        assert passage.text.strip()
        for at, mark in enumerate(passage.text):
            first, last = passage.span(at, at + 1)
            assert 0 <= first < last <= len(text)
            assert first >= before
            before = first
            if not mark.isspace() and mark not in "x_`" and text[first] != "&":
                assert text[first] == mark


@given(texts)
def test_a_position_is_where_an_editor_would_go(text):
    where = Lines(text)
    plain = text.replace("\r\n", "\n\n").replace("\r", "\n")
    for at in range(len(text) + 1):
        line, column = where.position(at)
        if "\r" not in text:
            assert line == text.count("\n", 0, at) + 1
            assert column == at - (text.rfind("\n", 0, at) + 1) + 1
        assert 1 <= line <= plain.count("\n") + 1
        assert 1 <= column <= at + 1


RUNAWAY = [
    *("`", "``a", "```a``b`c", "![", "[a](", "[", "](", "<!--", "<!-- -->", "-->", "<a ", "*a", "_a", "|a"),
    *("- ", "- - ", "1. ", "> ", "|a\n", "a|b\n-|-\n", "```\n", "\\", " ", "\t", "\n", "\r", "https://("),
    *("<pre>", "<pre></pre>", "<!--\n", "- a\n", "# \n", "---\n", "\u2028", "((((", "**a:** \n", "a  \n"),
]


@pytest.mark.parametrize("piece", RUNAWAY, ids=ascii)
def test_the_cost_grows_with_the_text_alone(piece):
    short, long = (piece * (size // len(piece)) for size in (10_000, 80_000))
    assert steps(lambda: list(passages(long))) < 8 * 1.5 * steps(lambda: list(passages(short))) + 1_000
