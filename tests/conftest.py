"""What all tests share: a bare environment, hypothesis profiles, the flag for the long versions."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["snap"]

for name in ("NO_COLOR", "COLORTERM", "PMTUI_LIBRARY", "PMTUI_STATE_DIR", "PMTUI_CONFIG", "TEXTUAL_THEME"):
    os.environ.pop(name, None)  # the person's own settings must not change what the tests see
os.environ["TEXTUAL_ANIMATIONS"] = "none"

_SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("short", deadline=None, suppress_health_check=_SLOW_MACHINE)
settings.register_profile("long", deadline=None, max_examples=2_000, suppress_health_check=_SLOW_MACHINE)
settings.register_profile("ci", parent=settings.get_profile("short"), derandomize=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag for the long versions of property and fault tests."""
    parser.addoption("--long", action="store_true", help="run property tests with many more examples")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the hypothesis profile."""
    long = config.getoption("--long")
    settings.load_profile("long" if long else "ci" if os.environ.get("CI") else "short")
