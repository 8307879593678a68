"""What a postmortem's file may hold: hostile TOML is refused before it is parsed, in a few looks at it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from effort import steps
from pmtui.errors import FileError
from pmtui.model import bounds, tomlform, tomlreader
from pmtui.model.bounds import TOO_DEEP, TOO_LONG, TOO_MANY, Excess
from strategies import postmortems

N = 200_000
HOSTILE: dict[str, tuple[Callable[[int], str], Excess]] = {
    "keys": (lambda n: "".join(f"k{i} = 1\n" for i in range(n)), TOO_MANY),
    "dotted keys": (lambda n: "".join(f"a.k{i} = 1\n" for i in range(n)), TOO_MANY),
    "tables": (lambda n: "".join(f"[t{i}]\n" for i in range(n)), TOO_MANY),
    "rows": (lambda n: "[[timeline]]\n" * n, TOO_MANY),
    "a long list": (lambda n: f"x = [{'1,' * n}]", TOO_MANY),
    "a long list of words": (lambda n: "tags = [" + '"a",' * n + "]", TOO_MANY),
    "a list of lists": (lambda n: f"x = [{'[],' * n}]", TOO_MANY),
    "one inline table": (lambda n: "x = {" + ",".join(f"k{i}=1" for i in range(n)) + "}", TOO_MANY),
    "comments": (lambda n: "#\n" * 2 * n, TOO_MANY),
    "blank lines": (lambda n: "\n" * 2 * n, TOO_MANY),
    "lines in a list": (lambda n: f"x = [{chr(10) * 2 * n}]", TOO_MANY),
    "many parts in many keys": (lambda n: f"{'a.' * 60}b = 1\n" * (n // 50), TOO_MANY),
    "deep lists": (lambda n: f"x = {'[' * n}{']' * n}", TOO_DEEP),
    "deep inline tables": (lambda n: f"x = {'{a=' * n}1{'}' * n}", TOO_DEEP),
    "a deep key": (lambda n: f"{'a.' * n}b = 1", TOO_DEEP),
    "a deep key with blanks": (lambda n: f"{'a . ' * n}b = 1", TOO_DEEP),
    "a deep key in quotes": (lambda n: '"a".' * n + "b = 1", TOO_DEEP),
    "a deep header": (lambda n: f"[{'a.' * n}b]", TOO_DEEP),
    "a deep header of rows": (lambda n: f"[[{'a.' * n}b]]", TOO_DEEP),
    "a long number": (lambda n: f"x = {'9' * n}", TOO_LONG),
    "a long number with strokes": (lambda n: f"x = {'9_' * n}9", TOO_LONG),
    "a long fraction": (lambda n: f"x = [1, 1.{'3' * n}]", TOO_LONG),
    "a long number on a line of its own": (lambda n: f"x = [\n# one\n0x{'f' * n}]", TOO_LONG),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_toml_is_refused_without_being_parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, excess = HOSTILE[name]
    text = f'id = "a"\n{make(N)}\n'
    monkeypatch.setattr(tomlreader, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(FileError) as caught:
        tomlform.loads(text, "a.toml")
    assert caught.value.what == f"is not a postmortem: {excess.words}"
    assert (caught.value.where, caught.value.remedy) == ("a.toml", excess.remedy)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_it_takes_to_refuse_has_a_bound(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for bound in ("MOST", "MOST_LINES", "_MOST_TOKENS"):
        monkeypatch.setattr(bounds, bound, getattr(bounds, bound) // 50)
    make, _ = HOSTILE[name]
    once, twice = make(N // 40), make(N // 20)
    assert bounds.excess(once) is not None
    assert steps(lambda: bounds.excess(twice)) <= steps(lambda: bounds.excess(once)) + 4 * twice.count("\n")


INVALID = {
    "quotes": '"' * 2 * N,
    "signs": "=" * 20 * N,
    "unclosed": 'x = """' + ' \\"""' * N,
    "unclosed in single quotes": "x = '''" + " ''" * N,
    "brackets that close": "]" * 20 * N,
    "words": "a " * 20 * N,
}


@pytest.mark.parametrize("name", INVALID)
def test_what_is_no_toml_is_told_or_refused(name: str) -> None:
    text = INVALID[name]
    assert steps(lambda: bounds.excess(text)) < 50 * bounds.MOST
    with pytest.raises(FileError):
        tomlform.loads(text, "a.toml")


PASTED = "2026-03-01 10:00:00,123 [worker-3] a.b.c.D = {x: [1, 2, 3]}, next. " * 3 + "\n"


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_long_text_is_no_list_of_values(quotes: str) -> None:
    text = f'id = "a"\nsummary = {quotes}\n{PASTED * 20_000}{quotes}\n'
    assert sum(map(text.count, "=,[{.")) > 3 * bounds.MOST
    assert tomlform.loads(text).summary == PASTED * 20_000


@pytest.mark.parametrize(
    "value",
    [
        f'"{"a." * 500}"',
        f"'{'a.' * 500}'",
        f'"{"9" * 20_000}"',
        f'["", "{"9" * 20_000}", """{"9" * 20_000}"""]',
        f'"{chr(92)}"{"a." * 500}"',
        f"1 # {'a.' * 500}",
        f"1 # {'9' * 20_000}",
        '"""""" # ' + "a." * 500,
        '"""a"""""\n' + f"y = '{'a.' * 500}'",
    ],
)
def test_what_stands_in_quotes_or_a_comment_does_not_count(value: str) -> None:
    text = f'id = "a"\nx = {value}\n'
    tomllib.loads(text)
    assert bounds.excess(text) is None


def test_keys_of_any_length_are_no_numbers() -> None:
    text = f'id = "a"\n{"9" * 5000} = 1\n"{"k" * 5000}" = 2\nx = {{ {"b" * 5000} = 1 }}\n'
    assert bounds.excess(text) is None


@given(postmortems())
def test_how_a_file_is_laid_out_changes_nothing(pm) -> None:
    text = tomlform.dumps(pm)
    assert bounds.excess(text) is None
    assert bounds._counted(text) is None


def test_a_large_real_one_is_far_within(root: Path) -> None:
    row = (
        '[[timeline]]\nid = "ev-{}"\nat = 2026-03-01 10:00:00+00:00\nuntil = 2026-03-01 10:00:00+00:00\n'
        'phase = "response"\nlane = "people"\nwhat = "{}"\nsource = "chat"\nevidence = "https://example.org/"\n'
        'believed = "It was the disk."\nprecision = "minute"\n\n'
    )
    words = "Somebody looked at the graphs, again, and saw nothing. " * 3
    summary = f'id = "a"\nsummary = """\n{words * 1300}"""\n'
    text = summary + "".join(row.format(number, words) for number in range(8000))
    assert len(text) < bounds.LARGEST
    assert bounds.excess(text) is None
    for example in (root / "examples").glob("*.toml"):
        assert bounds._counted(example.read_text(encoding="utf-8")) is None
