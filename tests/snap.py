"""Snapshots of screens: a text that reads well in a diff, and a picture (SVG) beside it.

They lie in `snapshots/<the test file's path below tests/>/<test name>[80x24].txt` and `.svg`. The text is
compared first: it says in words what has changed. What was compared, and what was not, is kept by `Shots`:
a file that no test shows any more fails a run in which all tests of its test file have passed.

Snapshots belong to one version of Textual and Rich, named in `snapshots/VERSIONS`; with another, the
comparison is skipped. They are written only by that version, and only by one Python.
"""

from __future__ import annotations

import difflib
import html
import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from textual.app import App

TESTS = Path(__file__).resolve().parent
SNAPSHOTS = TESTS.parent / "snapshots"
REPORTS = TESTS.parent / "snapshot_report"
UPDATE = "--snapshot-update"
SHOWN = "snapshot"  # the name under which a test's report tells which snapshots it showed


# -- one screen -------------------------------------------------------------------------------------------


def screen_text(app: App[Any]) -> str:
    """Return what the screen in front shows: a line for each row, without the blanks at its end."""
    from textual._compositor import LayoutUpdate

    below = app._background_screens  # seen around a screen that is laid over another
    update = app.screen._compositor.render_update(full=True, screen_stack=below)
    assert isinstance(update, LayoutUpdate)
    rows = ("".join(segment.text for segment in strip).rstrip() for strip in update.strips)
    return "\n".join(rows) + "\n"


