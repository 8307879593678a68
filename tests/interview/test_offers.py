"""Texts that are offered: from what is known, with gaps for what is not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pmtui.interview.offers import offer
from pmtui.model.postmortem import Postmortem
from strategies import postmortems

AT = datetime(2026, 11, 24, 14, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
PATHS = (
    "title",
    "causes.problem",
    "summary",
    "share.external",
    "share.audiences",
    "share.shared",
    "share.presented",
    "action.new",
    "action.ac-1.what",
    "action.ac-1.measure",
    "action.gone.what",
    "impact.note",
    "",
)


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", "kind": "production-outage", **data})


KNOWN: dict[str, Any] = {
    "title": "Builds failed after the mirror fell behind",
    "zone": "Europe/Madrid",
    "clock": {"started": AT, "mitigated": AT + timedelta(minutes=30), "precision": {"started": "minute"}},
    "impact": {"users": 1200, "could_not": "merge; reviews went on"},
    "causes": {
        "trigger": "The tag of 24 November.",
        "root": [{"id": "rc-1", "what": "Nothing compares the mirror with its source."}],
    },
    "action": [
        {"id": "ac-0", "what": "A dropped one", "status": "dropped"},
        {
            "id": "ac-1",
            "what": "Compare the mirror each hour",
            "due": date(2026, 12, 10),
            "level": "engineering",
        },
    ],
}


def test_the_title_comes_from_what_there_is_to_learn() -> None:
    assert offer(made(triage={"learning": "Nothing watches the age of the mirror."}), "title", NOW) == (
        "Nothing watches the age of the mirror"
    )
    long = "The mirror had fallen behind for a day, and each build took what it had, and nobody could see it"
    assert offer(made(triage={"learning": long}), "title", NOW) == "The mirror had fallen behind for a day"
    assert offer(made(), "title", NOW) == ""


def test_the_problem_comes_from_impact_and_timeline() -> None:
    assert offer(made(**KNOWN), "causes.problem", NOW) == "1,200 people could not merge for 30 min"
    assert offer(made(), "causes.problem", NOW) == "⟨how many people⟩ could not ⟨do what⟩ for ⟨how long⟩"


def test_the_summary_puts_title_impact_cause_and_first_action_together() -> None:
    assert offer(made(**KNOWN), "summary", NOW) == (
        "Builds failed after the mirror fell behind.\n\n"
        "From 2026-11-24 15:01 Europe/Madrid on 1,200 people could not merge, for 30 min.\n\n"
        "How it was possible: Nothing compares the mirror with its source. "
        "What set it off: The tag of 24 November. "
        "What changes: Compare the mirror each hour, by 2026-12-10."
    )


def test_the_message_for_those_outside_names_no_inner_workings() -> None:
    words = offer(made(**KNOWN), "share.external", NOW)
    assert "you could not merge" in words and "2026-11-24 15:31" in words
    assert "mirror" not in words and "⟨" in words


def test_an_action_is_offered_from_the_top_of_the_hierarchy_down() -> None:
    assert offer(made(), "action.new", NOW).startswith("Remove ⟨")
    tried = [{"id": "ac-1", "what": "x", "level": "eliminate"}]
    assert offer(made(action=tried), "action.new", NOW).startswith("Replace ⟨")
    assert offer(made(), "action.new", NOW).endswith("by ⟨day⟩ (Owner: ⟨name⟩)")


def test_an_action_with_a_level_is_offered_its_first_words() -> None:
    assert offer(made(**KNOWN), "action.ac-1.what", NOW).startswith("Let ⟨")
    assert offer(made(**KNOWN), "action.ac-0.what", NOW) == ""


@pytest.mark.parametrize(
    ("what", "level", "offered"),
    [
        ("Train the crew on the console", "training", "Let ⟨the tool⟩ show ⟨what to know⟩ at ⟨the step⟩"),
        ("Document the rollback", "administrative", "Script ⟨the step⟩, so that nobody has to read how"),
        ("", "training", "Practise ⟨what⟩ with ⟨whom⟩, together with ⟨an action further up⟩"),
        ("Improve testing", None, "Let ⟨the pipeline, the system⟩ refuse ⟨what must not pass⟩"),
        ("Refuse configs that name no owner", None, ""),
    ],
)
def test_a_weak_action_is_offered_one_that_goes_one_up(what: str, level: str | None, offered: str) -> None:
    pm = made(action=[{"id": "ac-1", "what": what, "level": level}])
    assert offer(pm, "action.ac-1.what", NOW) == offered


def test_now_is_offered_where_it_is_asked_when_it_was_shared() -> None:
    pm = made(zone="Europe/Madrid")
    assert offer(pm, "share.shared", NOW) == "2026-11-26 00:30"
    assert offer(pm, "share.presented", NOW) == "2026-11-26"


def test_nothing_is_offered_elsewhere() -> None:
    assert offer(made(**KNOWN), "impact.note", NOW) == ""


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(pm=postmortems(), now=st.just(NOW))
def test_offering_never_fails(path: str, pm: Postmortem, now: datetime) -> None:
    assert isinstance(offer(pm, path, now), str)
