"""Owners in actions, in the forms that people write: the list is forms_owners.toml."""

import tomllib
from pathlib import Path

import pytest

from pmtui.text.owners import find_owner

FORMS = tomllib.loads((Path(__file__).parent / "forms_owners.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "name"), FORMS["people"].items())
def test_a_person_is_found(text: str, name: str) -> None:
    owner = find_owner(text)
    assert owner is not None
    assert owner.name == name
    assert name in text[slice(*owner.span)]


@pytest.mark.parametrize("text", FORMS["none"]["texts"])
def test_nobody_is_found_where_no_person_is_named(text: str) -> None:
    assert find_owner(text) is None


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert len(FORMS["people"]) + len(FORMS["none"]["texts"]) >= 250
