"""Lines that are entered: which edits they make, where the row stands, and what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pmtui.errors import PathError
from pmtui.interview.entries import enter, rows_added, understood
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.text.reading import Refused
from pmtui.text.times import Context
from pmtui.text.zones import local_day
from strategies import postmortems

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CONTEXT = Context(zone="UTC", now=NOW, day=TODAY, after=datetime(2026, 11, 24, 14, 5, tzinfo=UTC))

LINES = (
    "timeline.new",
    "people.new",
    "impact.metric.new",
    "causes.why.new",
    "causes.why.new.else",
    "causes.why.new.not-caught",
    "causes.why.new.slow",
    "causes.factor.new",
    "causes.event.new",
    "causes.root.new",
    "action.new",
    "not_doing.new",
    "review.override.impact",
    "action.ac-1.log.new",
)


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", "kind": "production-outage", **data})


def entered(pm: Postmortem, path: str, text: str, target: str = "") -> Postmortem:
    edits = enter(pm, path, text, context=CONTEXT, today=TODAY, target=target)
    assert not isinstance(edits, Refused), edits
    return apply(pm, edits)


def refused(pm: Postmortem, path: str, text: str) -> str:
    result = enter(pm, path, text, context=CONTEXT, today=TODAY)
    assert isinstance(result, Refused)
    return result.reason


def test_an_event_stands_where_its_time_belongs() -> None:
    pm = made()
    for line in (
        "14:20 rolled back",
        "14:05 pager: queue is full",
        "14:12 cache emptied",
        "14:12 and filled again",
    ):
        pm = entered(pm, "timeline.new", line)
    assert [event.what for event in pm.timeline] == [
        "queue is full",
        "cache emptied",
        "and filled again",
        "rolled back",
    ]
    assert pm.timeline[0].lane == "pager"
    assert pm.timeline[0].at == datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
    assert len({event.id for event in pm.timeline}) == 4


def test_an_event_without_a_time_goes_to_the_end() -> None:
    pm = entered(entered(made(), "timeline.new", "14:05 queue is full"), "timeline.new", "the mirror was old")
    assert [event.at is None for event in pm.timeline] == [False, True]
    pm = entered(pm, "timeline.new", "14:01 first failed build")
    assert pm.timeline[0].what == "first failed build"


def test_a_time_that_can_be_read_in_two_ways_is_not_entered() -> None:
    assert "time was not understood" in refused(made(), "timeline.new", "03/04/2026 14:05 queue is full")
    assert "What happened then" in refused(made(), "timeline.new", "14:05")


def test_rows_of_a_pasted_block_keep_the_order_of_times() -> None:
    pm = entered(made(), "timeline.new", "14:05 queue is full")
    at = pm.timeline[0].at
    assert at is not None
    rows = [
        {"what": "before", "at": at.replace(minute=1), "precision": "exact"},
        {"what": "a line without time"},
        {"what": "after", "at": at.replace(minute=30), "precision": "minute"},
    ]
    pm = apply(pm, rows_added(pm, rows))
    assert [event.what for event in pm.timeline] == [
        "before",
        "a line without time",
        "queue is full",
        "after",
    ]
    assert pm.timeline[0].precision is None
    assert pm.timeline[-1].precision == "minute"


def test_an_action_answers_the_root_cause_that_was_asked_about() -> None:
    roots = [{"id": "rc-1", "what": "nothing watches the mirror"}, {"id": "rc-2", "what": "one mirror"}]
    pm = made(causes={"root": roots})
    line = "Compare the mirror with its source each hour, stale hours 24 -> 1, by Dec 10 (Owner: Noor)"
    pm = entered(pm, "action.new", line)
    action = pm.action[0]
    assert action.what == "Compare the mirror with its source each hour"
    assert (action.owner, action.due, action.answers) == ("Noor", date(2026, 12, 10), ("rc-1",))
    assert action.status == "open"
    assert entered(pm, "action.new", "Delete the mirror").action[1].answers == ("rc-2",)
    assert entered(pm, "action.new", "Delete it", target="rc-1").action[1].answers == ("rc-1",)
    shown, _ = understood(pm, "action.new", "Delete the mirror", CONTEXT, TODAY)
    assert shown[-1] == "answers: one mirror"


def test_an_action_with_a_day_that_is_none_is_not_entered() -> None:
    assert "day was not understood" in refused(made(), "action.new", "Delete the mirror by 30 Feb 2027")


def test_whys_go_down_and_branch() -> None:
    pm = entered(made(causes={"problem": "Builds failed"}), "causes.why.new", "The mirror was old")
    first = pm.causes.why[0]
    assert first.explains == ("problem",)
    pm = entered(pm, "causes.why.new", "Nothing compares it")
    assert pm.causes.why[1].explains == (first.id,)
    pm = entered(pm, "causes.why.new", "Builds know one source", target="problem")
    assert pm.causes.why[2].explains == ("problem",)
    pm = entered(pm, "causes.why.new", "Its copy stopped", target=first.id)
    assert pm.causes.why[3].explains == (first.id,)


def test_the_three_ladders_begin_at_the_problem_and_keep_their_leg() -> None:
    pm = entered(made(), "causes.why.new", "The mirror was old")
    pm = entered(pm, "causes.why.new.not-caught", "Builds do not ask for its age", target=pm.causes.why[0].id)
    assert (pm.causes.why[1].explains, pm.causes.why[1].leg) == (("problem",), "not-caught")
    pm = entered(pm, "causes.why.new", "It has no age to ask for", target=pm.causes.why[1].id)
    assert pm.causes.why[2].leg == "not-caught"
    pm = entered(pm, "causes.why.new.slow", "The alert waits an hour")
    assert pm.causes.why[3].leg == "slow"
    pm = entered(pm, "causes.why.new.else", "There was one mirror")
    assert (pm.causes.why[4].explains, pm.causes.why[4].leg) == (("problem",), None)


def test_a_target_that_is_gone_is_not_pointed_to() -> None:
    pm = entered(made(), "causes.why.new", "The mirror was old", target="why-gone")
    assert pm.causes.why[0].explains == ("problem",)


def test_a_factor_needs_its_bone() -> None:
    pm = entered(made(), "causes.factor.new", "process: nothing compares it!")
    factor = pm.causes.factor[0]
    assert (factor.bone, factor.what, factor.likely) == ("process", "nothing compares it", True)
    said = refused(made(), "causes.factor.new", "nothing compares it")
    assert said == "On which bone? Put it in front: people:, process:, technology: or environment:."
    assert "suppliers:" in refused(made(causes={"bones": ["suppliers"]}), "causes.factor.new", "late")


def test_a_factor_without_a_bone_goes_on_the_one_in_hand() -> None:
    pm = entered(made(), "causes.factor.new", "nothing compares it!", target="technology")
    factor = pm.causes.factor[0]
    assert (factor.bone, factor.what, factor.likely) == ("technology", "nothing compares it", True)
    pm = entered(pm, "causes.factor.new", "process: nobody watches it", target="technology")
    assert pm.causes.factor[1].bone == "process", "the bone that is named counts"
    shown, _ = understood(pm, "causes.factor.new", "no alarm", CONTEXT, TODAY, "technology")
    assert shown == ("technology", "no alarm")


@pytest.mark.parametrize("target", ["suppliers", "cf-1", "problem", ""])
def test_a_bone_in_hand_that_this_fish_has_not_is_none(target: str) -> None:
    result = enter(
        made(), "causes.factor.new", "nothing compares it", context=CONTEXT, today=TODAY, target=target
    )
    assert isinstance(result, Refused) and result.reason.startswith("On which bone")


def test_the_other_rows() -> None:
    pm = entered(made(), "causes.root.new", "Nothing compares the mirror with its source")
    pm = entered(pm, "impact.metric.new", "failed builds 2 -> 85 %")
    pm = entered(pm, "people.new", "Noor Aziz, on call")
    pm = entered(pm, "people.new", "Ben Ode")
    pm = entered(pm, "not_doing.new", "a third mirror, because two hours a year cost less")
    assert pm.causes.root[0].what == "Nothing compares the mirror with its source"
    metric = pm.impact.metric[0]
    assert (metric.name, metric.before, metric.after, metric.unit) == ("failed builds", 2, 85, "%")
    assert [(one.name, one.role) for one in pm.people] == [("Noor Aziz", "on call"), ("Ben Ode", "")]
    assert pm.not_doing[0].why == "two hours a year cost less"
    assert refused(made(), "impact.metric.new", "it got worse")


ACTION = {"id": "ac-1", "what": "compare", "due": date(2026, 12, 10)}


def test_news_with_a_day_move_the_deadline_and_say_so() -> None:
    pm = entered(made(action=[ACTION]), "action.ac-1.log.new", "22 Jan, waits for the schema")
    action = pm.action[0]
    assert action.due == date(2027, 1, 22)
    assert action.log[0].what == "due moved from 2026-12-10 to 2027-01-22: waits for the schema"
    assert action.log[0].at == NOW


def test_news_without_a_day_in_front_are_kept_as_they_are() -> None:
    line = "half done, the rest waits until 22 Jan"
    pm = entered(made(action=[ACTION]), "action.ac-1.log.new", line)
    assert (pm.action[0].due, pm.action[0].log[0].what) == (date(2026, 12, 10), line)


def test_a_deadline_does_not_move_without_a_word() -> None:
    pm = made(action=[ACTION])
    assert "What moved it" in refused(pm, "action.ac-1.log.new", "22 Jan")
    assert "not understood" in refused(pm, "action.ac-1.log.new", "30 Feb, waits")
    assert "not there any more" in refused(made(), "action.ac-1.log.new", "22 Jan, waits")


def test_a_score_of_ones_own_needs_a_reason_and_can_be_taken_back() -> None:
    pm = entered(made(), "review.override.impact", "4, the log was lost")
    own = pm.review.override[0]
    assert (own.criterion, own.score, own.why) == ("impact", 4, "the log was lost")
    pm = entered(pm, "review.override.impact", "3 because half of it came back")
    assert [(one.score, one.why) for one in pm.review.override] == [(3, "half of it came back")]
    assert "Why this score" in refused(pm, "review.override.impact", "4")
    assert "from 1 to 5" in refused(pm, "review.override.impact", "6, it is very good")
    assert "from 1 to 5" in refused(pm, "review.override.impact", "4.5, nearly")
    assert entered(pm, "review.override.impact", "none").review.override == ()
    assert "no score of yours" in refused(made(), "review.override.impact", "none")


@pytest.mark.parametrize("path", LINES)
def test_nothing_typed_is_refused_and_shows_nothing(path: str) -> None:
    assert refused(made(), path, "  ")
    assert understood(made(), path, " ", CONTEXT, TODAY) == ((), "")


def test_a_path_that_is_no_entry_line_is_an_error_of_ours() -> None:
    with pytest.raises(PathError):
        enter(made(), "title", "text", context=CONTEXT, today=TODAY)


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert local_day(late, "Europe/Madrid") == date(2026, 11, 25)
    assert local_day(late, "Nowhere/Known") == date(2026, 11, 24)


typed = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["14:05 ", "+7m x", "4, ", "process: ", "22 Jan, ", "a -> b", "1 -> 2", "x by 1 Apr (Owner: Al)"]
    ),
    st.tuples(
        st.sampled_from(["14:05 ", "~22:30 ", "5 ", "people: ", "in 2 weeks "]), st.text(max_size=30)
    ).map("".join),
)


@settings(max_examples=150, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(postmortems(), st.sampled_from(LINES), typed)
def test_entering_never_fails_and_what_it_makes_fits(pm: Postmortem, path: str, text: str) -> None:
    shown, reason = understood(pm, path, text, CONTEXT, TODAY)
    assert all(isinstance(piece, str) for piece in (*shown, reason))
    result = enter(pm, path, text, context=CONTEXT, today=TODAY)
    if isinstance(result, Refused):
        assert result.reason
        return
    assert result and all(isinstance(edit, Edit) for edit in result)
    after = apply(pm, result)
    assert after != pm or path == "review.override.impact"
