"""A hypothesis strategy for postmortems with a conflict in which anything may stand."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pmtui.model import paths, tomlform
from pmtui.model.postmortem import Conflict, Postmortem
from strategies import instants, postmortems, row_ids, texts, unknown

_FIELDS = st.one_of(
    st.sampled_from(
        [
            *("summary", "impact", "impact.users", "clock", "clock.started", "timeline", "people", "tags"),
            *("lessons.well", "status", "unfinished", "unfinished.clock.started", "action", "causes.why"),
            *("history", "impact.metric", "review.override", "conflict", "causes.top", "triage.ongoing"),
            "not_doing.0.what",
        ]
    ),
    texts,
    st.lists(st.text("abz-._0\u00b2", max_size=4), max_size=5).map(".".join),
)


@st.composite
def anything(draw: st.DrawFn) -> Postmortem:
    """Give postmortems with a conflict about one of their own fields or rows, or about anything."""
    pm = draw(postmortems())
    tables = {"timeline": pm.timeline, "action": pm.action, "causes.why": pm.causes.why}
    own = [f"{table}.{row.id}" for table, rows in tables.items() for row in rows]
    own += [f"{row}.{key}" for row in own for key in ("what", "because", "at", "answers", "log", "log.0")]
    field = draw(st.sampled_from(own) | _FIELDS) if own else draw(_FIELDS)
    standing = plain_value(pm, field)
    value = st.one_of(unknown, st.just(standing), st.lists(st.text(max_size=3)))
    row = Conflict.model_validate(
        {
            "id": draw(row_ids),
            "field": field,
            "here": draw(value),
            "other": draw(value),
            "removed": draw(st.none() | st.booleans()),
            "from": draw(texts),
            "at": draw(st.none() | instants),
        }
    )
    others = [one for one in pm.conflict if one.id != row.id]
    return pm.model_copy(update={"conflict": (*others, row)})


def plain_value(pm: Postmortem, field: str) -> Any:
    """Return what stands in a field as plain data; None where there is no such field."""
    try:
        return tomlform._plain(paths.get(pm, field))
    except Exception:
        return None
