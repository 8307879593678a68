"""The mark of a row goes round by one key, bones are looked at or not, and factors move between bones."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.analysis.faulttree.shape import faults
from pmtui.analysis.faulttree.tree import Gate, Tree
from pmtui.interview.marking import BONE, next_mark, to_bone
from pmtui.model import paths
from pmtui.model.postmortem import Confidence, EventState, GateKind, Postmortem
from strategies import postmortems
from tied import there_and_back, tied_postmortems


def made(**causes: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", "causes": causes})


def gone_round(pm: Postmortem, path: str, field: str, times: int) -> list[Any]:
    seen = []
    for _ in range(times):
        pm = there_and_back(pm, next_mark(pm, path))
        seen.append(paths.get(pm, field))
    return seen


def test_a_why_goes_from_fact_to_guess_and_back_to_nothing() -> None:
    pm = made(why=[{"id": "why-1"}])
    seen = gone_round(pm, "causes.why.why-1.because", "causes.why.why-1.confidence", 5)
    assert seen == ["fact", "inference", "guess", None, "fact"]


def test_a_base_event_goes_through_its_states() -> None:
    seen = gone_round(made(event=[{"id": "b-1"}]), "causes.event.b-1.what", "causes.event.b-1.state", 5)
    assert seen == ["confirmed", "ruled-out", "unknown", None, "confirmed"]


@pytest.mark.parametrize(("before", "after"), [(None, True), (False, True), (True, None)])
def test_a_factor_is_likely_or_not(before: bool | None, after: bool | None) -> None:
    pm = made(factor=[{"id": "cf-1", "likely": before}])
    assert gone_round(pm, "causes.factor.cf-1.what", "causes.factor.cf-1.likely", 1) == [after]


def test_a_gate_of_three_inputs_takes_all_any_or_two_of_them() -> None:
    pm = made(gate=[{"id": "g-1", "gate": "and", "inputs": ["b-1", "b-2", "b-3"]}])
    seen = []
    for _ in range(3):
        pm = there_and_back(pm, next_mark(pm, "causes.gate.g-1.what"))
        seen.append((pm.causes.gate[0].gate, pm.causes.gate[0].k))
    assert seen == [("or", None), ("atleast", 2), ("and", None)]


def test_at_least_is_no_choice_for_two_inputs_and_is_left_where_it_stands() -> None:
    pm = made(gate=[{"id": "g-1", "gate": "atleast", "k": 2, "inputs": ["b-1", "b-2"]}])
    seen = gone_round(pm, "causes.gate.g-1.what", "causes.gate.g-1.gate", 3)
    assert seen == ["and", "or", "and"]


@pytest.mark.parametrize("path", ["causes.root.rc-1.what", "causes.problem", "causes.why.gone.because", ""])
def test_other_lines_have_no_mark(path: str) -> None:
    assert next_mark(made(root=[{"id": "rc-1"}]), path) == ()


def test_a_bone_is_looked_at_and_that_is_taken_back() -> None:
    pm = made(factor=[{"id": "cf-1", "bone": "people"}], none_found=["process"])
    assert gone_round(pm, f"{BONE}technology", "causes.none_found", 2) == [
        ("process", "technology"),
        ("process",),
    ]
    assert next_mark(pm, f"{BONE}people") == (), "a bone with a factor was looked at"


@given(tied_postmortems() | postmortems(), st.data())
def test_any_mark_can_be_changed_over_and_over_and_back(pm: Postmortem, data: st.DataObject) -> None:
    causes = pm.causes
    marked = [f"causes.why.{row.id}.because" for row in causes.why]
    marked += [f"causes.factor.{row.id}.what" for row in causes.factor]
    marked += [f"causes.event.{row.id}.what" for row in causes.event]
    marked += [f"causes.gate.{row.id}.what" for row in causes.gate]
    marked += [BONE + bone for bone in (*causes.bones, *causes.none_found, "people")]
    path = data.draw(st.sampled_from(marked))
    for _ in range(1 + max(len(get_args(kind)) for kind in (Confidence, EventState, GateKind))):
        pm = there_and_back(pm, next_mark(pm, path))
        for gate in pm.causes.gate if path.startswith("causes.gate.") else ():
            if path == f"causes.gate.{gate.id}.what" and gate.inputs:
                tree = Tree(gate.id, {gate.id: Gate(gate.gate, gate.inputs, gate.k)}, gate.inputs)
                assert "bad-k" not in {fault.kind for fault in faults(tree)}


def test_a_factor_moves_from_bone_to_bone_up_to_the_ends() -> None:
    pm = made(factor=[{"id": "cf-1", "bone": "people"}])
    seen = []
    while edit := to_bone(pm, pm.causes.factor[0], 1):
        pm = there_and_back(pm, (edit,))
        seen.append(pm.causes.factor[0].bone)
    assert seen == ["process", "technology", "environment"]
    assert to_bone(made(), pm.causes.factor[0].model_copy(update={"bone": "people"}), -1) is None


@pytest.mark.parametrize("by", [1, -1])
def test_a_factor_on_a_bone_that_is_none_goes_to_the_first(by: int) -> None:
    pm = made(factor=[{"id": "cf-1", "bone": "elsewhere"}], bones=["suppliers", "systems"])
    edit = to_bone(pm, pm.causes.factor[0], by)
    assert edit is not None and edit.value == "suppliers"


def test_a_bone_that_is_listed_twice_does_not_hold_a_factor_back() -> None:
    pm = made(factor=[{"id": "cf-1", "bone": "a"}], bones=["a", "a", "b"])
    edit = to_bone(pm, pm.causes.factor[0], 1)
    assert edit is not None and edit.value == "b"


@given(tied_postmortems())
def test_a_factor_reaches_the_last_bone_and_the_first_again(pm: Postmortem) -> None:
    if not pm.causes.factor:
        return
    for by, end in ((1, -1), (-1, 0)):
        for _ in range(len(pm.causes.bones) + 5):
            edit = to_bone(pm, pm.causes.factor[0], by)
            if edit is None:
                break
            pm = there_and_back(pm, (edit,))
        assert edit is None
        bones = pm.causes.bones or ("people", "process", "technology", "environment")
        assert pm.causes.factor[0].bone == list(dict.fromkeys(bones))[end]
