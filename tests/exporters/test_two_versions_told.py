"""A document of a postmortem in which something is still to be chosen says so at its head."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from markdown_reader import shown
from pmtui.exporters import export
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def with_conflicts(*fields: str) -> Postmortem:
    rows: list[dict[str, Any]] = [
        {"id": f"x-{at}", "field": field, "other": "the other words"} for at, field in enumerate(fields)
    ]
    data = {"id": "2026-11-24-a", "title": "A", "action": [{"id": "ac-1", "what": "Give locks an end"}]}
    return Postmortem.model_validate({**data, "conflict": rows})


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_head_names_the_fields_of_which_two_versions_are_kept(form):
    document = export(with_conflicts("summary", "action.ac-1.due"), form, NOW)
    said = "Two versions of: Summary; Due (action: Give locks an end). Open it in pmtui to choose."
    assert document.count(said) == 1
    assert document.index(said) < document.index("Status")
    assert "the other words" not in document
    assert "Two versions" not in export(with_conflicts(), form, NOW)


def test_of_many_fields_some_are_named():
    document = export(
        with_conflicts(
            *(f"impact.{name}" for name in ("users", "note", "cost", "slo", "delay", "churn", "records"))
        ),
        "md",
        NOW,
    )
    assert "Customers lost and 1 more. Open it" in document


def test_what_a_file_calls_a_field_is_text_only():
    name = "<b>*x*</b>[a](javascript:alert(1))\n\n# head"
    pm = with_conflicts(name)
    assert "<b>*x*" not in export(pm, "html", NOW)
    assert "javascript:alert(1)" not in export(pm, "html", NOW).replace("(javascript:alert(1)", "")
    assert "<b>*x*</b>[a](javascript:alert(1))" in shown(export(pm, "md", NOW))
