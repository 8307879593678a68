"""What a fault tree comes to: said once for a tree, again when it or what is done about it changes."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.analysis.causes import conclusions as module
from pmtui.analysis.causes.conclusions import FIX_SETS, LISTED, QUICK, Conclusions, conclusions
from pmtui.analysis.faulttree.budget import Budget
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem
from strategies import postmortems
from tied import tied_postmortems


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", **data})


def told(found: Conclusions) -> dict[str, Any]:
    """Return all that is said of a tree, its cut sets counted."""
    names = ("refused", "cut_sets", "path_sets", "happened", "importance", "breaking")
    return {"analysis": found.analysis and found.analysis.cut_sets} | {
        name: getattr(found, name) for name in names
    }


NOTHING = {
    "analysis": None,
    "refused": "",
    "cut_sets": (),
    "path_sets": (),
    "happened": None,
    "importance": (),
    "breaking": None,
}


def bridge(**more: Any) -> Postmortem:
    """Return a tree with the cut sets b-1 and b-2 b-3, and an action that breaks b-1."""
    causes = {
        "top": "g-1",
        "gate": [
            {"id": "g-1", "gate": "or", "inputs": ["b-1", "g-2"]},
            {"id": "g-2", "gate": "and", "inputs": ["b-2", "b-3"]},
        ],
        "event": [{"id": "b-1"}, {"id": "b-2", "state": "confirmed"}, {"id": "b-3", "state": "confirmed"}],
    }
    return made(causes=causes, action=[{"id": "ac-1", "breaks": ["b-1"]}], **more)


def test_what_a_tree_comes_to() -> None:
    found = conclusions(bridge())
    assert found.refused == ""
    assert found.analysis is not None and found.analysis.cut_sets == 2
    assert found.cut_sets == (("b-1",), ("b-2", "b-3"))
    assert found.path_sets == (("b-1", "b-2"), ("b-1", "b-3"))
    assert found.happened is not None and found.happened.happened == (("b-2", "b-3"),)
    assert found.importance[0].event == "b-1"
    assert found.breaking is not None and found.breaking.open_sets == (("b-2", "b-3"),)


@pytest.mark.parametrize("causes", [{}, {"event": [{"id": "b-1"}], "top": "b-1"}])
def test_without_a_gate_there_is_nothing_to_say(causes: dict[str, Any]) -> None:
    assert told(conclusions(made(causes=causes))) == NOTHING


def test_without_a_settled_state_nothing_is_said_of_what_happened() -> None:
    pm = made(
        causes={"gate": [{"id": "g-1", "inputs": ["b-1"]}], "event": [{"id": "b-1", "state": "unknown"}]}
    )
    assert conclusions(pm).happened is None
    assert conclusions(paths.put(pm, "causes.event.b-1.state", "ruled-out")).happened is not None


@pytest.mark.parametrize(
    "causes",
    [
        {"gate": [{"id": "g-1"}]},
        {"gate": [{"id": "g-1", "inputs": ["g-1"]}]},
        {"gate": [{"id": "g-1", "inputs": ["gone"]}]},
        {"gate": [{"id": "g-1", "inputs": ["b-1"]}], "event": [{"id": "b-1"}], "top": "gone"},
        {
            "gate": [{"id": "g-1", "inputs": ["b-1"]}, {"id": "g-2", "inputs": ["b-1"]}],
            "event": [{"id": "b-1"}],
        },
    ],
)
def test_a_tree_that_is_off_is_refused_with_the_reason_and_nothing_else(causes: dict[str, Any]) -> None:
    found = conclusions(made(causes=causes))
    assert found.refused
    breaks = found.breaking
    assert breaks is None or breaks.refused == found.refused
    assert told(found) == {**NOTHING, "refused": found.refused, "breaking": breaks}


def test_the_same_tree_is_worked_out_once_and_only_when_it_is_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    for name in ("analyse", "breaking"):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *args, n=name, f=real: (done.append(n), f(*args))[1])
    monkeypatch.setattr(module, "_LAST", module._Last())
    first = conclusions(bridge())
    assert done == []
    for pm in (bridge(), bridge(summary="another text"), paths.put(bridge(), "action.ac-1.what", "Alarm")):
        again = conclusions(pm)
        assert again is first and again.breaking is first.breaking and again.cut_sets is first.cut_sets
        told(again)
    assert sorted(done) == ["analyse", "breaking"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("causes.gate.g-2.gate", "or"),
        ("causes.gate.g-1.inputs", ("b-1",)),
        ("causes.event.b-1.state", "ruled-out"),
        ("causes.event.b-1.probability", 0.5),
        ("causes.top", "g-2"),
        ("action.ac-1.breaks", ("b-2",)),
        ("action.ac-1.status", "dropped"),
        ("action.ac-2", {"breaks": ("b-3",)}),
        ("action.ac-1", None),
    ],
)
def test_another_tree_or_another_action_is_worked_out_anew(path: str, value: Any) -> None:
    before = conclusions(bridge())
    said = told(before)
    after = conclusions(paths.put(bridge(), path, value))
    assert after is not before
    if not path.endswith("probability"):  # one of three says nothing yet
        assert told(after) != said
    if path.startswith("action."):
        assert after.breaking != before.breaking
    assert told(conclusions(bridge())) == said


def test_a_tree_of_a_hundred_events_is_listed_in_part() -> None:
    gates = [{"id": f"g-{n}", "inputs": [f"b-{n}-{m}" for m in range(10)]} for n in range(10)]
    events = [{"id": name} for gate in gates for name in gate["inputs"]]
    top = {"id": "g-top", "gate": "and", "inputs": [gate["id"] for gate in gates]}
    found = conclusions(made(causes={"top": "g-top", "gate": [top, *gates], "event": events}))
    assert found.analysis is not None and found.analysis.cut_sets == 10**10
    assert len(found.cut_sets) == LISTED and {len(each) for each in found.cut_sets} == {10}
    assert len(found.path_sets) == 10 < FIX_SETS


@st.composite
def trees(draw: st.DrawFn) -> Postmortem:
    """Give trees without a fault, of up to eight gates over up to twelve base events that they share."""
    events = [f"b-{n}" for n in range(1, draw(st.integers(2, 12)) + 1)]
    gates: list[dict[str, Any]] = []
    for n in range(draw(st.integers(1, 8))):
        below = [*events, *(gate["id"] for gate in gates)]
        inputs = draw(st.lists(st.sampled_from(below), min_size=1, max_size=5, unique=True))
        gates.append({"id": f"g-{n}", "gate": draw(st.sampled_from(["and", "or"])), "inputs": inputs})
    states = st.sampled_from([None, "confirmed", "ruled-out", "unknown"])
    chances = st.none() | st.sampled_from([0, 0.5, 1])
    rows = [{"id": name, "state": draw(states), "probability": draw(chances)} for name in events]
    causes = {"gate": gates, "event": rows, "top": gates[-1]["id"]}
    return made(causes=causes, action=[{"id": "ac-1", "breaks": draw(st.lists(st.sampled_from(events)))}])


LEAST = replace(QUICK, diagrams=1, solutions=1, search=1)
LITTLE = replace(QUICK, diagrams=40, solutions=6, search=4)


@pytest.mark.parametrize("budget", [QUICK, LITTLE, LEAST])
@given(pm=tied_postmortems() | postmortems() | trees())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_tree_comes_to_something_or_is_refused(
    monkeypatch: pytest.MonkeyPatch, budget: Budget, pm: Postmortem
) -> None:
    monkeypatch.setattr(module, "QUICK", budget)
    found = Conclusions(pm)
    assert (found.analysis is not None) == bool(pm.causes.gate and not found.refused)
    said = told(found)
    events = {event.id for event in pm.causes.event}
    assert {name for each in (*found.cut_sets, *found.path_sets) for name in each} <= events
    assert {each.event for each in found.importance} <= events
    if found.analysis is None:
        assert said == {**NOTHING, "refused": found.refused, "breaking": found.breaking}


def test_sets_that_nobody_would_read_are_counted_and_not_listed() -> None:
    events = [{"id": f"b-{n}"} for n in range(60)]
    gate = {"id": "g-1", "gate": "and", "inputs": [event["id"] for event in events]}
    action = {"id": "ac-1", "breaks": ["b-1"]}
    pm = Postmortem.model_validate(
        {"id": "a", "causes": {"gate": [gate], "event": events, "top": "g-1"}, "action": [action]}
    )
    found = conclusions(pm)
    assert found.analysis is not None and found.analysis.cut_sets == 1 and found.cut_sets == ()
    assert found.path_sets and found.breaking is not None
    assert (found.breaking.refused, found.breaking.left, found.breaking.open_sets) == ("", 0, ())
