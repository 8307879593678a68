"""The quick reader of content: what Python's reader makes of the same text, mistakes included."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui import content
from pmtui.content import plain

FILES = [path.relative_to(content.ROOT).as_posix() for path in sorted(content.ROOT.glob("**/*.toml"))]


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_read_as_python_reads_it(name: str) -> None:
    text = content.text(name)
    assert plain.loads(text) == tomllib.loads(text)
    assert list(plain.loads(text)) == list(tomllib.loads(text))


@pytest.mark.parametrize("family", ["lexicon", "blame", "smart", "depth", "vague", "tone", "time"])
def test_the_big_files_are_plain_enough(family: str) -> None:
    assert plain._plain(content.text(f"rules/{family}.toml")) is not None


LINES = st.lists(
    st.sampled_from(
        (
            *("[a]", "[a.b]", "[[a]]", "[[a.b]]", "[b]", "[[b]]", '["a.b"]', "[a] # more", "[ a ]", "[]"),
            *('x = "one"', 'y = "two"', "x = 1", "z = 0", "n = 007", "z = true", "no = false", "x = -1"),
            *('x = ["a", "b"]', "x = []", 'y = [\n  "a",\n  "b", "c",\n]', 'y = ["a" "b"]', "y = [1, 2]"),
            *(
                'x = "with \\n"',
                'x = """\nlines\nof it"""',
                'x = """a"""',
                'x = ""',
                "x = {a = 1}",
                "x = { }",
            ),
            *("a.b = 1", "# a comment", "", "   ", '"x" = "quoted"', "x=1", "x = 1 # behind", "x = 'a'"),
            *('x = "tab\t"', 'x = "\x00"', "x = ", "words", 'x = "a" "b"', "x = 1.5", "x = 2026-11-24", "]"),
            *('y = [\n  "a", # first\n]', 'x = "\u00e9 \u2028"', "b = 1", "a = 1", 'x = """a\\\n b"""'),
        )
    ),
    max_size=7,
).map("\n".join)


def read(loads, text: str) -> object:
    """What a reader makes of a text, or what it says against it."""
    try:
        return loads(text)
    except tomllib.TOMLDecodeError as error:
        return str(error)


@given(LINES, st.sampled_from(["", "\n"]))
def test_any_text_is_read_as_python_reads_it(text: str, end: str) -> None:
    assert read(plain.loads, text + end) == read(tomllib.loads, text + end)


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    assert read(plain.loads, f'x = "{text}"') == read(tomllib.loads, f'x = "{text}"')
    assert read(plain.loads, f'x = ["{text}"]') == read(tomllib.loads, f'x = ["{text}"]')
