"""Where things are kept: flag before variable before setting, and nothing is created by asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmtui.store import places


def test_the_library_is_the_flag_then_the_variable_then_the_setting() -> None:
    environ = {"HOME": "/home/ada", "PMTUI_LIBRARY": "/var/b"}
    assert places.library_dir(environ, flag="/var/a", setting="/var/c") == Path("/var/a")
    assert places.library_dir(environ, setting="/var/c") == Path("/var/b")
    assert places.library_dir({"HOME": "/home/ada"}, setting="/var/c") == Path("/var/c")
    assert places.library_dir({"HOME": "/home/ada", "PMTUI_LIBRARY": ""}, flag="", setting="/c") == Path("/c")


def test_without_a_word_it_is_what_the_platform_has_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places.sys, "platform", "linux")
    home = {"HOME": "/home/ada"}
    assert places.library_dir(home) == Path("/home/ada/.local/share/pmtui/postmortems")
    assert places.state_dir(home) == Path("/home/ada/.local/state/pmtui")
    assert places.cache_dir(home) == Path("/home/ada/.cache/pmtui")
    assert places.config_file(home) == Path("/home/ada/.config/pmtui/config.toml")


def test_the_variables_of_the_desktop_standard_hold_where_they_are_absolute() -> None:
    xdg = {"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "/c", "XDG_CONFIG_HOME": "/e"}
    assert places.library_dir(xdg) == Path("/d/pmtui/postmortems")
    assert places.state_dir(xdg) == Path("/s/pmtui")
    assert places.cache_dir(xdg) == Path("/c/pmtui")
    assert places.config_file(xdg) == Path("/e/pmtui/config.toml")
    assert places.state_dir({"XDG_STATE_HOME": "s", "HOME": "/home/ada"}) != Path("s/pmtui")


def test_each_place_has_its_own_variable() -> None:
    environ = {"PMTUI_STATE_DIR": "/s", "PMTUI_CACHE_DIR": "/c", "PMTUI_CONFIG": "/e/my.toml"}
    assert places.state_dir(environ) == Path("/s")
    assert places.cache_dir(environ) == Path("/c")
    assert places.config_file(environ) == Path("/e/my.toml")


def test_a_place_does_not_change_with_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert places.library_dir({}, flag="lib") == tmp_path / "lib"
    assert places.library_dir({}, flag="~/lib") == tmp_path / "home" / "lib"
    assert (
        places.library_dir({}, flag="~nobody-of-this-name/lib") == tmp_path / "~nobody-of-this-name" / "lib"
    )


def test_without_a_home_the_platform_is_asked_and_nothing_is_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for place in (places.library_dir({}), places.state_dir({}), places.cache_dir({}), places.config_file({})):
        assert place.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []
