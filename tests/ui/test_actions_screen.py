"""The Actions screen: quick entry, then what lacks; the pickers; the list edited in place."""

from __future__ import annotations

from pathlib import Path

from half_filled import HALF, at_both_sizes, said, types

from interview import example, open_app, settled, weak
from pmtui.screens.actions import ActionsScreen
from pmtui.screens.reason import ReasonScreen
from snap import Snap

LINE = "Check config in the pipeline, bad configs 3/month -> 0, by Apr 1 (Owner: Al)"


async def test_one_line_becomes_an_action_and_is_asked_whether_it_could_go_one_up(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.new") as (app, pilot):
        await types(pilot, LINE)
        await settled(app, pilot)
        shown = said(app)
        for piece in ("measure: bad configs", "due 2027-04-01", "owner Al", "(guess)"):
            assert piece in shown
        await pilot.press("enter")
        added = app.draft.pm.action[-1]
        assert (added.what, added.owner, str(added.due)) == (
            "Check config in the pipeline",
            "Al",
            "2027-04-01",
        )
        assert added.measure == "bad configs 3/month -> 0" and added.status == "open"
        assert added.answers == ("rc-2",)  # the root cause that nothing answered yet
        screen = app.screen
        assert isinstance(screen, ActionsScreen) and screen.now_asked is not None
        assert screen.now_asked.path == f"action.{added.id}.level"
        assert "could it go one up" in said(app)
        await pilot.press("1")
        assert app.draft.pm.action[-1].level == "eliminate"


async def test_what_the_line_lacks_is_asked_next(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.new") as (app, pilot):
        await types(pilot, "Rebuild the standby host", "enter")
        asked = []
        for _ in range(6):
            assert isinstance(app.screen, ActionsScreen) and app.screen.now_asked is not None
            asked.append(app.screen.now_asked.path.rpartition(".")[2])
            await pilot.press("tab")
        assert asked == ["level", "measure", "owner", "due", "impact", "horizon"]


async def test_impact_and_effort_are_picked_with_the_arrows(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.ac-1.impact") as (app, pilot):
        await pilot.press("right", "space")
        first = app.draft.pm.action[0]
        assert (first.impact, first.effort) == ("high", "high")
        await pilot.press("ctrl+z")
        assert (app.draft.pm.action[0].impact, app.draft.pm.action[0].effort) == (None, None)


async def test_root_causes_are_picked_for_an_action(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.ac-2.answers", (120, 40)) as (app, pilot):
        assert "Nothing pages when payments fall to zero no action" in said(app)
        await pilot.press("2")
        assert app.draft.pm.action[1].answers == ("rc-2",)
        assert "no action" not in said(app)


async def test_what_is_not_done_is_added_with_its_reason(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "not_doing.new") as (app, pilot):
        await types(pilot, "Rewrite checkout, because a year is too long", "enter")
        last = app.draft.pm.not_doing[-1]
        assert (last.what, last.why) == ("Rewrite checkout", "a year is too long")
        assert "not doing: Rewrite checkout" in said(app)


async def test_actions_are_moved_deleted_and_brought_back(tmp_path: Path) -> None:
    together = HALF.replace('answers = ["rc-1"]\n', "")
    async with open_app(tmp_path, together, "action.ac-1.what") as (app, pilot):
        await pilot.press("escape", "J")
        assert [one.id for one in app.draft.pm.action] == ["ac-2", "ac-1"]
        await pilot.press("K")
        assert [one.id for one in app.draft.pm.action] == ["ac-1", "ac-2"]
        await pilot.press("d")
        assert [one.id for one in app.draft.pm.action] == ["ac-2"]
        await pilot.press("ctrl+z")
        assert [one.id for one in app.draft.pm.action] == ["ac-1", "ac-2"]


async def test_dropping_an_action_asks_for_the_reason_here_too(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.ac-1.ticket") as (app, pilot):
        await pilot.press("tab")
        await pilot.press("4")
        assert isinstance(app.screen, ReasonScreen)
        await types(pilot, "no longer needed", "enter")
        assert app.draft.pm.action[0].status == "dropped"
        assert app.draft.pm.action[0].log[-1].what == "dropped: no longer needed"


@at_both_sizes
async def test_empty(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, None, size=size) as (app, pilot):
        app.go("action.new")
        await settled(app, pilot)
        snap(app)


@at_both_sizes
async def test_half_filled(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "action.new", size) as (app, pilot):
        await types(pilot, LINE)
        await settled(app, pilot)
        snap(app, "typed")
        await pilot.press("enter")
        await settled(app, pilot)
        snap(app, "level")
        app.go("action.ac-1.impact")
        await settled(app, pilot)
        snap(app, "priority")
        app.go("action.ac-2.answers")
        await settled(app, pilot)
        snap(app, "answers")


@at_both_sizes
async def test_complete(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, example("gitlab"), "action.new", size) as (app, pilot):
        snap(app)
        await pilot.press("escape", "g")
        await settled(app, pilot)
        snap(app, "list")


@at_both_sizes
async def test_with_findings(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, weak("ticket"), "action.new", size) as (app, pilot):
        await pilot.press("escape", "g", "j", "enter")
        await settled(app, pilot)
        snap(app)
