"""What was found is taken from view to view: the words go along, the tie stays, nothing is taken twice."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.interview import taking
from pmtui.interview.rows import words
from pmtui.model.edit import apply
from pmtui.model.postmortem import Postmortem
from strategies import postmortems
from tied import there_and_back, tied_postmortems


def made(**causes: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", "causes": causes})


WHY = {"id": "why-1", "because": "one\n mirror", "evidence": ["commit 88"], "confidence": "fact"}
FACTOR = {"id": "cf-1", "bone": "process", "what": "nobody watched it"}
EVENT = {"id": "b-1", "what": "no alarm", "state": "confirmed"}


def test_a_row_is_found_by_its_path_and_by_its_fields_path() -> None:
    pm = made(why=[WHY], factor=[FACTOR], event=[EVENT], gate=[{"id": "g-1"}], root=[{"id": "rc-1"}])
    assert taking.row_at(pm, "causes.why.why-1") is pm.causes.why[0]
    assert taking.row_at(pm, "causes.factor.cf-1.what") is pm.causes.factor[0]
    assert taking.row_at(pm, "causes.event.b-1.evidence") is pm.causes.event[0]
    assert taking.row_at(pm, "causes.gate.g-1.k") is pm.causes.gate[0]
    assert taking.row_at(pm, "causes.root.rc-1.what") is pm.causes.root[0]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "bone:process",
        "causes",
        "causes.why",
        "causes.why.gone.what",
        "causes.problem.x",
        "causes.bones.0.x",
        "timeline.why-1.what",
        "causes.nothing.why-1",
        "causes.newer.why-1",
        "causes.model_copy.why-1",
    ],
)
def test_elsewhere_there_is_no_row(path: str) -> None:
    assert taking.row_at(made(why=[WHY], problem="Builds failed", bones=["people"], newer=4), path) is None


def test_a_factor_goes_into_the_ladder_beneath_the_problem() -> None:
    pm = made(factor=[FACTOR])
    why = there_and_back(pm, taking.into_why(pm, pm.causes.factor[0])).causes.why[0]
    assert (why.because, why.explains, why.from_) == ("nobody watched it", ("problem",), ("cf-1",))


def test_a_why_goes_on_the_fish_and_into_the_root_causes_as_one_line() -> None:
    pm = made(why=[WHY])
    factor = apply(pm, taking.into_factor(pm, pm.causes.why[0], "technology")).causes.factor[0]
    assert (factor.what, factor.bone, factor.from_) == ("one mirror", "technology", ("why-1",))
    root = apply(pm, taking.into_root(pm, pm.causes.why[0])).causes.root[0]
    assert (root.what, root.from_) == ("one mirror", ("why-1",))


@pytest.mark.parametrize(
    ("confidence", "state"),
    [("fact", "confirmed"), ("inference", "unknown"), ("guess", "unknown"), (None, "unknown")],
)
def test_only_a_fact_becomes_a_confirmed_base_event_and_its_evidence_goes_along(
    confidence: str | None, state: str
) -> None:
    why = made(why=[{**WHY, "confidence": confidence}]).causes.why[0]
    assert taking.event_of(why) == {
        "what": "one mirror",
        "from": ("why-1",),
        "evidence": ("commit 88",),
        "state": state,
    }
    factor = made(factor=[FACTOR]).causes.factor[0]
    assert taking.event_of(factor) == {"what": "nobody watched it", "from": ("cf-1",)}


def test_what_was_taken_is_found_from_either_end() -> None:
    pm = made(why=[WHY], factor=[FACTOR, {"id": "cf-2", "what": "one mirror", "from": ["why-1"]}])
    why, other, drawn = pm.causes.why[0], *pm.causes.factor
    assert taking.taken(pm, why, "causes.factor") == "causes.factor.cf-2"
    assert taking.taken(pm, drawn, "causes.why") == "causes.why.why-1"
    assert taking.taken(pm, other, "causes.why") == ""
    assert taking.taken(pm, why, "causes.root") == ""


@given(tied_postmortems(), st.data())
def test_whatever_is_taken_is_there_afterwards_and_can_be_taken_back(
    pm: Postmortem, data: st.DataObject
) -> None:
    rows = (*pm.causes.why, *pm.causes.factor, *pm.causes.event)
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    for table, into in (
        ("causes.why", taking.into_why),
        ("causes.factor", taking.into_factor),
        ("causes.root", taking.into_root),
    ):
        done = there_and_back(pm, into(pm, row))
        new = taking.row_at(done, taking.taken(done, row, table))
        assert new is not None
        added = getattr(done.causes, table.removeprefix("causes."))[-1]
        assert words(added) == words(row) and added.from_ == (row.id,)


def test_candidates_stand_in_the_order_in_which_they_are_likely() -> None:
    pm = made(
        why=[
            {"id": "why-1", "because": "on the way", "explains": ["problem"]},
            {"id": "why-2", "because": "an end", "explains": ["why-1"]},
            {"id": "why-3", "because": "an end to change", "explains": ["why-1"], "stop": "changeable"},
        ],
        factor=[
            {"id": "cf-1", "what": "a factor"},
            {"id": "cf-2", "what": "a likely one", "likely": True},
        ],
        event=[
            {"id": "b-1", "what": "an event", "state": "ruled-out"},
            {"id": "b-2", "what": "an event that was so", "state": "confirmed"},
            {"id": "b-3", "what": "An  END"},
            {"id": "b-4", "what": " "},
        ],
    )
    assert [row.id for row in taking.candidates(pm)] == [
        "why-3",
        "why-2",
        "cf-2",
        "b-2",
        "why-1",
        "cf-1",
        "b-1",
    ]


def test_a_root_cause_drawn_from_a_row_with_the_same_words_counts_as_picked() -> None:
    pm = made(
        why=[WHY],
        factor=[{"id": "cf-1", "what": "One mirror"}],
        root=[{"id": "rc-1", "what": "only one mirror", "from": ["cf-1"]}],
    )
    assert taking.picked_roots(pm) == ("why-1",)
    assert taking.roots_picked(pm, ("why-1",)) == ()
    assert apply(pm, taking.roots_picked(pm, ())).causes.root == ()


def test_what_is_picked_no_more_loses_its_tie_and_a_root_cause_without_ties_goes() -> None:
    pm = made(
        why=[WHY],
        event=[EVENT],
        root=[
            {"id": "rc-1", "what": "both", "from": ["why-1", "ev-7", "b-1"]},
            {"id": "rc-2", "what": "in my words"},
        ],
    )
    one = there_and_back(pm, taking.roots_picked(pm, ("why-1",)))
    assert [(root.id, root.from_) for root in one.causes.root] == [("rc-1", ("why-1", "ev-7")), ("rc-2", ())]
    none = there_and_back(pm, taking.roots_picked(pm, ()))
    assert [(root.id, root.from_) for root in none.causes.root] == [("rc-1", ("ev-7",)), ("rc-2", ())]


def test_a_root_cause_drawn_from_two_candidates_goes_when_both_are_picked_no_more() -> None:
    pm = made(why=[WHY], event=[EVENT], root=[{"id": "rc-1", "what": "both", "from": ["why-1", "b-1"]}])
    assert there_and_back(pm, taking.roots_picked(pm, ())).causes.root == ()


def test_a_candidate_with_two_root_causes_loses_both() -> None:
    roots = [{"id": "rc-1", "what": "a", "from": ["why-1"]}, {"id": "rc-2", "what": "b", "from": ["why-1"]}]
    pm = made(why=[WHY], root=roots)
    assert there_and_back(pm, taking.roots_picked(pm, ())).causes.root == ()


@given(tied_postmortems() | postmortems())
def test_picking_what_is_picked_changes_nothing(pm: Postmortem) -> None:
    assert taking.roots_picked(pm, taking.picked_roots(pm)) == ()


@given(tied_postmortems(), st.data())
def test_after_picking_exactly_these_are_picked(pm: Postmortem, data: st.DataObject) -> None:
    before, ids = taking.picked_roots(pm), [row.id for row in taking.candidates(pm)]
    wanted = tuple(data.draw(st.lists(st.sampled_from(ids), unique=True))) if ids else ()
    done = there_and_back(pm, taking.roots_picked(pm, wanted))
    assert set(taking.picked_roots(done)) == set(wanted)
    if set(wanted) >= set(before):
        assert apply(done, taking.roots_picked(done, before)) == pm
