"""Answers that are picked from what was found, and evidence that is told in the words of its rows."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from pmtui.errors import PmtuiError
from pmtui.interview.answers import chosen, chosen_value
from pmtui.interview.asking import for_path
from pmtui.interview.choices import choices_for
from pmtui.interview.understood import enter, read
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from strategies import postmortems
from tied import there_and_back, tied_postmortems

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
FOUND = "causes.root.new.found"


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", "kind": "production-outage", **data})


CAUSES = {
    "problem": "Builds failed",
    "why": [{"id": "why-1", "explains": ["problem"], "because": "one mirror"}],
    "factor": [{"id": "cf-1", "bone": "process", "what": "no alarm", "likely": True}],
}


def test_root_causes_are_picked_from_what_was_found_and_unpicked_again() -> None:
    pm = made(causes=CAUSES)
    one = for_path(pm, FOUND)
    assert one.question.kind == "found"
    assert chosen_value(pm, one) == ()
    picked = there_and_back(pm, chosen(pm, one, ("cf-1",)))
    assert [(root.what, root.from_) for root in picked.causes.root] == [("no alarm", ("cf-1",))]
    assert chosen_value(picked, one) == ("cf-1",)
    both = there_and_back(picked, chosen(picked, one, ("cf-1", "why-1")))
    assert set(chosen_value(both, one)) == {"cf-1", "why-1"}
    assert both.causes.root[0] == picked.causes.root[0]
    assert there_and_back(both, chosen(both, one, ())) == pm


def test_what_is_offered_is_what_can_be_picked() -> None:
    offered = choices_for(made(causes=CAUSES), FOUND)
    assert [choice.value for choice in offered] == ["why-1", "cf-1"]


def test_other_answers_that_are_picked_are_put_at_their_field() -> None:
    pm = made(action=[{"id": "ac-1", "what": "compare", "impact": "high"}], causes=CAUSES)
    why = for_path(pm, "causes.why.why-1.confidence")
    assert chosen(pm, why, "fact") == (Edit("causes.why.why-1.confidence", "fact"),)
    assert chosen_value(pm, why) is None
    quadrant = for_path(pm, "action.ac-1.impact")
    if quadrant.question.kind == "quadrant":
        assert chosen_value(pm, quadrant) == ("high", None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ev-1", "the queue was full"),
        ("commit 88\n ev-1 \n\n", "the queue was full"),
        ("ev-1\nev-2", "the queue was full  │  rolled back"),
        ("commit 88", ""),
        ("", ""),
    ],
)
def test_evidence_is_told_in_the_words_of_the_rows_it_names(text: str, shown: str) -> None:
    rows = [{"id": "ev-1", "what": "the queue was full"}, {"id": "ev-2", "what": "rolled back"}]
    pm = made(timeline=rows, causes=CAUSES)
    reading = read(pm, for_path(pm, "causes.why.why-1.evidence"), text, NOW)
    assert (reading.shown, reading.refused) == (shown, "")
    done = there_and_back(pm, reading.edits)
    assert done.causes.why[0].evidence == tuple(line.strip() for line in text.splitlines() if line.strip())


def test_other_lists_of_texts_are_shown_as_they_stand() -> None:
    pm = made(timeline=[{"id": "ev-1", "what": "the queue was full"}], causes=CAUSES)
    assert read(pm, for_path(pm, "causes.mitigators"), "ev-1", NOW).shown == ""


def test_what_the_entry_of_the_tree_means_goes_through_as_any_other() -> None:
    pm = made(causes=CAUSES)
    one = for_path(pm, "causes.event.new")
    assert read(pm, one, "and: Builds failed", NOW).shown.startswith("top event  │  Builds failed")
    entered = enter(pm, one, "and: Builds failed", NOW)
    assert not isinstance(entered, str)
    assert there_and_back(pm, entered).causes.gate[0].gate == "and"
    assert isinstance(enter(pm, one, "and:", NOW), str)


@given(tied_postmortems() | postmortems())
def test_whatever_is_picked_now_stays_picked(pm: Postmortem) -> None:
    try:
        one = for_path(pm, FOUND)
    except PmtuiError:
        return
    assert chosen(pm, one, chosen_value(pm, one)) == ()
    offered = [choice.value for choice in choices_for(pm, FOUND)]
    assert set(chosen_value(pm, one)) <= set(offered)
    done = there_and_back(pm, chosen(pm, one, tuple(offered)))
    assert set(chosen_value(done, one)) == set(offered)
