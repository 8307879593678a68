"""What is recorded when a closed postmortem is corrected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pmtui.interview.corrections import CORRECTED, recorded
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
CLOSED = Postmortem.model_validate({"id": "2026-11-24-x", "status": "closed"})
EDIT = Edit("summary", "Down.")


def test_a_correction_is_recorded_once_a_day_for_each_field() -> None:
    edits = recorded(CLOSED, (EDIT,), NOW, "Dana")
    after = apply(CLOSED, edits)
    row = after.history[0]
    assert (row.what, row.field, row.who, row.at) == (CORRECTED, "summary", "Dana", NOW)
    assert recorded(after, (Edit("summary", "Down for hours."),), NOW) == ()
    assert recorded(after, (Edit("title", "Down"),), NOW) != ()
    assert recorded(after, (EDIT,), NOW + timedelta(days=1)) != ()


def test_nothing_is_recorded_where_nothing_is_corrected() -> None:
    assert recorded(CLOSED.model_copy(update={"status": "shared"}), (EDIT,), NOW) == ()
    assert recorded(CLOSED, (Edit("unfinished.timeline.new", "14:05"),), NOW) == ()
    reopened = (Edit("status", "shared"), Edit("history.0", {"at": NOW, "what": "closed -> shared"}))
    assert recorded(CLOSED, reopened, NOW) == ()
