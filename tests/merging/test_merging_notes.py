"""What collided, as rows of `conflict`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from merging_edits import NOON

from pmtui.merging.merge import merge, noted
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem


def pm(**fields: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "it", **fields})


def test_a_clash_becomes_a_row_with_both_values():
    [row] = noted(merge(pm(title="a"), pm(title="b"), pm(title="c")), "branch x", NOON).conflict
    assert (row.field, row.here, row.other, row.removed) == ("title", "b", "c", None)
    assert (row.from_, row.at) == ("branch x", NOON)
    assert len(row.id) == len("mc-") + 8


def test_without_a_clash_there_is_no_row():
    assert noted(merge(pm(), pm(title="b"), pm(zone="UTC")), "x", NOON).conflict == ()


def test_whoever_joins_the_same_versions_makes_the_same_row():
    base, one, other = pm(title="a"), pm(title="b"), pm(title="c")
    [mine] = noted(merge(base, one, other), "x", NOON).conflict
    [yours] = noted(merge(base, other, one), "y", NOON + timedelta(minutes=1)).conflict
    assert mine.id == yours.id
    assert (mine.here, mine.other) == (yours.other, yours.here)


def test_both_joined_and_their_versions_meet():
    base, one, other = pm(title="a"), pm(title="b"), pm(title="c")
    mine = noted(merge(base, one, other), "x", NOON)
    yours = noted(merge(base, other, one), "y", NOON)
    again = noted(merge(base, mine, yours), "x", NOON)
    assert [(row.field, row.here, row.other) for row in again.conflict] == [("title", "b", "c")]


def test_two_people_who_type_into_one_field_do_not_pile_up_rows():
    shared = mine = pm(title="")
    for typed in range(1, 6):
        mine = mine.model_copy(update={"title": "m" * typed})
        yours = shared.model_copy(update={"title": "y" * typed})
        mine = noted(merge(shared, mine, yours), "outside", NOON)
        shared = yours
    assert [(row.here, row.other) for row in mine.conflict] == [("m" * 5, "y" * 5)]


def test_a_row_about_another_field_or_with_other_values_stays():
    rows = [
        {"id": "mc-1", "field": "zone", "here": "b"},
        {"id": "mc-2", "field": "title", "here": "x", "other": "y"},
    ]
    merged = merge(pm(title="a", conflict=rows), pm(title="b", conflict=rows), pm(title="c", conflict=rows))
    assert [row.id for row in noted(merged, "x", NOON).conflict][:2] == ["mc-1", "mc-2"]


def test_several_items_of_one_list_are_several_rows():
    base, one, other = (
        pm(services=[f"{name}{side}", "keep", f"other {side}"])
        for side, name in ((1, "a"), (2, "a"), (3, "a"))
    )
    rows = noted(merge(base, one, other), "x", NOON).conflict
    assert [(row.field, row.here, row.other) for row in rows] == [
        ("services", "a2", "a3"),
        ("services", "other 2", "other 3"),
    ]


def test_a_row_that_one_removed_is_kept_whole():
    base = pm(action=[{"id": "ac-1", "what": "a"}])
    [row] = noted(merge(base, pm(action=[{"id": "ac-1", "what": "b"}]), pm()), "x", NOON).conflict
    assert (row.field, row.here, row.other, row.removed) == (
        "action.ac-1",
        {"id": "ac-1", "what": "b"},
        None,
        True,
    )


def test_an_id_that_another_field_has_is_not_taken():
    base, one, other = pm(title="a"), pm(title="b"), pm(title="c")
    [row] = noted(merge(base, one, other), "x", NOON).conflict
    rows = [{"id": row.id, "field": "zone", "here": "keep me"}]
    versions = [
        side.model_copy(update={"conflict": pm(conflict=rows).conflict}) for side in (base, one, other)
    ]
    found = noted(merge(*versions), "x", NOON).conflict
    assert [one.field for one in found] == ["zone", "title"]
    assert found[1].id.startswith(row.id)


def nested(depth: int, leaf: int) -> Any:
    value: Any = leaf
    for _ in range(depth):
        value = [value]
    return value


def test_values_nested_as_deeply_as_a_file_may_be_still_make_a_file():
    base, one, other = (pm(x_deep=nested(62, leaf)) for leaf in (1, 2, 3))
    result = noted(merge(base, one, other), "x", NOON)
    assert tomlform.loads(tomlform.dumps(result)) == result
    assert "2" in result.conflict[0].here
    assert "3" in result.conflict[0].other
