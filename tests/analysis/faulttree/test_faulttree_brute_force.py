"""The engine against the truth table: every answer, on random trees."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import pytest
from brute_force import chance, cut_sets, happens, loose, path_sets, probability, trees
from hypothesis import given, settings

from pmtui.analysis.faulttree.analysis import analyse
from pmtui.analysis.faulttree.budget import Budget
from pmtui.analysis.faulttree.tree import Tree, TreeError

NO_DIAGRAMS = Budget(first_try=0, rungs=(), search=100_000)
NO_ROOM = Budget(first_try=0, rungs=(), search=0)


@given(trees())
def test_cut_sets_and_path_sets_are_those_of_the_truth_table(tree: Tree) -> None:
    found = analyse(tree)
    cuts, paths = cut_sets(tree), path_sets(tree)
    assert list(found.sets()) == cuts
    assert found.path_sets_listed(10_000) == tuple(paths)
    assert found.complete
    assert found.known_order is None
    assert found.cut_sets == len(cuts)
    assert found.path_sets == len(paths)
    assert found.single_points == tuple(one[0] for one in cuts if len(one) == 1)
    assert found.certain == (cuts == [()])
    assert found.impossible == (not cuts)
    sizes = Counter(len(one) for one in cuts if one)
    assert found.by_order == tuple(sizes[order] for order in range(1, max(sizes, default=0) + 1))
    assert list(found.sets(max_order=2)) == [one for one in cuts if len(one) <= 2]


@settings(max_examples=10)
@given(trees(most_events=12, most_gates=14))
def test_the_same_with_as_many_as_twelve_events(tree: Tree) -> None:
    found = analyse(tree)
    assert list(found.sets()) == cut_sets(tree)
    assert found.path_sets_listed(10_000) == tuple(path_sets(tree))
    assert found.probability == pytest.approx(probability(tree, dict(tree.probabilities)), rel=1e-12)


@given(trees())
def test_probability_is_exact(tree: Tree) -> None:
    exact = probability(tree, dict(tree.probabilities))
    assert analyse(tree).probability == pytest.approx(exact, rel=1e-12, abs=0)


@given(trees())
def test_each_measure_of_importance_is_its_formula(tree: Tree) -> None:
    p, names, cuts = dict(tree.probabilities), loose(tree), cut_sets(tree)
    q = probability(tree, p)
    rows = analyse(tree).importance()
    assert {row.event for row in rows} <= set(names)
    assert {name for one in cuts for name in one} <= {row.event for row in rows}
    for row in rows:
        name = row.event
        q1, q0 = (probability(tree, {**p, name: value}) for value in (1.0, 0.0))
        holding = [set(one) for one in cuts if name in one]
        sizes = Counter(len(one) for one in holding)
        assert row.sets_by_order == tuple(sizes[order] for order in range(1, max(sizes, default=0) + 1))
        assert row.birnbaum == pytest.approx(q1 - q0, rel=1e-9, abs=1e-15)
        if not q or cuts == [()]:
            assert row.criticality is row.fussell_vesely is row.diagnostic is row.raw is row.rrw is None
            continue
        through = chance(names, p, lambda one, holding=holding: any(cut <= one for cut in holding))  # type: ignore[misc]
        assert row.criticality == pytest.approx(p[name] * (q1 - q0) / q, rel=1e-9, abs=1e-15)
        assert row.fussell_vesely == pytest.approx(through / q, rel=1e-9, abs=1e-15)
        assert row.diagnostic == pytest.approx(p[name] * q1 / q, rel=1e-9)
        assert row.raw == pytest.approx(q1 / q, rel=1e-9)
        assert row.rrw == (math.inf if q0 == 0 else pytest.approx(q / q0, rel=1e-9))


@given(trees())
def test_without_probabilities_importance_is_structural(tree: Tree) -> None:
    names = loose(tree)
    halves = dict.fromkeys(names, 0.5)
    found = analyse(replace(tree, probabilities={}))
    assert found.probability == (1.0 if found.certain else 0.0 if found.impossible else None)
    for row in found.importance():
        with_it, without = (probability(tree, {**halves, row.event: value}) for value in (1.0, 0.0))
        assert row.birnbaum == pytest.approx(with_it - without)
        assert row.criticality is row.fussell_vesely is row.diagnostic is row.raw is row.rrw is None


@given(trees())
def test_the_search_by_order_finds_the_same_sets(tree: Tree) -> None:
    found = analyse(tree, NO_DIAGRAMS)
    cuts = cut_sets(tree)
    assert list(found.sets()) == cuts
    assert found.path_sets_listed(10_000) == tuple(path_sets(tree))
    assert found.cut_sets == len(cuts)


@given(trees())
def test_a_search_that_ends_early_knows_all_sets_up_to_its_order(tree: Tree) -> None:
    cuts, paths = cut_sets(tree), path_sets(tree)
    for steps in (0, 3, 10, 30):
        found = analyse(tree, replace(NO_ROOM, search=steps))
        known = found.known_order
        if known is None:
            assert found.cut_sets == len(cuts)
            continue
        assert found.cut_sets is None
        assert found.by_order is not None
        assert len(found.by_order) == known
        assert list(found.sets(max_order=known)) == [one for one in cuts if len(one) <= known]
        with pytest.raises(TreeError, match="order"):
            found.sets()
        with pytest.raises(TreeError, match="order"):
            found.sets(max_order=known + 1)
        listed = found.path_sets_listed(10_000)
        assert set(listed) <= set(paths)
        assert listed == tuple(paths[: len(listed)])
        assert found.single_points == tuple(one[0] for one in cuts if len(one) == 1)


@given(trees(house=False))
def test_a_house_event_is_an_event_that_always_or_never_happens(tree: Tree) -> None:
    name = tree.events[0]
    for value in (True, False):
        found = analyse(replace(tree, house={name: value}))
        rest = list(tree.events[1:])
        always = happens(tree, [name] if value else [])
        never = not happens(tree, [*rest, *([name] if value else [])])
        assert found.certain == always
        assert found.impossible == never
        assert list(found.sets()) == cut_sets(replace(tree, house={name: value}))
