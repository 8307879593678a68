"""A branch taken off, a row taken in, a tree out of the ladder: nothing else goes, and no loop is made."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.analysis.causes.fault_tree import tree_of
from pmtui.analysis.faulttree.analysis import analyse
from pmtui.analysis.faulttree.shape import faults
from pmtui.interview.ladder import leaves
from pmtui.interview.tree_entry import beneath
from pmtui.interview.tree_growing import cut_off, into_tree, out_of_ladder
from pmtui.model.postmortem import Causes, Postmortem
from pmtui.model.tomlform import to_data
from strategies import linked_causes, postmortems
from tied import there_and_back, tied_postmortems


def made(**causes: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", "title": "Builds failed", "causes": causes})


def tree(*gates: tuple[str, list[str]], top: str = "") -> Postmortem:
    known = [name for name, _ in gates]
    leaf = dict.fromkeys(name for _, inputs in gates for name in inputs if name not in known)
    rows = [{"id": name, "inputs": inputs} for name, inputs in gates]
    return made(gate=rows, event=[{"id": name} for name in leaf], top=top)


def cut(pm: Postmortem, row: str, gate: str) -> Causes:
    return there_and_back(pm, cut_off(pm.causes, row, gate)).causes


def told(causes: Causes) -> dict[str, tuple[str, ...]]:
    """Return the gates with their inputs, the base events with none."""
    return {gate.id: gate.inputs for gate in causes.gate} | {event.id: () for event in causes.event}


def test_a_branch_goes_with_all_beneath_it() -> None:
    pm = tree(("g-1", ["g-2", "b-1"]), ("g-2", ["g-3", "b-2"]), ("g-3", ["b-3"]), top="g-1")
    assert told(cut(pm, "g-2", "g-1")) == {"g-1": ("b-1",), "b-1": ()}
    assert told(cut(pm, "b-1", "g-1")).keys() == {"g-1", "g-2", "g-3", "b-2", "b-3"}


def test_what_another_gate_leads_to_stays() -> None:
    pm = tree(("g-1", ["g-2", "b-1"]), ("g-2", ["b-1", "b-2"]), top="g-1")
    assert told(cut(pm, "g-2", "g-1")) == {"g-1": ("b-1",), "b-1": ()}
    assert told(cut(pm, "b-1", "g-2")) == {"g-1": ("g-2", "b-1"), "g-2": ("b-2",), "b-1": (), "b-2": ()}


def test_the_top_goes_with_the_whole_tree() -> None:
    pm = tree(("g-1", ["g-2"]), ("g-2", ["b-1"]), top="g-1")
    done = cut(pm, "g-1", "")
    assert told(done) == {} and done.top == ""


def test_an_event_that_hangs_on_nothing_goes_alone() -> None:
    pm = made(gate=[{"id": "g-1", "inputs": ["b-1"]}], event=[{"id": "b-1"}, {"id": "b-2"}], top="g-1")
    assert told(cut(pm, "b-2", "")) == {"g-1": ("b-1",), "b-1": ()}


def test_an_input_that_names_nothing_is_taken_off() -> None:
    assert told(cut(made(gate=[{"id": "g-1", "inputs": ["gone"]}]), "gone", "g-1")) == {"g-1": ()}


def test_a_loop_is_cut_open_and_nothing_goes() -> None:
    for top in ("g-1", ""):
        pm = tree(("g-1", ["g-2", "b-1"]), ("g-2", ["g-1", "b-2"]), top=top)
        done = cut(pm, "g-1", "g-2")
        assert told(done) == {"g-1": ("g-2", "b-1"), "g-2": ("b-2",), "b-1": (), "b-2": ()}
        assert done.top == top


def test_a_circle_that_hangs_on_nothing_else_goes_with_its_branch() -> None:
    pm = tree(("g-1", ["g-2", "b-1"]), ("g-2", ["g-3"]), ("g-3", ["g-2", "b-2"]), top="g-1")
    assert told(cut(pm, "g-2", "g-1")) == {"g-1": ("b-1",), "b-1": ()}
    whole = tree(("g-1", ["g-2"]), ("g-2", ["g-1"]), top="g-1")
    assert told(cut(whole, "g-1", "")) == {}


def test_the_top_stays_when_a_gate_above_it_goes() -> None:
    pm = tree(("g-0", ["g-1", "b-2"]), ("g-1", ["b-1"]), top="g-1")
    done = cut(pm, "g-0", "")
    assert told(done) == {"g-1": ("b-1",), "b-1": ()} and done.top == "g-1"


def test_a_top_that_hangs_on_a_gate_is_the_top_no_more() -> None:
    pm = tree(("g-0", ["g-1"]), ("g-1", ["b-1"]), top="g-1")
    done = cut(pm, "g-1", "")
    assert told(done) == {"g-0": ("g-1",), "g-1": ("b-1",), "b-1": ()} and done.top == ""


@given(tied_postmortems() | postmortems(), st.data())
def test_no_input_names_what_was_cut_off_and_nothing_goes_that_a_gate_still_leads_to(
    pm: Postmortem, data: st.DataObject
) -> None:
    before = told(pm.causes)
    edges = [(row, gate) for gate, inputs in before.items() for row in inputs]
    below = {row for row, _ in edges}
    edges += [(row, "") for row in before if row not in below or row == pm.causes.top]
    if not edges:
        return
    row, gate = data.draw(st.sampled_from(edges))
    causes = cut(pm, row, gate)
    after = told(causes)
    gone = before.keys() - after.keys()
    assert not {name for inputs in after.values() for name in inputs} & gone
    assert gone <= {row} | beneath(pm.causes, row)
    for name, inputs in after.items():
        wanted = tuple(each for each in before[name] if each != row) if name == gate else before[name]
        assert inputs == wanted
    assert causes.top in ("", pm.causes.top) and (not causes.top or causes.top not in gone)
    assert gate not in before or gate in after
    if pm.causes.top != row:
        assert causes.top == pm.causes.top


# -- a row taken in --------------------------------------------------------------------------------------


def test_without_a_tree_the_problem_is_the_top_event() -> None:
    pm = made(problem="Checkout was down", factor=[{"id": "cf-1", "what": "no alarm"}])
    causes = there_and_back(pm, into_tree(pm, pm.causes.factor[0], "")).causes
    assert [(gate.what, gate.inputs) for gate in causes.gate] == [
        ("Checkout was down", (causes.event[0].id,))
    ]
    assert causes.top == causes.gate[0].id
    assert (causes.event[0].what, causes.event[0].from_) == ("no alarm", ("cf-1",))


@pytest.mark.parametrize(("target", "at"), [("", 0), ("g-1", 0), ("g-2", 1), ("cf-1", 0), ("b-1", 0)])
def test_a_row_goes_beneath_the_gate_in_hand_and_the_top_stays(target: str, at: int) -> None:
    pm = tree(("g-1", ["g-2", "b-1"]), ("g-2", ["b-2"]), top="g-1")
    pm = pm.model_copy(
        update={
            "causes": pm.causes.model_copy(
                update={"factor": made(factor=[{"id": "cf-1", "what": "x"}]).causes.factor}
            )
        }
    )
    causes = there_and_back(pm, into_tree(pm, pm.causes.factor[0], target)).causes
    assert causes.top == "g-1" and len(causes.gate) == 2
    assert causes.gate[at].inputs == (*pm.causes.gate[at].inputs, causes.event[-1].id)


@given(tied_postmortems(), st.data())
def test_any_row_is_taken_in_beneath_some_gate(pm: Postmortem, data: st.DataObject) -> None:
    rows = (*pm.causes.why, *pm.causes.factor)
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    target = data.draw(st.sampled_from(["", *told(pm.causes)]))
    causes = there_and_back(pm, into_tree(pm, row, target)).causes
    holders = [gate.id for gate in causes.gate if causes.event[-1].id in gate.inputs]
    assert len(holders) == 1
    assert not pm.causes.gate or (causes.top == pm.causes.top and len(causes.gate) == len(pm.causes.gate))


# -- out of the ladder -----------------------------------------------------------------------------------


def ladder(*rungs: tuple[str, list[str]], **causes: Any) -> Postmortem:
    why = [{"id": name, "explains": explains, "because": f"because of {name}"} for name, explains in rungs]
    return made(why=why, **causes)


def drawn(pm: Postmortem) -> Causes:
    return there_and_back(pm, out_of_ladder(pm)).causes


def test_what_was_needed_together_stands_under_and() -> None:
    pm = ladder(("a", ["problem"]), ("b", ["a"]), ("c", ["a"]), ("d", ["problem"]), problem="All down")
    causes = drawn(pm)
    below, top = causes.gate
    assert {gate.gate for gate in causes.gate} == {"and"}
    assert [(event.what, event.from_) for event in causes.event] == [
        ("because of b", ("b",)),
        ("because of c", ("c",)),
        ("because of d", ("d",)),
    ]
    ends = tuple(event.id for event in causes.event)
    assert (below.what, below.inputs) == ("because of a", ends[:2])
    assert (top.what, top.inputs, causes.top) == ("All down", (below.id, ends[2]), top.id)


def test_a_chain_stands_for_its_end_and_a_join_is_shared() -> None:
    causes = drawn(ladder(("a", ["problem"]), ("b", ["problem"]), ("c", ["a", "b"]), ("d", ["b"])))
    assert [event.from_ for event in causes.event] == [("c",), ("d",)]
    c, d = (event.id for event in causes.event)
    assert [gate.inputs for gate in causes.gate] == [(c, d), (c, causes.gate[0].id)]


def test_a_why_whose_parent_is_gone_stands_beneath_the_top() -> None:
    causes = drawn(ladder(("a", ["gone"]), ("b", ["a"]), ("c", ["problem"])))
    assert [event.from_ for event in causes.event] == [("b",), ("c",)]


@pytest.mark.parametrize("rungs", [(), [("a", ["b"]), ("b", ["a"])]])
def test_without_a_first_why_nothing_is_drawn(rungs: list[tuple[str, list[str]]]) -> None:
    assert out_of_ladder(ladder(*rungs)) == ()


def test_hundreds_of_rungs_are_drawn() -> None:
    rungs = [("w0", ["problem"])]
    for n in range(1, 600):
        rungs += [(f"w{n}", [f"w{n - 1}"]), (f"end{n}", [f"w{n - 1}"])]
    causes = drawn(ladder(*rungs))
    assert len(causes.event) == 600
    assert analyse(tree_of(causes)).by_order == (*[0] * 599, 1)


@st.composite
def ladders(draw: st.DrawFn) -> Postmortem:
    ids = [f"why-{n}" for n in range(draw(st.integers(0, 9)))]
    parents = st.lists(st.sampled_from(["problem", "gone", *ids]), max_size=3)
    doubled = draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else []
    return ladder(*((name, draw(parents)) for name in [*ids, *doubled]))


@given(ladders() | linked_causes().map(lambda causes: made(why=to_data(causes).get("why", []))))
def test_any_ladder_gives_a_tree_without_a_loop_whose_events_are_the_ends(pm: Postmortem) -> None:
    causes = drawn(pm)
    ids = {"problem", *(why.id for why in pm.causes.why)}
    tops = {
        why.id
        for why in pm.causes.why
        if "problem" in why.explains or not (set(why.explains) - {why.id}) & ids
    }
    if not tops:
        assert causes == pm.causes
        return
    found = tree_of(causes)
    assert not [fault for fault in faults(found) if fault.fatal or fault.kind == "unreachable"]
    assert analyse(found).cut_sets == 1
    made_of = [event.from_[0] for event in causes.event]
    ends = {why.id for why in leaves(pm.causes)}
    reached = set(tops)
    for _ in pm.causes.why:
        reached |= {why.id for why in pm.causes.why if not reached.isdisjoint(why.explains)}
    assert ends & reached <= set(made_of)
    circular = {why.id for why in pm.causes.why if why.id in above(pm.causes, why.id)}
    assert set(made_of) - ends <= circular


def above(causes: Causes, name: str) -> set[str]:
    """Return what a why leads to, step by step, up to where that closes."""
    found: set[str] = set()
    for _ in causes.why:
        found |= {each for why in causes.why if why.id == name or why.id in found for each in why.explains}
    return found
