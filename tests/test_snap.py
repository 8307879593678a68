"""The snapshots themselves: what is compared, what fails, and what is left over."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

import snap as snapshots
from snap import SNAPSHOTS, Shots, Snap

HERE = f"python {sys.version_info.major}.{sys.version_info.minor}"


class Words(App[None]):
    """Shows a few words."""

    def __init__(self, words: str, style: str = "") -> None:
        super().__init__()
        self._words, self._style = words, style

    def compose(self) -> ComposeResult:
        yield Static(f"[{self._style}]{self._words}[/]" if self._style else self._words)


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "snapshots"
    place.mkdir()
    (place / "VERSIONS").write_text(f"textual {version('textual')}\nrich {version('rich')}\n{HERE}\n")
    return place


@pytest.fixture
def look(request, folder):
    """Show words to a `Snap` of the test's own folder; returns what came of it."""

    async def look(app: App[None], *, update: bool = False, name: str = "", size=(20, 3)) -> str:
        one = Snap(request.node, update=update, folder=folder, reports=folder.parent / "reports")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            try:
                one(app, name)
            except (pytest.fail.Exception, pytest.skip.Exception) as outcome:
                return str(outcome)
        return ""

    return look


async def test_a_text_and_a_picture_are_kept_side_by_side(look, folder):
    assert "no snapshot of this screen yet" in await look(Words("restored at 18:14"))
    assert await look(Words("restored at 18:14"), update=True) == ""
    base = folder / "test_snap" / "test_a_text_and_a_picture_are_kept_side_by_side[20x3]"
    assert Path(f"{base}.txt").read_text() == "restored at 18:14\n\n\n"
    assert "<svg" in Path(f"{base}.svg").read_text()
    assert await look(Words("restored at 18:14")) == ""


async def test_another_size_and_another_name_are_other_snapshots(look, folder):
    for name, size in (("", (20, 3)), ("", (30, 4)), ("late", (20, 3))):
        assert await look(Words("x"), update=True, name=name, size=size) == ""
    assert len(list(folder.rglob("*.txt"))) == 3


async def test_the_text_fails_first_and_shows_the_line(look, folder):
    await look(Words("restored at 18:14"), update=True)
    said = await look(Words("restored at 18:41"))
    assert "-restored at 18:14" in said
    assert "+restored at 18:41" in said
    [report] = (folder.parent / "reports").iterdir()
    assert report.read_text(encoding="utf-8").count("<svg") == 2


async def test_a_picture_fails_where_only_the_style_is_another(look):
    await look(Words("restored"), update=True)
    assert "the picture" in await look(Words("restored", "bold red"))


async def test_with_another_textual_nothing_is_compared(look, folder):
    (folder / "VERSIONS").write_text(f"textual 1.2.3\nrich {version('rich')}\n{HERE}\n")
    assert "textual 1.2.3" in await look(Words("x"))


@pytest.mark.parametrize("line", ["textual 1.2.3", "rich 1.2.3", "python 3.2"])
def test_updating_is_refused_with_other_versions(folder, line):
    versions = (folder / "VERSIONS").read_text().splitlines()
    kept = [each for each in versions if each.split()[0] != line.split()[0]]
    (folder / "VERSIONS").write_text("\n".join([*kept, line]))
    with pytest.raises(pytest.UsageError, match=r"\d"):
        Shots(config(update=True), folder)


# -- what is left over ------------------------------------------------------------------------------------


def config(*args: str, update: bool = False, keyword: str = "") -> Any:
    return SimpleNamespace(
        getoption=lambda name: update,
        option=SimpleNamespace(keyword=keyword, markexpr="", deselect=None, collectonly=False),
        args=list(args),
    )


def ended(
    shots: Shots, settings: Any, outcome: str = "passed", shown: str = "test_snap/test_a[80x24]"
) -> int:
    shots.pytest_runtest_logreport(
        SimpleNamespace(
            nodeid="tests/test_snap.py::test_a",
            when="call",
            passed=outcome == "passed",
            user_properties=[("snapshot", shown)],
        )
    )
    session = SimpleNamespace(shouldstop=False, shouldfail=False, config=settings, exitstatus=0)
    shots.pytest_sessionfinish(session)
    return int(session.exitstatus)


@pytest.fixture
def left(folder) -> Path:
    """A snapshot of a test that is no longer there, beside one that is."""
    (folder / "test_snap").mkdir()
    for name in ("test_a[80x24].txt", "test_a[80x24].svg", "test_gone[80x24].txt"):
        (folder / "test_snap" / name).touch()
    return folder


def test_a_snapshot_that_no_test_shows_fails_the_run(left):
    settings = config("tests")
    assert ended(Shots(settings, left), settings) == 1
    assert (left / "test_snap" / "test_gone[80x24].txt").exists()


def test_an_update_removes_it_and_nothing_else(left):
    settings = config("tests", update=True)
    assert ended(Shots(settings, left), settings) == 0
    assert sorted(path.name for path in (left / "test_snap").iterdir()) == [
        "test_a[80x24].svg",
        "test_a[80x24].txt",
    ]


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [
        (config("tests/test_snap.py::test_a"), "passed"),
        (config("tests", keyword="a"), "passed"),
        (config("tests"), "skipped"),
        (config("tests"), "failed"),
    ],
    ids=["one test", "-k", "skipped", "failed"],
)
def test_nothing_is_judged_when_not_all_tests_of_the_file_passed(left, settings, outcome):
    assert ended(Shots(settings, left), settings, outcome) == 0


def test_a_folder_without_its_test_file_fails_any_run(left):
    (left / "ui").mkdir()
    (left / "ui" / "test_of_nothing").mkdir()
    (left / "ui" / "test_of_nothing" / "test_x[80x24].txt").touch()
    settings = config("tests", keyword="a")
    assert ended(Shots(settings, left), settings) == 1


def test_the_snapshots_belong_to_the_versions_that_the_tests_are_pinned_to(root):
    pins = (root / "pyproject.toml").read_text(encoding="utf-8")
    for package in ("textual", "rich"):
        assert f'"{package}=={snapshots.pinned()[package]}"' in pins


def test_each_snapshot_has_its_text_and_its_picture():
    kept = [path for path in SNAPSHOTS.rglob("*") if path.is_file() and path.parent != SNAPSHOTS]
    assert {path.suffix for path in kept} <= {".txt", ".svg"}
    assert not [
        path.name for path in kept if not path.with_suffix({".txt": ".svg"}.get(path.suffix, ".txt")).exists()
    ]
