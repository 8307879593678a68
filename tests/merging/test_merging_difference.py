"""From one version to another, as edits."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmtui.merging.difference import difference
from pmtui.model.edit import Edit, apply, inverse
from pmtui.model.postmortem import Postmortem

names = st.permutations("abcdefgh").flatmap(
    lambda all_of: st.integers(0, 8).map(lambda count: all_of[:count])
)


def pm(**fields: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "it", **fields})


def rows(names: Any, **more: Any) -> Postmortem:
    return pm(action=[{"id": name, **more} for name in names])


def test_nothing_changed():
    assert difference(rows("ab"), rows("ab")) == ()


def test_a_field_and_a_field_of_a_row():
    new = pm(title="t", action=[{"id": "a", "owner": "Ana"}])
    assert difference(rows("a"), new) == (Edit("title", "t"), Edit("action.a.owner", "Ana"))


def test_one_row_moved_is_one_edit():
    assert [(edit.path, edit.at) for edit in difference(rows("abcdef"), rows("bcdefa"))] == [("action.a", 5)]


def test_lists_without_ids_and_rows_with_other_unknown_keys_are_whole():
    old = pm(people=[{"name": "Ana"}], action=[{"id": "a", "x_tool": 1}], impact={"x_tool": 1})
    new = pm(people=[{"name": "Bo"}], action=[{"id": "a", "x_tool": 2}], impact={"x_tool": 2, "users": 3})
    assert [edit.path for edit in difference(old, new)] == ["people", "impact", "action.a"]
    assert apply(old, difference(old, new)) == new


def test_the_kind_of_number_is_a_difference():
    old, new = pm(impact={"cost": 1}), pm(impact={"cost": 1.0})
    assert isinstance(apply(old, difference(old, new)).impact.cost, float)


@given(names, names, st.sampled_from(["", "changed"]))
def test_rows_in_any_order(old_names, new_names, what):
    old, new = rows(old_names), rows(new_names, what=what)
    edits = difference(old, new)
    assert apply(old, edits) == new
    assert apply(new, inverse(old, edits)) == old
