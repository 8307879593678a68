"""The floor rules of prevention: nothing weak alone, no looking without a decision, no silence."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmtui.checks import check
from pmtui.checks.prevention import is_document, is_severe
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROOT = {"id": "rc-1", "what": "Nothing compares the list of hosts with what runs"}


def made(*actions: dict[str, Any], severity: str = "", **causes: Any) -> Postmortem:
    rows = tuple({"id": f"ac-{n}", "answers": ("rc-1",), **each} for n, each in enumerate(actions, 1))
    causes = {"only_one": "Nothing else moved.", "root": (ROOT,), **causes}
    return Postmortem.model_validate(
        {"id": "2026-11-24-a", "severity": severity, "causes": causes, "action": rows}
    )


def found(pm: Postmortem, *rules: str) -> list[tuple[str, str, str]]:
    mine = (each for each in check(pm, NOW) if each.rule.startswith(rules or ("prevention.",)))
    return [(each.rule, each.path, each.severity) for each in mine]


REFUSE = {"what": "Refuse a release while a host runs another version", "level": "engineering"}
ALERT = {"what": "Alert when a host runs another version", "level": "engineering"}


@pytest.mark.parametrize(
    ("what", "is_one"),
    [
        ("Document the steps of a release", True),
        ("Write a runbook for the release", True),
        ("Update the wiki", True),
        ("Link the runbook from the alert", False),
        ("Add a checklist to the release tool", False),
        ("Review releases before the open", False),
        ("Generate the docs of the interface from its schema", False),
    ],
)
def test_documents_are_told_from_what_a_tool_shows(what: str, is_one: bool) -> None:
    assert is_document(what) == is_one
    pm = made({"what": what, "level": "administrative"})
    rule = "prevention.documents-alone" if is_one else "prevention.weak"
    assert found(pm) == [(rule, "action.ac-1.level", "warning")]


def test_training_beside_documents_is_still_documents_alone() -> None:
    training = {"what": "Train everyone on call", "level": "training"}
    written = {"what": "Document the steps of a release", "level": "administrative"}
    assert found(made(training, written)) == [("prevention.documents-alone", "action.ac-2.level", "warning")]
    assert found(made(training, written, ALERT)) == []


@pytest.mark.parametrize(
    ("severity", "is_one"),
    [
        *((each, True) for each in ("SEV1", "sev-1", "P0", "Severity 1", "Critical")),
        *((each, False) for each in ("SEV2", "SEV11", "", "minor")),
    ],
)
def test_a_grave_incident_wants_one_action_of_the_stronger_kind(severity: str, is_one: bool) -> None:
    assert is_severe(severity) == is_one
    wanted = [("prevention.none-stronger", "action.ac-1.level", "warning")] if is_one else []
    assert found(made(ALERT, severity=severity)) == wanted
    assert found(made(ALERT, REFUSE, severity=severity)) == []
    remove = {"what": "Delete the program of 2003", "level": "eliminate"}
    assert found(made(ALERT, remove, severity=severity)) == []


def test_what_has_no_level_yet_is_not_judged_by_it() -> None:
    pm = made(ALERT, {"what": "Something else", "level": None}, severity="SEV1")
    assert found(pm) == [("prevention.no-level", "action.ac-2.level", "hint")]


@pytest.mark.parametrize(
    ("what", "due", "begins"),
    [
        ("Investigate why the copy stopped", True, "It looks into something, and ends with no decision."),
        (
            "Investigate the copy and decide between two tools",
            False,
            "It looks into something, and has no day",
        ),
        ("Investigate the copy and decide between two tools", True, ""),
        ("Evaluate two release tools; adopt one or drop both", True, ""),
        ("Evaluate two release tools and propose one to the board", True, ""),
        ("Look up every key older than a year and rotate it", True, ""),
        ("Refuse a release while a host runs another version", False, ""),
    ],
)
def test_looking_into_something_ends_with_a_day_and_a_decision(what: str, due: bool, begins: str) -> None:
    row = {"what": what, "level": "engineering", "due": date(2027, 1, 8) if due else None}
    pm = made(row)
    told = [each for each in check(pm, NOW) if each.rule == "prevention.investigate"]
    assert [(each.path, each.severity) for each in told] == [("action.ac-1.what", "warning")] * bool(begins)
    assert all(each.what.startswith(begins) for each in told)
    for status in ("done", "dropped"):
        assert found(paths.put(pm, "action.ac-1.status", status), "prevention.investigate") == []


WHYS = (
    {"id": "why-1", "explains": ("problem",), "because": "A release left one host behind"},
    {"id": "why-2", "explains": ("why-1",), "because": "The script was written for two hosts"},
)
FACTOR = {"id": "cf-1", "bone": "process", "what": "Releases go out on Fridays", "likely": True}


def test_a_likely_factor_that_is_left_as_it_is_has_a_reason() -> None:
    pm = made(REFUSE, why=WHYS, factor=({**FACTOR, "from": ("why-1",)},))
    left = [("prevention.factor-open", "causes.factor.cf-1.what", "hint")]
    rule = "prevention.factor-open"
    assert found(pm, rule) == left
    assert found(paths.put(pm, "action.ac-1.answers", ("rc-1", "cf-1")), rule) == []
    assert found(paths.put(pm, "causes.root.rc-1.from", ("cf-1",)), rule) == []
    assert found(paths.put(pm, "causes.root.rc-1.from", ("why-2",)), rule) == [], "it lies further down"
    assert found(paths.put(pm, "causes.factor.cf-1.note", "Partners ask for it."), rule) == []
    decided = ({"what": "No releases on Fridays", "why": "Partners ask for them."},)
    assert found(paths.put(pm, "not_doing", decided), rule) == []
    assert found(paths.put(pm, "not_doing", ({"what": "A second site", "why": "Cost."},)), rule) == left
    assert found(paths.put(pm, "causes.factor.cf-1.likely", False), rule) == []
    alone = paths.put(pm, "causes.factor.cf-1.from", ())
    assert found(alone, rule, "fishbone.not-taken") == [
        ("fishbone.not-taken-on", "causes.factor.cf-1.what", "hint")
    ], "one finding, not two"
