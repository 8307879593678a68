"""A field that two people gave two values: what is shown of it, what can be chosen, what that comes to."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from conflicting import anything, plain_value
from pmtui.interview.conflict_words import LONGEST
from pmtui.interview.conflicts import TwoVersions, two_versions
from pmtui.merging.merge import merge, noted
from pmtui.model import paths, tomlform
from pmtui.model.edit import Edit, apply, inverse
from pmtui.model.postmortem import Postmortem

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
BASE: dict[str, Any] = {
    "id": "2026-03-02-queue",
    "title": "The queue stood still",
    "kind": "production-outage",
    "zone": "Europe/Berlin",
    "severity": "SEV1",
    "summary": "It stood still for an hour",
    "people": [{"name": "Dana Field", "role": "on call"}],
    "clock": {"started": datetime(2026, 3, 2, 14, tzinfo=UTC)},
    "timeline": [
        {"id": "ev-1", "at": datetime(2026, 3, 2, 14, 5, tzinfo=UTC), "what": "the queue stops"},
        {"id": "ev-2", "what": "a worker is started anew"},
        {"id": "ev-3", "what": "the queue is empty"},
    ],
    "impact": {"users": 4000, "note": "Counted by hand"},
    "causes": {
        "why": [
            {"id": "why-1", "explains": ["problem"], "because": "Locks wait"},
            {"id": "why-2", "explains": ["why-1"], "because": "Locks have no end", "evidence": ["ev-1"]},
        ],
        "root": [{"id": "rc-1", "what": "Locks have no end", "from": ["why-2"]}],
    },
    "action": [{"id": "ac-1", "what": "Give locks an end", "answers": ["rc-1"], "due": date(2026, 4, 1)}],
    "lessons": {"well": ["It was seen", "Few felt it", "It was seen"]},
}


def with_conflict(field: str, **values: Any) -> Postmortem:
    row = {"id": "x-1", "field": field, "from": "outside", "at": AT, **values}
    return Postmortem.model_validate({**BASE, "conflict": [row]})


def shown(pm: Postmortem) -> TwoVersions:
    return two_versions(pm, pm.conflict[0])


def picks(pm: Postmortem) -> list[str]:
    return [choice.pick for choice in shown(pm).choices]


def chosen(pm: Postmortem, pick: Any) -> Postmortem:
    choice = shown(pm).choice(pick)
    assert choice is not None
    after = apply(pm, choice.edits)
    assert after.conflict == ()
    assert apply(after, inverse(pm, choice.edits)) == pm
    return after


def without_conflict(pm: Postmortem) -> Postmortem:
    return apply(pm, shown(pm).choices[0].edits)


# -- a field ------------------------------------------------------------------------------------------------


def test_a_text_is_kept_taken_or_both_are_kept():
    pm = with_conflict("summary", here="It stood still", other="Nothing was taken for two hours")
    two = shown(pm)
    assert (two.about, two.here) == ("Summary", "It stood still for an hour")
    assert two.other == "Nothing was taken for two hours"
    assert two.whence == "outside, 2026-03-02 16:00 Europe/Berlin"
    assert chosen(pm, "keep").summary == "It stood still for an hour"
    assert chosen(pm, "take").summary == "Nothing was taken for two hours"
    assert chosen(pm, "both").summary == "It stood still for an hour\n\nNothing was taken for two hours"


def test_of_two_texts_that_are_both_kept_a_line_that_they_share_stands_once():
    here = "It began at 14:01.\n\nThe queue stood still.\n\nIt ended at 15:44."
    other = "It began at 14:01.\n\nNo job was taken.\n\nIt ended at 15:44.\n\nNothing paged."
    row = {"id": "x-1", "field": "summary", "here": here, "other": other}
    pm = Postmortem.model_validate({**BASE, "summary": here, "conflict": [row]})
    assert chosen(pm, "both").summary == (
        "It began at 14:01.\n\nThe queue stood still.\n\nNo job was taken.\n\n"
        "It ended at 15:44.\n\nNothing paged."
    )


def test_a_key_of_a_newer_version_is_taken_as_it_is():
    row = {"id": "x-1", "field": "impact.x_new", "here": 1, "other": {"a": [1, 2]}}
    data = {**BASE, "impact": {"x_new": 1, "users": 2}, "conflict": [row]}
    after = chosen(Postmortem.model_validate(data), "take")
    assert tomlform.to_data(after.impact) == {"users": 2, "x_new": {"a": [1, 2]}}


@pytest.mark.parametrize("seed", range(3))
def test_what_the_merge_makes_is_chosen_from(seed):
    base = Postmortem.model_validate(BASE)
    changes = [
        ("summary", "Ours"),
        ("impact.users", 1),
        ("timeline.ev-2.what", "ours"),
        ("causes.why.why-2.because", "x"),
    ]
    ours = apply(base, [Edit(path, value) for path, value in changes] + [Edit("people.0", {"name": "Kim"})])
    theirs = apply(base, [Edit("summary", "Theirs"), Edit("impact.users", 2), Edit("timeline.ev-2", None)])
    theirs = apply(theirs, [Edit("causes.why.why-2.because", "y"), Edit("people.0", {"name": "Lee"})])
    merged = merge(base, ours, theirs)
    pm = noted(merged, "outside", AT)
    assert sorted(row.field for row in pm.conflict) == sorted(
        ["summary", "impact.users", "timeline.ev-2", "causes.why.why-2.because", "people"]
    )
    for row in random.Random(seed).sample(pm.conflict, len(pm.conflict)):
        take = two_versions(pm, next(one for one in pm.conflict if one.id == row.id)).choice("take")
        assert take is not None
        pm = apply(pm, take.edits)
    assert pm == theirs


def test_a_line_that_keeps_both_stays_a_line():
    pm = with_conflict("timeline.ev-1.what", here="a", other="jobs wait")
    assert shown(pm).about == "What (timeline: 15:05 the queue stops)"
    assert chosen(pm, "both").timeline[0].what == "the queue stops / jobs wait"


@pytest.mark.parametrize("other", ["It stood still", "It stood still for an hour and more", " "])
def test_both_is_not_offered_where_one_says_it_all(other):
    assert picks(with_conflict("summary", here="x", other=other)) == ["keep", "take"]


@pytest.mark.parametrize(
    ("field", "other", "here", "told"),
    [
        ("impact.users", 5000, "4000", "5000"),
        ("clock.started", datetime(2026, 3, 2, 13, 30, tzinfo=UTC), "2026-03-02 15:00", "2026-03-02 14:30"),
        ("action.ac-1.due", date(2026, 5, 1), "2026-04-01", "2026-05-01"),
        ("action.ac-1.status", "done", "", "Done"),
        ("kind", "security-incident", "Production outage", "Security incident"),
        ("triage.ongoing", True, "", "It is still going on"),
    ],
)
def test_other_values_are_told_as_a_person_reads_them_and_taken(field, other, here, told):
    pm = with_conflict(field, here=None, other=other)
    assert (shown(pm).here, shown(pm).other) == (here, told)
    assert picks(pm) == ["keep", "take"]
    assert paths.get(chosen(pm, "take"), field) == other


def test_a_field_that_is_empty_in_the_other_version_can_be_emptied():
    pm = with_conflict("impact.note", here="Counted by hand")
    assert shown(pm).other_note == "Nothing stands there."
    assert chosen(pm, "take").impact.note == ""


def test_what_was_changed_since_is_kept_as_it_is_now():
    pm = with_conflict("impact.users", here=3000, other=5000)
    assert shown(pm).here == "4000"
    assert chosen(pm, "keep").impact.users == 4000


def test_what_is_half_typed_gives_way_to_the_value_that_is_taken():
    data = {**BASE, "clock": {}, "unfinished": {"clock.started": "14:"}}
    row = {"id": "x-1", "field": "clock.started", "other": AT}
    pm = Postmortem.model_validate({**data, "conflict": [row]})
    assert shown(pm).here == "14:"
    assert chosen(pm, "keep").unfinished == {"clock.started": "14:"}
    after = chosen(pm, "take")
    assert (after.clock.started, after.unfinished) == (AT, {})


def test_a_text_left_unfinished_has_two_versions_too():
    pm = with_conflict("unfinished.timeline.new", here="14:05 que", other="14:05 worker")
    assert shown(pm).about.startswith("Half typed")
    assert chosen(pm, "take").unfinished == {"timeline.new": "14:05 worker"}


# -- rows ---------------------------------------------------------------------------------------------------


def test_a_row_that_the_other_version_removed_is_kept_or_removed_with_the_ties_to_it():
    pm = with_conflict("causes.why.why-2", here={"because": "Locks have no end"}, removed=True)
    two = shown(pm)
    assert two.about == "Why: Locks have no end"
    assert "Because: Locks have no end" in two.here and "the queue stops" in two.here
    assert (two.other, two.other_note) == (
        "",
        "One of the two removed this row while the other changed it, so it was kept.",
    )
    assert [choice.label for choice in two.choices] == ["keep the row", "remove row"]
    assert len(chosen(pm, "keep").causes.why) == 2
    after = chosen(pm, "take")
    assert [row.id for row in after.causes.why] == ["why-1"] and after.causes.root[0].from_ == ()


def test_a_row_that_is_gone_meanwhile_asks_nothing_but_its_end():
    pm = with_conflict("timeline.ev-9", here={"what": "the queue stops"}, removed=True)
    assert chosen(pm, "take").timeline == pm.timeline


def test_a_row_of_the_other_version_takes_the_place_of_this_one_or_is_added():
    pm = with_conflict("timeline.ev-2", here={"what": "x"}, other={"id": "ev-2", "what": "restarted"})
    assert [row.what for row in chosen(pm, "take").timeline][1] == "restarted"
    pm = with_conflict("timeline.ev-9", other={"id": "ev-9", "what": "the end"})
    assert "What: the end" in shown(pm).other
    assert chosen(pm, "take").timeline[-1].what == "the end"


def test_an_order_is_kept_or_taken_and_no_row_is_lost_by_it():
    pm = with_conflict("timeline", here=["ev-1", "ev-2"], other=["ev-2", "ev-1", "ev-7"])
    two = shown(pm)
    assert two.about == "Timeline: the order"
    assert two.here.splitlines()[0] == "1. 15:05 the queue stops"
    assert two.other.splitlines() == ["1. a worker is started anew", "2. 15:05 the queue stops", "3. ev-7"]
    assert [row.id for row in chosen(pm, "take").timeline] == ["ev-2", "ev-1", "ev-3"]
    assert chosen(pm, "keep").timeline == pm.timeline


# -- lists --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "other", "taken", "both"),
    [
        ("Few felt it", "Few noticed", ["It was seen", "Few noticed", "It was seen"], "Few noticed"),
        ("It was seen", "Pages came", ["Pages came", "Few felt it", "It was seen"], "Pages came"),
        (
            "gone since",
            "Pages came",
            ["It was seen", "Few felt it", "It was seen", "Pages came"],
            "Pages came",
        ),
        ("Few felt it", None, ["It was seen", "It was seen"], None),
        ("gone since", "It was seen", ["It was seen", "Few felt it", "It was seen"], None),
        (["It was seen", "Few felt it"], ["a", "b"], ["a", "b", "It was seen"], None),
    ],
)
def test_an_item_of_a_list_is_replaced_and_no_other_is_touched(here, other, taken, both):
    pm = with_conflict("lessons.well", here=here, other=other)
    assert list(chosen(pm, "take").lessons.well) == taken
    assert chosen(pm, "keep").lessons.well == pm.lessons.well
    if both:
        assert chosen(pm, "both").lessons.well == (*pm.lessons.well, both)


def test_a_row_without_an_id_is_an_item():
    pm = with_conflict(
        "people",
        here={"name": "Dana Field", "role": "on call"},
        other={"name": "Dana Field", "role": "incident commander"},
    )
    assert shown(pm).here == "Name: Dana Field\nRole: on call"
    assert [one.role for one in chosen(pm, "take").people] == ["incident commander"]
    assert [one.role for one in chosen(pm, "both").people] == ["on call", "incident commander"]


# -- what does not fit --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("", "words"),
        ("nothing.like.it", "words"),
        ("summary.more", "words"),
        ("people.7.name", "words"),
        ("people.\u00b2", "words"),
        ("timeline." + "9" * 5000, "words"),
        ("timeline.ev-9.what", "words"),
        ("a." * 9000 + "a", "words"),
        ("unfinished." * 9000 + "a", "words"),
        ("unfinished.", "words"),
        ("format", 99),
        ("id", "../../etc/passwd"),
        ("action.ac-1.id", "ac-2"),
        ("conflict", []),
        ("conflict.x-1.field", "summary"),
        ("impact.users", "many"),
        ("impact.users", -1),
        ("impact.users", {"a": [1, {"b": 2}]}),
        ("summary", 12),
        ("clock.started", datetime(2026, 3, 2, 14)),  # a file may hold one without its offset
        ("timeline", "ev-1"),
        ("timeline", [1, 2]),
        ("lessons.well", {"a": 1}),
        ("people", "Dana"),
        ("timeline.ev-1", "words"),
        ("timeline.ev-1", {"id": "ev-2", "at": "noon"}),
        ("status", "lost"),
    ],
)
def test_what_does_not_fit_can_only_be_kept_out_and_is_read_all_the_same(field, other):
    pm = with_conflict(field, here="x", other=other)
    two = shown(pm)
    if field.startswith("unfinished.unfinished"):
        assert picks(pm) == ["keep", "take"]
    else:
        assert picks(pm) == ["keep"] and two.note
    assert two.other or not other
    assert without_conflict(pm).conflict == ()


def test_a_very_long_text_is_shown_up_to_a_bound_and_taken_whole():
    pm = with_conflict("summary", here="x", other="words " * LONGEST)
    assert len(shown(pm).other) < LONGEST + 100
    assert shown(pm).other.endswith("more characters, in the file")
    assert chosen(pm, "take").summary == "words " * LONGEST


# -- whatever a file holds ----------------------------------------------------------------------------------


@settings(max_examples=50)
@given(anything())
def test_whatever_a_conflict_holds_each_choice_ends_it_and_is_taken_back_whole(pm):
    conflict = pm.conflict[-1]
    two = two_versions(pm, conflict)
    assert two.choices[0].pick == "keep" and (two.note == "") == (two.choice("take") is not None)
    for choice in two.choices:
        after = apply(pm, choice.edits)
        assert after.conflict == pm.conflict[:-1]
        assert apply(after, inverse(pm, choice.edits)) == pm
        assert tomlform.from_data(tomlform.to_data(after)) == after
        if choice.pick == "keep":
            assert after == pm.model_copy(update={"conflict": pm.conflict[:-1]})


@settings(max_examples=50)
@given(anything())
def test_what_is_taken_stands_there_after_it(pm):
    conflict = pm.conflict[-1]
    take = two_versions(pm, conflict).choice("take")
    if take is None or conflict.removed:
        return
    standing = plain_value(pm, conflict.field)
    after = plain_value(apply(pm, take.edits), conflict.field)
    if isinstance(standing, list) and isinstance(after, list):
        wanted = conflict.other if isinstance(conflict.other, list) else [conflict.other]
        ordered = bool(standing) and isinstance(standing[0], dict) and "id" in standing[0]
        assert ordered or conflict.other is None or all(item in after for item in wanted)
    elif isinstance(conflict.other, str):
        assert after == conflict.other
