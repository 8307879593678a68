"""The fault tree of a postmortem as the engine reads it."""

from __future__ import annotations

import pytest

from pmtui.analysis.causes.fault_tree import in_words, labelled_of, tree_of
from pmtui.analysis.faulttree.shape import require_sound
from pmtui.analysis.faulttree.tree import Gate, TreeError
from pmtui.model.postmortem import BasicEvent, Causes
from pmtui.model.postmortem import Gate as Row


def test_rows_become_gates_and_events_and_states_are_left_alone():
    causes = Causes(
        top="g",
        gate=(
            Row(id="h", gate="atleast", k=2, inputs=("a", "b", "c")),
            Row(id="g", gate="or", k=1, inputs=("h", "d")),
        ),
        event=(
            BasicEvent(id="c", state="confirmed", probability=1),
            BasicEvent(id="a", state="ruled-out", undeveloped=True, what=" Two \n lines "),
            BasicEvent(id="b", state="unknown"),
            BasicEvent(id="d"),
        ),
    )
    tree = tree_of(causes)
    assert tree.top == "g"
    assert tree.gates == {"h": Gate("atleast", ("a", "b", "c"), 2), "g": Gate("or", ("h", "d"))}
    assert tree.events == ("c", "a", "b", "d")
    assert tree.probabilities == {"c": 1.0}
    assert tree.house == {}
    assert tree_of(causes, settled=True).house == {"c": True, "a": False}
    labelled = labelled_of(causes)
    assert (labelled.words, labelled.undeveloped) == ({"a": "Two lines"}, {"a"})
    assert (labelled.gates, labelled.events) == (2, 4)


def test_the_top_event_is_the_chosen_one_or_the_one_gate_that_is_no_input():
    gates = (Row(id="below", inputs=("a",)), Row(id="above", inputs=("below",)))
    causes = Causes(gate=gates, event=(BasicEvent(id="a"),))
    assert tree_of(causes).top == "above"
    assert tree_of(causes.model_copy(update={"top": "below"})).top == "below"
    assert tree_of(causes.model_copy(update={"top": "a"})).top == "a"


@pytest.mark.parametrize(
    ("causes", "words"),
    [
        (Causes(), "no fault tree"),
        (Causes(event=(BasicEvent(id="a"),)), "top event is not chosen"),
        (Causes(top="x", event=(BasicEvent(id="a"),)), "nothing in the fault tree has this id"),
        (Causes(gate=(Row(id="a"), Row(id="b"))), "several gates could be the top event: a, b"),
        (Causes(gate=(Row(id="a"), Row(id="a"))), "two rows of the fault tree have the id a"),
        (
            Causes(gate=(Row(id="a"),), event=(BasicEvent(id="a"),)),
            "two rows of the fault tree have the id a",
        ),
    ],
)
def test_what_is_no_tree_is_said(causes, words):
    with pytest.raises(TreeError, match=words):
        tree_of(causes)


def _refused(causes: Causes) -> str:
    with pytest.raises(TreeError) as error:
        require_sound(tree_of(causes))
    return in_words(causes, error.value)


def test_a_refusal_names_rows_by_their_words_where_those_are_theirs_alone():
    empty = Row(id="g-x", what=" Jobs \n wait ")
    assert _refused(Causes(gate=(empty,))) == "Gate “Jobs wait” has no input: it needs at least one."
    loop = Row(id="g-y", what="Loop", inputs=("g-y",))
    assert "“Loop”" in _refused(Causes(gate=(loop,))) and "g-y" not in _refused(Causes(gate=(loop,)))
    for words in ("", "Loop"):
        twice = Causes(top="g-x", gate=(Row(id="g-x", what=words), Row(id="g-z", what=words)))
        assert "g-x" in _refused(twice)
    assert "“" + "x" * 59 + "…”" in _refused(Causes(gate=(Row(id="g-x", what="x" * 500),)))
    nowhere = Causes(top="gone", gate=(empty,))
    assert "'gone'" in _refused(nowhere)
