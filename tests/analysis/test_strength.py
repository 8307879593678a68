"""How strong actions are: the three classes, and the mix of a set."""

from __future__ import annotations

from typing import Any

import pytest

from pmtui import content
from pmtui.analysis.causes.answers import LEVELS
from pmtui.analysis.causes.strength import mix, of_words, strength
from pmtui.model.postmortem import Action


def action(what: str, level: str | None, **more: Any) -> Action:
    return Action.model_validate({"id": "ac-1", "what": what, "level": level, **more})


@pytest.mark.parametrize(
    ("what", "level", "expected"),
    [
        ("Remove the legacy endpoint", "eliminate", "stronger"),
        ("Move the database to a managed service", "substitute", "stronger"),
        ("Let the pipeline refuse a config without an owner", "engineering", "stronger"),
        ("Roll the deploy back by itself when errors rise", "engineering", "stronger"),
        ("Page when lag is above 5 minutes", "engineering", "intermediate"),
        ("Add two standbys on production disks", "engineering", "intermediate"),
        ("Put a checklist into the release tool", "administrative", "intermediate"),
        ("Link the runbook from the alert", "administrative", "intermediate"),
        ("Ask for a second approval of each change", "administrative", "weaker"),
        ("Write a wiki page on restores", "administrative", "weaker"),
        ("Drill a restore each quarter with the real tools", "training", "intermediate"),
        ("A workshop for everyone on call", "training", "weaker"),
    ],
)
def test_the_class_of_an_action(what: str, level: str, expected: str) -> None:
    assert strength(action(what, level)) == expected


def test_without_a_level_there_is_no_class() -> None:
    assert strength(action("Remove it", None)) is None


def test_each_level_has_a_class() -> None:
    assert [of_words("x", level) for level in LEVELS] == [
        "stronger", "stronger", "intermediate", "weaker", "weaker",
    ]  # fmt: skip


def test_the_mix_counts_what_is_not_dropped() -> None:
    found = mix(
        [
            action("Remove it", "eliminate"),
            action("Page on it", "engineering"),
            action("Page on that", "engineering"),
            action("Tell everyone", "training", status="dropped"),
            action("Something", None),
        ]
    )
    assert (found.stronger, found.intermediate, found.weaker, found.unknown) == (1, 2, 0, 1)
    assert found.percents() == (33, 67, 0)
    assert mix([]).percents() == (0, 0, 0)


def test_the_shares_make_up_a_hundred() -> None:
    for counts in ((1, 1, 1), (2, 15, 82), (1, 6, 0), (0, 1, 7)):
        levels = (("x", "eliminate"), ("x", "engineering"), ("x", "training"))
        actions = [action(*each) for each, count in zip(levels, counts, strict=True) for _ in range(count)]
        assert sum(mix(actions).percents()) == 100


def test_the_published_mixes_are_those_of_the_studies() -> None:
    listed = content.toml("guide/strength.toml")["published"]
    assert [one["mix"] for one in listed] == [[8, 44, 48], [2, 15, 82], [10, 44, 46]]
    assert all(one["source"] for one in listed)
