"""What is asked of one postmortem: in which order, when it stops, and for which path."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from pmtui.errors import PathError
from pmtui.interview.asking import asked, for_path, next_open, step_of
from pmtui.interview.question import STEPS
from pmtui.model import paths, tomlform
from pmtui.model.postmortem import Postmortem, Record
from strategies import postmortems

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
AT = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", "kind": "production-outage", **data})


def paths_asked(pm: Postmortem, step: Any) -> list[str]:
    return [one.path for one in asked(pm, step)]


def event(name: str, **keys: Any) -> dict[str, Any]:
    return {"id": name, "at": AT, "what": "the queue is full", **keys}


def test_an_empty_postmortem_begins_with_whether_it_is_over() -> None:
    first = next_open(made(), "triage", ())
    assert first is not None and first.path == "triage.ongoing"
    assert [choice.value for choice in first.choices] == [False, True]


def test_what_is_passed_by_is_not_put_in_front_again() -> None:
    pm, passed, seen = made(), set[str](), list[str]()
    while (one := next_open(pm, "impact", passed)) is not None:
        assert one.path not in passed
        passed.add(one.path)
        seen.append(one.path)
    assert seen[0] == "impact.users"
    assert len(seen) == len(set(seen))


def test_what_is_needed_comes_before_what_is_offered() -> None:
    pm, passed, needed = made(), set[str](), list[bool]()
    while (one := next_open(pm, "share", passed)) is not None:
        passed.add(one.path)
        needed.append(one.question.needed)
    assert needed == sorted(needed, reverse=True)
    assert True in needed and False in needed


def test_the_questions_of_a_row_stand_together_in_the_order_of_the_file() -> None:
    pm = made(action=[{"id": "ac-b", "what": "one"}, {"id": "ac-a", "what": "two"}])
    rows = [path.split(".")[1] for path in paths_asked(pm, "actions") if path.startswith("action.ac-")]
    assert rows == sorted(rows, reverse=True)
    assert {"ac-a", "ac-b"} == set(rows)


def test_an_entry_line_stays_when_it_counts_as_answered() -> None:
    phases = ("detection", "investigation", "mitigation", "resolution")
    some = made(timeline=[event("ev-1", phase="detection")])
    full = made(timeline=[event(f"ev-{phase}", phase=phase) for phase in phases])
    for pm, answered in ((some, False), (full, True)):
        entry = next(one for one in asked(pm, "timeline") if one.path == "timeline.new")
        assert entry.answered is answered


def test_the_next_event_is_asked_for_with_the_phase_that_is_empty() -> None:
    entry = for_path(made(timeline=[event("ev-1", phase="detection")]), "timeline.new")
    assert entry.ask == "What happened next? Still without an event: Investigation."


def test_a_long_gap_is_asked_about() -> None:
    later = AT.replace(hour=15)
    entry = for_path(made(timeline=[event("ev-1"), event("ev-2", at=later)]), "timeline.new")
    assert entry.prompts[0] == "What happened between 14:05 and 15:05?"
    near = for_path(made(timeline=[event("ev-1"), event("ev-2", at=AT.replace(minute=9))]), "timeline.new")
    assert not near.prompts[0].startswith("What happened between")


def test_the_ladder_asks_how_what_stands_above_was_possible() -> None:
    why = [
        {"id": "why-1", "explains": ["problem"], "because": "The mirror was a day old."},
        {"id": "why-2", "explains": ["why-1"], "because": "GitHub was taken as the only source."},
    ]
    pm = made(causes={"problem": "Builds failed for 3 hours.", "why": why})
    asks = {one.path: one.ask for one in asked(pm, "causes")}
    assert asks["causes.why.why-1.because"] == "How was it possible that Builds failed for 3 hours?"
    assert asks["causes.why.why-2.because"] == "How was it possible that the mirror was a day old?"
    assert asks["causes.why.new"] == "How was it possible that GitHub was taken as the only source?"


def test_a_branch_that_can_be_changed_ends_the_ladder() -> None:
    why: dict[str, Any] = {"id": "why-1", "explains": ["problem"], "because": "The mirror was a day old"}
    going = made(causes={"problem": "Builds failed", "why": [why]})
    ended = made(causes={"problem": "Builds failed", "why": [{**why, "stop": "changeable"}]})
    assert not for_path(going, "causes.why.new").answered
    assert for_path(ended, "causes.why.new").answered


def test_one_cause_alone_asks_for_another_or_for_a_word_on_it() -> None:
    causes: dict[str, Any] = {
        "problem": "Builds failed",
        "why": [{"id": "why-1", "explains": ["problem"], "because": "The mirror was a day old"}],
        "root": [{"id": "rc-1", "what": "Nothing watches the age of the mirror"}],
    }
    alone = asked(made(causes=causes), "causes")
    assert next(one for one in alone if one.path == "causes.why.new.else").question.needed
    assert next(one for one in alone if one.path == "causes.only_one").question.needed
    causes["why"].append({"id": "why-2", "explains": ["problem"], "because": "There is one mirror"})
    two = asked(made(causes=causes), "causes")
    assert next(one for one in two if one.path == "causes.why.new.else").answered
    assert "causes.only_one" not in [one.path for one in two]


def test_a_root_cause_is_dug_into_by_its_category() -> None:
    root = {"id": "rc-1", "what": "One supplier only", "category": "external-dependency"}
    pm = made(causes={"root": [root]})
    assert "what left us exposed" in for_path(pm, "causes.root.rc-1.note").prompts[0].lower()
    assert "causes.root.rc-1.note" in paths_asked(pm, "causes")


def test_actions_are_asked_for_root_by_root() -> None:
    roots = [
        {"id": "rc-1", "what": "The mirror is never compared with its source", "category": "process-gap"},
        {"id": "rc-2", "what": "One mirror serves all builds"},
    ]
    pm = made(causes={"root": roots})
    ask = for_path(pm, "action.new").ask
    assert ask == "What would make it impossible: the mirror is never compared with its source?"
    answered = made(causes={"root": roots}, action=[{"id": "ac-1", "what": "compare", "answers": ["rc-1"]}])
    assert (
        for_path(answered, "action.new").ask == "What would make it impossible: one mirror serves all builds?"
    )
    dropped = {"id": "ac-1", "what": "compare", "answers": ["rc-1"], "status": "dropped"}
    assert for_path(made(causes={"root": roots}, action=[dropped]), "action.new").ask == ask


def test_one_number_of_a_group_is_enough() -> None:
    def needed(pm: Postmortem) -> set[str]:
        return {one.path for one in asked(pm, "impact") if one.question.needed and not one.answered}

    assert {"impact.revenue_loss", "impact.slo", "impact.complaints", "impact.metric.new"} <= needed(made())
    told = needed(made(impact={"complaints": 12}))
    assert not {"impact.revenue_loss", "impact.slo", "impact.complaints", "impact.metric.new"} & told


def test_a_kind_asks_what_the_others_do_not() -> None:
    def of(kind: str) -> set[str]:
        return {path for step in STEPS for path in paths_asked(made(kind=kind), step)}

    assert {"clock.acknowledged"} <= of("production-outage")
    assert {"impact.data_exposed", "impact.records", "impact.regulators"} <= of("security-incident")
    assert {"impact.slip_days", "impact.cost", "impact.churn"} <= of("project-failure")
    assert {"impact.rework_hours", "impact.delay"} <= of("process-failure")
    assert "impact.records" not in of("production-outage")


def test_a_field_that_is_used_is_asked_whatever_the_kind() -> None:
    assert "impact.records" in paths_asked(made(impact={"records": 12}), "impact")


def test_the_message_for_those_outside_is_for_when_they_were_touched() -> None:
    assert "share.external" not in paths_asked(made(), "share")
    assert "share.external" in paths_asked(made(impact={"users": 12}), "share")


def test_tracking_asks_for_each_open_action_until_it_ended() -> None:
    actions = [
        {"id": "ac-1", "what": "compare", "status": "done"},
        {"id": "ac-2", "what": "alert", "owner": "Noor", "status": "in-progress"},
    ]
    pm = made(action=actions)
    one = next_open(pm, "track", ())
    assert one is not None and one.path == "action.ac-2.status"
    assert one.ask == "How does it stand with Noor: alert?"
    ended = made(action=[actions[0]])
    last = next_open(ended, "track", ())
    assert last is not None and last.path == "status"
    assert next_open(made(status="closed", action=[actions[0]]), "track", ()) is None


def test_an_unknown_value_can_be_kept() -> None:
    one = for_path(made(severity="P1"), "severity")
    assert "P1" in [choice.value for choice in one.choices]


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("title", "triage"),
        ("clock.started", "timeline"),
        ("clock.until.started", "timeline"),
        ("timeline.ev-1.what", "timeline"),
        ("people.0.name", "timeline"),
        ("impact.metric.0.before", "impact"),
        ("impact", "impact"),
        ("causes.lead_up", "causes"),
        ("causes.why.why-1.because", "causes"),
        ("causes.why.new.else", "causes"),
        ("causes.gate.g-top.what", "causes"),
        ("action.ac-1.what", "actions"),
        ("action.ac-1.status", "track"),
        ("action.ac-1.log.0.what", "track"),
        ("action.ac-1", "actions"),
        ("not_doing.0.why", "actions"),
        ("lessons.well.0", "share"),
        ("share.external", "share"),
        ("status", "track"),
        ("history.0.why", "track"),
        ("review.override.timeline", "review"),
        ("review.why_late", "review"),
        ("unfinished.action.ac-1.due", "actions"),
        ("..", "triage"),
        ("", "triage"),
    ],
)
def test_each_path_has_its_step(path: str, step: str) -> None:
    assert step_of(path) == step


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("timeline", "timeline.new"),
        ("action", "action.new"),
        ("causes.why", "causes.why.new"),
        ("people", "people.new"),
        ("impact.metric", "impact.metric.new"),
        ("not_doing", "not_doing.new"),
        ("impact", "impact.users"),
        ("causes", "causes.problem"),
        ("clock", "clock.started"),
        ("lessons.well.0", "lessons.well"),
        ("services.0", "services"),
        ("causes.why.why-1.evidence.1", "causes.why.why-1.evidence"),
        ("action.ac-1", "action.ac-1.what"),
        ("action.ac-1.effort", "action.ac-1.impact"),
        ("action.ac-1.log", "action.ac-1.log.new"),
        ("causes.gate", "causes.top"),
        ("history", "status"),
        ("review.override", "review.override.timeline"),
        ("unfinished.clock.started", "clock.started"),
        ("causes.gate.g-top.what", "causes.gate.g-top.what"),
        ("tags", "tags"),
        ("zone", "zone"),
        ("created", "created"),
        ("clock.precision.started", "clock.precision.started"),
        ("impact.records", "impact.records"),
    ],
)
def test_any_path_leads_to_a_question(path: str, leads_to: str) -> None:
    pm = made(
        causes={"why": [{"id": "why-1", "because": "x"}]},
        action=[{"id": "ac-1", "what": "compare"}],
    )
    if path.startswith("causes.gate."):
        pm = made(causes={"gate": [{"id": "g-top", "what": "Builds fail"}]})
    one = for_path(pm, path)
    assert one.path == leads_to
    assert one.question.step == step_of(leads_to)
    assert one.ask and one.question.label and "{" not in one.ask


@pytest.mark.parametrize(
    "path",
    [
        "",
        "..",
        "nonsense",
        "impact.nonsense",
        "timeline.ev-gone.what",
        "action.ac-gone",
        "title.0.x",
        "people.7.name",
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(PathError):
        for_path(made(), path)


def test_what_pmtui_keeps_can_be_seen_and_not_changed() -> None:
    for path in ("id", "format"):
        one = for_path(made(), path)
        assert one.question.kind == "choice"
        assert [choice.value for choice in one.choices] == [paths.get(made(), path)]


def every_path(record: Any, above: str = "") -> list[str]:
    """Return the paths of all fields and rows below a record, used or not."""
    found: list[str] = []
    for name in type(record).model_fields:
        key = f"{above}.{name.rstrip('_')}".lstrip(".")
        value = getattr(record, name)
        if name == "unfinished":
            continue
        found.append(key)
        if isinstance(value, Record):
            found += every_path(value, key)
        elif isinstance(value, tuple):
            for at, row in enumerate(value):
                row_key = f"{key}.{getattr(row, 'id', None) or at}"
                found += [row_key, *(every_path(row, row_key) if isinstance(row, Record) else ())]
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_path_of_an_example_can_be_gone_to(example: Path) -> None:
    pm = tomlform.loads(example.read_text(encoding="utf-8"))
    found = every_path(pm)
    assert len(found) > 300
    for path in found:
        one = for_path(pm, path)
        assert one.question.step in STEPS
        if not path.startswith("review.override"):
            paths.get(pm, one.path)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(postmortems())
def test_asking_never_fails(pm: Postmortem) -> None:
    for step in STEPS:
        found = asked(pm, step)
        assert found
        assert len({one.path for one in found}) == len(found)
        for one in found:
            assert one.question.step == step
            assert len(one.ask) <= 2 * 78
        passed: set[str] = set()
        while (one_open := next_open(pm, step, passed)) is not None:
            passed.add(one_open.path)
    for path in every_path(pm):
        try:
            assert for_path(pm, path).ask
        except PathError as error:
            assert str(error)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_that_is_done_needs_nothing_more(example: Path) -> None:
    pm = tomlform.loads(example.read_text(encoding="utf-8"))
    for step in STEPS:
        left = next_open(pm, step, ())
        assert left is None or not left.question.needed, left.path
