"""What actions break, what stays open, and what happened as far as it is settled."""

from __future__ import annotations

from dataclasses import replace

from brute_force import cut_sets, path_sets, trees
from hypothesis import given
from hypothesis import strategies as st

from pmtui.analysis.faulttree.coverage import coverage
from pmtui.analysis.faulttree.settled import what_happened
from pmtui.analysis.faulttree.tree import Gate, Tree

OUTAGE = Tree(
    "outage",
    {
        "outage": Gate("and", ("overload", "no-relief")),
        "overload": Gate("or", ("spike", "retries", "leak")),
        "no-relief": Gate("or", ("no-autoscaler", "unseen")),
        "unseen": Gate("and", ("no-alert", "nobody-looked")),
    },
    ("spike", "retries", "leak", "no-autoscaler", "no-alert", "nobody-looked"),
)


def test_an_action_breaks_the_cut_sets_that_hold_its_event() -> None:
    found = coverage(OUTAGE, ["no-autoscaler"])
    assert (found.broken_sets, found.open_sets) == (3, 3)
    assert found.broken_listed(2) == (("leak", "no-autoscaler"), ("no-autoscaler", "retries"))
    assert found.open_listed(9) == (
        ("leak", "no-alert", "nobody-looked"),
        ("no-alert", "nobody-looked", "retries"),
        ("no-alert", "nobody-looked", "spike"),
    )
    assert found.open_single_points == ()
    assert found.smallest_addition == ("no-alert",)
    assert found.smallest_additions(9) == (("no-alert",), ("nobody-looked",))


def test_nothing_is_left_where_all_are_broken() -> None:
    found = coverage(OUTAGE, ["no-autoscaler", "no-alert"])
    assert (found.broken_sets, found.open_sets) == (6, 0)
    assert found.smallest_addition == ()
    assert found.after.impossible


def test_without_an_action_all_stays_open() -> None:
    found = coverage(OUTAGE, [])
    assert (found.broken_sets, found.open_sets) == (0, 6)
    assert found.smallest_addition == ("no-alert", "no-autoscaler")
    assert found.before is found.after


def test_what_is_no_event_of_the_tree_breaks_nothing() -> None:
    found = coverage(OUTAGE, ["overload", "elsewhere"])
    assert found.broken == ()
    assert found.broken_sets == 0


def test_no_action_helps_where_the_top_event_is_certain() -> None:
    found = coverage(replace(OUTAGE, house={"spike": True, "no-autoscaler": True}), ["no-alert"])
    assert found.after.certain
    assert found.smallest_addition is None


@given(trees(house=False), st.data())
def test_coverage_is_that_of_the_listed_sets(tree: Tree, data: st.DataObject) -> None:
    broken = data.draw(st.lists(st.sampled_from(tree.events), unique=True, max_size=3))
    cuts = cut_sets(tree)
    still = [one for one in cuts if not set(one) & set(broken)]
    found = coverage(tree, broken)
    assert list(found.after.sets()) == still
    assert found.open_sets == len(still)
    assert found.broken_sets == len(cuts) - len(still)
    assert list(found.broken_listed(10_000)) == [one for one in cuts if set(one) & set(broken)]
    assert found.open_single_points == tuple(one[0] for one in still if len(one) == 1)
    left = path_sets(replace(tree, house=dict.fromkeys(broken, False)))
    assert found.smallest_addition == (left[0] if left else None)
    assert list(found.smallest_additions(10_000)) == [one for one in left if len(one) == len(left[0])]


def test_the_combination_that_is_wholly_confirmed_is_what_happened() -> None:
    found = what_happened(OUTAGE, ["spike", "no-alert", "nobody-looked"], ["retries"])
    assert found.happened == (("no-alert", "nobody-looked", "spike"),)
    assert found.possible == 4


def test_nothing_happened_yet_where_none_is_wholly_confirmed() -> None:
    found = what_happened(OUTAGE, ["spike", "no-alert"], [])
    assert found.happened == ()
    assert found.possible == 6


def test_settled_events_may_stand_in_the_tree_as_house_events_already() -> None:
    settled = replace(OUTAGE, house={"spike": True, "no-autoscaler": True, "retries": False})
    found = what_happened(settled, ["spike", "no-autoscaler"], ["retries"])
    assert found.happened == (("no-autoscaler", "spike"),)
    assert found.possible == 4


@given(trees(house=False), st.data())
def test_what_happened_is_that_of_the_listed_sets(tree: Tree, data: st.DataObject) -> None:
    states = {name: data.draw(st.sampled_from(["confirmed", "ruled out", ""])) for name in tree.events}
    confirmed = {name for name, state in states.items() if state == "confirmed"}
    ruled_out = {name for name, state in states.items() if state == "ruled out"}
    cuts = cut_sets(tree)
    found = what_happened(tree, confirmed, ruled_out)
    assert list(found.happened) == [one for one in cuts if set(one) <= confirmed]
    assert found.possible == len([one for one in cuts if not set(one) & ruled_out])
