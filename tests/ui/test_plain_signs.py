"""On the bare console, whose font lacks many signs, drawings and fields keep to ASCII."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from halfway import here, listed, press
from test_causes_tree import NEW, TREE

from interview import open_app

CONSOLE = {"TERM": "linux"}


@pytest.mark.parametrize("where", [NEW, "causes.factor.new"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_bare_console_gets_plain_drawings(tmp_path: Path, where: str, size: tuple[int, int]) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=where, size=size, environ=CONSOLE) as (app, _pilot):
            drawn = [str(line.text) for line in here(app).board.lines]
            assert all(row.isascii() for row in drawn), [row for row in drawn if not row.isascii()]

    asyncio.run(run())


def test_the_bare_console_gets_plain_fields_and_bars(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at="action.new", environ=CONSOLE) as (app, pilot):
            assert here(app).board.ascii_signs
            assert not any("░" in line for line in listed(app))
            await press(app, pilot, "f12")
            assert any("....." in line.right for line in app.screen.query_one("Board").lines)  # type: ignore[attr-defined]

    asyncio.run(run())


def test_other_terminals_get_the_signs_that_read_better(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_app(tmp_path, TREE, at=NEW) as (app, _pilot):
            assert not here(app).board.ascii_signs
            assert any("├─" in line for line in listed(app))

    asyncio.run(run())
