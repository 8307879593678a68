"""The key bar: a budget of width and entries, help and quit always there, a sign where some were dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmtui import keys
from pmtui.interview.question import STEPS
from pmtui.widgets.keybar import AT_MOST, KeyBar, fitting

HELP, QUIT = ("F1", "help"), ("^Q", "quit")
entry = st.tuples(st.sampled_from(["Enter", "F7", "^PgUp", "a"]), st.text("abcdef ", min_size=1, max_size=12))


def shown(entries: list[tuple[str, str]], width: int) -> str:
    bar = KeyBar()
    bar.show(entries)
    return bar.words(width, 1).plain


@given(st.lists(entry, max_size=12), st.integers(30, 200))
def test_it_fits_and_ends_in_help_and_quit(entries: list[tuple[str, str]], width: int) -> None:
    words = shown([*entries, HELP, QUIT], width)
    assert cell_len(words) <= width
    assert words.endswith("F1 help  ^Q quit")
    kept = [one for one in fitting([*entries, HELP, QUIT], width) if one[0] != "…"]
    assert kept[:-2] == entries[: len(kept) - 2]
    assert ("…" in words) == (len(kept) < len(entries) + 2)


def test_at_80_columns_there_are_at_most_six() -> None:
    many = [(f"F{n}", "x") for n in range(2, 12)]
    assert len([one for one in fitting([*many, HELP, QUIT], 80) if one[0] != "…"]) == AT_MOST == 6
    assert len([one for one in fitting([*many, HELP, QUIT], 120) if one[0] != "…"]) == 8


@pytest.mark.parametrize("scope", [keys.FIELD, keys.LIST])
@pytest.mark.parametrize("step", STEPS)
def test_the_first_key_of_every_step_is_never_dropped_at_60_columns(scope: str, step: str) -> None:
    own = [action.id for action in keys.ACTIONS if step in action.steps and action.scope == keys.EVERYWHERE]
    entries = list(keys.bar(scope, own))
    assert fitting(entries, 60)[0] == entries[0]
    if own:
        assert keys.by_id(own[0]).label in shown(entries, 80)
