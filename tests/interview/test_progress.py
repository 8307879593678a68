"""The checklist: what is met, begun and missing, worked out from the file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from pmtui.checks.finding import Finding
from pmtui.interview.asking import for_path
from pmtui.interview.progress import can_close, criteria, steps
from pmtui.interview.question import STEPS, Criterion
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem
from strategies import postmortems

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
AT = datetime(2026, 11, 24, 14, tzinfo=UTC)
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
BLAME = Finding("blame.role-fault", "error", "causes.root.rc-1.what", "A person is the cause.", "w", "n")
SUCCESS = ("timeline", "impact", "root-cause", "smart", "blameless", "shared", "tracked")
PHASES = ("detection", "investigation", "mitigation", "resolution")


def whole() -> dict[str, Any]:
    """A postmortem as plain data in which everything is done."""
    return {
        "id": "2026-11-24-builds",
        "kind": "production-outage",
        "triage": {"ongoing": False, "purpose": "learning", "learning": "Nothing watches the mirror"},
        "summary": "Builds failed for 3 hours.",
        "clock": {"started": AT, "detected": AT, "resolved": AT + timedelta(hours=3)},
        "timeline": [
            {"id": f"ev-{n}", "at": AT + timedelta(minutes=n), "phase": phase, "what": "x"}
            for n, phase in enumerate(PHASES)
        ],
        "impact": {"users": 80, "could_not": "merge", "complaints": 4},
        "causes": {
            "problem": "Builds failed for 3 hours",
            "why": [
                {
                    "id": "why-1",
                    "explains": ["problem"],
                    "because": "a",
                    "evidence": ["log"],
                    "stop": "changeable",
                },
                {"id": "why-2", "explains": ["problem"], "because": "b"},
            ],
            "root": [{"id": "rc-1", "what": "Nothing compares the mirror", "category": "process-gap"}],
        },
        "action": [
            {
                "id": "ac-1",
                "what": "Compare the mirror",
                "measure": "stale hours 24 -> 1",
                "owner": "Noor",
                "due": date(2026, 12, 10),
                "level": "engineering",
                "answers": ["rc-1"],
                "status": "done",
            }
        ],
        "lessons": {"well": ["a"], "badly": ["b"], "lucky": ["c"]},
        "share": {
            "audiences": ["engineering"],
            "shared": AT + timedelta(hours=20),
            "presented": date(2026, 11, 26),
            "archived": "wiki/1",
        },
    }


def changed(path: str, value: Any) -> Postmortem:
    data = whole()
    here: Any = data
    *above, last = path.split(".")
    for part in above:
        here = here[int(part)] if part.isdigit() else here[part]
    if value is None:
        here.pop(last)
    else:
        here[last] = value
    return Postmortem.model_validate(data)


def step(pm: Postmortem, name: str, *findings: Finding) -> Criterion:
    return next(one for one in steps(pm, NOW, findings) if one.id == name)


def success(pm: Postmortem, name: str, *findings: Finding) -> Criterion:
    return next(one for one in criteria(pm, NOW, findings) if one.id == name)


def test_nothing_is_met_or_begun_in_an_empty_postmortem() -> None:
    pm = Postmortem(id="2026-11-24-any")
    assert [one.id for one in steps(pm, NOW)] == [name for name in STEPS if name != "review"]
    assert tuple(one.id for one in criteria(pm, NOW, ())) == SUCCESS
    for one in (*steps(pm, NOW), *criteria(pm, NOW, ())):
        assert not one.met and not one.begun
        assert one.missing and one.path


def test_all_is_met_in_a_whole_one() -> None:
    pm = Postmortem.model_validate(whole())
    for one in (*steps(pm, NOW), *criteria(pm, NOW, ())):
        assert one.met and one.begun, one
        assert not one.missing and not one.path
    assert can_close(pm, ()) == ()


@pytest.mark.parametrize(
    ("path", "value", "name", "said", "leads_to"),
    [
        ("triage.ongoing", True, "triage", "still going on", "triage.ongoing"),
        ("triage.ongoing", None, "triage", "Nobody has said", "triage.ongoing"),
        ("triage.purpose", "blame", "triage", "The aim", "triage.purpose"),
        ("triage.learning", " ", "triage", "What there is to learn", "triage.learning"),
        ("clock.started", None, "timeline", "first felt", "clock.started"),
        ("clock.detected", None, "timeline", "noticed", "clock.detected"),
        ("clock.resolved", None, "timeline", "over", "clock.resolved"),
        ("timeline.2.at", None, "timeline", "no time", "timeline.ev-2.at"),
        ("timeline.2.at", AT - timedelta(hours=1), "timeline", "order", "timeline.ev-2.at"),
        ("timeline.2.phase", "detection", "timeline", "The phase Mitigation", "timeline.new"),
        ("impact.could_not", None, "impact", "no longer do", "impact.could_not"),
        ("impact.users", None, "impact", "How many", "impact.users"),
        ("impact.complaints", None, "impact", "How much", "impact.revenue_loss"),
        ("causes.problem", "", "causes", "problem", "causes.problem"),
        ("causes.why.0.stop", None, "causes", "five whys", "causes.why.new"),
        ("causes.why.0.evidence", None, "causes", "evidence", "causes.why.why-1.evidence"),
        ("causes.root", [], "causes", "No cause", "causes.root.new"),
        ("causes.root.0.category", "human-error", "causes", "person", "causes.root.rc-1.what"),
        ("action.0.answers", [], "actions", "answers this root cause: Nothing compares", "action.new"),
        ("action.0.level", "training", "actions", "Only training", "action.ac-1.level"),
        ("action.0.measure", " ", "actions", "lacks a measure", "action.ac-1.measure"),
        ("action.0.owner", "", "actions", "lacks an owner", "action.ac-1.owner"),
        ("action.0.owner", "the platform team", "actions", "a person as owner", "action.ac-1.owner"),
        ("action.0.due", None, "actions", "lacks a day", "action.ac-1.due"),
        ("lessons.well", [], "share", "went well", "lessons.well"),
        ("summary", "", "share", "summary", "summary"),
        ("share.audiences", [], "share", "who shall read", "share.audiences"),
        ("share.presented", None, "share", "presented", "share.presented"),
        ("share.archived", "", "share", "found", "share.archived"),
        ("action.0.status", "open", "track", "Open: Compare the mirror (Noor", "action.ac-1.status"),
        ("action.0.status", "dropped", "track", "without a reason", "action.ac-1.status"),
    ],
)
def test_one_thing_missing_is_named_and_can_be_gone_to(
    path: str, value: Any, name: str, said: str, leads_to: str
) -> None:
    pm = changed(path, value)
    one = step(pm, name)
    assert not one.met and one.begun == (name != "track" or value == "dropped")
    assert said in one.missing
    assert one.path == leads_to
    assert for_path(pm, leads_to).question.step


def test_one_cause_is_enough_only_with_a_word_on_it() -> None:
    data = whole()
    data["causes"]["why"].pop()
    assert "One cause only" in step(Postmortem.model_validate(data), "causes").missing
    data["causes"]["only_one"] = "The only line into the building was cut"
    assert step(Postmortem.model_validate(data), "causes").met


def test_five_whys_are_as_good_as_an_end_that_can_be_changed() -> None:
    data = whole()
    chain = [{"id": f"why-{n}", "explains": [f"why-{n - 1}"], "because": "x"} for n in range(2, 6)]
    data["causes"]["why"] = [
        {"id": "why-1", "explains": ["problem"], "because": "x", "evidence": ["log"]},
        *chain,
    ]
    data["causes"]["factor"] = [{"id": f"cf-{n}", "bone": "process", "what": "x"} for n in range(2)]
    assert step(Postmortem.model_validate(data), "causes").met
    data["causes"]["why"].pop()
    assert not step(Postmortem.model_validate(data), "causes").met


def test_factors_alone_are_accepted_where_nobody_names_a_root() -> None:
    data = whole()
    data["causes"] = {
        "problem": "Builds failed for 3 hours",
        "why": [{"id": "why-1", "explains": ["problem"], "because": "a", "evidence": ["log"]}],
        "factor": [{"id": f"cf-{n}", "bone": "process", "what": "x", "likely": True} for n in range(2)],
    }
    assert step(Postmortem.model_validate(data), "causes").met


def test_blame_keeps_three_lines_open_and_no_other() -> None:
    pm = Postmortem.model_validate(whole())
    assert not step(pm, "causes", BLAME).met
    open_lines = [one.id for one in criteria(pm, NOW, (BLAME,)) if not one.met]
    assert open_lines == ["root-cause", "blameless"]
    assert success(pm, "blameless", BLAME).path == BLAME.path
    assert success(pm, "blameless", replace(BLAME, severity="hint")).met


def test_an_error_on_an_action_keeps_smart_open() -> None:
    vague = Finding("smart.specific", "error", "action.ac-1.what", "Nothing says what is done.", "w", "n")
    pm = Postmortem.model_validate(whole())
    assert not success(pm, "smart", vague).met and not step(pm, "actions", vague).met
    assert "specific" in success(pm, "smart", vague).missing


def test_a_dropped_action_needs_a_word() -> None:
    pm = changed("action.0.status", "dropped")
    assert not success(pm, "tracked").met
    data = whole()
    data["action"][0] |= {"status": "dropped", "log": [{"at": NOW, "what": "dropped: the mirror is gone"}]}
    assert success(Postmortem.model_validate(data), "tracked").met
    assert not step(Postmortem.model_validate(data), "actions").met  # its root cause is open again


def test_sharing_is_in_time_within_48_hours_of_the_end() -> None:
    end = AT + timedelta(hours=3)
    assert success(changed("share.shared", end + timedelta(hours=48)), "shared").met
    late = success(changed("share.shared", end + timedelta(hours=53)), "shared")
    assert not late.met and "5 h after" in late.missing and late.path == "review.why_late"
    data = whole() | {"review": {"why_late": "the supplier's report came on the fifth day"}}
    data["share"]["shared"] = end + timedelta(days=9)
    assert success(Postmortem.model_validate(data), "shared").met


def test_what_is_left_of_the_48_hours_is_said() -> None:
    pm = changed("share.shared", None)
    assert "29 h left" in next(one for one in criteria(pm, NOW, ()) if one.id == "shared").missing
    later = NOW + timedelta(days=30)
    assert "over 28 days ago" in next(one for one in criteria(pm, later, ()) if one.id == "shared").missing
    data = whole()
    del data["clock"], data["share"]["shared"]
    assert "begin when" in success(Postmortem.model_validate(data), "shared").missing


def test_three_events_with_a_time_make_a_timeline_whatever_the_phases() -> None:
    data = whole()
    data["timeline"] = [{"id": f"ev-{n}", "at": AT, "what": "x"} for n in range(3)]
    pm = Postmortem.model_validate(data)
    assert success(pm, "timeline").met and not step(pm, "timeline").met
    data["timeline"].pop()
    assert "Fewer than three" in success(Postmortem.model_validate(data), "timeline").missing


def test_closing_waits_for_actions_and_errors() -> None:
    assert can_close(Postmortem(id="any"), ()) == ("There is no action yet.",)
    reasons = can_close(changed("action.0.status", "in-progress"), (BLAME, replace(BLAME, severity="hint")))
    assert len(reasons) == 2
    assert "Compare the mirror" in reasons[0] and "Noor" in reasons[0]
    assert reasons[1].startswith("Errors left: 1.")
    assert "without a reason" in can_close(changed("action.0.status", "dropped"), ())[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_done(example: Path) -> None:
    pm = tomlform.loads(example.read_text(encoding="utf-8"))
    assert [one.missing for one in (*steps(pm, NOW), *criteria(pm, NOW, ())) if not one.met] == []


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(postmortems())
def test_progress_never_fails_and_says_where_to_go(pm: Postmortem) -> None:
    for one in (*steps(pm, NOW, (BLAME,)), *criteria(pm, NOW, (BLAME,))):
        assert one.met == (not one.missing) == (not one.path)
        assert len(one.missing) <= 200
        if one.path and one.path != BLAME.path:
            assert for_path(pm, one.path).ask
