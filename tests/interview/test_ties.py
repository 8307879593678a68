"""How rows that hang together are told: every tie has its words, and evidence shows the words of its row."""

from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given

from pmtui.analysis.causes.links import Link, Side, links, paths_by_id
from pmtui.interview.ties import in_words, row_words, tie_words
from pmtui.model.postmortem import Postmortem
from strategies import postmortems
from tied import tied_postmortems

TIES = ("evidence", "explains", "drawn", "input", "answers", "breaks")


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", **data})


def test_every_tie_has_words_of_its_own_on_either_side() -> None:
    said = {(side, tie): tie_words(Link(side, tie, "")) for side in get_args(Side) for tie in TIES}
    assert all(said.values())
    assert all(said["from", tie] != said["to", tie] for tie in TIES)


def test_a_row_is_told_in_one_line_and_a_timeline_row_with_its_time() -> None:
    at = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
    pm = made(
        zone="Europe/Berlin",
        timeline=[{"id": "ev-1", "at": at, "what": "queue\nfull"}, {"id": "ev-2", "what": "no  time"}],
        causes={"problem": "Builds\nfailed", "why": [{"id": "why-1", "because": "one\n mirror"}]},
    )
    assert row_words(pm, "timeline.ev-1.what") == "15:05 queue full"
    assert row_words(pm, "timeline.ev-2.what") == "no time"
    assert row_words(pm, "causes.why.why-1.because") == "one mirror"
    assert row_words(pm, "causes.problem") == "the problem: Builds failed"
    assert row_words(pm, "causes.why.gone.because") == ""


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("ev-1", "the queue was full"),
        ("commit\n 88", "commit 88"),
        ("problem", "problem"),
        ("ev-2", "ev-2"),
        (" ev-1", "ev-1"),
    ],
)
def test_evidence_that_names_a_row_is_told_in_its_words(evidence: str, said: str) -> None:
    rows = [{"id": "ev-1", "what": "the queue was full"}, {"id": "ev-2"}]
    assert in_words(made(timeline=rows, causes={"problem": "Builds failed"}), evidence) == said


@given(tied_postmortems() | postmortems())
def test_any_row_and_any_tie_can_be_told_in_one_line(pm: Postmortem) -> None:
    for row, path in paths_by_id(pm).items():
        assert row_words(pm, path).splitlines() in ([], [row_words(pm, path)])
        assert in_words(pm, row).strip()
        owner = path if row == "problem" else path.rpartition(".")[0]
        assert all(tie_words(link) for link in links(pm, owner))
