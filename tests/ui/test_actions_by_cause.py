"""From causes to actions: grouped by cause, suggestions taken by one key, coverage at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest
from half_filled import HALF, at_both_sizes, said, types
from many_causes import many

from interview import open_app, settled
from pmtui.app import PmtuiApp
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem
from pmtui.screens import actions, by_cause
from pmtui.screens.actions import ActionsScreen
from pmtui.screens.coverage import CoverageScreen
from pmtui.screens.frame import StepScreen
from pmtui.screens.suggesting import SuggestionsScreen
from snap import Snap


def screen(app: PmtuiApp) -> ActionsScreen:
    assert isinstance(app.screen, ActionsScreen)
    return app.screen


def listed(app: PmtuiApp) -> list[str]:
    return [line.path for line in screen(app).board.lines if line.path]


def bare(**keys: object) -> Postmortem:
    """Return the large postmortem without its actions."""
    return many().model_copy(update={"action": (), **keys})


# -- the list -------------------------------------------------------------------------------------------


async def test_each_action_stands_once_beneath_its_first_cause(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.new") as (app, _):
        rows = listed(app)
        assert rows[:4] == [
            "causes.root.rc-1.what",
            "action.ac-1.what",
            "action.ac-2.what",
            "causes.root.rc-2.what",
        ]
        assert rows.count("action.ac-2.what") == 1
        line = next(each for each in screen(app).board.lines if each.path == "causes.root.rc-2.what")
        assert line.right == "also 2   eliminate █████"
        texts = [str(each.text) for each in screen(app).board.lines]
        assert texts.index("Answers no root cause") < texts.index("12 Tidy the dashboards")


async def test_a_cause_without_an_action_stands_out(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "action.new") as (app, _):
        lines = {each.path: each for each in screen(app).board.lines}
        assert lines["causes.root.rc-1.what"].right.split() == ["engineer", "███░░"]
        left = lines["causes.root.rc-2.what"]
        assert (left.style, left.mark, left.right.split()) == ("open", "✕", ["no", "action", "░░░░░"])


async def test_an_action_that_was_dropped_is_dim_and_answers_nothing(tmp_path: Path) -> None:
    pm = paths.put(many(), "action.ac-9.status", "dropped")
    async with open_app(tmp_path, pm, "action.new") as (app, _):
        lines = {each.path: each for each in screen(app).board.lines}
        assert lines["causes.root.rc-7.what"].right.strip().startswith("no action")
        assert lines["action.ac-9.what"].style == "dim"
        assert lines["action.ac-9.what"].right.startswith("dropped")


async def test_a_floor_that_does_not_hold_is_marked_at_the_cause_and_told(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.new") as (app, pilot):
        lines = {each.path: each for each in screen(app).board.lines}
        assert lines["causes.root.rc-6.what"].mark == "✕"  # training alone
        app.screen.ask("causes.root.rc-6.what")  # type: ignore[attr-defined]
        await settled(app, pilot)
        assert screen(app).info() == "✕ Training alone answers this root cause."


# -- which cause the entry line is for ------------------------------------------------------------------


async def test_the_next_cause_comes_by_itself(tmp_path: Path) -> None:
    async with open_app(tmp_path, bare(), "action.new") as (app, pilot):
        assert screen(app).target == "rc-1"
        await types(pilot, "Drop the old path", "enter")
        assert app.draft.pm.action[0].answers == ("rc-1",)
        app.go("action.new")
        assert screen(app).target == "rc-2" and "retired" in said(app)


async def test_another_cause_is_chosen_in_the_list(tmp_path: Path) -> None:
    async with open_app(tmp_path, bare(), "action.new") as (app, pilot):
        await pilot.press("escape", "g", "j", "j", "enter")
        assert screen(app).target == "rc-3"
        await types(pilot, "Drop it")
        assert "answers: Nothing pages" in said(app)
        await pilot.press("enter")
        assert app.draft.pm.action[0].answers == ("rc-3",)
        app.go("action.new")
        assert screen(app).target == "rc-1"


async def test_an_answered_cause_can_have_another_action_and_so_can_a_factor(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.new") as (app, pilot):
        assert screen(app).target == ""  # every root cause is answered
        await pilot.press("escape", "g", "a")
        await types(pilot, "Drop it", "enter")
        assert app.draft.pm.action[-1].answers == ("rc-1",)
        app.screen.ask("causes.factor.cf-1.what")  # type: ignore[attr-defined]
        await types(pilot, "Drop that", "enter")
        assert app.draft.pm.action[-1].answers == ("cf-1",)


async def test_a_cause_is_not_deleted_or_moved_here(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.new") as (app, pilot):
        before = app.draft.pm
        for key in ("d", "J", "K"):
            await pilot.press("escape", "g", key)
            assert app.draft.pm is before and "changed on the step Root cause" in said(app)
            await pilot.press("escape")


async def test_an_action_moves_among_those_of_its_cause(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.ac-4.what") as (app, pilot):
        await pilot.press("escape", "J")
        order = [each.id for each in app.draft.pm.action]
        assert order.index("ac-5") < order.index("ac-4")
        again = app.draft.pm
        await pilot.press("J")
        assert app.draft.pm is again  # the last one of its cause stays there


async def test_a_key_works_out_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_app(tmp_path, many(), "action.new") as (app, _):
        here = screen(app)
        asked: list[str] = []
        for module, name in ((by_cause, "answered"), (actions, "action_lines"), (actions, "breaking_of")):
            monkeypatch.setattr(module, name, lambda *_, name=name, **__: asked.append(name))
        here.slot.put_text("Drop it")
        here.take()
        assert asked == [] and app.draft.pm.unfinished["action.new"] == "Drop it"
        monkeypatch.undo()


# -- suggestions ----------------------------------------------------------------------------------------


async def test_a_suggestion_is_taken_by_one_key_and_made_smart(tmp_path: Path) -> None:
    async with open_app(tmp_path, bare(), "action.new") as (app, pilot):
        await pilot.press("ctrl+r")
        assert screen(app).slot.text.startswith("Remove ⟨what makes it possible⟩, ⟨figure⟩")
        await types(pilot, "the second way")
        assert screen(app).slot.text.startswith("Remove the second way, ")
        await pilot.press("enter")
        row = app.draft.pm.action[0]
        assert (row.what, row.level, row.measure, row.answers) == (
            "Remove the second way", "eliminate", "", ("rc-1",),
        )  # fmt: skip
        asked = []
        for _ in range(4):
            assert screen(app).now_asked is not None
            asked.append(screen(app).now_asked.path.rpartition(".")[2])  # type: ignore[union-attr]
            await pilot.press("tab")
        assert asked == ["level", "measure", "owner", "due"]


async def test_a_gap_that_is_left_is_gone_to(tmp_path: Path) -> None:
    async with open_app(tmp_path, bare(), "action.new") as (app, pilot):
        await pilot.press("ctrl+r", "enter")
        assert app.draft.pm.action == () and "a gap to fill still" in said(app)
        await types(pilot, "it", "enter")
        assert app.draft.pm.action[0].what == "Remove it"


async def test_one_of_the_list_is_chosen_and_taken_back(tmp_path: Path) -> None:
    async with open_app(tmp_path, bare(), "action.new") as (app, pilot):
        await types(pilot, "Something")
        await pilot.press("f6")
        assert isinstance(app.screen, SuggestionsScreen)
        assert (
            app.screen._title == "Suggestions for: Config reaches production by a way that no check stands on"
        )
        await pilot.press("down", "down", "enter")
        assert screen(app).slot.text.startswith("Replace ⟨what is fragile⟩")
        await pilot.press("ctrl+z")
        assert screen(app).slot.text == "Something"


async def test_esc_takes_none(tmp_path: Path) -> None:
    async with open_app(tmp_path, bare(), "action.new") as (app, pilot):
        before = app.draft.pm
        await pilot.press("f6", "down", "escape")
        assert screen(app).slot.text == "" and app.draft.pm is before


async def test_a_weak_action_goes_one_up_with_its_level(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.ac-8.level") as (app, pilot):
        await pilot.press("f6", "enter")
        row = next(each for each in app.draft.pm.action if each.id == "ac-8")
        assert (row.what, row.level) == ("Let ⟨the tool⟩ show ⟨what to know⟩ at ⟨the step⟩", "engineering")
        await types(pilot, "the calendar")
        assert screen(app).slot.text.startswith("Let the calendar show ⟨what to know⟩")
        for _ in range(20):
            await pilot.press("ctrl+z")
            row = next(each for each in app.draft.pm.action if each.id == "ac-8")
            if row.level == "training":
                break
        assert (row.what, row.level) == ("Remind everybody of the Friday rule", "training")


async def test_from_the_list_suggestions_are_for_the_cause_at_the_cursor(tmp_path: Path) -> None:
    async with open_app(tmp_path, bare(), "action.new") as (app, pilot):
        await pilot.press("escape", "g", "j", "s")
        assert isinstance(app.screen, SuggestionsScreen) and "retired" in app.screen._title
        await pilot.press("enter")
        assert screen(app).target == "rc-2"


# -- coverage -------------------------------------------------------------------------------------------


async def test_a_row_of_the_matrix_is_gone_to(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.new") as (app, pilot):
        await pilot.press("f12")
        assert isinstance(app.screen, CoverageScreen)
        await pilot.press("j", "j", "enter")
        assert screen(app).target == "rc-3"
        await pilot.press("f12", "G", "enter")
        assert isinstance(app.screen, StepScreen) and app.screen.step == "causes"
        assert app.screen.now_asked is not None
        assert app.screen.now_asked.path.startswith("causes.event.")


async def test_the_columns_are_walked_and_scrolled(tmp_path: Path) -> None:
    rows = [*many().action, *(many().action[0].model_copy(update={"id": f"ac-x{n}"}) for n in range(8))]
    pm = many().model_copy(update={"action": tuple(rows)})
    async with open_app(tmp_path, pm, "action.new") as (app, pilot):
        await pilot.press("f12", "left")
        assert "1 Let the pipeline refuse" in said(app) and "›highest level" in said(app)
        await pilot.press(*["right"] * 30)
        assert "20 Let the pipeline refuse" in said(app) and "‹ 9 10" in said(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ActionsScreen)


async def test_the_matrix_of_nothing_says_so(tmp_path: Path) -> None:
    async with open_app(tmp_path, None) as (app, pilot):
        app.go("action.new")
        await settled(app, pilot)
        await pilot.press("f12")
        assert "No actions yet." in said(app)
        await pilot.press("down", "right", "enter", "q")
        assert isinstance(app.screen, ActionsScreen)


async def test_where_only_ascii_is_drawn_the_matrix_is_too(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), "action.new") as (app, pilot):
        app.add_class("-ascii")
        await pilot.press("f12")
        words = said(app)
        assert "X answers it" in words and "###.. engineer" in words and "●" not in words


# -- how it looks ---------------------------------------------------------------------------------------


@at_both_sizes
async def test_many(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, many(), "action.new", size) as (app, pilot):
        await pilot.press("escape", "g")
        await settled(app, pilot)
        snap(app, "top")
        await pilot.press("G")
        snap(app, "end")


@at_both_sizes
async def test_unanswered(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, bare(), "action.new", size) as (app, pilot):
        await settled(app, pilot)
        snap(app)
        await pilot.press("ctrl+r")
        await settled(app, pilot)
        snap(app, "taken")


@at_both_sizes
async def test_suggestions(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, many(), "action.ac-8.level", size) as (app, pilot):
        await pilot.press("f6", "down")
        await settled(app, pilot)
        snap(app)


@at_both_sizes
async def test_matrix(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, many(), "action.new", size) as (app, pilot):
        await pilot.press("f12", "right", "down")
        await settled(app, pilot)
        snap(app)
        await pilot.press("G")
        snap(app, "end")


async def test_suggestions_closed_again_leave_the_keyboard_in_the_list(tmp_path: Path) -> None:
    async with open_app(tmp_path, many(), at="action.new") as (app, pilot):
        await pilot.press("escape", "g", "s")
        assert isinstance(app.screen, SuggestionsScreen)
        await pilot.press("escape")
        assert screen(app).listing and screen(app).board.has_focus
        await pilot.press("s", "enter")
        assert not screen(app).listing and screen(app).slot.text
