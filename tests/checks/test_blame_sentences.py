"""Blame over many sentences of our own: each kind of blame is claimed, each trap is left alone."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.checks import blame, check_text
from pmtui.model.postmortem import Postmortem
from pmtui.text.people import phrases
from pmtui.text.people.telling import may_tell_of_people

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NOBODY = Postmortem(id="2026-11-24-nobody")
SENTENCES = tomllib.loads(Path(__file__).with_name("blame_sentences.toml").read_text(encoding="utf-8"))
BLAME = [(kind, text) for kind, texts in SENTENCES["blame"].items() for text in texts]
OK = [(kind, text) for kind, texts in SENTENCES["ok"].items() for text in texts]


def claims(text: str) -> list[str]:
    """The rules that claim blame or a defence in running prose."""
    found = check_text(NOBODY, "review.why_late", text, NOW)
    return [
        each.rule for each in found if each.severity != "hint" and each.rule.startswith(("blame.", "tone."))
    ]


@pytest.mark.parametrize(("kind", "text"), BLAME)
def test_blame_is_claimed(kind: str, text: str) -> None:
    assert claims(text), kind


@pytest.mark.parametrize(("kind", "text"), OK)
def test_what_only_looks_like_blame_is_left_alone(kind: str, text: str) -> None:
    assert claims(text) == [], kind


def test_what_the_quick_look_passes_over_would_not_have_been_found_by_reading_either() -> None:
    for _, text in BLAME + OK:
        if not may_tell_of_people(text):
            for role in ("cause", "other"):
                assert list(blame._verdicts(phrases.read(text), role, frozenset())) == [], text
