"""What each family promises is found, in the smallest postmortem that shows it, as gravely as it deserves."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmtui.checks import check
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OVER = {
    "started": "2026-11-23T08:00:00Z",
    "detected": "2026-11-23T08:20:00Z",
    "resolved": "2026-11-23T10:00:00Z",
}
OLD = {"started": "2026-11-02T08:00:00Z", "resolved": "2026-11-02T10:00:00Z"}
ROOT = {"id": "rc-1", "what": "Nothing compares the list of hosts with what runs"}
GOOD = {
    "id": "ac-1",
    "what": "Refuse a release while a host runs another version",
    "measure": "releases with a stray host 3/month -> 0",
    "owner": "Noor Haddad",
    "due": "2026-12-18",
    "level": "engineering",
    "answers": ["rc-1"],
}


def dated(value: Any) -> Any:
    """Return data in which texts that are days and moments are such."""
    if isinstance(value, dict):
        return {key: dated(each) for key, each in value.items()}
    if isinstance(value, list):
        return [dated(each) for each in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+Z", value):
        return datetime.fromisoformat(value)
    return value


def made(data: dict[str, Any]) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-23-a", **dated(data)})


def rung(number: int, because: str, **more: Any) -> dict[str, Any]:
    explains = ["problem"] if number == 1 else [f"why-{number - 1}"]
    return {"id": f"why-{number}", "explains": explains, "because": because, "evidence": ["log"], **more}


def with_root(**action: Any) -> dict[str, Any]:
    causes = {"root": [ROOT], "only_one": "Traced end to end; nothing else moved."}
    return {"causes": causes, "action": [GOOD | action] if action else []}


def rows(*times: str, phases: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return [
        {"id": f"ev-{n}", "at": f"2026-11-23T{at}:00Z", "what": "The queue grows", "phase": phase}
        for n, (at, phase) in enumerate(zip(times, phases or ("",) * len(times), strict=True))
    ]


FOUND = {
    # depth
    "a surface": (
        {"causes": {"root": [{"id": "rc-1", "what": "The disk failed"}]}},
        "depth.surface",
        "warning",
        "causes.root.rc-1.what",
    ),
    "a person": (
        {"causes": {"why": [rung(1, "The engineer on call was new")]}},
        "depth.person",
        "warning",
        "causes.why.why-1.because",
    ),
    "one cause": ({"causes": {"root": [ROOT]}}, "depth.single-cause", "warning", "causes.root.rc-1.what"),
    "two whys": (
        {"causes": {"why": [rung(1, "The queue was full"), rung(2, "Its limit dates from a smaller year")]}},
        "depth.too-few",
        "warning",
        "causes.why.why-2.stop",
    ),
    "restated": (
        {
            "causes": {
                "problem": "The nightly export was late",
                "why": [rung(1, "The nightly export was very late")],
            }
        },
        "depth.restates",
        "warning",
        "causes.why.why-1.because",
    ),
    "a circle": (
        {
            "causes": {
                "why": [rung(1, "The queue was full", explains=["why-2"]), rung(2, "Readers were slow")]
            }
        },
        "depth.circle",
        "warning",
        "causes.why.why-1.explains",
    ),
    "no evidence": (
        {"causes": {"why": [rung(1, "The queue was full", evidence=[])]}},
        "depth.no-evidence",
        "hint",
        "causes.why.why-1.evidence",
    ),
    # prevention
    "unanswered": (with_root(), "prevention.unanswered", "error", "causes.root.rc-1.what"),
    "answered by what was dropped": (
        with_root(status="dropped"),
        "prevention.unanswered",
        "error",
        "causes.root.rc-1.what",
    ),
    "training alone": (
        with_root(level="training"),
        "prevention.training-alone",
        "error",
        "action.ac-1.level",
    ),
    "a runbook": (with_root(level="administrative"), "prevention.weak", "warning", "action.ac-1.level"),
    "no level": (with_root(level=None), "prevention.no-level", "hint", "action.ac-1.level"),
    # smart, as far as rows show it
    "no owner": (with_root(owner=""), "smart.assignable", "error", "action.ac-1.owner"),
    "a team": (with_root(owner="the platform team"), "smart.assignable", "error", "action.ac-1.owner"),
    "no day": (with_root(due=None), "smart.time-bound", "error", "action.ac-1.due"),
    "no measure": (
        with_root(measure="", what="Compare the hosts after a release"),
        "smart.measurable",
        "warning",
        "action.ac-1.what",
    ),
    "years in days": (
        {**with_root(horizon="long-term", due="2026-11-26"), "created": "2026-11-23T12:00:00Z"},
        "smart.realistic",
        "warning",
        "action.ac-1.due",
    ),
    # time
    "out of order": ({"timeline": rows("09:00", "08:30")}, "time.order", "warning", "timeline.ev-1.at"),
    "a gap": ({"clock": OVER, "timeline": rows("08:10", "09:30")}, "time.gap", "hint", "timeline.ev-1.at"),
    "an empty phase": (
        {"kind": "production-outage", "timeline": rows("08:10", "08:20", phases=("detection", "mitigation"))},
        "time.phase-empty",
        "warning",
        "timeline",
    ),
    "a contradiction": (
        {"clock": {"started": "2026-11-23T10:00:00Z", "resolved": "2026-11-23T08:00:00Z"}},
        "time.contradiction",
        "error",
        "clock.resolved",
    ),
    "noticed before it began": (
        {"clock": {"started": "2026-11-23T10:00:00Z", "detected": "2026-11-23T08:00:00Z"}},
        "time.detected-first",
        "warning",
        "clock.detected",
    ),
    "begun late": (
        {"clock": OLD, "created": "2026-11-20T08:00:00Z"},
        "time.begun-late",
        "warning",
        "created",
    ),
    "shared late": (
        {"clock": OLD, "share": {"shared": "2026-11-20T08:00:00Z"}},
        "time.shared-late",
        "warning",
        "share.shared",
    ),
    "not shared": ({"clock": OLD}, "time.not-shared", "warning", "share.shared"),
    "no day of sharing": (
        {"clock": OVER, "status": "shared"},
        "time.no-date-of-sharing",
        "warning",
        "share.shared",
    ),
    # tone
    "a defence": (
        {"summary": "In our defence, nobody told us about the freeze."},
        "tone.defensive",
        "warning",
        "summary",
    ),
    "an excuse": ({"summary": "Unfortunately the queue grew."}, "tone.excuse", "hint", "summary"),
    "made small": ({"summary": "Only a few orders were lost."}, "tone.minimising", "hint", "summary"),
    # follow-through
    "overdue": (with_root(due="2026-11-20"), "follow.overdue", "warning", "action.ac-1.due"),
    "closed with open": (
        {**with_root(status="open"), "status": "closed"},
        "follow.closed-open",
        "error",
        "action.ac-1.status",
    ),
    "moved thrice": (
        with_root(
            log=[{"at": f"2026-11-0{n}T08:00:00Z", "what": "due moved to 2026-12-18"} for n in (1, 2, 3)]
        ),
        "follow.moved",
        "warning",
        "action.ac-1.due",
    ),
    # numbers
    "no number": (
        {"impact": {"could_not": "Many customers could not pay"}},
        "numbers.unquantified",
        "error",
        "impact.could_not",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_is_found(name: str) -> None:
    data, rule, severity, path = FOUND[name]
    pm = made(data)
    found = [finding for finding in check(pm, NOW) if finding.rule == rule]
    assert [(each.severity, each.path) for each in found][:1] == [(severity, path)]
    assert found[0].what and found[0].why and found[0].next


def test_what_is_as_it_should_be_is_left_alone() -> None:
    five = (
        "A release left one host behind",
        "The copy ends with the same line either way",
        "It was written for two hosts",
        "Nobody asks for its result",
        "A release counts as done when somebody says so",
    )
    whys = [rung(number, because) for number, because in enumerate(five, 1)]
    phases = ("detection", "investigation", "mitigation", "resolution")
    pm = made(
        {
            "kind": "production-outage",
            "created": "2026-11-23T12:00:00Z",
            "clock": OVER,
            "timeline": rows("08:00", "08:10", "08:20", "08:30", phases=phases),
            "summary": "The queue grew for two hours; 42 orders were lost.",
            "causes": {
                "problem": "42 orders were lost between 08:00 and 10:00",
                "why": whys,
                "root": [{**ROOT, "from": ["why-5"]}],
                "factor": [
                    {"id": "cf-1", "what": "The list of hosts lives in a mail", "bone": "process"},
                    {"id": "cf-2", "what": "Versions are shown on no screen", "bone": "technology"},
                ],
            },
            "action": [GOOD],
        }
    )
    families = ("depth.", "prevention.", "smart.", "time.", "tone.", "follow.", "blame.")
    left = [(f.rule, f.path) for f in check(pm, NOW) if f.rule.startswith(families) and f.severity != "hint"]
    assert left == []


def test_the_category_human_error_is_a_start_not_an_end() -> None:
    pm = made({"causes": {"root": [ROOT | {"category": "human-error"}]}})
    [found] = [each for each in check(pm, NOW) if each.rule == "depth.human-error"]
    assert (found.severity, found.path) == ("hint", "causes.root.rc-1.category")


def test_a_gap_that_is_left_in_offered_words_is_named_once() -> None:
    pm = Postmortem(id="a", title="⟨What⟩ was down for ⟨how long⟩", summary="Filled in.")
    found = [(each.path, each.span) for each in check(pm, NOW) if each.rule == "file.gap"]
    assert found == [("title", (0, 6))]
