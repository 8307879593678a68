"""The script as data: every file loads, every field exists, every condition is known, every length holds."""

import re
from typing import Any, get_args

import pytest

from pmtui import content
from pmtui.errors import ContentError
from pmtui.interview import script
from pmtui.interview.choices import choices_for
from pmtui.interview.conditions import CONDITIONS
from pmtui.interview.question import STEPS, FieldKind, Question
from pmtui.interview.rows import TABLES, rubric, table_of
from pmtui.model import paths
from pmtui.model import postmortem as records
from pmtui.model.postmortem import Postmortem

KINDS = ("production-outage", "security-incident", "project-failure", "process-failure")
ENTRY_KINDS = (
    "event",
    "action",
    "why",
    "factor",
    "tree",
    "root",
    "found",
    "metric",
    "person",
    "not-doing",
    "score",
    "slip",
)

each_kind = pytest.mark.parametrize("kind", KINDS)

WITH_ROWS = Postmortem.model_validate(
    {
        "id": "any",
        "kind": "production-outage",
        "timeline": [{"id": "r"}],
        "people": [{"name": "Mira"}],
        "impact": {"metric": [{"name": "load"}]},
        "causes": {
            "why": [{"id": "r"}],
            "factor": [{"id": "r"}],
            "gate": [{"id": "r"}],
            "event": [{"id": "r"}],
            "root": [{"id": "r"}],
        },
        "action": [{"id": "r", "log": [{"what": "begun"}]}],
        "not_doing": [{"what": "a second site"}],
    }
)


def path_of(question: Question) -> str:
    table = table_of(question.field)
    key = "0" if table in ("people", "impact.metric", "not_doing") else "r"
    return question.field.replace("*", key, 1)


def test_the_kinds_of_the_method_stand_in_their_order() -> None:
    assert [kind.id for kind in script.kinds()] == list(KINDS)
    assert [[label for _, label in kind.phases] for kind in script.kinds()] == [
        ["Detection", "Investigation", "Mitigation", "Resolution"],
        ["Breach", "Detection", "Containment", "Remediation"],
        ["Planning", "Execution", "Launch/Deadline", "Outcome vs. expectation"],
        ["Initiation", "Breakdown point", "Impact realised"],
    ]


@each_kind
def test_a_kind_has_all_that_depends_on_it(kind: str) -> None:
    found = script.kind_named(kind)
    ids = {question.id for question in script.questions(kind)}
    assert found.label and found.help and found.lanes
    assert all(re.fullmatch(r"[a-z-]+", slug) for slug, _ in found.phases)
    assert len(found.usual_causes) >= 4 and len(found.usual_actions) >= 4
    assert set(found.level_examples) == set(get_args(records.Level))
    assert found.extent and found.length and found.amount
    assert set(found.asks) <= ids
    assert set(found.overrides) <= ids
    fields = {question.field for question in script.questions(kind)} | {"clock"}
    assert set(found.extent) | set(found.length) | set(found.amount) <= fields


def test_an_unknown_kind_is_taken_for_an_outage() -> None:
    assert script.questions("") == script.questions("production-outage") == script.questions("no such kind")
    assert script.kind_of(Postmortem(id="any", kind="no such kind")).id == "production-outage"


def test_a_kind_changes_the_words_of_questions_and_nothing_else() -> None:
    outage = {(one.step, one.id): one for one in script.questions("production-outage")}
    breach = {(one.step, one.id): one for one in script.questions("security-incident")}
    assert list(outage) == list(breach)
    assert breach["timeline", "clock.mitigated"].label == "Contained"
    assert breach["timeline", "clock.started"].ask != outage["timeline", "clock.started"].ask
    assert breach["impact", "impact.users"].weak != outage["impact", "impact.users"].weak
    assert all(breach[key].field == outage[key].field for key in outage)


@each_kind
def test_a_question_is_whole(kind: str) -> None:
    for question in script.questions(kind):
        assert question.step in STEPS, question.id
        assert question.kind in get_args(FieldKind), question.id
        assert 0 < len(question.label) <= 14, question.id
        assert question.ask.endswith((".", "?", "}")) or ":" in question.ask, question.ask
        assert question.why and question.where, question.id
        for condition in (question.when, question.needs, question.offered, question.holds):
            assert not condition or condition in CONDITIONS, question.id


@each_kind
def test_the_words_fit(kind: str) -> None:
    for question in script.questions(kind):
        bare = re.sub(r"\{\w+\}", "", question.ask)
        assert len(bare) <= 78, question.ask
        assert len(question.why) <= 2 * 76, question.why
        assert len(question.weak) <= 2 * 76 and len(question.strong) <= 2 * 76, question.strong


@each_kind
def test_typed_answers_have_an_example_of_both_sides(kind: str) -> None:
    for question in script.questions(kind):
        if question.kind not in ("yesno", "choice", "picks", "found", "hierarchy", "quadrant"):
            assert question.weak and question.strong, question.id


