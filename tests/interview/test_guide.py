"""The guide as data: every word of the method's lists has an entry, and the sentences fill their gaps."""

import re
from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from pmtui import content
from pmtui.checks import check_text
from pmtui.interview import script
from pmtui.interview.advice import triage_advice
from pmtui.interview.wording import one_up
from pmtui.model import postmortem as records
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


def rows(name: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content.toml(f"guide/{name}.toml")[table]
    return found


def test_the_five_categories() -> None:
    assert [one.value for one in script.categories()] == list(get_args(records.Category))
    for one in script.categories():
        assert one.label and one.help and one.signs and one.actions
        assert len(one.digging) >= 3
        assert all(question.endswith("?") for question in one.digging)
    assert script.category_label("systemic") == "Systemic issue"
    assert script.category_label("made up") == "made up"
    assert script.category_label(None) == ""


def test_the_five_levels_from_most_to_least_effective() -> None:
    assert [one.value for one in script.levels()] == list(get_args(records.Level))
    assert [one.strength for one in script.levels()] == [5, 4, 3, 2, 1]
    for one in script.levels():
        assert (one.examples and one.signs and one.one_up.endswith("?")) or one.value == "training"
        assert "⟨" in one.prompt


def test_the_three_techniques() -> None:
    assert [one["label"] for one in rows("techniques", "technique")] == ["5 Whys", "Fishbone", "Fault tree"]
    for one in rows("techniques", "technique"):
        assert one["when"] and one["how"] and one["example"] and len(one["steps"]) >= 5


def test_the_four_quadrants() -> None:
    corners = {(one["impact"], one["effort"]): one["label"] for one in rows("priority", "quadrant")}
    assert corners == {
        ("high", "low"): "Do now",
        ("high", "high"): "Schedule as a project",
        ("low", "low"): "Spare capacity",
        ("low", "high"): "Consider skipping",
    }
    offered = content.toml("guide/choices.toml")["action.*.impact"]
    assert {tuple(one["value"]): one["label"] for one in offered} == corners


def test_the_horizons_and_bones() -> None:
    assert [one["value"] for one in rows("horizons", "horizon")] == list(get_args(records.Horizon))
    assert [one["value"] for one in rows("bones", "bone")] == [
        "people",
        "process",
        "technology",
        "environment",
    ]
    assert all(one["look_for"] for one in rows("bones", "bone"))


def test_the_guardrails_and_mistakes() -> None:
    ids = [one["id"] for one in rows("guardrails", "guardrail")]
    assert ids == ["blameless", "depth", "actionable", "numbers", "timely"]
    assert all(one["pairs"] and one["rule"] and one["ask"] for one in rows("guardrails", "guardrail"))
    assert [one["id"] for one in rows("mistakes", "mistake")] == [
        "blame",
        "superficial",
        "vague-actions",
        "no-follow-through",
        "delayed",
        "not-shared",
        "defensive",
    ]
    assert all(one["leads_to"] and one["instead"] for one in rows("mistakes", "mistake"))


@pytest.mark.parametrize(
    ("guardrail", "path", "family"),
    [
        ("blameless", "causes.why.why-1.because", "blame."),
        ("actionable", "action.new", "smart."),
        ("numbers", "impact.note", "numbers."),
    ],
)
def test_the_checks_agree_with_the_pairs(guardrail: str, path: str, family: str) -> None:
    found = next(one for one in rows("guardrails", "guardrail") if one["id"] == guardrail)
    pm = Postmortem(id="any", kind="production-outage")
    for pair in found["pairs"]:
        weak = check_text(pm, path, pair["weak"], NOW)
        strong = check_text(pm, path, pair["strong"], NOW)
        assert any(one.rule.startswith(family) and one.severity != "hint" for one in weak), pair["weak"]
        assert not any(one.severity == "error" for one in strong), pair["strong"]


def test_no_strong_example_of_a_question_has_an_error() -> None:
    for kind in script.kinds():
        pm = Postmortem(id="any", kind=kind.id)
        for question in script.questions(kind.id):
            path = question.field.replace("*", "row")
            found = check_text(pm, path, question.strong, NOW) if question.strong else ()
            assert not [one for one in found if one.severity == "error"], (kind.id, question.id, found)


def test_each_prompt_is_a_question_beside_one_that_is_asked() -> None:
    known = {question.id for question in script.questions("")}
    asked = [one["ask"] for one in rows("prompts", "prompt")]
    assert len(asked) == len(set(asked)) >= 40
    for one in rows("prompts", "prompt"):
        assert set(one["with"]) <= known, one
        assert one["ask"].endswith(("?", "."))
        assert len(one["ask"]) <= 100


def test_the_labels_of_the_checklist_are_short() -> None:
    words = content.toml("guide/criteria.toml")
    steps = ["triage", "timeline", "impact", "causes", "actions", "share", "review", "track"]
    assert list(words["step"]) == steps
    assert list(words["success"]) == [
        "timeline",
        "impact",
        "root-cause",
        "smart",
        "blameless",
        "shared",
        "tracked",
    ]
    for group in ("step", "success"):
        assert all(len(one["label"]) <= 40 for one in words[group].values())


def test_the_guide_for_complex_incidents_covers_what_it_is_for() -> None:
    text = content.text("guide/complex.md")
    lines = text.splitlines()
    assert 60 <= len(lines) <= 120
    assert all(len(line) <= 120 for line in lines)
    for word in ("clock", "lane", "span", "cascade", "because", "several causes"):
        assert word in text.lower()


def test_no_exclamation_marks_anywhere() -> None:
    for folder in ("guide", "interview", "kinds"):
        for name in content.names(folder):
            assert "!" not in content.text(name), name


@pytest.mark.parametrize(
    "triage", [{"ongoing": True}, {"purpose": "blame"}, {"decision": "one-line"}], ids=str
)
def test_triage_has_something_to_say(triage: dict[str, Any]) -> None:
    advice = triage_advice(Postmortem.model_validate({"id": "any", "triage": triage}))
    assert advice and all(len(line) <= 74 for line in advice)


@pytest.mark.parametrize(
    ("what", "level", "words"),
    [
        ("Train everyone on the new console", "training", ["unnecessary", "Such as: Let", "Such as: Let"]),
        ("Add an alert on disk space", "engineering", ["act", "Such as: Let", "Such as: Let"]),
        ("Review config changes", "administrative", ["reviewer", "Such as: Test", "Such as: Cut"]),
        ("Document the config options", "administrative", ["typed", "Check", "Generate", "Give"]),
        ("A second approval", "administrative", ["another approval", "Cut", "Let"]),
        ("Rotate nothing, review access reviews", "administrative", ["reviewer", "Test", "Cut"]),
        ("Paint it green", "administrative", ["tool look for that"]),
        ("", None, []),
    ],
)
def test_one_up_fits_what_the_action_is(what: str, level: str | None, words: list[str]) -> None:
    found = one_up(what, level)
    assert len(found) == len(words)
    assert all(word in ask for word, ask in zip(words, found, strict=True))


def test_the_ladder_of_rewrites_has_gaps() -> None:
    for rung in rows("hierarchy", "ladder"):
        assert rung["ask"].endswith("?")
        assert 2 <= len(rung["rewrites"]) <= 3
        assert all(re.search("⟨[^⟩]+⟩", each) for each in rung["rewrites"])
