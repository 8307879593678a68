"""The category of a cause by its first clear word, and the questions that dig on from it."""

from typing import Any, get_args

import pytest
from hypothesis import given

from pmtui.content import toml
from pmtui.interview.asking import asked
from pmtui.interview.script import categories
from pmtui.interview.signs import LONGEST_TEXT, guess_category
from pmtui.interview.wording import digging
from pmtui.model.postmortem import Category, Postmortem
from strategies import texts


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The operator typed the wrong host name", "human-error"),
        ("There was no step for it in the runbook", "process-gap"),
        ("The legacy importer could not be tested", "technical-debt"),
        ("The vendor's certificate had run out", "external-dependency"),
        ("The deadline left no time for a second look", "systemic"),
        ("Providers fail", "external-dependency"),
        ("a typo, made in a hurry", "human-error"),
        ("made in a hurry: a typo", "systemic"),
        ("The queue was full", None),
        ("", None),
        ("prototyped in May", None),
        ("no vendor was asked", None),
        ("x" * LONGEST_TEXT + " a typo", None),
    ],
)
def test_the_first_clear_word_speaks_for_a_category(text: str, category: str | None) -> None:
    assert guess_category(text) == category


def test_every_category_has_words_and_no_word_stands_in_two() -> None:
    listed = toml("text/categories.toml")["category"]
    assert {one["value"] for one in listed} == set(get_args(Category))
    words = [word for one in listed for word in one["words"]]
    assert len(set(words)) == len(words)
    for one in listed:
        for word in one["words"]:
            assert guess_category(f"it was {word.rstrip('_')} then") == one["value"], word


@given(texts)
def test_any_text_has_a_category_or_none(text: str) -> None:
    assert guess_category(text) in (None, *get_args(Category))


def prompts(causes: dict[str, Any], path: str) -> tuple[str, ...]:
    pm = Postmortem.model_validate({"id": "2026-11-24-any", "kind": "production-outage", "causes": causes})
    return next(one.prompts for one in asked(pm, "causes") if one.path == path)


def test_beneath_the_ladder_the_questions_dig_on_from_the_open_rung() -> None:
    problem = {"problem": "Builds failed"}
    why = {"id": "why-1", "explains": ["problem"], "because": "The vendor changed its API"}
    assert not set(prompts(problem, "causes.why.new")) & {ask for one in categories() for ask in one.digging}
    found = prompts({**problem, "why": [why]}, "causes.why.new")
    wanted = tuple(digging("external-dependency"))
    assert wanted and found[: len(wanted)] == wanted


def test_at_a_rung_the_questions_dig_on_from_what_it_explains() -> None:
    whys = [
        {"id": "why-1", "explains": ["problem"], "because": "Somebody typed the wrong host"},
        {"id": "why-2", "explains": ["why-1"], "because": "The legacy importer has no check"},
    ]
    found = prompts({"problem": "Builds failed", "why": whys}, "causes.why.why-2.because")
    wanted = tuple(digging("human-error"))
    assert wanted and found[: len(wanted)] == wanted


def test_without_a_category_nothing_is_dug_for() -> None:
    assert digging(None) == [] == digging("unheard-of")
    assert all(digging(category) for category in get_args(Category))
