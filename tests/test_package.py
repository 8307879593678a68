"""The package: what is in the wheel and the sdist, and that each way to install it finds its styles."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import site
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
    ".pre-commit-hooks.yaml",
)
FOLDERS = ("src", "styles", "examples", "docs", "tests", "snapshots")

pytestmark = [
    pytest.mark.package,
    *(
        pytest.mark.skipif(importlib.util.find_spec(name) is None, reason=f"{name} is not installed")
        for name in ("pip", "venv", "ensurepip", "hatchling")
    ),
]


def command(*words: str | Path, cwd: Path) -> str:
    """Run a command without the network; return what it printed."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PMTUI_"))}
    environ |= {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    done = subprocess.run(
        [*map(str, words)],
        cwd=cwd,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def build(kind: str, source: Path, into: Path) -> Path:
    """Build a wheel or an sdist of the project in `source` with the hatchling that is here."""
    command(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into, cwd=source)
    [built] = into.iterdir()
    return built


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A copy of the project as a clone has it: a build must not need, or change, what lies beside it."""
    place = tmp_path_factory.mktemp("project") / "pmtui"
    place.mkdir()
    for name in PROJECT:
        shutil.copy(ROOT / name, place)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    return place


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory) -> Path:
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(checkout, tmp_path_factory) -> Path:
    return build("sdist", checkout, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist, tmp_path_factory) -> Path:
    """The folder that the sdist unpacks to."""
    place = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as packed:
        if hasattr(tarfile, "data_filter"):  # Python 3.11.4 and newer
            packed.extraction_filter = tarfile.data_filter
        packed.extractall(place)
    [folder] = place.iterdir()
    return folder


@pytest.fixture(scope="module")
def wheel_of_sdist(unpacked, tmp_path_factory) -> Path:
    return build("wheel", unpacked, tmp_path_factory.mktemp("again"))


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return {name for name in packed.namelist() if ".dist-info/" not in name}


def files_in(folder: Path, pattern: str = "*") -> Iterator[str]:
    """Yield the files below a folder of the project, each with its path in that folder."""
    for path in sorted((ROOT / folder).rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT / folder).as_posix()


def test_the_wheel_holds_the_program_its_words_styles_and_examples_and_nothing_else(wheel):
    wanted = {f"pmtui/{name}" for name in files_in(Path("src/pmtui"))}
    wanted |= {f"pmtui/styles/{name}" for name in files_in(Path("styles"), "*.tcss")}
    wanted |= {f"pmtui/examples/{name}" for name in files_in(Path("examples"), "*.toml")}
    assert {"pmtui/styles/app.tcss", "pmtui/content/rubric.json", "pmtui/py.typed"} <= wanted
    assert names_in(wheel) == wanted


def test_the_wheel_names_its_licence_and_its_needs(wheel):
    with zipfile.ZipFile(wheel) as packed:
        [about] = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = packed.read(about).decode("utf-8")
        assert any(name.endswith("/licenses/LICENSE") for name in packed.namelist())
    needs = set(re.findall(r"(?m)^Requires-Dist: ([\w.-]+)", metadata))
    assert {"textual", "pydantic", "tomli-w", "rich", "platformdirs"} <= needs
    assert "textual==" not in metadata  # that pin is for the snapshots, not for those who install it


def test_the_sdist_holds_what_is_needed_to_build_and_to_test(unpacked):
    for folder in FOLDERS:
        missing = [name for name in files_in(Path(folder)) if not (unpacked / folder / name).is_file()]
        assert not missing
    for name in PROJECT:
        assert (unpacked / name).is_file()


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_project(wheel, wheel_of_sdist):
    assert names_in(wheel_of_sdist) == names_in(wheel)


# -- installed --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(request, tmp_path_factory) -> Path:
    """The `bin` of a new environment in which pmtui is installed, in the way that is the parameter."""
    what = request.getfixturevalue(request.param)
    place = tmp_path_factory.mktemp(f"venv-{request.param}")
    command(sys.executable, "-m", "venv", "--without-pip", place, cwd=place)
    python = place / "bin" / "python"
    [packages] = (place / "lib").glob("python*/site-packages")
    # It sees what pmtui needs, but not the pmtui of the environment in which the tests run: a `.pth` file
    # in a folder that is put on the path by another `.pth` file is not read.
    beside = "\n".join(path for path in site.getsitepackages() if Path(path).is_dir())
    (packages / "needs.pth").write_text(f"{beside}\n", encoding="utf-8")
    how = ["--editable"] if request.param == "checkout" else []
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--ignore-installed", "--quiet"]
    command(sys.executable, "-m", "pip", "--python", python, "install", *options, *how, what, cwd=place)
    return place / "bin"


each_way = pytest.mark.parametrize(
    "installed", ["wheel", "wheel_of_sdist", "checkout"], ids=["wheel", "sdist", "editable"], indirect=True
)


@each_way
def test_installed_it_is_found_from_anywhere(installed, tmp_path):
    assert command(installed / "pmtui", "--version", cwd=tmp_path).startswith("pmtui ")
    where = "import pmtui._assets as a; print(a.styles_dir(), a.examples_dir(), a.__file__, sep='\\n')"
    styles, examples, itself = command(installed / "python", "-c", where, cwd=tmp_path).splitlines()
    assert not Path(itself).is_relative_to(ROOT)
    assert sorted(path.name for path in Path(styles).iterdir()) == sorted(files_in(Path("styles")))
    assert sorted(path.name for path in Path(examples).glob("*.toml")) == sorted(files_in(Path("examples")))
    live = Path(itself).is_relative_to(installed.parent)
    assert Path(styles).is_relative_to(installed.parent) is live  # editable: the folder at the top, live


@each_way
def test_installed_it_draws_a_screen_in_its_styles(installed, tmp_path):
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    from ptyterm import Terminal

    with Terminal(argv=[str(installed / "pmtui"), "demo"], home=tmp_path) as terminal:
        terminal.wait_line("Timeline")
        terminal.wait_line("^Q quit")
        terminal.settle()
        first, way, *_, last = terminal.screen()
        assert first.strip().startswith("GitLab.com")
        assert "Timeline" in way
        assert "^Q quit" in last
        assert terminal.screen().count("─" * 80) == 2  # these two lines are drawn by the style sheets alone
        terminal.send("<C-q>")
        assert terminal.wait_exit() == 0
    assert "The example you worked on is in" in terminal.raw.decode("utf-8")
