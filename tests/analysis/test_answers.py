"""Which actions answer which causes, at which level, and under which cause each is listed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from pmtui.analysis.causes.answers import LEVELS, answered, factors_to_answer, groups, highest
from pmtui.model.postmortem import Postmortem
from strategies import postmortems


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", **data})


ROOTS = [{"id": "rc-1", "what": "No check of config"}, {"id": "rc-2", "what": "Nothing pages"}]


def action(name: str, *answers: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "what": f"Do {name}", "answers": list(answers), **more}


def test_each_root_cause_has_its_actions_and_the_highest_level_among_them() -> None:
    pm = made(
        causes={"root": ROOTS},
        action=[
            action("ac-1", "rc-1", level="training"),
            action("ac-2", "rc-1", level="substitute"),
            action("ac-3", "rc-1"),
        ],
    )
    first, second = answered(pm)
    assert [each.id for each in first.actions] == ["ac-1", "ac-2", "ac-3"]
    assert first.highest == "substitute" and first.path == "causes.root.rc-1.what"
    assert second.actions == () and second.highest is None


def test_a_dropped_action_answers_nothing_and_is_still_listed() -> None:
    pm = made(causes={"root": ROOTS}, action=[action("ac-1", "rc-1", level="eliminate", status="dropped")])
    assert answered(pm)[0].actions == ()
    first, second = groups(pm)
    assert [each.id for each in first.actions] == ["ac-1"] and second.actions == ()
    assert first.cause is not None and first.cause.highest is None


def test_an_action_that_answers_several_is_listed_once_and_named_under_the_others() -> None:
    pm = made(
        causes={"root": ROOTS},
        action=[
            action("ac-1", "rc-2", "rc-1"),
            action("ac-2", "rc-2"),
            action("ac-3"),
            action("ac-4", "gone"),
        ],
    )
    first, second, rest = groups(pm)
    assert [each.id for each in first.actions] == ["ac-1"]
    assert ([each.id for each in second.actions], [each.id for each in second.elsewhere]) == (
        ["ac-2"],
        ["ac-1"],
    )
    assert rest.cause is None and [each.id for each in rest.actions] == ["ac-3", "ac-4"]


def test_without_causes_there_is_one_group() -> None:
    assert [len(group.actions) for group in groups(made(action=[action("ac-1"), action("ac-2")]))] == [2]
    assert groups(made()) == ()


def test_a_likely_factor_wants_an_answer_unless_a_root_cause_stands_for_it() -> None:
    why = [
        {"id": "why-1", "explains": ["problem"], "because": "The mirror was a day old"},
        {"id": "why-2", "explains": ["why-1"], "because": "Nothing compares it"},
        {"id": "why-3", "explains": ["problem"], "because": "There is one mirror"},
    ]
    factor = [
        {"id": "cf-named", "what": "a", "likely": True},
        {"id": "cf-same", "what": "b", "likely": True, "from": ["why-2"]},
        {"id": "cf-above", "what": "c", "likely": True, "from": ["why-1"]},
        {"id": "cf-beside", "what": "d", "likely": True, "from": ["why-3"]},
        {"id": "cf-alone", "what": "e", "likely": True, "note": "It is cheap to leave"},
        {"id": "cf-unlikely", "what": "f"},
        {"id": "cf-empty", "what": " ", "likely": True},
    ]
    root = [{"id": "rc-1", "what": "x", "from": ["why-2", "cf-named"]}]
    pm = made(causes={"why": why, "factor": factor, "root": root}, action=[action("ac-1", "cf-beside")])
    assert [each.id for each in factors_to_answer(pm.causes)] == ["cf-beside", "cf-alone"]
    _, beside, alone = answered(pm)
    assert beside.kind == "factor" and [each.id for each in beside.actions] == ["ac-1"]
    assert alone.reason == "It is cheap to leave"


def test_whys_in_a_circle_end() -> None:
    why = [
        {"id": "why-1", "explains": ["why-2"], "because": "a"},
        {"id": "why-2", "explains": ["why-1"], "because": "b"},
    ]
    root = [{"id": "rc-1", "what": "x", "from": ["why-1"]}]
    factor = [{"id": "cf-1", "what": "c", "likely": True, "from": ["why-2"]}]
    assert factors_to_answer(made(causes={"why": why, "root": root, "factor": factor}).causes) == ()


def test_the_highest_level_is_the_most_effective_one() -> None:
    pm = made(action=[action(f"ac-{level}", level=level) for level in reversed(LEVELS)])
    assert highest(pm.action) == "eliminate" == LEVELS[0]
    assert highest(()) is None


@settings(max_examples=40, deadline=None)
@given(postmortems())
def test_each_action_is_listed_exactly_once(pm: Postmortem) -> None:
    listed = [each.id for group in groups(pm) for each in group.actions]
    assert sorted(listed) == sorted(each.id for each in pm.action)