def picture(app: App[Any]) -> str:
    """Return the screen in front as an SVG, the same for the same screen."""
    svg = app.export_screenshot(title="pmtui", simplify=True)
    # Rich names every SVG after a checksum: a change of one letter would touch every line.
    svg = re.sub(r"\bterminal-\d+-([\w-]+)", r"terminal-\1", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


class Snap:
    """Compares the screens that one test shows with those kept in `snapshots/`.

    Args:
        item: The test.
        update: Whether to keep what is shown instead.
        folder: Where snapshots are kept.
        reports: Where the pictures of a difference are written.
    """

    def __init__(
        self, item: pytest.Item, *, update: bool = False, folder: Path = SNAPSHOTS, reports: Path = REPORTS
    ) -> None:
        self._item, self._update = item, update
        self._folder, self._reports = folder, reports
        self._paths: set[Path] = set()

    def __call__(self, app: App[Any], name: str = "") -> None:
        """Compare the screen of `app` as it stands; it must be at rest.

        Args:
            app: The running app.
            name: Tells one screen of a test from another.

        Raises:
            Failed: The text or the picture differs, or there is none yet.
            Skipped: The snapshots were made by another Textual or Rich.
        """
        path = self._folder / self.name(app, name)
        assert path not in self._paths, f"two screens of one test are called {name!r}"
        self._paths.add(path)
        text, drawn = screen_text(app), picture(app)
        self._item.user_properties.append((SHOWN, path.relative_to(self._folder).as_posix()))
        if self._update:
            _write(path.with_name(path.name + ".txt"), text)
            _write(path.with_name(path.name + ".svg"), drawn)
        elif why_not := other_version(self._folder):
            pytest.skip(why_not)
        else:
            self._compare(path, text, drawn)

    def name(self, app: App[Any], label: str = "") -> str:
        """Return the snapshot's name below the folder, without its ending: `ui/test_x/test_y[80x24]`."""
        size = f"{app.size.width}x{app.size.height}"
        call = getattr(self._item, "callspec", None)
        parts = [] if call is None else [part for part in call.id.split("-") if part != size]
        function = getattr(self._item, "originalname", None) or self._item.name
        name = function + (f".{label}" if label else "") + f"[{'-'.join([*parts, size])}]"
        module = self._item.path.relative_to(TESTS).with_suffix("").as_posix()
        return f"{module}/" + re.sub(r"[^A-Za-z0-9_.+\[\]-]", "_", name)

    def _compare(self, path: Path, text: str, drawn: str) -> None:
        was_text, was_picture = (_read(path.with_name(path.name + ending)) for ending in (".txt", ".svg"))
        if text == was_text and drawn == was_picture:
            return
        if was_text is None or was_picture is None:
            what = "there is no snapshot of this screen yet"
        elif text != was_text:
            lines = difflib.unified_diff(
                was_text.splitlines(), text.splitlines(), "snapshot", "now", lineterm="", n=1
            )
            what = "the screen's text differs from its snapshot:\n" + "\n".join(lines)
        else:
            what = "the text is the same, the picture (colours, styles) is not"
        report = self._reports / (path.relative_to(self._folder).as_posix().replace("/", "_") + ".html")
        _write(report, _page(path.name, what, was_picture, drawn))
        pytest.fail(f"{what}\nPictures: {report}\nLook, then accept it with {UPDATE}.", pytrace=False)


def other_version(folder: Path = SNAPSHOTS) -> str:
    """Return why screens can't be compared with those in `folder`; empty where they can."""
    wanted = pinned(folder)
    for package in ("textual", "rich"):
        if wanted.get(package) != version(package):
            return f"the snapshots were made with {package} {wanted.get(package)}, not {version(package)}"
    return ""


def refusal(folder: Path = SNAPSHOTS) -> str:
    """Return why snapshots must not be written here; empty where they may."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    if python != (wanted := pinned(folder).get("python")):
        return f"snapshots are written with Python {wanted}, not {python}"
    return other_version(folder)


def pinned(folder: Path = SNAPSHOTS) -> dict[str, str]:
    """Return the versions that the snapshots belong to: `textual`, `rich` and `python`."""
    lines = (_read(folder / "VERSIONS") or "").splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line and not line.startswith("#"))


def _page(name: str, what: str, was: str | None, now: str) -> str:
    return (
        f"<!doctype html><meta charset='utf-8'><title>{html.escape(name)}</title>"
        f"<style>body{{font-family:sans-serif}}svg{{width:48vw;height:auto}}</style>"
        f"<h1>{html.escape(name)}</h1><pre>{html.escape(what)}</pre>"
        f"<h2>Snapshot, and now</h2>{was or '<p>None yet.</p>'}{now}"
    )


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if _read(path) != text:
        path.write_text(text, encoding="utf-8", newline="\n")


# -- all of them ------------------------------------------------------------------------------------------


class Shots:
    """Knows which snapshots a run showed, and finds those that no test shows any more.

    It reads the tests' reports, so that it is the same whether or not workers run them. A test file is
    judged when all its tests ran and passed; nothing is, when the run was asked for chosen tests only.
    """

    def __init__(self, config: pytest.Config, folder: Path = SNAPSHOTS) -> None:
        self._folder = folder
        self._update = bool(config.getoption(UPDATE))
        self._worker = hasattr(config, "workerinput")
        option = config.option
        nodes = any("::" in each for each in config.args)
        self._judges = not (nodes or option.keyword or option.markexpr or option.deselect)
        self._shown: set[str] = set()
        self._passed: set[str] = set()
        self._left_out: set[str] = set()
        self._unused: list[str] = []
        if self._update and (why_not := refusal(folder)):
            raise pytest.UsageError(f"{UPDATE}: {why_not}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what a test showed, and whether it passed."""
        module = report.nodeid.partition("::")[0].removeprefix("tests/").removesuffix(".py")
        if report.when == "call":
            self._shown.update(str(path) for name, path in report.user_properties if name == SHOWN)
        (self._passed if report.passed else self._left_out).add(module)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail the run, or remove the files, where some are left over."""
        if self._worker or session.shouldstop or session.shouldfail or session.config.option.collectonly:
            return
        self._unused = sorted(self._left_over())
        if self._update:
            for name in self._unused:
                (self._folder / name).unlink()
        elif self._unused and session.exitstatus in (0, 5):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _left_over(self) -> Iterator[str]:
        judged = self._passed - self._left_out if self._judges else set()
        for path in self._folder.rglob("*"):
            if not path.is_file() or path.parent == self._folder:
                continue
            name = path.relative_to(self._folder).as_posix()
            module, shot = name.rpartition("/")[0], name.rpartition(".")[0]
            shown = shot in self._shown and path.suffix in (".txt", ".svg")
            if not (TESTS / f"{module}.py").is_file() or (module in judged and not shown):
                yield name

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name what is left over."""
        if self._unused:
            what = "removed" if self._update else f"shown by no test; {UPDATE} removes them"
            terminalreporter.section(f"snapshots: {what}")
            for name in self._unused:
                terminalreporter.write_line(f"snapshots/{name}")
