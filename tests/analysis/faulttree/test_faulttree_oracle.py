"""The engine against relibmss, another implementation, on trees too large for a truth table."""

from __future__ import annotations

import random

import pytest
from made_up_trees import tree_of

from pmtui.analysis.faulttree.analysis import analyse
from pmtui.analysis.faulttree.shape import under
from pmtui.analysis.faulttree.tree import Tree

relibmss = pytest.importorskip("relibmss", reason="relibmss is not installed: it is for development only")


def _theirs(tree: Tree) -> tuple[set[tuple[str, ...]], int, float]:
    """Return their cut sets, count of path sets and probability.

    Their path vectors are of what makes the function true: of a fault tree these are the cut sets.
    """
    bdd = relibmss.BDD()
    nodes = {name: bdd.defvar(name) for name in tree.events}
    for name in under(tree, tree.top):
        gate = tree.gates[name]
        inputs = [nodes[one] for one in gate.inputs]
        if gate.kind == "atleast":
            nodes[name] = bdd.kofn(gate.k, inputs)
        else:
            nodes[name] = bdd.And(inputs) if gate.kind == "and" else bdd.Or(inputs)
    top = nodes[tree.top]
    cuts = {tuple(sorted(one)) for one in top.minpath().extract()}
    return cuts, int(top.mincut().count()), top.prob(dict(tree.probabilities))


@pytest.mark.parametrize("seed", range(25))
def test_both_say_the_same(seed: int) -> None:
    tree = tree_of(random.Random(seed), events=18 + seed, gates=10 + seed)
    found = analyse(tree)
    cuts, paths, probability = _theirs(tree)
    ours = list(found.sets())
    assert len(ours) == len(set(ours)) == found.cut_sets
    assert set(ours) == cuts
    assert found.path_sets == paths
    assert found.probability == pytest.approx(probability, rel=1e-9)
