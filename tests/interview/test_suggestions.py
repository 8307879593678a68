"""Suggestions for actions: all that the method lists, strongest first, and none twice."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from pmtui.checks import check_text
from pmtui.interview import script
from pmtui.interview.action_entry import parse_action, without_open_rest
from pmtui.interview.choices import choices_for
from pmtui.interview.entries import enter, understood
from pmtui.interview.offers import new_action, offer
from pmtui.interview.signs import guess_level
from pmtui.interview.suggestions import Suggestion, for_action, for_cause, level_of, one_up
from pmtui.model import paths
from pmtui.model.postmortem import Category, Level, Postmortem
from pmtui.text.reading import Refused
from pmtui.text.times import Context
from strategies import postmortems

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CONTEXT = Context(zone="UTC", now=NOW)
PLACE = {level: at for at, level in enumerate(get_args(Level))}


def made(category: str = "", kind: str = "production-outage", **data: Any) -> Postmortem:
    root = {"id": "rc-1", "what": "No check of config", "category": category or None}
    causes = {"root": [root, {"id": "rc-2", "what": "Nothing pages"}]}
    return Postmortem.model_validate({"id": "2026-11-24-any", "kind": kind, "causes": causes, **data})


def everything() -> list[Suggestion]:
    pms = [made(category) for category in get_args(Category)] + [made(kind=k.id) for k in script.kinds()]
    return list({one.words: one for pm in pms for one in for_cause(pm, "rc-1")}.values())


METHOD = {
    "production-outage": {"monitoring", "runbooks", "rollback", "capacity"},
    "security-incident": {"audits", "access reviews", "patches", "training"},
    "project-failure": {"discovery", "estimation", "stakeholders", "validation"},
    "process-failure": {"documents", "automation", "communication", "training"},
    "human-error": {"checklists", "automation", "testing", "reviews", "rollback", "redundancy"},
    "process-gap": {"documents", "checklists", "approval gates", "onboarding"},
    "technical-debt": {"priority", "a fixed share", "refactoring", "legacy systems"},
    "external-dependency": {
        "redundancy", "circuit breakers", "a reduced service", "service levels", "vendors",
    },
    "systemic": {"deadlines", "resources", "incentives"},
}  # fmt: skip
"""What the method lists by kind of incident and by category, in our words."""


@pytest.mark.parametrize("name", METHOD)
def test_each_action_that_the_method_lists_is_suggested(name: str) -> None:
    is_kind = name in {kind.id for kind in script.kinds()}
    pm = made(kind=name) if is_kind else made(name)
    label = script.kind_named(name).label if is_kind else script.category_label(name)
    found = {one.whole_source for one in for_cause(pm, "rc-1")}
    assert {f"{label}: {about}" for about in METHOD[name]} <= found


def test_every_suggestion_has_gaps_and_is_of_a_level() -> None:
    for one in everything():
        assert re.search("⟨[^⟨⟩]+⟩", one.words) and one.level in PLACE and one.source, one
        assert len(one.words) <= 84 and one.words.count("⟨") == one.words.count("⟩"), one


def test_what_is_made_of_a_suggestion_is_an_action_that_the_checks_take() -> None:
    pm = made()
    for one in everything():
        filled = re.sub("⟨[^⟨⟩]+⟩", "the payments database", one.words)
        assert parse_action(filled, TODAY).what == filled
        assert guess_level(filled) in (None, one.level), one
        bad = [each for each in check_text(pm, "action.new", filled, NOW) if each.severity == "error"]
        assert not bad or "further up" in one.words, (one, bad)


def test_they_come_from_the_top_of_the_hierarchy_down() -> None:
    for category in get_args(Category):
        levels = [PLACE[one.level] for one in for_cause(made(category), "rc-1")]
        assert levels == sorted(levels) and set(levels) >= {0, 1, 2, 3}


def test_of_one_level_the_category_comes_before_the_kind() -> None:
    first = [one.source for one in for_cause(made("human-error"), "rc-1") if one.level == "eliminate"]
    assert first == ["category: automation", "any cause", "kind: configuration"]


def test_one_that_became_an_action_is_not_suggested_again() -> None:
    words = "Retire ⟨the legacy system⟩ once ⟨its last user⟩ has moved"
    assert words in [one.words for one in for_cause(made("technical-debt"), "rc-1")]
    row = {"id": "ac-1", "what": "Retire SMSR once billing has moved", "answers": ["rc-2"]}
    assert words not in [one.words for one in for_cause(made("technical-debt", action=[row]), "rc-1")]
    dropped = made("technical-debt", action=[{**row, "status": "dropped"}])
    assert words in [one.words for one in for_cause(dropped, "rc-1")]


def test_what_fits_any_cause_is_used_up_for_its_own_cause_only() -> None:
    row = {"id": "ac-1", "what": "Remove the manual copy", "answers": ["rc-1"], "level": "eliminate"}
    words = "Remove ⟨what makes it possible⟩"
    pm = made(action=[row])
    assert words not in [one.words for one in for_cause(pm, "rc-1")]
    assert words in [one.words for one in for_cause(pm, "rc-2")]


def test_a_weak_action_is_offered_to_go_one_up() -> None:
    rows = [
        {"id": "ac-1", "what": "Page on it", "answers": ["rc-1"], "level": "engineering"},
        {"id": "ac-2", "what": "Document the rollback", "answers": ["rc-1"], "level": "administrative"},
    ]
    pm = made(action=rows)
    found = [one for one in for_cause(pm, "rc-1") if one.source == "one up from 2"]
    assert [one.words for one in found] == [
        "Script ⟨the step⟩, so that nobody has to read how",
        "Link ⟨the page⟩ from ⟨the alert⟩",
    ]
    assert one_up(pm, pm.action[0]) == ()
    assert [one.words for one in for_action(pm, pm.action[1])][:2] == [one.words for one in found]


def test_the_key_takes_the_strongest_that_its_cause_has_not_tried() -> None:
    row = {"id": "ac-1", "what": "Remove the old path", "answers": ["rc-1"], "level": "eliminate"}
    pm = made("technical-debt", action=[row])
    assert offer(pm, "action.new", NOW, "rc-1").startswith("Replace ⟨the legacy part⟩")
    assert offer(pm, "action.new", NOW, "rc-2").startswith("Remove ⟨")
    assert offer(pm, "action.new", NOW) == offer(pm, "action.new", NOW, "rc-2")


# -- from the words to the action -----------------------------------------------------------------------


def test_the_gaps_that_are_left_behind_what_is_done_are_left_out() -> None:
    line = new_action("Remove the manual copy")
    assert line.endswith("by ⟨day⟩ (Owner: ⟨name⟩)")
    assert without_open_rest(line) == "Remove the manual copy"
    half = line.replace("⟨figure⟩ ⟨now⟩ -> ⟨then⟩", "copies 3/day -> 0").replace("⟨name⟩", "Alex")
    entry = parse_action(half, TODAY)
    assert (entry.what, entry.measure, entry.owner, entry.due) == (
        "Remove the manual copy", "copies 3/day -> 0", "Alex", None,
    )  # fmt: skip


def test_a_gap_in_what_is_done_is_not_entered() -> None:
    refused = enter(
        made(), "action.new", new_action("Remove ⟨what makes it possible⟩"), context=CONTEXT, today=TODAY
    )
    assert isinstance(refused, Refused) and "⟨what makes it possible⟩" in refused.reason


def test_the_level_comes_from_the_suggestion_where_the_words_tell_none() -> None:
    pm = made("human-error")
    what = "Keep a second copy that the same command can't reach"
    assert guess_level(what) is None and level_of(pm, what) == "engineering"
    result = enter(pm, "action.new", what, context=CONTEXT, today=TODAY)
    assert not isinstance(result, Refused) and result[0].value["level"] == "engineering"
    assert level_of(pm, "Something else") is None


@pytest.mark.parametrize(
    ("target", "cause"), [("", "rc-1"), ("rc-2", "rc-2"), ("gone", "rc-1"), ("cf-1", "cf-1")]
)
def test_a_new_action_answers_the_cause_that_is_meant(target: str, cause: str) -> None:
    pm = paths.put(made(), "causes.factor.cf-1", {"what": "Friday night", "likely": True})
    line = "Refuse configs without an owner"
    result = enter(pm, "action.new", line, context=CONTEXT, today=TODAY, target=target)
    assert not isinstance(result, Refused) and result[0].value["answers"] == (cause,)
    words = {"rc-1": "No check of config", "rc-2": "Nothing pages", "cf-1": "Friday night"}[cause]
    assert f"answers: {words}" in understood(pm, "action.new", line, CONTEXT, TODAY, target)[0]


def test_an_action_can_answer_a_likely_factor_that_no_root_cause_stands_for() -> None:
    pm = paths.put(made(), "causes.factor.cf-1", {"what": "Friday night", "likely": True})
    pm = paths.put(pm, "causes.factor.cf-2", {"what": "Old config"})
    offered = [choice.value for choice in choices_for(pm, "action.*.answers")]
    assert offered == ["rc-1", "rc-2", "cf-1"]


@settings(max_examples=30, deadline=None)
@given(postmortems())
def test_suggesting_never_fails(pm: Postmortem) -> None:
    for cause in ("", "gone", *(root.id for root in pm.causes.root)):
        found = for_cause(pm, cause)
        assert len({one.words for one in found}) == len(found)
    for action in pm.action:
        for_action(pm, action)
        level_of(pm, action.what)
