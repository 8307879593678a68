"""The rules of a team from the shell: found by check and lint, named on stderr where they are broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pmtui.checks.rules import book as rulebook
from pmtui.checks.rules.book import Rulebook
from pmtui.cli import main

Run = Callable[..., tuple[int, str, str]]
SUMMARY = "We pressed the big red button"
SMALL = f'format = 1\nid = "2026-11-24-disk-full"\ntitle = "The disk was full"\nsummary = "{SUMMARY}"\n'
RULE = """
[[rule]]
id = "acme.slang"
severity = "error"
what = "A word of ours."
why = "Others do not know it."
next = "What do others call it?"
phrases = ["the big red button"]
matches = ["We pressed the big red button"]
passes = ["We rolled back"]
"""
BROKEN = RULE.replace("slang", "broken").replace("phrases", "colour")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run pmtui in this process, with a library and settings of the test's own, and no rules left behind."""
    monkeypatch.setenv("PMTUI_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("PMTUI_CONFIG", str(tmp_path / "config" / "config.toml"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "library" / "rules").mkdir(parents=True)
    (tmp_path / "config").mkdir()
    (tmp_path / "it.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "notes.md").write_text(f"# Notes\n\n{SUMMARY}.\n", encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        with rulebook.in_force(Rulebook()):
            status = main(words)
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


def findings(out: str) -> set[str]:
    return {json.loads(line)["rule"] for line in out.splitlines()}


@pytest.mark.parametrize("words", [("check", "it.toml"), ("lint", "notes.md")], ids=" ".join)
def test_a_rule_in_the_library_is_found(run: Run, tmp_path: Path, words: tuple[str, str]) -> None:
    command, name = words
    status, out, _ = run(command, "--format", "json", name)
    assert "acme.slang" not in findings(out)
    (tmp_path / "library" / "rules" / "acme.toml").write_text(RULE, encoding="utf-8")
    status, out, err = run(command, "--format", "json", name)
    assert (status, err) == (1, "") and "acme.slang" in findings(out)


def test_packs_can_be_named_more_than_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "off.toml").write_text('[severity]\nacme.slang = "off"', encoding="utf-8")
    assert run("lint", "--rules", "a.toml", "notes.md")[0] == 1
    assert run("lint", "--rules", "a.toml", "--rules", "b", "notes.md")[0] == 0


def test_the_settings_switch_a_rule_off(run: Run, tmp_path: Path) -> None:
    (tmp_path / "library" / "rules" / "acme.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "config" / "config.toml").write_text('[rules]\n"acme.slang" = "off"', encoding="utf-8")
    assert run("lint", "notes.md")[0] == 0


def test_a_broken_rule_is_named_and_the_status_stays_that_of_the_findings(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "library" / "rules" / "acme.toml"
    pack.write_text(BROKEN, encoding="utf-8")
    status, _, err = run("lint", "notes.md")
    assert status == 0
    assert err.startswith(f"pmtui: {pack}: rule acme.broken is left out: unknown key `colour`")
    pack.write_text(BROKEN + RULE, encoding="utf-8")
    status, _, err = run("lint", "notes.md")
    assert status == 1 and "acme.broken is left out" in err


@pytest.mark.parametrize("command", ["check", "lint", "open"])
def test_a_pack_that_is_not_there_is_an_error(run: Run, command: str) -> None:
    name = "notes.md" if command == "lint" else "it.toml"
    status, out, err = run(command, "--rules", "gone.toml", name)
    assert (status, out) == (2, "")
    if command != "open":  # which asks for a terminal first
        assert "gone.toml: there is no such file" in err


def test_the_document_is_scored_with_the_rules_in_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "library" / "rules" / "acme.toml").write_text(BROKEN, encoding="utf-8")
    status, out, err = run("export", "it.toml")
    assert status == 0 and out.startswith("#") and "acme.broken" in err
