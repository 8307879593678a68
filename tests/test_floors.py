"""The floors of the house, and what each command loads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LOADED = """
import sys
try:
    from pmtui.cli import main
    main(sys.argv[1:])
except SystemExit:
    pass
sys.stderr.write("\\nLOADED " + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def run(code_or_module, *arguments, cwd, home):
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PMTUI_", "XDG_"))}
    return subprocess.run(
        [sys.executable, *code_or_module, *arguments],
        cwd=cwd,
        env={**environ, "HOME": str(home), "PMTUI_LIBRARY": str(home / "library")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def loaded(*words, home):
    """Run pmtui with these words in another process; return what it printed and the packages it loaded."""
    done = run(["-c", LOADED], *words, cwd=home, home=home)
    assert "Traceback" not in done.stderr, done.stderr
    errors, _, modules = done.stderr.rpartition("\nLOADED ")
    return done.stdout + errors, set(modules.split())


@pytest.fixture
def example(tmp_path):
    """A copy of one of the examples, in a folder of the test's own."""
    [first, *_] = sorted((ROOT / "examples").glob("*.toml"))
    return Path(shutil.copy(first, tmp_path))


def test_each_floor_imports_only_from_those_beneath_it(tmp_path):
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = run(["-c", code], cwd=ROOT, home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_load_next_to_nothing(tmp_path, word):
    printed, modules = loaded(word, home=tmp_path)
    assert "pmtui" in printed
    assert "pmtui" in modules
    assert not modules & {"textual", "rich", "pydantic", "pydantic_core", "jinja2", "tomlkit"}


@pytest.mark.parametrize(
    "words",
    [["check"], ["check", "--format", "json"], ["export", "--to", "md"], ["export", "--to", "html"]],
    ids=" ".join,
)
def test_commands_for_a_file_load_no_screen(example, tmp_path, words):
    printed, modules = loaded(*words, str(example), home=tmp_path)
    assert printed.strip() or words[0] == "check"
    assert "pmtui" in modules
    assert not modules & {"textual", "rich", "pydantic", "pydantic_core"}


@pytest.mark.parametrize(
    ("context", "form"),
    [("any", "text"), ("cause", "json"), ("action", "sarif"), ("impact", "github"), ("timeline", "text")],
)
def test_lint_reads_no_postmortem_and_loads_nothing_for_one(tmp_path, form, context):
    (tmp_path / "report.md").write_text("The engineer forgot it. Many users waited.\n", encoding="utf-8")
    words = ["lint", "--format", form, "--context", context, str(tmp_path / "report.md")]
    printed, modules = loaded(*words, home=tmp_path)
    assert "report.md" in printed
    assert not modules & {"textual", "rich", "pydantic", "pydantic_core", "jinja2"}


def test_listing_loads_no_screen(example, tmp_path):
    (tmp_path / "library").mkdir()
    shutil.copy(example, tmp_path / "library")
    printed, modules = loaded("list", home=tmp_path)
    assert printed.strip()
    assert not modules & {"textual", "rich"}


def test_the_demo_without_a_terminal_loads_no_screen(tmp_path):
    printed, modules = loaded("demo", home=tmp_path)
    assert printed.strip()
    assert not modules & {"textual", "rich"}


@pytest.mark.parametrize("words", [["new"], ["open", "x.toml"], []], ids=" ".join)
def test_a_screen_that_can_not_be_drawn_is_not_loaded(tmp_path, words):
    (tmp_path / "x.toml").write_text("", encoding="utf-8")
    printed, modules = loaded(*words, home=tmp_path)
    assert printed.strip()
    assert not modules & {"textual", "rich"}


@pytest.mark.parametrize("module", ["capability", "crash_report", "mouse", "editor", "clipboard", "signals"])
def test_what_is_asked_about_the_terminal_loads_no_textual(tmp_path, module):
    code = f"import sys, pmtui.terminal.{module}; sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    assert run(["-c", code], cwd=ROOT, home=tmp_path).returncode == 0


def test_the_version_is_told_without_a_parser(tmp_path):
    code = "import sys; sys.path.insert(0, sys.argv[1]); import pmtui.cli; pmtui.cli.main(['--version'])"
    told = "; print(*sys.modules, file=sys.stderr)"
    done = run(["-S", "-c", code + told], str(ROOT / "src"), cwd=tmp_path, home=tmp_path)
    assert done.stdout.startswith("pmtui ")
    assert not set(done.stderr.split()) & {"argparse", "re", "typing", "pathlib", "pmtui.errors"}
