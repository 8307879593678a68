"""The quick reader: what it takes is what tomllib reads, and where it stops tomllib has the word."""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from effort import steps
from pmtui.model import tomlform, tomlreader
from strategies import NASTY, postmortems


def quickly(text: str) -> dict[str, Any] | None:
    """Return what the pattern reads; None where it leaves it to tomllib."""
    try:
        return tomlreader._read(text)
    except ValueError:
        return None


def agree(text: str) -> None:
    """Hold the reader against tomllib: the same data in the same order, or the same refusal."""
    try:
        expected = repr(tomllib.loads(text))
    except ValueError as error:
        assert quickly(text) is None
        with pytest.raises(type(error)) as caught:
            tomlreader.loads(text)
        assert str(caught.value) == str(error)
    else:
        assert repr(tomlreader.loads(text)) == expected
        found = quickly(text)
        assert found is None or repr(found) == expected


@given(postmortems())
@settings(max_examples=40, deadline=None)
def test_what_pmtui_writes_is_what_tomllib_reads(pm) -> None:
    agree(tomlform.dumps(pm))


PIECES = (
    *(
        "a",
        "b",
        "a.b",
        '"a"',
        '"a b"',
        "'a'",
        '""',
        " = ",
        "=",
        "\n",
        "\n\n",
        " ",
        "\t",
        "[",
        "]",
        "[[",
        "]]",
    ),
    *(
        "[a]\n",
        "[[a]]\n",
        "[a.b]\n",
        "[[a.b]]\n",
        "[b]\n",
        "a = 1\n",
        "b = [\n    'x',\n]\n",
        "a = {b = 1}\n",
    ),
    *('a = "x"\n', 'b = """\nx\n"""\n', 'a = [\n    "x",\n    "y",\n]\n', 'b = ["x", "y"]\n', "a = []\n"),
    *(
        '"',
        '""',
        '"""',
        '""""',
        '"""""',
        '""""""',
        "'''",
        "\\",
        '\\"',
        "\\\\",
        "\\n",
        "\\u00e9",
        "\\ud800",
        "\\\n",
    ),
    *("1", "-1", "+1", "01", "1_0", "0x1f", "1.5", "inf", "nan", "1e5", "true", "false", "tru", "10" * 12),
    *(
        "2026-03-01",
        "2026-02-30",
        "2026-03-01 10:00:00+00:00",
        "2026-03-01T10:00:00Z",
        "2026-03-01 24:00:00Z",
    ),
    *("2026-03-01 10:00:00", "2026-03-01t10:00:00z", "2026-03-01 10:00:00.5+01:00", "10:00:00", "0000-01-01"),
    *(
        "# c",
        "# c\n",
        "#",
        "\r",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "é",
        "\U0001f525",
        ",",
        ", ",
        "{",
        "}",
        ".",
    ),
)
statements = st.tuples(
    st.sampled_from(("a", "b", '"a"', "c-1", "1")),
    st.sampled_from((" = ", "=", " =\t")),
    st.sampled_from(PIECES),
).map(lambda parts: "".join(parts) + "\n")


@given(st.lists(st.sampled_from(PIECES) | statements, max_size=12).map("".join))
@example('a = """x""" # """\n')
@example('a = """\nx\\\\"""\nb = """\n"""\n')
@example('a = """\nx""""""\nb = """\n"""\n')
@example('a = """\nx\\""""\n')
@example('a = [\n    "x\\"",\n    "y",\n]\n')
@example("[a.b]\n[a]\n")
@example("[[a]]\n[a.b]\n[[a]]\n[a.b]\n[[a.c]]\n[[a.c]]\n")
@example('a = "x"\n"a" = "y"\n')
@example("[[a]]\n[[b]]\nx = 1\n[[a]]\n")
@example("a = []\n[[a]]\n")
@example("[a]\n[[a]]\n")
@example("[[a]]\n[a]\n")
@example("[a]\nb = 1\n[a.b]\n")
@example("[[a]]\n[b]\n[[a]]\nx = 1")
@example("a = [\n{b = 1}\n]\n[[a]]\n")
@example("a = [\n{b = 1}\n]\n[a.c]\n")
@example("a = [\n[{b = 1}]\n]\n[a.c]\n")
@example("a = [\n'''\n]\n'''\n]\n")
@example("a = [\n1\n] \nb = [\n2\n]\n")
@example('a = [\n"x"\n] # c\nb = "y"\nc = [\n"z"\n]\n')
@example('a = ["x"] # ["y"]\n')
@example('a = ["x]"\n, # ]\n"y"]\n')
@example('a = ["""x"""]\n')
@example('a = ["x" "y"]\n')
@example('a = ["x",,]\n')
@example("a = [,]\n")
@example('a = [ "x" , "y" , ]\n')
@example('a = ["x\\u00a0"]\nb = ["\u00a0", "\x7f"]\n')
@example("a = 2026-03-01 24:00:00Z\n")
@example("a = 2026-03-01 23:59:60Z\n")
@example("a = 2026-13-01\n")
@example("a = 2026-W01-1\n")
@example("a = \u0661\n")
@example("\u00e9 = 1\n[\u00e9]\n")
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_as_tomllib_does(text: str) -> None:
    agree(text)


@given(postmortems().map(tomlform.dumps), st.data())
@settings(max_examples=50, deadline=None)
def test_a_file_that_a_hand_has_spoilt_is_read_or_refused_as_tomllib_does(
    text: str, data: st.DataObject
) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    agree(text)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_is_read_quickly(text: str) -> None:
    written = tomlform.dumps(tomlform.from_data({"id": "a", "summary": text, "tags": [text]}))
    assert quickly(written) == tomllib.loads(written)


def test_the_examples_are_read_quickly(root: Path) -> None:
    for path in (root / "examples").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert quickly(text) == tomllib.loads(text)


HOSTILE = {
    "texts that never end": 'a = """\n',
    "texts that end late": 'a = """x"""" ',
    "escapes": 'a = "\\',
    "escapes in a list": 'a = ["\\n',
    "lists that never end": 'a = ["x",\n',
    "quotes": '"',
    "quotes in a text": 'a = """ "" ',
    "blanks": "[ ",
    "a path": "[a.",
    "lists of other things": "a = [\n1,\n",
    "names": "a",
    "comments": "#\n# ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_it_takes_to_stop_has_a_bound(name: str) -> None:
    text = HOSTILE[name] * 30_000

    def read() -> None:
        with contextlib.suppress(ValueError):
            tomlreader._read(text)

    assert steps(read) < 40 * 60_000
