"""The settings: optional, and an unknown word is named with the nearest one and its line."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from pmtui.errors import FileError
from pmtui.store import settings

WHOLE = """# mine
library = "~/incidents"
theme = "light"
mouse = true
author = "Ada"

[keys]
save = "ctrl+w"
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none" / "config.toml") == settings.Settings()
    assert settings.Settings().theme == "auto"
    assert not settings.Settings().mouse


def test_hostile_settings_are_refused_before_they_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "a." * 50_000 + "b = 1\n")
    with monkeypatch.context() as patch:
        patch.setattr(tomllib, "loads", lambda _: pytest.fail("it was parsed"))
        with pytest.raises(FileError, match="nested more than 64 deep"):
            settings.load(file)
        file.write_bytes(b'theme = "dark"\n' + b"#\n" * settings.LARGEST)
        with pytest.raises(FileError, match="larger than 128 kB"):
            settings.load(file)
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(FileError, match="no regular file"):
        settings.load(file)


def test_all_settings_are_read(tmp_path: Path) -> None:
    found = settings.load(written(tmp_path, WHOLE))
    assert (found.library, found.theme, found.mouse, found.author) == ("~/incidents", "light", True, "Ada")
    assert dict(found.keys) == {"save": "ctrl+w"}


WRONG = [
    ("# mine\ntheem = 'dark'", 2, "there is no setting `theem`", "Did you mean `theme`?"),
    (
        "mouse = true\n[zzz]\nx = 1",
        2,
        "there is no setting `zzz`",
        "library, theme, mouse, keys, bones",
    ),
    ("\n\ntheme = 'pink'", 3, "the setting `theme` is one of auto, dark, light, ansi", ""),
    ("theme = 3", 1, "the setting `theme` is text in quotes", ""),
    ("mouse = 'yes'", 1, "the setting `mouse` is true or false", ""),
    ("keys = 'x'", 1, "the setting `keys` is a table of actions", ""),
    ("[keys]\nsave = 3", 1, "the setting `keys` is a table of actions", ""),
    ("bones = 'people'", 1, "the setting `bones` is a list of words", ""),
    ("mouse = true\nbones = ['people', 3]", 2, "the setting `bones` is a list of words", ""),
    ("bones = ['people', ' ']", 1, "the setting `bones` is a list of words", ""),
    ('"a\\u001b[2J" = 1', 1, "there is no setting", ""),
]


@pytest.mark.parametrize(("text", "line", "what", "remedy"), WRONG)
def test_what_is_not_known_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, what: str, remedy: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FileError) as caught:
        settings.load(path)
    assert caught.value.where == f"{path}:{line}"
    assert what in caught.value.what
    assert remedy in caught.value.remedy
    assert caught.value.remedy
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("raw", [b"theme = ", b"\xff\xfe", b"x = " + b"[" * 9000, b"x = " + b"9" * 5000])
def test_a_broken_file_is_named(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(FileError, match=r"not valid TOML|no settings: it holds a number") as caught:
        settings.load(written(tmp_path, raw))
    assert caught.value.where.startswith(str(tmp_path))
    assert caught.value.remedy


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="can't be read"):
        settings.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "bones"),
    [
        ("", ()),
        ("bones = []", ()),
        ("bones = ['people', ' suppliers ', '長い骨']", ("people", "suppliers", "長い骨")),
        ("bones = ['people', 'process', 'people ']", ("people", "process")),
    ],
)
def test_the_bones_of_a_new_postmortem_are_trimmed_and_each_is_there_once(
    tmp_path: Path, text: str, bones: tuple[str, ...]
) -> None:
    assert settings.load(written(tmp_path, text)).bones == bones
