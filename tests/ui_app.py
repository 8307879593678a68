"""Small apps for the tests of widgets and screens, with our styles and a fixed theme."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from pmtui._assets import styles_dir
from pmtui.themes import THEMES
from quick import quicken


class WidgetApp(App[Any], inherit_bindings=False):
    """An app that holds the widgets under test."""

    CSS_PATH = sorted(styles_dir().glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *held: Widget, theme: str = "pmtui-dark") -> None:
        super().__init__(ansi_color=theme.startswith("ansi") or None)
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self._held = held
        self.results: list[object] = []

    def compose(self) -> ComposeResult:
        yield from self._held

    def text(self) -> list[str]:
        """Return what is on the screen, a string for each row."""
        width, height = self.size
        return ["".join(self._cells(row, width)) for row in range(height)]

    def _cells(self, row: int, width: int) -> list[str]:
        strips = self.screen._compositor.render_strips(self.size)
        return [segment.text for segment in strips[row]]


def drive(
    app: WidgetApp, steps: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = (80, 24)
) -> None:
    """Run `app` in a terminal of `size` and do `steps` with it."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            quicken(pilot)
            await pilot.pause()
            await steps(pilot)

    asyncio.run(run())
