"""Causes that are removed: what explained them goes up a step, and no tie to nothing is left."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks.references import findings
from pmtui.interview.removing import removed
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from tied import there_and_back, tied_postmortems


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", **data})


LADDER = made(
    causes={
        "why": [
            {"id": "why-1", "explains": ["problem"], "because": "one"},
            {"id": "why-2", "explains": ["why-1"], "because": "two"},
            {"id": "why-3", "explains": ["why-2", "why-1"], "because": "three", "from": ["why-2"]},
        ],
        "root": [{"id": "rc-1", "what": "two", "from": ["why-2", "why-3"]}],
    },
    action=[{"id": "ac-1", "what": "Do it", "answers": ["rc-1"]}],
)


def test_what_explained_a_why_explains_what_that_explained() -> None:
    done = there_and_back(LADDER, removed(LADDER, "causes.why.why-2"))
    assert [(why.id, why.explains, why.from_) for why in done.causes.why] == [
        ("why-1", ("problem",), ()),
        ("why-3", ("why-1",), ()),
    ]
    assert done.causes.root[0].from_ == ("why-3",)
    done = there_and_back(LADDER, removed(LADDER, "causes.why.why-1"))
    assert [why.explains for why in done.causes.why] == [("problem",), ("why-2", "problem")]


def test_an_action_answers_a_removed_root_cause_no_more() -> None:
    done = there_and_back(LADDER, removed(LADDER, "causes.root.rc-1"))
    assert not done.causes.root and done.action[0].answers == ()


def test_a_row_of_another_table_just_goes() -> None:
    assert removed(LADDER, "action.ac-1") == (Edit("action.ac-1", None),)


@given(tied_postmortems(), st.data())
def test_no_removal_leaves_a_tie_to_nothing_that_was_not_there_before(
    pm: Postmortem, data: st.DataObject
) -> None:
    rows = [f"causes.why.{why.id}" for why in pm.causes.why]
    rows += [f"causes.factor.{each.id}" for each in pm.causes.factor]
    rows += [f"causes.root.{each.id}" for each in pm.causes.root]
    if rows:
        path = data.draw(st.sampled_from(rows))
        done = there_and_back(pm, removed(pm, path))
        gone = path.rpartition(".")[2]
        assert not any(gone in finding.what.split() for finding in findings(done))


def test_a_row_of_the_timeline_takes_its_ties_with_it() -> None:
    pm = Postmortem.model_validate(
        {
            "id": "a",
            "timeline": [{"id": "ev-1", "what": "Down"}, {"id": "ev-2", "what": "Up"}],
            "causes": {
                "why": [{"id": "why-1", "because": "So", "evidence": ["ev-1", "log, line 4"]}],
                "event": [{"id": "b-1", "what": "So", "evidence": ["ev-1", "ev-2"]}],
            },
        }
    )
    left = apply(pm, removed(pm, "timeline.ev-1"))
    assert [row.id for row in left.timeline] == ["ev-2"]
    assert left.causes.why[0].evidence == ("log, line 4",)
    assert left.causes.event[0].evidence == ("ev-2",)
