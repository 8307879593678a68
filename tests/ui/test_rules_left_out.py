"""What was left out of a team's rules is said where the coach is, once, when a postmortem is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from half_filled import HALF

from interview import open_app, settled
from pmtui.checks.rules import book as rulebook
from pmtui.checks.rules.book import Rulebook, Trouble
from pmtui.widgets.coach import Coach

BROKEN = Trouble("rules/acme.toml", "rule acme.slang", "`why` is missing")


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the coach was given to say, beside questions and findings."""
    said: list[str] = []
    plain = Coach.say

    def say(coach: Coach, text: str) -> None:
        said.append(text)
        plain(coach, text)

    monkeypatch.setattr(Coach, "say", say)
    return said


async def test_the_coach_names_file_rule_and_reason_once(tmp_path: Path, notices: list[str]) -> None:
    with rulebook.in_force(Rulebook(troubles=(BROKEN,))):
        async with open_app(tmp_path, HALF, "summary") as (app, pilot):
            assert notices == ["rules/acme.toml: rule acme.slang is left out: `why` is missing"]
            app.go("timeline.new")
            await settled(app, pilot)
            assert len(notices) == 1


async def test_many_are_counted(tmp_path: Path, notices: list[str]) -> None:
    with rulebook.in_force(Rulebook(troubles=(BROKEN, BROKEN, BROKEN))):
        async with open_app(tmp_path, HALF, "summary"):
            assert notices[0].endswith("is missing (and 2 more: pmtui check names them)")


async def test_nothing_is_said_of_sound_rules(tmp_path: Path, notices: list[str]) -> None:
    async with open_app(tmp_path, HALF, "summary"):
        assert not notices
