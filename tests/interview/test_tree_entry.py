"""Lines of the fault tree: what they mean, where they go, what is shared, and that no line makes a loop."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.analysis.faulttree.shape import faults
from pmtui.analysis.faulttree.tree import Gate, Tree
from pmtui.interview.entries import enter, understood
from pmtui.interview.tree_entry import TreeEntry, beneath, gate_in_hand, known, parse_tree_line
from pmtui.model.postmortem import Causes, Postmortem
from pmtui.text.reading import Refused
from pmtui.text.times import Context
from strategies import postmortems
from tied import SAID, there_and_back, tied_postmortems

TODAY = date(2026, 11, 24)
CONTEXT = Context(zone="UTC", now=datetime(2026, 11, 24, 18, tzinfo=UTC), day=TODAY)


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", **data})


def typed(pm: Postmortem, text: str, target: str = "") -> Postmortem | str:
    edits = enter(pm, "causes.event.new", text, context=CONTEXT, today=TODAY, target=target)
    return edits.reason if isinstance(edits, Refused) else there_and_back(pm, edits)


def entered(pm: Postmortem, text: str, target: str = "") -> Postmortem:
    done = typed(pm, text, target)
    assert isinstance(done, Postmortem), done
    return done


def shown(pm: Postmortem, text: str, target: str = "") -> tuple[tuple[str, ...], str]:
    return understood(pm, "causes.event.new", text, CONTEXT, TODAY, target)


TREE = {
    "top": "g-1",
    "gate": [
        {"id": "g-1", "what": "Checkout was down", "gate": "and", "inputs": ["g-2", "b-1"]},
        {"id": "g-2", "what": "the mirror was old", "inputs": ["b-2", "b-1"]},
    ],
    "event": [{"id": "b-1", "what": "no alarm"}, {"id": "b-2", "what": "one mirror"}],
}


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("no alarm", TreeEntry("no alarm")),
        ("and: both were so", TreeEntry("both were so", "and")),
        ("OR : any of them", TreeEntry("any of them", "or")),
        ("2 of 3: replicas lost", TreeEntry("replicas lost", "atleast", 2)),
        ("at least 2 of: replicas lost", TreeEntry("replicas lost", "atleast", 2)),
        ("2/3: replicas lost", TreeEntry("replicas lost", "atleast", 2)),
        ("0 of 3: replicas lost", TreeEntry("replicas lost", "atleast", 1)),
        ("and:", TreeEntry("", "and")),
        ("and then it failed", TreeEntry("and then it failed")),
        ("order: wrong", TreeEntry("order: wrong")),
        ("2 of 3 replicas: lost", TreeEntry("2 of 3 replicas: lost")),
        ("12:30: the queue was full", TreeEntry("12:30: the queue was full")),
    ],
)
def test_what_a_line_means(text: str, entry: TreeEntry) -> None:
    assert parse_tree_line(text) == entry


def test_the_kind_of_a_gate_stands_at_the_very_start() -> None:
    line = "2 of" + " " * 100 + "3: replicas lost"
    assert parse_tree_line(line) == TreeEntry(line)


def test_the_first_line_is_the_top_event_and_the_next_ones_lead_to_it() -> None:
    pm = entered(made(), "Checkout was down")
    gate = pm.causes.gate[0]
    assert (gate.what, gate.gate, pm.causes.top) == ("Checkout was down", "or", gate.id)
    pm = entered(pm, "no alarm")
    assert pm.causes.event[0].what == "no alarm"
    pm = entered(pm, "2 of 3: replicas lost", target=gate.id)
    lower = pm.causes.gate[1]
    assert pm.causes.gate[0].inputs == (pm.causes.event[0].id, lower.id)
    assert (lower.what, lower.gate, lower.k) == ("replicas lost", "atleast", 2)
    pm = entered(pm, "disk full", target=lower.id)
    assert pm.causes.gate[1].inputs == (pm.causes.event[1].id,)
    assert pm.causes.top == gate.id


def test_words_known_already_are_shared_however_they_are_written() -> None:
    pm = made(causes=TREE)
    assert known(pm.causes, " ONE   mirror ") == "b-2"
    assert shown(pm, "One  mirror") == (("shared with another branch", "One  mirror"), "")
    done = entered(pm, "One  mirror")
    assert done.causes.gate[0].inputs == ("g-2", "b-1", "b-2")
    assert len(done.causes.event) == 2


def test_what_is_beneath_the_gate_already_or_would_make_a_loop_is_not_entered() -> None:
    pm = made(causes=TREE)
    assert "already" in str(typed(pm, "no alarm"))
    assert "loop" in str(typed(pm, "Checkout was down", target="g-2"))
    assert "loop" in str(typed(pm, "Checkout was down", target="g-1"))


def test_only_the_kind_of_a_gate_is_no_line() -> None:
    for pm in (made(), made(causes=TREE)):
        assert "What leads to it" in str(typed(pm, "and:"))
        assert "What leads to it" in shown(pm, "and:")[1]


def test_a_base_event_in_hand_is_taken_apart_wherever_it_stands() -> None:
    action = {"id": "ac-1", "what": "Add an alarm", "breaks": ["b-1", "b-2"]}
    pm = entered(made(causes=TREE, action=[action]), "nobody was paged", target="b-1")
    gate = pm.causes.gate[-1]
    assert [event.what for event in pm.causes.event] == ["one mirror", "nobody was paged"]
    assert (gate.what, gate.inputs) == ("no alarm", (pm.causes.event[-1].id,))
    assert [each.inputs for each in pm.causes.gate[:2]] == [("g-2", gate.id), ("b-2", gate.id)]
    assert pm.action[0].breaks == ("b-2",)


def test_a_top_event_without_gates_is_taken_apart_and_stays_the_top() -> None:
    pm = made(causes={"top": "b-1", "event": [{"id": "b-1", "what": "Checkout was down"}]})
    done = entered(pm, "no alarm", target="b-1")
    assert [gate.what for gate in done.causes.gate] == ["Checkout was down"]
    assert done.causes.top == done.causes.gate[0].id
    assert [event.what for event in done.causes.event] == ["no alarm"]


def test_a_base_event_is_taken_apart_into_what_is_known_already() -> None:
    pm = made(causes=TREE)
    assert shown(pm, "One mirror", target="b-1")[0][0] == "shared with another branch"
    done = entered(pm, "One mirror", target="b-1")
    assert [event.id for event in done.causes.event] == ["b-2"]
    assert done.causes.gate[-1].inputs == ("b-2",)


def with_evidence(**causes: Any) -> Postmortem:
    events = [dict(each) for each in TREE["event"]]
    events[0] |= {"evidence": ["the runbook, page 3"], "from": ["why-1"], "state": "confirmed"}
    return made(causes={**TREE, "event": events, "why": [{"id": "why-1", "because": "x"}], **causes})


def test_what_shows_a_base_event_is_kept_where_it_is_taken_apart() -> None:
    done = entered(with_evidence(), "nobody was paged", target="b-1")
    new = done.causes.event[-1]
    assert (new.evidence, new.from_, new.state) == (("the runbook, page 3",), ("why-1",), None)
    known_already = entered(with_evidence(), "one mirror", target="b-1").causes.event[0]
    assert (known_already.id, known_already.evidence) == ("b-2", ("the runbook, page 3",))


def test_a_gate_can_not_take_over_what_shows_a_base_event() -> None:
    assert "A base event first" in str(typed(with_evidence(), "and: nobody was paged", target="b-1"))


def test_what_was_taken_from_a_base_event_is_tied_to_the_gate_that_it_becomes() -> None:
    root = {"id": "rc-1", "what": "no alarm", "from": ["b-1", "why-1"]}
    done = entered(with_evidence(root=[root]), "nobody was paged", target="b-1")
    assert done.causes.root[0].from_ == (done.causes.gate[-1].id, "why-1")


@pytest.mark.parametrize("words", ["no  alarm", "the mirror was old", "Checkout was down"])
def test_a_base_event_is_not_taken_apart_into_what_it_leads_to(words: str) -> None:
    assert "loop" in str(typed(made(causes=TREE), words, target="b-1"))


def test_the_gate_in_hand_is_the_one_named_else_the_top() -> None:
    causes = Causes.model_validate(TREE)
    for target, found in (("g-2", "g-2"), ("", "g-1"), ("why-1", "g-1")):
        gate = gate_in_hand(causes, target)
        assert gate is not None and gate.id == found
    assert gate_in_hand(causes, "b-1") is None
    assert gate_in_hand(Causes(), "g-1") is None


def test_without_a_top_named_it_is_the_gate_that_leads_to_no_other() -> None:
    causes = Causes.model_validate({**TREE, "top": "", "gate": list(reversed(TREE["gate"]))})
    gate = gate_in_hand(causes, "")
    assert gate is not None and gate.id == "g-1"


def test_what_lies_beneath_a_row_ends_where_it_closes() -> None:
    gates = [{"id": "g-1", "inputs": ["g-2", "b-1"]}, {"id": "g-2", "inputs": ["g-1"]}]
    assert beneath(Causes.model_validate({"gate": gates}), "g-1") == {"g-1", "g-2", "b-1"}
    assert beneath(Causes(), "g-1") == frozenset()


def loops(causes: Causes) -> int:
    gates = {gate.id: Gate("or", gate.inputs) for gate in causes.gate}
    tops = [Tree(top=gate, gates=gates, events=tuple(row.id for row in causes.event)) for gate in gates]
    return sum(fault.kind == "loop" for tree in tops for fault in faults(tree))


_starts = st.sampled_from(["", "and: ", "or:", "2 of 3: ", "at least 2 of: "])


@given(tied_postmortems() | postmortems(), st.lists(st.tuples(_starts, SAID, st.integers(0, 9)), max_size=6))
def test_no_line_makes_a_loop_and_each_can_be_taken_back(
    pm: Postmortem, lines: list[tuple[str, str, int]]
) -> None:
    for start, said, at in lines:
        before = loops(pm.causes)
        rows = ["", *(row.id for row in (*pm.causes.gate, *pm.causes.event))]
        target = rows[at % len(rows)]
        done = typed(pm, start + said, target)
        pieces, refused = shown(pm, start + said, target)
        assert isinstance(done, str) or (pieces and not refused)
        if isinstance(done, Postmortem):
            assert before or not loops(done.causes)
            pm = done