def test_the_field_of_each_question_can_be_held() -> None:
    for question in script.questions(""):
        path = path_of(question)
        if question.kind == "score":
            assert rubric()
        elif question.kind in ENTRY_KINDS:
            table = path.partition(".new")[0]
            assert table in TABLES or table == "action.r.log", question.id
            assert isinstance(paths.get(WITH_ROWS, table), tuple), question.id
        else:
            paths.get(WITH_ROWS, path)
            paths.put(WITH_ROWS, path, None)


@each_kind
def test_every_answer_to_choose_is_accepted(kind: str) -> None:
    pm = WITH_ROWS.model_copy(update={"kind": kind})
    for question in script.questions(kind):
        if question.kind not in ("yesno", "choice", "hierarchy", "quadrant"):
            continue
        offered = question.choices or choices_for(pm, question.field)
        if question.kind == "yesno" and not offered:
            offered = choices_for(pm, "yesno")
        assert len(offered) >= 2, question.id
        for choice in offered:
            assert choice.label, question.id
            put_in(pm, question, choice.value)


def put_in(pm: Postmortem, question: Question, value: Any) -> None:
    path = path_of(question)
    if question.kind == "quadrant":
        paths.put(pm, path, value[0])
        paths.put(pm, path.replace(".impact", ".effort"), value[1])
    else:
        paths.put(pm, path, value)


@pytest.mark.parametrize(
    ("field", "literal"),
    [
        ("triage.purpose", records.Purpose),
        ("triage.decision", records.TriageDecision),
        ("status", records.Status),
        ("action.*.status", records.ActionStatus),
        ("action.*.horizon", records.Horizon),
        ("action.*.level", records.Level),
        ("causes.why.*.confidence", records.Confidence),
        ("causes.why.*.leg", records.Leg),
        ("causes.root.*.category", records.Category),
        ("causes.gate.*.gate", records.GateKind),
        ("causes.event.*.state", records.EventState),
    ],
)
def test_every_value_of_the_model_can_be_chosen(field: str, literal: Any) -> None:
    assert {choice.value for choice in choices_for(WITH_ROWS, field)} == set(get_args(literal))


def test_every_reason_to_stop_can_be_chosen_and_going_on_too() -> None:
    values = [choice.value for choice in choices_for(WITH_ROWS, "causes.why.*.stop")]
    assert values == ["", *get_args(records.Stop)]


def test_ids_are_unique_in_a_step() -> None:
    keys = [(question.step, question.id) for question in script.questions("")]
    assert len(keys) == len(set(keys))


def test_every_condition_is_used() -> None:
    named = {
        name
        for question in script.questions("")
        for name in (question.when, question.needs, question.offered, question.holds)
    }
    assert set(CONDITIONS) <= named


def test_the_order_is_that_of_the_interview() -> None:
    def fields(step: str) -> list[str]:
        return [question.field for question in script.questions("") if question.step == step]

    def in_order(step: str, *wanted: str) -> None:
        assert [field for field in fields(step) if field in wanted] == list(wanted)

    in_order(
        "triage", "triage.ongoing", "triage.purpose", "triage.learning", "kind", "title", "severity", "zone"
    )
    in_order(
        "timeline",
        "clock.started",
        "clock.detected",
        "timeline.new",
        "clock.mitigated",
        "clock.resolved",
        "clock.introduced",
    )
    in_order(
        "impact",
        "impact.users",
        "impact.users_percent",
        "impact.could_not",
        "impact.revenue_loss",
        "impact.slo",
        "impact.complaints",
        "impact.metric.new",
    )
    in_order(
        "causes",
        "causes.problem",
        "causes.why.new",
        "causes.why.new.else",
        "causes.why.new.not-caught",
        "causes.why.new.slow",
        "causes.root.new",
        "causes.root.*.category",
        "causes.mitigators",
    )
    in_order("actions", "action.new", "action.*.measure", "action.*.owner", "action.*.due", "not_doing.new")
    in_order(
        "share",
        "lessons.well",
        "lessons.badly",
        "lessons.lucky",
        "lessons.surprised",
        "summary",
        "share.audiences",
        "share.external",
    )


VOICE = re.compile(
    r"[!]|\bwho did\b|\bwhy did you\b|\byou should\b|\bplease\b|\bgreat\b|\bgood job\b|\bfailed to\b", re.I
)


@each_kind
def test_the_voice_is_kept(kind: str) -> None:
    for question in script.questions(kind):
        assert not VOICE.search(question.ask + " " + question.why), question.id


def test_a_broken_question_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "toml", lambda name: {"question": [{"id": "q", "colour": "red"}]})
    with pytest.raises(ContentError) as caught:
        script._script.__wrapped__()
    assert caught.value.where == "interview/triage.toml"
    assert "q" in caught.value.what
