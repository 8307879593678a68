"""Weak postmortems, one of each kind: each gives the findings that it was written to give."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.checks import check
from pmtui.checks.rubric import MINIMUM, average, scores
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem

FOLDER = Path(__file__).resolve().parent / "weak"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

EXPECTED = {
    "2026-03-04-ticket-shop-down": {
        "blame.counterfactual": "summary",
        "blame.human-error": "causes.why.why-1.because",
        "blame.named-person": "summary",
        "blame.negligence": "action.ac-2.what",
        "blame.role-fault": "causes.root.rc-1.what",
        "depth.person": "causes.why.why-1.because",
        "depth.single-cause": "causes.root.rc-1.what",
        "numbers.unquantified": "impact.note",
        "smart.assignable": "action.ac-1.owner",
        "smart.measurable": "action.ac-1.what",
        "smart.specific": "action.ac-1.what",
        "smart.time-bound": "action.ac-1.due",
        "time.begun-late": "created",
        "time.detected-first": "clock.detected",
        "time.not-shared": "share.shared",
        "time.order": "timeline.ev-2.at",
        "time.phase-empty": "timeline",
        "vague.amount": "summary",
    },
    "2026-05-11-open-bucket": {
        "blame.named-person": "causes.why.why-2.because",
        "blame.team-fault": "summary",
        "depth.human-error": "causes.root.rc-1.category",
        "depth.no-evidence": "causes.why.why-2.evidence",
        "follow.overdue": "action.ac-1.due",
        "numbers.unquantified": "impact.data_exposed",
        "prevention.training-alone": "action.ac-1.level",
        "time.phase-empty": "timeline",
        "time.shared-late": "share.shared",
        "tone.defensive": "summary",
    },
    "2026-06-15-fare-calculator-late": {
        "blame.negligence": "summary",
        "depth.circle": "causes.why.why-2.explains",
        "depth.restates": "causes.why.why-1.because",
        "file.gone": "causes.root.rc-2.from",
        "numbers.unquantified": "impact.note",
        "prevention.unanswered": "causes.root.rc-2.what",
        "smart.assignable": "action.ac-1.owner",
        "smart.measurable": "action.ac-2.what",
        "smart.realistic": "action.ac-2.due",
        "smart.specific": "action.ac-1.what",
        "smart.time-bound": "action.ac-1.due",
        "time.phase-empty": "timeline",
    },
    "2026-04-01-payroll-paid-twice": {
        "blame.counterfactual": "summary",
        "blame.role-fault": "causes.root.rc-1.what",
        "depth.person": "causes.why.why-2.because",
        "follow.closed-open": "action.ac-1.status",
        "follow.moved": "action.ac-1.due",
        "prevention.unanswered": "causes.root.rc-2.what",
        "prevention.weak": "action.ac-1.level",
        "smart.assignable": "action.ac-1.owner",
        "smart.measurable": "action.ac-1.what",
        "time.gap": "timeline.ev-3.at",
    },
}

each = pytest.mark.parametrize("name", EXPECTED)


def load(name: str) -> Postmortem:
    path = FOLDER / f"{name}.toml"
    return tomlform.loads(path.read_text(encoding="utf-8"), path.name)


def test_there_is_one_of_each_kind() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(EXPECTED)
    assert len({load(name).kind for name in EXPECTED}) == 4


@each
def test_a_weak_postmortem_gives_the_findings_it_was_written_for(name: str) -> None:
    found = {(finding.rule, finding.path) for finding in check(load(name), NOW)}
    missing = EXPECTED[name].items() - found
    assert not missing, sorted(found)


@each
def test_a_weak_postmortem_has_errors_and_scores_below_the_minimum(name: str) -> None:
    pm = load(name)
    assert any(finding.severity == "error" for finding in check(pm, NOW))
    assert average(scores(pm, NOW)) < MINIMUM
