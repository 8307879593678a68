"""Small trees whose sets can be told by hand, each with the reason."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from pmtui.analysis.faulttree.analysis import Analysis, analyse
from pmtui.analysis.faulttree.budget import Budget
from pmtui.analysis.faulttree.tree import Gate, Tree, TreeError

WORDS = str.split


def all_of(*inputs: str) -> Gate:
    return Gate("and", inputs)


def any_of(*inputs: str) -> Gate:
    return Gate("or", inputs)


def at_least(k: int, *inputs: str) -> Gate:
    return Gate("atleast", inputs, k)


def found(gates: Mapping[str, Gate], house: Mapping[str, bool] | None = None, **chances: float) -> Analysis:
    """Return the analysis of a tree whose first gate is the top, its events as the gates name them."""
    named = dict.fromkeys(one for gate in gates.values() for one in gate.inputs if one not in gates)
    return analyse(Tree(next(iter(gates)), gates, tuple(named), house or {}, chances))


def cuts(analysis: Analysis) -> list[str]:
    return [" ".join(one) for one in analysis.sets()]


def paths(analysis: Analysis) -> list[str]:
    return [" ".join(one) for one in analysis.path_sets_listed(100)]


OUTAGE = {
    "outage": all_of("overload", "no-relief"),
    "overload": any_of("traffic-spike", "retry-storm"),
    "no-relief": any_of("autoscaler-off", "pager"),
    "pager": all_of("alert-muted", "nobody-looked"),
}


def test_barriers_that_both_have_to_fail() -> None:
    one = found(OUTAGE)
    assert cuts(one) == [
        "autoscaler-off retry-storm",
        "autoscaler-off traffic-spike",
        "alert-muted nobody-looked retry-storm",
        "alert-muted nobody-looked traffic-spike",
    ]
    # Either nothing overloads it, or there is relief: the autoscaler, and one of the two ways to be told.
    assert paths(one) == [
        "alert-muted autoscaler-off",
        "autoscaler-off nobody-looked",
        "retry-storm traffic-spike",
    ]
    assert one.by_order == (0, 2, 2)
    assert one.single_points == ()
    assert one.probability is None


def test_its_probability_and_importance() -> None:
    given = {"traffic-spike": 0.1, "retry-storm": 0.2, "autoscaler-off": 0.05, "alert-muted": 0.5}
    one = found(OUTAGE, **given, **{"nobody-looked": 0.4})
    overload, no_relief = 1 - 0.9 * 0.8, 1 - 0.95 * (1 - 0.5 * 0.4)
    assert one.probability == pytest.approx(overload * no_relief, rel=1e-14)
    rows = {row.event: row for row in one.importance()}
    spike = rows["traffic-spike"]
    assert spike.birnbaum == pytest.approx(0.8 * no_relief)  # it matters where there is no retry storm
    assert spike.criticality == pytest.approx(0.1 * 0.8 / overload)
    assert spike.fussell_vesely == pytest.approx(0.1 / overload)
    assert spike.diagnostic == pytest.approx(0.1 / overload)
    assert spike.raw == pytest.approx(1 / overload)
    assert spike.rrw == pytest.approx(overload / 0.2)
    assert spike.sets_by_order == (0, 1, 1)
    assert next(row.event for row in one.importance()) == "autoscaler-off"


def test_an_event_in_every_cut_set_could_end_it_all() -> None:
    one = found({"top": all_of("a", "b"), "b": any_of("c", "d")}, a=0.3, c=0.1, d=0.2)
    [a] = [row for row in one.importance() if row.event == "a"]
    assert a.rrw == math.inf
    assert a.criticality == pytest.approx(1)
    assert a.fussell_vesely == pytest.approx(1)


def test_a_shared_event_is_a_single_point_of_two_of_three() -> None:
    replicas = {f"r{number}": any_of(f"disk{number}", "power") for number in (1, 2, 3)}
    one = found({"quorum-lost": at_least(2, *replicas), **replicas})
    assert cuts(one) == ["power", "disk1 disk2", "disk1 disk3", "disk2 disk3"]
    assert one.single_points == ("power",)
    assert paths(one) == ["disk1 disk2 power", "disk1 disk3 power", "disk2 disk3 power"]


def test_where_a_vote_names_an_input_twice_each_place_counts() -> None:
    assert cuts(found({"top": at_least(2, "a", "a", "b")})) == ["a"]
    assert cuts(found({"top": at_least(3, "a", "a", "b", "c")})) == ["a b", "a c"]
    assert cuts(found({"top": at_least(3, "a", "a", "b", "b", "c")})) == ["a b", "a c", "b c"]
    assert cuts(found({"top": at_least(4, "a", "a", "b", "b")})) == ["a b"]


def test_one_of_n_is_any_and_n_of_n_is_all() -> None:
    assert cuts(found({"top": at_least(1, "a", "b")})) == ["a", "b"]
    assert cuts(found({"top": at_least(2, "a", "b")})) == ["a b"]


def test_a_large_vote_is_counted_without_listing_it() -> None:
    events = [f"e{number:02}" for number in range(80)]
    one = found({"top": at_least(40, *events)})
    assert one.cut_sets == math.comb(80, 40)
    assert one.path_sets == math.comb(80, 41)
    assert one.by_order == (*[0] * 39, math.comb(80, 40))
    assert next(one.sets()) == tuple(events[:40])


def test_what_another_cut_set_already_says_is_dropped() -> None:
    assert cuts(found({"top": all_of("a", "g"), "g": any_of("a", "b")})) == ["a"]
    assert cuts(found({"top": any_of("a", "g"), "g": all_of("a", "b")})) == ["a"]


def test_a_bridge_of_five_links() -> None:
    one = found(
        {
            "cut-off": all_of("upper", "lower", "over", "under"),
            "upper": any_of("1", "4"),
            "lower": any_of("2", "5"),
            "over": any_of("1", "3", "5"),
            "under": any_of("2", "3", "4"),
        },
        **dict.fromkeys("12345", 0.1),
    )
    assert cuts(one) == ["1 2", "4 5", "1 3 5", "2 3 4"]
    assert paths(one) == ["1 4", "2 5", "1 3 5", "2 3 4"]
    p, q = 0.1, 0.9
    # With link 3 gone the pairs 1, 4 and 2, 5 stand in parallel; with it there, 1, 2 and 4, 5 do.
    assert one.probability == pytest.approx(p * (1 - q * q) ** 2 + q * (1 - (1 - p * p) ** 2), rel=1e-14)


def test_house_events_settle_what_they_can() -> None:
    gates = {"top": any_of("g", "c"), "g": all_of("a", "b", "switch")}
    assert cuts(found(gates, {"switch": True})) == ["c", "a b"]
    assert cuts(found(gates, {"switch": False})) == ["c"]
    always = found(gates, {"c": True})
    assert always.certain
    assert list(always.sets()) == [()]
    assert always.cut_sets == 1
    assert always.by_order == ()
    assert always.path_sets == 0
    assert always.probability == 1.0
    never = found(gates, {"c": False, "a": False})
    assert never.impossible
    assert list(never.sets()) == []
    assert never.path_sets_listed(5) == ((),)
    assert never.probability == 0.0


def test_a_base_event_can_be_the_top() -> None:
    one = analyse(Tree("a", {}, ("a",), {}, {"a": 0.25}))
    assert cuts(one) == paths(one) == ["a"]
    assert one.by_order == (1,)
    assert one.probability == 0.25
    [row] = one.importance()
    assert (row.birnbaum, row.criticality, row.sets_by_order) == (1.0, 1.0, (1,))


def test_probability_needs_only_the_events_that_matter() -> None:
    one = found({"top": all_of("a", "g"), "g": any_of("a", "b")}, a=0.5)
    assert one.probability == 0.5
    assert {row.event: row.birnbaum for row in one.importance()} == {"a": 1.0, "b": 0.0}


@pytest.mark.parametrize("chance", [-0.1, 1.5, math.nan])
def test_a_probability_that_is_none_is_refused(chance: float) -> None:
    with pytest.raises(TreeError, match="between 0 and 1"):
        found({"top": any_of("a", "b")}, a=chance)


def test_names_are_sorted_as_text_and_sets_by_size_first() -> None:
    one = found({"top": any_of("e2", "g", "h"), "g": all_of("e10", "e1"), "h": all_of("e9", "e1")})
    assert cuts(one) == ["e2", "e1 e10", "e1 e9"]


def test_more_sets_than_are_sorted_at_once_come_in_the_same_order() -> None:
    sides = {f"s{side}": any_of(*(f"{name}{side}" for name in "hgfedcba")) for side in range(5)}
    one = found({"top": all_of(*sides), **sides})
    listed = list(one.sets())
    assert len(listed) == one.cut_sets == 8**5
    assert listed == sorted(listed)
    assert len(set(listed)) == len(listed)


def test_an_event_without_a_probability_that_does_not_matter_has_no_importance() -> None:
    """Three of a, b, c and x hold two of a, b and c: x never matters, though a gate asks for it."""
    gates = {
        "top": any_of("both", "vote"),
        "both": at_least(2, "a", "b", "c"),
        "vote": at_least(3, "a", "b", "c", "x"),
    }
    one = found(gates, a=0.1, b=0.2, c=0.3)
    rows = {row.event: row for row in one.importance()}
    assert one.probability == pytest.approx(0.1 * 0.2 + 0.1 * 0.3 + 0.2 * 0.3 - 2 * 0.1 * 0.2 * 0.3)
    x = rows["x"]
    assert (x.birnbaum, x.fussell_vesely, x.criticality, x.raw, x.rrw) == (0.0, 0.0, None, 1.0, 1.0)
    assert x.sets_by_order == ()


def test_events_without_a_probability_may_stand_together_where_they_do_not_matter() -> None:
    """The same with x as a gate over two events that nothing is known of."""
    gates = {
        "top": any_of("both", "vote"),
        "both": at_least(2, "a", "b", "c"),
        "vote": at_least(3, "a", "b", "c", "pair"),
        "pair": all_of("x", "y"),
    }
    one = found(gates, a=0.1, b=0.2, c=0.3)
    rows = {row.event: row for row in one.importance()}
    assert one.probability is not None
    assert (rows["x"].birnbaum, rows["y"].fussell_vesely, rows["x"].sets_by_order) == (0.0, 0.0, ())
    assert rows["a"].fussell_vesely == pytest.approx(0.1 * (0.2 + 0.3 - 0.2 * 0.3) / one.probability)


def test_orders_below_the_smallest_cut_set_are_empty_without_any_listing() -> None:
    votes = {f"v{n}": at_least(3, *(f"e{n}{letter}" for letter in "abcde")) for n in range(5)}
    gates = {"top": at_least(3, *votes), **votes}
    events = tuple(name for vote in votes.values() for name in vote.inputs)
    one = analyse(Tree("top", gates, events), Budget(solutions=60))
    assert one.complete
    assert one.smallest_cut_set == 9
    with pytest.raises(TreeError, match="too many in kind"):
        one.sets()
    assert list(one.sets(8)) == []


@pytest.mark.parametrize(
    ("gate", "house", "smallest"),
    [
        (at_least(2, "a", "b", "c", "d"), {}, (2, 3)),
        (all_of("a", "h"), {"h": True}, (1, 1)),
        (any_of("a", "h"), {"h": True}, (0, None)),
        (all_of("a", "h"), {"h": False}, (None, 0)),
    ],
)
def test_the_sizes_of_the_smallest_sets(gate: Gate, house: Mapping[str, bool], smallest: object) -> None:
    one = analyse(Tree("top", {"top": gate}, tuple("abcd"), house))
    assert (one.smallest_cut_set, one.smallest_path_set) == smallest
