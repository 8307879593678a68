"""What hangs together with what: each tie is seen from both of its ends, each other row once."""

from typing import Any, get_args

import pytest
from hypothesis import given

from pmtui.analysis.causes.links import Link, Side, links, paths_by_id
from pmtui.model.postmortem import Postmortem
from strategies import postmortems
from tied import tied_postmortems


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", **data})


PM = made(
    timeline=[{"id": "ev-1", "what": "queue full"}],
    causes={
        "problem": "Builds failed",
        "why": [
            {"id": "why-1", "explains": ["problem"], "evidence": ["ev-1", "commit 88", "gone"]},
            {"id": "why-2", "explains": ["why-1", "why-2"], "from": ["cf-1"]},
        ],
        "factor": [{"id": "cf-1"}],
        "gate": [{"id": "g-1", "inputs": ["b-1", "gone"]}],
        "event": [{"id": "b-1", "from": ["why-2"], "evidence": ["ev-1", "why-2"]}],
        "root": [{"id": "rc-1", "from": ["why-2", "b-1"]}],
    },
    action=[{"id": "ac-1", "answers": ["rc-1"], "breaks": ["b-1"]}],
)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("causes.problem", [("from", "explains", "causes.why.why-1.because")]),
        ("timeline.ev-1", [
            ("to", "evidence", "causes.why.why-1.because"), ("to", "evidence", "causes.event.b-1.what"),
        ]),
        ("causes.why.why-1", [
            ("from", "evidence", "timeline.ev-1.what"), ("from", "explains", "causes.why.why-2.because"),
            ("to", "explains", "causes.problem"),
        ]),
        ("causes.factor.cf-1", [("to", "drawn", "causes.why.why-2.because")]),
        ("causes.event.b-1", [
            ("from", "evidence", "timeline.ev-1.what"), ("from", "evidence", "causes.why.why-2.because"),
            ("to", "input", "causes.gate.g-1.what"), ("to", "drawn", "causes.root.rc-1.what"),
            ("to", "breaks", "action.ac-1.what"),
        ]),
        ("causes.gate.g-1", [("from", "input", "causes.event.b-1.what")]),
        ("action.ac-1", [
            ("from", "answers", "causes.root.rc-1.what"), ("from", "breaks", "causes.event.b-1.what"),
        ]),
        ("causes.why.unheard-of", []),
    ],
)  # fmt: skip
def test_what_each_row_came_from_and_what_came_of_it(row: str, found: list[tuple[str, str, str]]) -> None:
    assert [(link.side, link.tie, link.path) for link in links(PM, row)] == found


def test_every_row_has_the_field_that_shows_it() -> None:
    assert paths_by_id(PM) == {
        "problem": "causes.problem",
        "ev-1": "timeline.ev-1.what",
        "why-1": "causes.why.why-1.because",
        "why-2": "causes.why.why-2.because",
        "cf-1": "causes.factor.cf-1.what",
        "g-1": "causes.gate.g-1.what",
        "b-1": "causes.event.b-1.what",
        "rc-1": "causes.root.rc-1.what",
        "ac-1": "action.ac-1.what",
    }


def test_evidence_that_reads_problem_is_no_tie_to_the_problem() -> None:
    pm = made(causes={"why": [{"id": "why-1", "evidence": ["problem"]}]})
    assert links(pm, "causes.why.why-1") == () == links(pm, "causes.problem")


@given(tied_postmortems() | postmortems())
def test_a_tie_is_seen_from_both_ends_and_each_other_row_once(pm: Postmortem) -> None:
    sides = get_args(Side)
    for row, path in paths_by_id(pm).items():
        owner = path if row == "problem" else path.rpartition(".")[0]
        found = links(pm, owner)
        assert len({(link.side, link.path) for link in found}) == len(found)
        assert [link.side for link in found] == sorted((link.side for link in found), key=sides.index)
        for link in found:
            other = link.path if link.path == "causes.problem" else link.path.rpartition(".")[0]
            assert other != owner
            back = sides[1 - sides.index(link.side)]
            assert Link(back, link.tie, path) in links(pm, other)
