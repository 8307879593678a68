"""Two people, one postmortem: what becomes of what both wrote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from pmtui.merging.merge import Clash, merge
from pmtui.model.postmortem import Postmortem

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def pm(**fields: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "it", **fields})


def event(name: str, minutes: int, **more: Any) -> dict[str, Any]:
    return {"id": name, "at": at(minutes), **more}


def ids(rows: tuple[Any, ...]) -> list[str]:
    return [row.id for row in rows]


def both_ways(base: Postmortem | None, one: Postmortem, other: Postmortem) -> Postmortem:
    """Merge what has no clash; it must not matter who is first."""
    merged, turned = merge(base, one, other), merge(base, other, one)
    assert merged.clashes == turned.clashes == ()
    assert merged.pm == turned.pm
    return merged.pm


# -- fields -------------------------------------------------------------------------------------------------


def test_one_writes_the_title_and_the_other_the_impact():
    base = pm(title="Login", impact={"note": "a"})
    merged = both_ways(
        base, pm(title="Login down", impact={"note": "a"}), pm(title="Login", impact={"users": 3})
    )
    assert (merged.title, merged.impact.note, merged.impact.users) == ("Login down", "", 3)


def test_both_give_a_field_the_same_value():
    assert both_ways(pm(), pm(title="Login down"), pm(title="Login down", zone="UTC")).title == "Login down"


def test_both_give_a_field_another_value():
    merged = merge(pm(title="Login"), pm(title="Login down"), pm(title="Login slow"))
    assert merged.pm.title == "Login down"
    assert merged.clashes == (Clash("title", "Login down", "Login slow", base="Login"),)


def test_one_empties_a_field_that_the_other_changes():
    merged = merge(pm(impact={"users": 3}), pm(), pm(impact={"users": 4}))
    assert merged.pm.impact.users is None
    assert merged.clashes == (Clash("impact.users", None, 4, base=3),)


def test_a_whole_number_and_one_with_a_point_are_two_values():
    merged = merge(pm(), pm(impact={"cost": 1}), pm(impact={"cost": 1.0}))
    assert [clash.path for clash in merged.clashes] == ["impact.cost"]


def test_half_typed_text_is_merged_by_its_field():
    base = pm(unfinished={"clock.started": "14", "action.new": "x"})
    one = pm(unfinished={"clock.started": "14:05", "action.new": "x"})
    other = pm(unfinished={"clock.started": "14"})
    assert both_ways(base, one, other).unfinished == {"clock.started": "14:05"}
    clash = merge(base, one, pm(unfinished={"clock.started": "15"})).clashes[0]
    assert (clash.path, clash.here, clash.other) == ("unfinished.clock.started", "14:05", "15")


def test_both_have_begun_the_file():
    merged = merge(None, pm(title="Login", severity="1"), pm(title="Login", zone="UTC", status="review"))
    assert (merged.pm.severity, merged.pm.zone, merged.pm.status) == ("1", "UTC", "review")
    assert merged.clashes == ()


def test_the_larger_format_number_stays():
    older = pm(title="a").model_copy(update={"format": 0})
    merged = merge(older, older.model_copy(update={"zone": "UTC"}), pm(title="b"))
    assert (merged.pm.format, merged.clashes) == (1, ())


# -- what this version does not know ------------------------------------------------------------------------


def test_unknown_keys_are_merged_within():
    base = pm(x_tool={"a": 1, "b": {"c": 2}}, impact={"x_more": 1})
    one = pm(x_tool={"a": 5, "b": {"c": 2}}, impact={"x_more": 1})
    other = pm(x_tool={"a": 1, "b": {"c": 2, "d": 3}}, impact={"x_more": 2})
    merged = both_ways(base, one, other)
    assert merged.model_extra == {"x_tool": {"a": 5, "b": {"c": 2, "d": 3}}}
    assert merged.impact.model_extra == {"x_more": 2}


def test_below_an_unknown_key_the_key_is_named_and_both_ways_are_whole():
    base = pm(x_tool={"a": 1, "b": 2})
    merged = merge(base, pm(x_tool={"a": 5, "b": 2, "c": 7}), pm(x_tool={"a": 6, "b": 3}))
    here, other = {"a": 5, "b": 3, "c": 7}, {"a": 6, "b": 3, "c": 7}
    assert merged.clashes == (Clash("x_tool", here, other, base={"a": 1, "b": 2}),)
    assert merged.pm.model_extra == {"x_tool": here}


def test_an_unknown_key_is_never_named_like_a_field():
    merged = merge(pm(), pm(**{"lessons.well": 1}), pm(**{"lessons.well": 2}))
    assert merged.clashes[0].path == '"lessons.well"'


# -- rows ---------------------------------------------------------------------------------------------------


def test_two_people_add_timeline_rows():
    first, last = event("ev-1", 0), event("ev-9", 60)
    one = pm(timeline=[first, event("ev-a", 10), event("ev-c", 30), last])
    other = pm(timeline=[first, event("ev-b", 20), last, event("ev-d", 70)])
    merged = both_ways(pm(timeline=[first, last]), one, other)
    assert ids(merged.timeline) == ["ev-1", "ev-a", "ev-b", "ev-c", "ev-9", "ev-d"]


def test_two_people_add_actions():
    one = pm(action=[{"id": "ac-1"}, {"id": "ac-z"}, {"id": "ac-k"}])
    other = pm(action=[{"id": "ac-1"}, {"id": "ac-m"}])
    assert ids(both_ways(pm(action=[{"id": "ac-1"}]), one, other).action) == ["ac-1", "ac-m", "ac-z", "ac-k"]


def test_two_people_fill_in_one_row():
    base = pm(action=[{"id": "ac-1", "what": "Limit retries"}])
    one = pm(action=[{"id": "ac-1", "what": "Limit retries", "owner": "Ana"}])
    other = pm(action=[{"id": "ac-1", "what": "Limit the retries", "breaks": ["b-1"]}])
    [row] = both_ways(base, one, other).action
    assert (row.what, row.owner, row.breaks) == ("Limit the retries", "Ana", ("b-1",))


def test_both_add_a_row_of_one_id():
    merged = merge(
        pm(), pm(action=[{"id": "ac-1", "owner": "Ana"}]), pm(action=[{"id": "ac-1", "owner": "Bo"}])
    )
    assert merged.clashes == (Clash("action.ac-1.owner", "Ana", "Bo"),)


def test_one_removes_a_row_that_the_other_left_alone():
    base = pm(timeline=[event("ev-1", 0), event("ev-2", 1)])
    assert ids(
        both_ways(base, pm(timeline=[event("ev-2", 1)]), base.model_copy(update={"zone": "UTC"})).timeline
    ) == ["ev-2"]


def test_one_edits_the_row_that_the_other_deletes():
    base = pm(action=[{"id": "ac-1", "what": "Limit"}, {"id": "ac-2"}])
    edited = pm(action=[{"id": "ac-1", "what": "Limit retries"}, {"id": "ac-2"}])
    deleted = pm(action=[{"id": "ac-2"}])
    row, was = {"id": "ac-1", "what": "Limit retries"}, {"id": "ac-1", "what": "Limit"}
    for merged in (merge(base, edited, deleted), merge(base, deleted, edited)):
        assert merged.clashes == (Clash("action.ac-1", row, None, removed=True, base=was),)
        assert ids(merged.pm.action) == ["ac-1", "ac-2"]


def rows(names: str) -> Postmortem:
    return pm(action=[{"id": name} for name in names])


def test_one_moves_a_row_and_the_other_adds_one():
    assert ids(both_ways(rows("abcd"), rows("dabc"), rows("abxcd")).action) == list("dabxc")


def test_two_people_move_different_rows():
    assert ids(both_ways(rows("abcdef"), rows("fabcde"), rows("bcadef")).action) == list("fbcade")


def test_two_people_move_a_row_to_different_places():
    merged = merge(rows("abcd"), rows("dabc"), rows("adbcx"))
    assert ids(merged.pm.action) == list("dabcx")
    assert merged.clashes == (Clash("action", list("dabcx"), list("adbcx"), base=list("abcd")),)


def test_a_row_about_a_conflict_is_gone_where_somebody_has_settled_it():
    open_one = {"id": "mc-1", "field": "title", "here": "a", "other": "b"}
    base = pm(title="a", conflict=[open_one])
    turned = {**open_one, "here": "b", "other": "a"}
    assert both_ways(base, pm(title="b"), pm(title="a", zone="UTC", conflict=[open_one])).conflict == ()
    assert merge(base, pm(title="a"), pm(title="a", conflict=[turned])).clashes == ()


# -- text ---------------------------------------------------------------------------------------------------


def test_a_paragraph_each():
    base = "The queue was full.\n\nWe restarted it."
    one = pm(summary="At noon a deploy began.\n\n" + base)
    other = pm(summary=base + "\n\nIt came back by one.")
    merged = both_ways(pm(summary=base), one, other)
    assert merged.summary == f"At noon a deploy began.\n\n{base}\n\nIt came back by one."


def test_two_neighbouring_lines():
    assert both_ways(pm(summary="a\nb"), pm(summary="A\nb"), pm(summary="a\nB")).summary == "A\nB"


def test_what_did_not_collide_is_in_both():
    merged = merge(pm(summary="a\nb\nc"), pm(summary="A\nb\nours"), pm(summary="a\nb\ntheirs\nmore"))
    assert merged.pm.summary == "A\nb\nours"
    assert merged.clashes == (Clash("summary", "A\nb\nours", "A\nb\ntheirs\nmore", base="a\nb\nc"),)


def test_two_paragraphs_at_one_place_are_two_versions():
    merged = merge(pm(summary="a\nb"), pm(summary="a\nb\nc"), pm(summary="a\nb\nd"))
    assert [(clash.here, clash.other) for clash in merged.clashes] == [("a\nb\nc", "a\nb\nd")]


# -- lists without ids --------------------------------------------------------------------------------------


def test_entries_of_the_history_stand_by_time():
    entry = [{"at": at(minutes), "what": str(minutes)} for minutes in range(5)]
    one, other = pm(history=[entry[0], entry[2], entry[4]]), pm(history=[entry[0], entry[1], entry[3]])
    merged = both_ways(pm(history=[entry[0]]), one, other)
    assert [row.what for row in merged.history] == ["0", "1", "2", "3", "4"]


def test_both_add_a_lesson_and_one_of_them_is_the_same():
    one, other = pm(lessons={"well": ["a", "new", "mine"]}), pm(lessons={"well": ["a", "new", "yours"]})
    assert both_ways(pm(lessons={"well": ["a"]}), one, other).lessons.well == ("a", "new", "mine", "yours")


def test_one_changes_the_last_person_and_the_other_adds_one():
    base = pm(people=[{"name": "Ana", "role": "on call"}])
    one = pm(people=[{"name": "Ana", "role": "lead"}])
    other = pm(people=[{"name": "Ana", "role": "on call"}, {"name": "Bo"}])
    assert [(person.name, person.role) for person in both_ways(base, one, other).people] == [
        ("Ana", "lead"),
        ("Bo", ""),
    ]


def test_one_changes_an_item_and_adds_one_and_the_other_changes_the_same():
    base = pm(lessons={"well": ["The page came within a minute"]})
    one = pm(lessons={"well": ["The page came within two minutes", "Rollback was quick"]})
    merged = merge(base, one, pm(lessons={"well": ["The page came after a minute"]}))
    assert merged.pm.lessons.well == ("The page came within two minutes", "Rollback was quick")
    [clash] = merged.clashes
    assert (clash.path, clash.other) == ("lessons.well", "The page came after a minute")


def test_an_item_is_merged_by_its_fields():
    base = pm(impact={"metric": [{"name": "errors", "before": 1, "after": 2}]})
    one = pm(impact={"metric": [{"name": "errors", "before": 1, "after": 3}]})
    other = pm(impact={"metric": [{"name": "errors", "before": 0, "after": 2}]})
    [metric] = both_ways(base, one, other).impact.metric
    assert (metric.before, metric.after) == (0, 3)


def test_an_item_that_both_changed_is_named_by_its_list():
    base = pm(people=[{"name": "Ana", "role": "on call"}])
    merged = merge(
        base, pm(people=[{"name": "Ana", "role": "lead"}]), pm(people=[{"name": "Anna", "role": "scribe"}])
    )
    here, other = {"name": "Anna", "role": "lead"}, {"name": "Anna", "role": "scribe"}
    assert merged.clashes == (Clash("people", here, other, base={"name": "Ana", "role": "on call"}),)
    assert merged.pm.people[0].role == "lead"


def test_an_item_that_one_removed_and_the_other_changed_stays():
    base = pm(services=["api", "login", "web"])
    merged = both_ways(base, pm(services=["api", "web"]), pm(services=["api", "login v2", "web"]))
    assert merged.services == ("api", "login v2", "web")
