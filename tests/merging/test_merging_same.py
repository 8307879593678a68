"""When two values are the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from pmtui.merging.items import key
from pmtui.model.same import same
from strategies import unknown

NAN = float("nan")


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, 1.0), (1, True), (0, False), ("1", 1), ([1], [1.0]), ({"a": 1}, {"a": True}), ("", None)],
)
def test_values_of_two_kinds_are_two_values(one, other):
    assert not same(one, other)
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"), [(NAN, -NAN), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ([[NAN]], [[float("nan")]])]
)
def test_these_are_the_same(one, other):
    assert same(one, other)
    assert key(one) == key(other)


@given(unknown, unknown)
def test_what_has_one_key_is_the_same(one, other):
    assert same(one, other) or key(one) != key(other)
    assert same(one, one)
