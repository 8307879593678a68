"""The tests of this folder need a pseudo-terminal and its screen; without, they are skipped."""

from __future__ import annotations

import pytest

pytest.importorskip("pexpect", reason="the fault harness needs pexpect")
pytest.importorskip("pyte", reason="the fault harness needs pyte")
