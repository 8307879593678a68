"""Patterns that are compiled when they are used: each of ours compiles, none is compiled before."""

import gc
import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import pmtui
from pmtui.text.patterns import _Pattern, our_letters, regex

QUIET = """
import re, sys
kept = re._compiler.compile
made = []
re._compiler.compile = lambda pattern, flags=0: made.append(pattern) or kept(pattern, flags)
import dataclasses, pmtui.content, pmtui.model.postmortem
made.clear()
import pmtui.checks, pmtui.interview.asking
print(len(made), *made, sep="\\n")
"""


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    mine, theirs = (
        regex(r"(?P<n>[0-9]+)\s?ms", re.IGNORECASE),
        re.compile(r"(?P<n>[0-9]+)\s?ms", re.IGNORECASE),
    )
    text = "12 ms, then 140MS"
    assert (mine.pattern, mine.findall(text)) == (theirs.pattern, theirs.findall(text))
    assert mine.sub("x", text) == theirs.sub("x", text)
    assert mine.split(text) == theirs.split(text)
    for method in ("search", "match", "fullmatch"):
        assert str(getattr(mine, method)(text)) == str(getattr(theirs, method)(text))
    assert [found["n"] for found in mine.finditer(text, 3)] == ["140"]
    with pytest.raises(AttributeError):
        mine.no_such_thing  # type: ignore[attr-defined]  # noqa: B018


def test_every_pattern_of_the_program_compiles() -> None:
    for module in pkgutil.walk_packages(pmtui.__path__, "pmtui."):
        if module.name.startswith(("pmtui.text", "pmtui.checks", "pmtui.analysis", "pmtui.interview")):
            importlib.import_module(module.name)
    ours = [each for each in gc.get_objects() if isinstance(each, _Pattern)]
    assert len(ours) > 150
    for each in ours:
        re.compile(each.pattern, each.flags)


def test_nothing_is_compiled_before_it_is_used(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUIET], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    count, *patterns = done.stdout.splitlines()
    assert int(count) == 0, patterns


def test_letters_that_a_pattern_takes_for_ours_are_told_as_ours() -> None:
    for letter, ours in (("\u017f", "s"), ("\u212a", "k"), ("\u0130", "i"), ("\u0131", "i")):
        assert re.fullmatch("[a-z]", letter, re.IGNORECASE)
        assert our_letters(f"a{letter}b") == f"a{ours}b"
    assert our_letters("Montag, \u00e9t\u00e9") == "Montag, \u00e9t\u00e9"
