"""Field paths: reading, writing, refusing."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest

from pmtui.errors import PathError, ValueRefusedError
from pmtui.model import paths
from pmtui.model.edit import Edit, apply, inverse
from pmtui.model.postmortem import Postmortem

PM = Postmortem.model_validate(
    {
        "id": "2026-11-24-x",
        "timeline": [{"id": "ev-1", "what": "one", "extra_key": 3}, {"id": "ev-2", "what": "two"}],
        "action": [{"id": "ac-1", "what": "do it", "log": [{"what": "begun"}]}],
        "lessons": {"well": ["a", "b", "c"]},
        "causes": {"root": [{"id": "rc-1", "what": "r", "from": ["why-1"]}]},
        "strange": {"kept": 1},
    }
)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", ""),
        ("timeline.ev-2.what", "two"),
        ("timeline.ev-1.extra_key", 3),
        ("timeline.ev-9.what", None),
        ("lessons.well.1", "b"),
        ("lessons.well.7", None),
        ("causes.root.rc-1.from", ("why-1",)),
        ("action.ac-1.log.0.what", "begun"),
        ("strange.kept", 1),
        ("unfinished.timeline.new", None),
        ("clock.precision.started", None),
    ],
)
def test_get_returns_what_stands_at_a_path(path: str, value: object) -> None:
    assert paths.get(PM, path) == value


@pytest.mark.parametrize("path", ["", "titel", "impact..note", "title.more", "timeline.ev-1.waht", "a.b"])
def test_a_path_that_names_nothing_is_refused_with_a_remedy(path: str) -> None:
    with pytest.raises(PathError):
        paths.get(PM, path)


def test_a_mistyped_path_is_told_the_nearest_field() -> None:
    with pytest.raises(PathError) as caught:
        paths.get(PM, "sumary")
    assert "summary" in caught.value.remedy


@pytest.mark.parametrize(
    "edits",
    [
        [Edit("title", "T")],
        [Edit("action.ac-2", {"what": "second"}), Edit("action.ac-2.due", date(2026, 12, 1))],
        [Edit("timeline.ev-1", None)],
        [Edit("timeline.ev-2", PM.timeline[1], 0)],
        [Edit("timeline.ev-3", {"what": "between"}, 1)],
        [Edit("lessons.well.1", None), Edit("lessons.badly.0", "new")],
        [Edit("causes.root.rc-1.from", ("why-2", "cf-1"))],
        [Edit("unfinished.timeline.new", "+7m ro"), Edit("unfinished.timeline.new", None)],
        [Edit("action.ac-1.log.1", {"what": "more"})],
        [Edit("clock.started", datetime(2026, 11, 24, 14, tzinfo=UTC))],
        [Edit("people.0", {"name": "Dana"}), Edit("people.0.role", "scribe")],
    ],
)
def test_edits_are_undone_by_their_inverse(edits: list[Edit]) -> None:
    after = apply(PM, edits)
    assert after != PM or edits[-1].value is None
    assert apply(after, inverse(PM, edits)) == PM


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("impact.users", -1),
        ("impact.users", "many"),
        ("impact.users_percent", 101),
        ("clock.started", datetime(2026, 1, 1)),
        ("action.ac-1.due", "soon"),
        ("status", "finished"),
        ("id", None),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(path: str, value: object) -> None:
    with pytest.raises(ValueRefusedError) as caught:
        paths.put(PM, path, value)
    assert caught.value.where == path


def test_a_row_that_is_gone_can_not_be_written_into() -> None:
    with pytest.raises(PathError):
        paths.put(PM, "action.ac-9.what", "x")


def test_the_rest_is_shared_not_copied() -> None:
    after = paths.put(PM, "timeline.ev-2.what", "changed")
    assert after.timeline[0] is PM.timeline[0]
    assert after.causes is PM.causes


def test_figures_stay_as_they_were_written() -> None:
    whole = paths.put(PM, "impact.revenue_loss", 20000).impact.revenue_loss
    assert whole == 20000
    assert isinstance(whole, int)


@pytest.mark.parametrize(
    "path",
    ["people.²", "people.1" + "0" * 5000, "people.٣", "lessons.well.²", "x_new.a", "x_new.a.b", "people.-1"],
)
def test_a_strange_path_is_refused_and_never_a_fault(path: str) -> None:
    pm = Postmortem.model_validate({"id": "a", "people": [{"name": "one"}], "x_new": {"a": {"b": 1}}})
    with contextlib.suppress(PathError):
        paths.get(pm, path)
    with pytest.raises(PathError):
        paths.put(pm, path, "x")
