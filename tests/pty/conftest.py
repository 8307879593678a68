"""Terminals for the tests of this folder; they are skipped where pexpect or pyte is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ptyterm import Terminal

pytest.importorskip("pexpect", reason="the tests on a pseudo-terminal need pexpect")
pytest.importorskip("pyte", reason="the tests on a pseudo-terminal need pyte")


@pytest.fixture
def terminal(tmp_path) -> Iterator[Callable[..., Terminal]]:
    """Start `pmtui` with the given words (or another `argv=`) in a home of its own; all are ended after."""
    from ptyterm import Terminal

    started: list[Terminal] = []

    def start(*words: str, **settings: Any) -> Terminal:
        settings.setdefault("home", tmp_path)
        started.append(Terminal(*words, **settings))
        return started[-1]

    yield start
    for each in started:
        each.close()
