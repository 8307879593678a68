"""Where packs lie, in which order they hold, and what can't be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pmtui.checks.rules.book import Rulebook
from pmtui.errors import FileError
from pmtui.store import library, team_rules

RULE = """
[[rule]]
id = "{id}"
severity = "warning"
what = "A word of ours."
why = "Others do not know it."
next = "What do others call it?"
phrases = ["the big red button"]
matches = ["We pressed the big red button"]
passes = ["We rolled back"]
"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A library and a config folder with `rules/`, and a folder that can be named."""
    made = (tmp_path / "library" / "rules", tmp_path / "config" / "rules", tmp_path / "named")
    for folder in made:
        folder.mkdir(parents=True)
    return made


def load(places: tuple[Path, Path, Path], *named: Path) -> Rulebook:
    environ = {"PMTUI_CONFIG": str(places[1].parent / "config.toml")}
    return team_rules.load(places[0].parent, named, environ)


def test_without_any_pack_there_is_nothing(tmp_path: Path) -> None:
    found = team_rules.load(tmp_path / "none", [], {"PMTUI_CONFIG": str(tmp_path / "config.toml")})
    assert (dict(found.own), dict(found.switches), found.troubles) == ({}, {}, ())


def test_packs_are_read_from_the_library_the_settings_and_by_name(places: tuple[Path, Path, Path]) -> None:
    for folder, name in zip(places, ("a", "b", "c"), strict=True):
        (folder / "x.toml").write_text(RULE.format(id=f"{name}.x"), encoding="utf-8")
        (folder / "x.txt").write_text("no pack", encoding="utf-8")
        (folder / ".x.toml").write_text("no pack", encoding="utf-8")
    assert list(load(places).own) == ["a.x", "b.x"]
    assert list(load(places, places[2]).own) == ["a.x", "b.x", "c.x"]
    assert list(load(places, places[2] / "x.toml").own) == ["a.x", "b.x", "c.x"]


def test_of_switches_the_later_holds(places: tuple[Path, Path, Path]) -> None:
    values = ("off", "hint", "error")
    for folder, value in zip(places, values, strict=True):
        (folder / "x.toml").write_text(f'[severity]\n"blame.maybe" = "{value}"', encoding="utf-8")
    assert load(places).switches == {"blame.maybe": "hint"}
    config = places[1].parent / "config.toml"
    config.write_text('[rules]\nblame.maybe = "warning"\n"tone.excuse" = "off"', encoding="utf-8")
    assert load(places).switches == {"blame.maybe": "warning", "tone.excuse": "off"}
    assert load(places, places[2]).switches == {"blame.maybe": "error", "tone.excuse": "off"}


def test_a_pack_that_is_named_again_is_read_once_and_holds_last(places: tuple[Path, Path, Path]) -> None:
    pack = places[0] / "x.toml"
    pack.write_text(RULE.format(id="a.x") + '[severity]\n"blame.maybe" = "off"', encoding="utf-8")
    (places[1] / "y.toml").write_text('[severity]\n"blame.maybe" = "hint"', encoding="utf-8")
    found = load(places, places[0], pack)
    assert list(found.own) == ["a.x"] and not found.troubles
    assert found.switches == {"blame.maybe": "off"}


def test_switches_of_the_settings_are_named_with_their_file(places: tuple[Path, Path, Path]) -> None:
    config = places[1].parent / "config.toml"
    config.write_text('[rules]\nblame.nonsense = "off"\ntone.excuse = 3', encoding="utf-8")
    said = [str(each) for each in load(places).troubles]
    assert [each.startswith(str(config)) for each in said] == [True, True]
    assert any("`blame.nonsense` of [rules] is left out: there is no such rule" in each for each in said)


def test_a_broken_pack_is_named_and_the_others_hold(places: tuple[Path, Path, Path]) -> None:
    (places[0] / "a.toml").write_bytes(b"\xff")
    (places[0] / "b.toml").write_text("[[rule]", encoding="utf-8")
    (places[0] / "c.toml").mkdir()
    (places[0] / "d.toml").symlink_to(places[0] / "gone.toml")
    os.mkfifo(places[0] / "e.toml")  # waiting for its writer would never end
    (places[0] / "f.toml").write_text(RULE.format(id="a.x"), encoding="utf-8")
    found = load(places)
    assert list(found.own) == ["a.x"]
    assert [Path(each.where).name for each in found.troubles] == [
        "a.toml",
        "b.toml",
        "c.toml",
        "d.toml",
        "e.toml",
    ]
    assert all(each.what == "the pack" for each in found.troubles)


def test_what_is_named_has_to_be_there(places: tuple[Path, Path, Path]) -> None:
    for name in ("gone.toml", "gone\0.toml", "x" * 5000):
        with pytest.raises(FileError) as caught:
            load(places, places[2] / name)
        assert caught.value.remedy
    os.mkfifo(places[2] / "pipe")
    with pytest.raises(FileError, match="no file"):
        load(places, places[2] / "pipe")


def test_packs_of_a_folder_are_bounded(places: tuple[Path, Path, Path]) -> None:
    for number in range(team_rules.MOST_PACKS + 2):
        (places[0] / f"{number:03}.toml").write_text(RULE.format(id=f"a.x{number}"), encoding="utf-8")
    found = load(places)
    assert len(found.own) == team_rules.MOST_PACKS
    [trouble] = found.troubles
    assert trouble.what == f"{team_rules.MOST_PACKS:03}.toml and what follows it"


def test_packs_are_no_postmortems(places: tuple[Path, Path, Path]) -> None:
    (places[0] / "2026-01-01-rules.toml").write_text(RULE.format(id="a.x"), encoding="utf-8")
    assert library.entries(places[0].parent) == ()
    assert library.readable(places[0].parent) == ()
