"""What every test has: a clean environment, a home of its own, profiles for hypothesis, `--long`, `snap`."""

from __future__ import annotations

import asyncio
import inspect
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# The terminal and the habits of whoever runs the tests are no part of them.
_HABITS = (
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLORFGBG", "COLUMNS", "LINES"),
    *("EDITOR", "VISUAL", "TMUX", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "ESCDELAY"),
)
for _name in list(os.environ):
    if _name in _HABITS or _name.startswith(("PMTUI_", "TEXTUAL", "XDG_")):
        del os.environ[_name]
_CI = bool(os.environ.get("CI"))
os.environ.update(TERM="xterm-256color", TEXTUAL_ANIMATIONS="none", TEXTUAL_SMOOTH_SCROLL="0")

# Textual reads its variables when it is loaded: what loads it comes after.
from hypothesis import HealthCheck, settings  # noqa: E402

from snap import Shots, Snap  # noqa: E402

settings.register_profile(
    "short",
    deadline=None,  # a busy machine is no failure
    max_examples=40,
    derandomize=_CI,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("short"), max_examples=1000, derandomize=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--long` and `--snapshot-update`."""
    group = parser.getgroup("pmtui")
    group.addoption("--long", action="store_true", help="run what is marked long, and many more examples")
    group.addoption(
        "--snapshot-update",
        action="store_true",
        help="take the screens as they are for snapshots/, and remove what no test shows any more",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the profile, make the home folder, and watch over the snapshots."""
    settings.load_profile("long" if config.getoption("--long") else "short")
    config.pluginmanager.register(Shots(config), "pmtui-snapshots")
    home = tempfile.mkdtemp(prefix="pmtui-test-home-")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ["HOME"] = home  # a test that forgets to say where things are kept harms nobody's


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Start no workers for a few test files: they are done before the workers are up."""
    return 0 if all(arg.partition("::")[0].endswith(".py") for arg in config.args) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked long, unless it was asked for."""
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="long: run with --long"))


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine in an event loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture
def snap(request: pytest.FixtureRequest) -> Snap:
    """Compare the screen of a running app with the one in snapshots/: `snap(app)`, `snap(app, "label")`."""
    return Snap(request.node, update=request.config.getoption("--snapshot-update"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parents[1]
