"""Typing is undone in the steps in which it was typed, whatever the clock on the wall shows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interview import NOW, open_app

FILE = 'format = 1\nid = "2026-11-24-test"\nkind = "production-outage"\n'


@pytest.mark.parametrize(("pause", "left"), [(0.2, ""), (1.2, "login fail")], ids=["quick", "slow"])
async def test_a_pause_parts_the_steps_of_undo_and_a_second_that_turns_does_not(tmp_path, pause, left):
    elapsed = [0.0]
    async with open_app(tmp_path, FILE, "title", clock=lambda: NOW + timedelta(seconds=elapsed[0])) as (
        app,
        pilot,
    ):
        for letter in "login fails":
            await pilot.press("space" if letter == " " else letter)
            elapsed[0] += pause
        assert app.draft.pm.title == "login fails"
        await pilot.press("ctrl+z")
        assert app.draft.pm.title == left
