"""The first look for findings, beside the first screen: nothing is missed, whoever comes first."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot

import pmtui.checks
from interview import NOW, ROUNDS, environment, example, open_app, put
from pmtui.app import PmtuiApp
from pmtui.model import tomlform
from pmtui.screens.knowing import Knowing
from pmtui.screens.review import ReviewScreen
from pmtui.widgets.side import SidePanel


async def until(pilot: Pilot[int], true: Any) -> None:
    for _ in range(ROUNDS):
        if true():
            return
        await pilot.pause()
    raise AssertionError("it does not come")


def opened(folder: Path, at: str = "", **more: Any) -> PmtuiApp:
    file = put(folder / "library", example("gitlab"))
    environ = environment(folder)
    return PmtuiApp(library=folder / "library", file=file, at=at, environ=environ, clock=lambda: NOW, **more)


@pytest.mark.parametrize("at", ["", "summary", "review.override.depth"])
async def test_what_is_needed_is_loaded_whatever_screen_comes_first(tmp_path: Path, at: str) -> None:
    told: list[str] = []
    app = opened(tmp_path, at, when_loaded=lambda: told.append("loaded"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: told and not app.known.waits)
        assert isinstance(app.screen, ReviewScreen) == (at != "summary")
    app.draft.close()


@pytest.mark.parametrize("key_first", [False, True])
async def test_the_news_is_told_whoever_looks_first(tmp_path: Path, key_first: bool) -> None:
    app = opened(tmp_path, "summary")
    app.tell_first("Something was left out.")
    async with app.run_test() as pilot:
        if key_first:
            app.known.at_once()
        await until(pilot, lambda: not app.known.waits and "left out" in app.screen.coach.notice)
    app.draft.close()


async def test_a_notice_is_not_wiped_by_the_first_look(tmp_path: Path) -> None:
    async with open_app(tmp_path, example("gitlab"), "summary") as (app, pilot):
        app.visits.say("What was typed is back.")
        app.visits.known()
        await pilot.pause()
        assert app.screen.coach.notice == "What was typed is back."
        app.screen.settled()
        assert app.screen.coach.notice == ""


def test_a_key_waits_for_the_teams_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look that is under way puts them in force: until then nothing is looked at by other rules."""
    entered, go_on, events = threading.Event(), threading.Event(), []
    monkeypatch.setattr(pmtui.checks, "check", lambda _pm, _now: events.append("look") or ())

    def before() -> None:
        entered.set()
        go_on.wait(10)
        events.append("rules")

    app: Any = SimpleNamespace(
        draft=SimpleNamespace(pm=tomlform.loads('format = 1\nid = "x"\n')),
        now=lambda: NOW,
        call_from_thread=lambda *_: None,
        call_later=lambda *_: None,
        visits=SimpleNamespace(known=None),
    )
    known = Knowing(app, before)
    looking = threading.Thread(target=known._look_first)
    looking.start()
    assert entered.wait(10)
    key = threading.Thread(target=known.at_once)
    key.start()
    go_on.set()
    looking.join(10)
    key.join(10)
    assert events[0] == "rules" and not known.waits


async def test_a_wider_terminal_has_its_panel_filled(tmp_path: Path) -> None:
    async with open_app(tmp_path, example("gitlab"), "review.override.depth") as (app, pilot):
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        panel = app.screen.query_one(SidePanel)
        assert "Triage" in panel.render().plain and "Timeline" in panel.render().plain
