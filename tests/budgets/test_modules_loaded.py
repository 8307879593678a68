"""How many modules each command loads, and the interview: each costs time at every start.

The numbers are what was counted; `counting.HEAD_ROOM` more is allowed. A package that a budget does not
name is not loaded at all.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from counting import allowed, exceeded, hold

FILE = "FILE"
TEXT = "TEXT"
"""They stand for a postmortem, and for a text, among the words of a command."""

COMMANDS: dict[str, dict[str, int]] = {
    "--version": {"python": 2, "pmtui": 2},
    "--help": {"python": 35, "pmtui": 4},
    f"check {FILE}": {"python": 74, "pmtui": 129},
    f"check --format json {FILE}": {"python": 79, "pmtui": 129},
    f"lint {TEXT}": {"python": 74, "pmtui": 123},
    f"export {FILE}": {"python": 99, "pmtui": 231, "jinja2": 20, "markupsafe": 2},
    f"export --to html {FILE}": {"python": 106, "pmtui": 244, "jinja2": 20, "markupsafe": 2},
    "list": {"python": 68, "pmtui": 125},
    "recover": {"python": 70, "pmtui": 64},
    f"versions {FILE}": {"python": 73, "pmtui": 54},
    f"tree {FILE}": {"python": 65, "pmtui": 49},
}
SCREEN: dict[str, int] = {"textual": 158, "rich": 48, "platformdirs": 7, "typing_extensions": 1}
FIRST_SCREEN: dict[str, int] = {**SCREEN, "python": 151, "pmtui": 111}
IDLE: dict[str, int] = {**SCREEN, "python": 162, "pmtui": 241}

LOADED = """
import sys
at_start = set(sys.modules)
try:
    from pmtui.cli import main
    main(sys.argv[1:])
except SystemExit:
    pass
sys.stderr.write("\\nLOADED " + " ".join(sorted(set(sys.modules) - at_start)))
"""


def loaded(words: list[str], home: Path) -> list[str]:
    """Run pmtui with these words in another process; return the modules that it loaded."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PMTUI_", "XDG_"))}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        cwd=home,
        env={
            **environ,
            "HOME": str(home),
            "PMTUI_LIBRARY": str(home / "library"),
            "PMTUI_STATE_DIR": str(home / "state"),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr.rpartition("\nLOADED ")[2].split()


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_loads_what_it_needs(postmortem, tmp_path, words):
    text = tmp_path / "report.md"
    text.write_text("The engineer forgot it. Many users waited.\n", encoding="utf-8")
    stands_for = {FILE: str(postmortem), TEXT: str(text)}
    modules = loaded([stands_for.get(word, word) for word in words.split()], tmp_path)
    assert "pmtui.cli" in modules
    hold(f"pmtui {words}", modules, COMMANDS[words])


@pytest.mark.pty
def test_the_interview_loads_what_its_screen_needs(postmortem, tmp_path):
    pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect")
    pytest.importorskip("pyte", reason="a pseudo-terminal needs pyte")
    from ptyterm import Terminal

    script = Path(__file__).with_name("tells_modules.py")
    argv = [sys.executable, str(script), str(tmp_path), "open", str(postmortem)]
    with Terminal(argv=argv, home=tmp_path, answers=True) as term:
        term.wait_for("quit")
        term.settle(0.4)  # what the first screen put off is loaded now
        term.kill(signal.SIGUSR1)
        first, later = tmp_path / "first", tmp_path / "later"
        term.wait_until(later.exists, "it has told what it loaded")
        term.send("<C-q>")
        assert term.wait_exit() == 0
    hold("the first screen of the interview", first.read_text().split("\n"), FIRST_SCREEN)
    hold("the interview while idle after its first screen", later.read_text().split("\n"), IDLE)


def test_what_is_over_its_budget_is_named():
    budget = {"python": 2, "pmtui": 20}
    assert exceeded(["os", "json", "pmtui", "pmtui.cli"], budget) == []
    assert exceeded(["os", "json", "re", "abc"], budget) == ["4 modules of python, at most 3: abc json os re"]
    assert exceeded(["rich.text"], budget) == ["rich must not be loaded: rich.text"]
    assert exceeded(["sqlite3"], budget) == ["sqlite3 must not be loaded"]


def test_the_head_room_is_a_twentieth_and_at_least_one():
    assert [allowed(number) for number in (0, 1, 20, 21, 100)] == [0, 2, 21, 23, 105]


def test_the_message_says_what_to_do():
    with pytest.raises(AssertionError, match="import it in the function that needs it"):
        hold("pmtui list", ["textual"], {})
