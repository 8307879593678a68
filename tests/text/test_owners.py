"""Owners: named people, told from teams, roles and systems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui import content
from pmtui.text.owners import find_doer, find_owner, is_team


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Add a check by Apr 1 (Owner: Kim)", "Kim", "(Owner: Kim)"),
        ("Add a check. Owner: Dana Reyes", "Dana Reyes", "Owner: Dana Reyes"),
        ("Owner: Dana Reyes by Apr 1", "Dana Reyes", "Owner: Dana Reyes"),
        ("Add a check, owner=kim", "kim", "owner=kim"),
        ("Add a check, owner Kim", "Kim", "owner Kim"),
        ("Add a check, @kim-o.", "kim-o", "@kim-o"),
        ("assigned to Dana Reyes, next week", "Dana Reyes", "assigned to Dana Reyes"),
        ("owned by José", "José", "owned by José"),
        ("Noor writes the drill by May 4", "Noor", "Noor"),
        ("Dana Reyes adds a probe", "Dana Reyes", "Dana Reyes"),
        ("Kim to add a probe", "Kim", "Kim"),
        ("Kim will get quotes", "Kim", "Kim"),
        ("Add a probe. Noor reviews it", "Noor", "Noor"),
    ],
)
def test_finds_the_owner(text: str, name: str, found: str) -> None:
    owner = find_owner(text)
    assert owner is not None
    assert (owner.name, text[slice(*owner.span)]) == (name, found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Add a check (Owner: SRE)",
        "Owner: team",
        "Owner: platform team",
        "Owner: everyone",
        "Owner: TBD",
        "Owner: on-call engineer",
        "Add a check @platform-team",
        "Tell @here",
        "Pipeline validates configs",
        "Jenkins builds the image",
        "Kubernetes adds pods",
        "Payment Service adds retries",
        "Monitoring adds noise",
        "Validation checks every field",
        "Team should document the drill",
        "Use @types/node",
        "Write to kim@example.org",
        "Shorten the lead time",
    ],
)
def test_finds_no_owner_where_no_person_is_named(text: str) -> None:
    assert find_owner(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "team",
        "the team",
        "we",
        "SRE",
        "platform team",
        "Payments team",
        "everyone",
        "TBD",
        "?",
        "on-call engineer",
        "@sre-team",
        "Data Platform",
        "all engineers",
        "the manager",
        "CTO",
    ],
)
def test_teams_roles_and_nobody(text: str) -> None:
    assert is_team(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kim",
        "kim",
        "Dana Reyes",
        "Dana (SRE)",
        "Dana from the platform team",
        "D. Reyes",
        "kim@example.org",
    ],
)
def test_people(text: str) -> None:
    assert not is_team(text)


def test_a_doer_comes_with_the_verb() -> None:
    doer = find_doer("Noor documents the drill")
    assert doer is not None
    assert (doer.owner.name, doer.verb, "Noor documents the drill"[doer.rest :]) == (
        "Noor",
        "document",
        " the drill",
    )


pieces = st.sampled_from(
    ["Owner:", "(", ")", "Kim", "adds", "to", "add", "@", "team", "owner=", "[", "by", "Dana Reyes", "."]
)


@given(st.text(max_size=80) | st.lists(pieces, max_size=8).map(" ".join))
def test_any_text_gives_an_owner_within_itself_or_none(text: str) -> None:
    owner = find_owner(text)
    is_team(text)
    if owner:
        assert 0 <= owner.span[0] < owner.span[1] <= len(text)
        assert owner.name in text
        assert not is_team(owner.name)


def test_the_lexicon_is_well_formed() -> None:
    data = content.toml("text/owners.toml")
    words = [
        *data["teams"]["words"],
        *data["teams"]["group_words"],
        *data["systems"]["words"],
        *data["to_do"],
    ]
    assert all(word == word.lower().strip() and word for word in words)
    assert all(third != base and base.isalpha() for base, third in data["verbs"].items())
