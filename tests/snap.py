"""Snapshots of screens: a text twin beside a picture. The twin is compared first; a diff can show it."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App

ROOT = Path(__file__).resolve().parents[1]
PINNED = dict(
    line.split(" ", 1) for line in (ROOT / "snapshots" / "VERSIONS").read_text(encoding="utf-8").splitlines()
)
"""The versions with which the snapshots were made: pictures of others differ for reasons not ours."""


class _BesideTests(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: Any) -> str:
        """Return the folder of a test module's snapshots: its path below tests/."""
        below = Path(test_location.filepath).resolve().relative_to(ROOT / "tests").with_suffix("")
        return str(ROOT / "snapshots" / below)


class TextTwin(_BesideTests):
    """What stands on the screen, as text."""

    file_extension = "txt"


class Picture(_BesideTests):
    """The screen as a picture."""

    file_extension = "svg"

    def serialize(self, data: Any, **kwargs: Any) -> Any:
        """Return the picture without the id that each export has of its own."""
        return re.sub(r"\bterminal-\d+-([\w-]+)", r"terminal-\1", str(super().serialize(data, **kwargs)))


def screen_text(app: App[Any]) -> str:
    """Return what the screen shows, row by row, without trailing blanks."""
    strips = app.screen._compositor.render_strips(app.size)
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    return "\n".join(rows) + "\n"


def _as_pinned() -> str:
    here = {"textual": version("textual"), "python": f"{sys.version_info[0]}.{sys.version_info[1]}"}
    off = [name for name in here if here[name] != PINNED[name]]
    return "; ".join(f"{name} {PINNED[name]}, not {here[name]}" for name in off)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite the snapshots with other versions than theirs."""
    if config.getoption("update_snapshots", default=False) and _as_pinned():
        raise pytest.UsageError(f"snapshots are made with {_as_pinned()} (snapshots/VERSIONS)")


@pytest.fixture
def snap(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return `snap(app, name="")`: compare the screen of a running app with its snapshot."""

    def compare(app: App[Any], name: str = "") -> None:
        if _as_pinned():
            pytest.skip(f"snapshots are made with {_as_pinned()}")
        size = f"{app.size.width}x{app.size.height}"
        label = f"{name}-{size}" if name else size
        text = screen_text(app)
        twin = snapshot.use_extension(TextTwin)(name=label)
        assert text == twin
        svg = app.export_screenshot(title="pmtui", simplify=True)
        if svg != snapshot.use_extension(Picture)(name=label):
            report = _report(request, label, svg)
            pytest.fail(f"the picture differs (its text does not): {report}", pytrace=False)

    return compare


def _report(request: pytest.FixtureRequest, label: str, svg: str) -> Path:
    name = re.sub(r"[^A-Za-z0-9_.-]+", "_", f"{request.node.nodeid}-{label}")
    path = ROOT / "snapshot_report" / f"{name}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<h1>{html.escape(request.node.nodeid)} {label}</h1>{svg}", encoding="utf-8")
    return path
