"""A terminal that is too small says what is needed, takes no key, and keeps the text."""

from __future__ import annotations

import asyncio
from pathlib import Path

from interview import example, open_app, settled
from snap import screen_text


def test_too_small_is_said_and_nothing_typed_acts(tmp_path: Path) -> None:
    async def main() -> None:
        async with open_app(tmp_path, example("gitlab"), "summary") as (app, pilot):
            before = app.draft.pm
            await pilot.resize_terminal(50, 12)
            await pilot.pause()
            assert "60x15" in screen_text(app)
            await pilot.press("x", "enter", "f7")
            assert app.draft.pm is before
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            await pilot.press("x")
            await settled(app, pilot)
            assert app.draft.pm.summary == before.summary + "x"

    asyncio.run(main())
