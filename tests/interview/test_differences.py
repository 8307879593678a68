"""What differs between two versions: every change is told once, in the words of the screens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from effort import steps
from pmtui.interview.differences import Difference, differences, in_short
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.model.tomlform import to_data
from strategies import postmortems

AT = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 14, 9, tzinfo=UTC)
BASE = Postmortem.model_validate(
    {
        "id": "2026-11-24-checkout",
        "title": "Checkout down",
        "zone": "Europe/Berlin",
        "summary": "Checkout was down.",
        "people": [{"name": "Noor"}, {"name": "Ivo"}],
        "clock": {"started": AT},
        "timeline": [
            {"id": "ev-1", "at": AT, "what": "Replication stops"},
            {"id": "ev-2", "at": LATER, "what": "The pager rings"},
        ],
        "causes": {"why": [{"id": "why-1", "because": "No guard", "evidence": ["ev-1"]}]},
        "action": [{"id": "ac-1", "what": "Add a guard", "owner": "Noor"}],
        "history": [{"at": AT, "what": "draft -> review"}],
    }
)
WHEN, WHEN_LATER = "2026-11-24 15:05", "2026-11-24 15:09"


def told(*edits: Edit, old: Postmortem = BASE) -> list[tuple[str, str, str, str]]:
    return [(one.path, one.label, one.before, one.after) for one in differences(old, apply(old, edits))]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            Edit("summary", "Checkout was slow."),
            ("summary", "Summary", "Checkout was down.", "Checkout was slow."),
        ),
        (Edit("title", None), ("title", "Title", "Checkout down", "")),
        (Edit("status", "review"), ("status", "Status", "Draft", "In review")),
        (Edit("clock.started", LATER), ("clock.started", "Started", WHEN, WHEN_LATER)),
        (
            Edit("clock.precision.started", "approximate"),
            ("clock.started", "Started", WHEN, "2026-11-24 ~15:05"),
        ),
        (
            Edit("clock.precision.started", "minute"),
            ("clock.started", "Started", f"{WHEN} (exact)", f"{WHEN} (minute)"),
        ),
        (
            Edit("timeline.ev-1.source", "pager"),
            ("timeline.ev-1.source", "Source (timeline: 15:05 Replication stops)", "", "pager"),
        ),
        (
            Edit("timeline.ev-1.at", LATER),
            ("timeline.ev-1.at", "When (timeline: 15:09 Replication stops)", WHEN, WHEN_LATER),
        ),
        (
            Edit("timeline.ev-3", {"at": LATER, "what": "It is back"}),
            ("timeline.ev-3", "Timeline: 15:09 It is back", "", f"When: {WHEN_LATER}\nWhat: It is back"),
        ),
        (
            Edit("action.ac-1", None),
            ("action.ac-1", "Action: Add a guard", "Action: Add a guard\nOwner: Noor", ""),
        ),
        (
            Edit("action.ac-1.effort", "low"),
            ("action.ac-1.effort", "Effort (action: Add a guard)", "", "Low"),
        ),
        (
            Edit("causes.why.why-1.evidence", ("ev-2", "a graph")),
            (
                "causes.why.why-1.evidence",
                "Evidence (why: No guard)",
                "15:05 Replication stops",
                "15:09 The pager rings\na graph",
            ),
        ),
        (
            Edit("people.1.name", "Ivo Marek"),
            ("people.1.name", "Name (who was there: Ivo Marek)", "Ivo", "Ivo Marek"),
        ),
        (Edit("people.0", None), ("people.0", "Who was there: Noor", "Name: Noor", "")),
        (
            Edit("unfinished.timeline.new", "14:0"),
            ("unfinished.timeline.new", "Half typed: Next event", "", "14:0"),
        ),
        (
            Edit("unfinished.action.ac-1.due", "nex"),
            ("unfinished.action.ac-1.due", "Half typed: Due (action: Add a guard)", "", "nex"),
        ),
        (
            Edit("action.ac-1.log.0", {"at": AT, "what": "waits"}),
            ("action.ac-1.log.0", "News: waits", "", f"When: {WHEN}\nNews: waits"),
        ),
        (
            Edit("conflict.cf-1", {"field": "summary", "here": "one", "other": "two"}),
            ("conflict.cf-1", "Two values: Summary", "", "Here: one\nOther: two"),
        ),
        (
            Edit("conflict.cf-1", {"field": "action.ac-1.owner", "here": "Noor"}),
            ("conflict.cf-1", "Two values: Owner (action: Add a guard)", "", "Here: Noor"),
        ),
        (
            Edit("timeline.ev-2", BASE.timeline[1], 0),
            (
                "timeline",
                "Timeline: the order",
                "15:05 Replication stops\n15:09 The pager rings",
                "15:09 The pager rings\n15:05 Replication stops",
            ),
        ),
    ],
)
def test_a_change_is_told_as_the_screens_call_it(edit: Edit, expected: tuple[str, str, str, str]) -> None:
    assert told(edit) == [expected]


@pytest.mark.parametrize(("ongoing", "words"), [(True, "It is still going on"), (False, "It is over")])
def test_an_answer_is_told_in_the_words_that_were_chosen_not_as_yes_or_no(ongoing: bool, words: str) -> None:
    assert told(Edit("triage.ongoing", ongoing)) == [("triage.ongoing", "Over?", "", words)]


def test_keys_that_this_version_does_not_know_are_told() -> None:
    other = Postmortem.model_validate({**to_data(BASE), "x_mood": [1, 2]})
    (found,) = differences(BASE, other)
    assert (found.path, found.before, found.after) == ("x_mood", "", "1\n2")
    assert found.label == "x_mood (a key that this pmtui does not know)"


def test_a_path_that_no_postmortem_has_is_shown_as_it_is() -> None:
    (found,) = told(Edit("unfinished.made.up.path", "x"))
    assert found[1] == "Half typed: made.up.path"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), "nothing that shows"),
        ((Edit("summary", "x"),), "summary"),
        ((Edit("impact.slo", "99.9"),), "SLA or SLO"),
        ((Edit("timeline.ev-1", None), Edit("timeline.ev-2.what", "x")), "2 rows in the timeline"),
        (
            (Edit("timeline.ev-2.at", AT), Edit("timeline.ev-2.what", "x"), Edit("summary", "x")),
            "summary and 1 row in the timeline",
        ),
        (
            tuple(
                Edit(path, "x") for path in ("title", "kind", "zone", "summary", "impact.slo", "impact.note")
            ),
            "title, kind, time zone, summary and 2 more",
        ),
    ],
)
def test_in_short(edits: tuple[Edit, ...], expected: str) -> None:
    assert in_short(differences(BASE, apply(BASE, edits))) == expected


@settings(max_examples=60)
@given(postmortems(), postmortems())
def test_any_two_versions(old: Postmortem, new: Postmortem) -> None:
    assert differences(old, old) == ()
    there, back = differences(old, new), differences(new, old)
    assert sorted(one.before for one in there) == sorted(one.after for one in back)
    assert all(one.before != one.after and one.label for one in there)
    paths = [one.path for one in there]
    assert len(paths) == len(set(paths)) or any(path.rpartition(".")[2].isdigit() for path in paths)
    assert in_short(there)


def test_many_rows_cost_no_more_than_their_number() -> None:
    def cost(rows: int) -> int:
        old = Postmortem.model_validate(
            {
                "id": "x",
                "timeline": [{"id": f"ev-{at}", "what": f"what {at}"} for at in range(rows)],
                "people": [{"name": f"n{at}", "role": "x"} for at in range(rows)],
                "history": [{"what": f"h{at}"} for at in range(rows)],
            }
        )
        new = Postmortem.model_validate(
            {
                "id": "x",
                "timeline": [{"id": f"ev-{at}", "what": f"what else {at}"} for at in range(rows)],
                "people": [{"name": f"n{at}", "role": "y"} for at in range(rows)],
                "history": [{"what": f"other {at}"} for at in range(rows + 1)],
            }
        )
        return steps(lambda: differences(old, new))

    cost(10)  # content is loaded once
    assert cost(400) < 2.5 * cost(200)


def test_a_difference_is_made_of_four_words() -> None:
    assert Difference("summary", "Summary", "a", "b").row == ""
