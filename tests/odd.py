"""Postmortems as plain data in which a few values or keys are replaced by odd ones."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from strategies import postmortem_data


class _Word(str):
    __slots__ = ()


class _Whole(int):
    __slots__ = ()


EARLY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23)))
"""A moment before the first one of the calendar in UTC."""
IN_TOML: tuple[Any, ...] = (
    *("", "x", "a b", "ev-1", "ev-1\n", "-ev", "two\r\nlines", "a\rb", "draft", "high", "or", "ärger", "１"),
    *(0, 1, -1, 5, 6, 100, 101, 2**63, -(2**63), 10**400, True, False),
    *(0.0, -0.0, 0.5, 1.0, 100.5, math.inf, -math.inf, math.nan, 1e300),
    *(date(2026, 3, 1), time(10, 5), datetime(2026, 3, 1, 10), EARLY),
    datetime(2026, 3, 1, 10, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=5))),
    *(
        [],
        {},
        [[]],
        [{}],
        [1],
        ["x"],
        ["x", 1],
        ["a\r\nb"],
        [None],
        {"id": 1},
        [{"id": "ev-1"}],
        {"x": {"y": []}},
    ),
    *({"from": ["a"], "from_": ["b"]}, {"from_": "x"}, {"what": "x"}, {"started": EARLY}),
)
"""Values that a file may hold where something else is expected, or the same."""
NOT_IN_TOML: tuple[Any, ...] = (
    *(
        None,
        (),
        ("x",),
        ("x", "\r"),
        {"x"},
        b"x",
        "\ud800",
        ["\udfff"],
        {"\ud800": "x"},
        {1: "x"},
        {b"x": "x"},
    ),
    *(_Word("draft"), _Whole(1), object, 1j, timedelta(1), range(2), frozenset("x")),
    datetime(2026, 3, 1, 10, tzinfo=UTC, fold=1),
)
"""Values that only a program may give."""


@st.composite
def odd_data(draw: st.DrawFn, values: tuple[Any, ...] = IN_TOML) -> dict[str, Any]:
    """Give postmortems' data with up to three odd values, keys that are gone, or keys that came."""
    data = _copy(draw(postmortem_data()))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(data))
        owner, key = draw(st.sampled_from(places))
        if isinstance(owner, dict) and draw(st.booleans()):
            key = draw(st.sampled_from(["from", "from_", "id", "model_extra", "x_more", key]))
        if draw(st.integers(0, 5)) or key not in (owner if isinstance(owner, dict) else range(len(owner))):
            owner[key] = _copy(draw(st.sampled_from(values)))
        else:
            del owner[key]
    return data


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _places(value: Any) -> Any:
    """Yield each table or list with each of its keys or numbers."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in below:
        yield value, key
        yield from _places(each)
    if isinstance(value, dict):
        yield value, "x_new"
