"""The Share screen: lessons, summary, readers; the document beside them; the export."""

from __future__ import annotations

from pathlib import Path

from half_filled import HALF, at_both_sizes, said, types

from interview import NOW, example, open_app, settled, weak
from pmtui.screens.preview import PreviewScreen
from snap import Snap


async def test_lessons_are_typed_one_a_line(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "lessons.lucky") as (app, pilot):
        await types(pilot, "a snapshot was there", "enter")
        await types(pilot, "it was daytime", "tab")
        assert app.draft.pm.lessons.lucky == ("a snapshot was there", "it was daytime")
        assert "Got lucky a snapshot was there / it was daytime" in said(app)


async def test_a_summary_is_offered_and_taken(tmp_path: Path) -> None:
    async with open_app(tmp_path, example("gitlab"), "summary") as (app, pilot):
        await pilot.press("ctrl+a", "ctrl+home", "ctrl+shift+end")
        app.screen.slot.put_text("")  # type: ignore[attr-defined]
        await pilot.press("ctrl+r")
        await settled(app, pilot)
        assert len(app.draft.pm.summary) > 100
        assert "⟨" in app.draft.pm.summary or "GitLab" in app.draft.pm.summary


async def test_the_document_beside_the_questions_is_live(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "lessons.lucky", (120, 40)) as (app, pilot):
        assert "### What went well" in said(app)
        await types(pilot, "it was daytime")
        await settled(app, pilot)
        assert "### Where we were lucky" in said(app) and "- it was daytime" in said(app)


async def test_f5_shows_the_whole_document_and_goes_back(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "lessons.lucky") as (app, pilot):
        await types(pilot, "it was daytime", "f5")
        assert isinstance(app.screen, PreviewScreen)
        await pilot.press("G")
        assert "The document as it stands" in said(app)
        await pilot.press("f5")
        assert not isinstance(app.screen, PreviewScreen)
        assert app.draft.pm.lessons.lucky == ("it was daytime",)


async def test_f8_writes_the_document_and_says_where(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "lessons.well") as (app, pilot):
        await pilot.press("f8")
        await pilot.pause()
        written = app.draft.path.with_suffix(".md")
        assert "practised in June" in written.read_text(encoding="utf-8")
        assert f"Markdown written to {written}".replace(" ", "")[:60] in said(app).replace(" ", "")


async def test_readers_sharing_presenting_and_archiving_are_kept(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, "share.audiences") as (app, pilot):
        await types(pilot, "engineering", "enter")
        await types(pilot, "support", "tab")
        await types(pilot, "now", "enter")
        await types(pilot, "2026-11-26", "enter")
        await types(pilot, "wiki/PM-31", "enter")
        share = app.draft.pm.share
        assert share.audiences == ("engineering", "support")
        assert share.shared == NOW and str(share.presented) == "2026-11-26" and share.archived == "wiki/PM-31"


@at_both_sizes
async def test_empty(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, None, size=size) as (app, pilot):
        app.go("lessons.well")
        await settled(app, pilot)
        snap(app)


@at_both_sizes
async def test_half_filled(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, HALF, "lessons.badly", size) as (app, pilot):
        await types(pilot, "The status page went up late")
        await settled(app, pilot)
        snap(app)


@at_both_sizes
async def test_complete(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, example("gitlab"), "summary", size) as (app, pilot):
        snap(app)
        app.go("share.archived")
        await settled(app, pilot)
        snap(app, "archived")


@at_both_sizes
async def test_with_findings(tmp_path: Path, size: tuple[int, int], snap: Snap) -> None:
    async with open_app(tmp_path, weak("ticket"), "summary", size) as (app, _):
        snap(app)
