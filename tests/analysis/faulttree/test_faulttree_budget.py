"""Large and deep trees: what stays small is counted whole, and what does not ends with what is known."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest
from made_up_trees import tree_of

from effort import steps
from pmtui.analysis.faulttree.analysis import Analysis, analyse
from pmtui.analysis.faulttree.budget import Budget
from pmtui.analysis.faulttree.rooms import rooms
from pmtui.analysis.faulttree.tree import Gate, GateKind, Tree, TreeError

KINDS: tuple[GateKind, GateKind] = ("or", "and")
SMALL = Budget(diagrams=3_000, first_try=500, rungs=((1_000, 2),), solutions=1_000, search=8_000)


def chain(gates: int, *kinds: GateKind) -> Tree:
    """Return gates above one another, each with an event of its own."""
    made = {
        f"g{n}": Gate(kinds[n % len(kinds)], (f"e{n}", f"g{n + 1}" if n + 1 < gates else "last"))
        for n in range(gates)
    }
    return Tree("g0", made, (*(f"e{n}" for n in range(gates)), "last"))


def ladder(gates: int) -> Tree:
    """Return gates above one another that share events with those three below."""
    made = {
        f"g{n}": Gate(kind, (f"e{n}", f"e{n + 3}", f"g{n + 1}" if n + 1 < gates else "last"))
        for n, kind in zip(range(gates), cycle(KINDS), strict=False)
    }
    return Tree("g0", made, (*(f"e{n}" for n in range(gates + 3)), "last"))


def pairs(size: int) -> Tree:
    """Return two of three of all pairs of neighbours in a ring: nothing in it can be solved by itself."""
    made = {
        f"g{n}": Gate("atleast", (f"e{n}", f"e{(n + 1) % size}", f"e{(n + 7) % size}"), 2)
        for n in range(size)
    }
    sides = {
        f"s{side}": Gate(kind, tuple(f"g{n}" for n in range(side, size, 4)))
        for side, kind in enumerate((*KINDS, *KINDS))
    }
    top = Gate("or", tuple(sides))
    return Tree("top", {"top": top, **sides, **made}, tuple(f"e{n}" for n in range(size)))


def everything(tree: Tree, budget: Budget = Budget()) -> Analysis:  # noqa: B008
    found = analyse(tree, budget)
    _ = found.cut_sets, found.by_order, found.single_points
    _ = found.path_sets, found.probability, found.importance()
    return found


def test_a_chain_of_thousands_of_gates() -> None:
    found = everything(chain(4_000, "or", "and"))
    assert found.cut_sets == 2_001
    assert found.by_order is not None
    assert sum(found.by_order) == 2_001
    assert list(islice(found.sets(), 3)) == [("e0",), ("e1", "e2"), ("e1", "e3", "e4")]
    assert found.single_points == ("e0",)


@pytest.mark.parametrize(("kind", "cuts", "paths"), [("or", 4_001, 1), ("and", 1, 4_001)])
def test_a_chain_of_one_kind(kind: GateKind, cuts: int, paths: int) -> None:
    found = everything(chain(4_000, kind))
    assert (found.cut_sets, found.path_sets) == (cuts, paths)


def test_gates_that_share_events_thousands_deep() -> None:
    found = everything(ladder(4_000))
    assert found.complete
    assert found.single_points == ("e0", "e3")


def test_a_vote_of_many() -> None:
    events = tuple(f"e{number:03}" for number in range(200))
    found = everything(Tree("top", {"top": Gate("atleast", events, 100)}, events))
    assert found.cut_sets == math.comb(200, 100)
    assert next(found.sets()) == events[:100]


def test_over_budget_all_sets_up_to_an_order_are_known_exactly() -> None:
    tree = pairs(40)
    whole, part = everything(tree), everything(tree, SMALL)
    assert whole.complete
    assert not part.complete
    known = part.known_order
    assert known is not None
    assert known >= 2
    assert part.cut_sets is part.path_sets is part.probability is None
    assert whole.by_order is not None
    assert part.by_order == whole.by_order[:known]
    assert list(part.sets(max_order=known)) == list(whole.sets(max_order=known))
    assert part.single_points == whole.single_points
    with pytest.raises(TreeError, match=f"up to order {known} are known"):
        part.sets()
    by_name = {row.event: row.sets_by_order for row in whole.importance()}
    for row in part.importance():
        orders = by_name[row.event][:known]
        assert row.birnbaum is None
        assert row.sets_by_order == (*orders, *[0] * (known - len(orders)))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("search", [1_500, 6_000, 25_000])
def test_the_search_by_order_is_exact_as_far_as_it_goes(seed: int, search: int) -> None:
    tree = tree_of(random.Random(seed), events=30, gates=25, shared=0.4)
    whole = analyse(tree)
    part = analyse(tree, Budget(first_try=0, rungs=(), search=search))
    known = part.known_order
    assert list(part.sets(max_order=known)) == list(whole.sets(max_order=known))
    listed = part.path_sets_listed(100_000)
    assert listed == whole.path_sets_listed(len(listed))
    if known is None:
        assert part.cut_sets == whole.cut_sets


def test_the_part_that_is_small_is_solved_all_the_same() -> None:
    hard = pairs(40)
    gates = {"all": Gate("or", ("top", "easy")), "easy": Gate("and", ("x", "y")), **hard.gates}
    found = everything(Tree("all", gates, (*hard.events, "x", "y")), SMALL)
    assert ("x", "y") in set(found.sets(max_order=2))


@pytest.mark.parametrize("make", [lambda size: chain(size, "or", "and"), ladder], ids=["chain", "ladder"])
def test_twice_the_gates_take_little_more_than_twice_the_work(make: Callable[[int], Tree]) -> None:
    small, large = (steps(lambda size=size: everything(make(size))) for size in (300, 600))  # type: ignore[misc]
    assert large < 2.6 * small


def votes_of_votes(depth: int, wide: int, k: int) -> Tree:
    """Return a vote over votes over events: each vote is solved by itself, and all together are many sets."""
    row = [f"e{number:03}" for number in range(wide**depth)]
    gates, events = {}, tuple(row)
    for level in range(depth):
        names = [f"v{level}.{number}" for number in range(len(row) // wide)]
        for number, name in enumerate(names):
            gates[name] = Gate("atleast", tuple(row[number * wide : (number + 1) * wide]), k)
        row = names
    return Tree(row[0], gates, events)


@pytest.mark.parametrize(("depth", "wide", "least"), [(3, 6, 900_000), (4, 4, 2_000_000)])
def test_the_first_of_very_many_sets_are_listed_without_much_work(depth: int, wide: int, least: int) -> None:
    found = analyse(votes_of_votes(depth, wide, 3))
    assert found.cut_sets is not None
    assert found.cut_sets > 10**16
    listed: list[tuple[str, ...]] = []
    assert steps(lambda: listed.extend(islice(found.sets(), 20))) < least
    assert listed == sorted(listed)
    assert listed[0] == tuple(sorted(f"e{number:03}" for number in _firsts(depth, wide)))


def _firsts(depth: int, wide: int) -> list[int]:
    """Return the events of the first three inputs of the first three votes, all the way down."""
    if depth == 0:
        return [0]
    beneath = _firsts(depth - 1, wide)
    return [one + wide ** (depth - 1) * place for place in range(3) for one in beneath]


def test_what_wide_gates_leave_room_for_takes_work_within_bounds() -> None:
    """Each input against each, of very many gates with 40 inputs, would take longer than the whole search."""
    chosen = random.Random(1)
    gates = {f"g{n}": Gate("and", tuple(f"e{e}" for e in chosen.sample(range(900), 40))) for n in range(600)}
    gates["top"] = Gate("or", tuple(gates))
    tree = Tree("top", gates, tuple(f"e{number}" for number in range(900)))
    module = analyse(tree).solved.modules[-1]
    assert len(module.nodes) > 500
    assert steps(lambda: rooms(module, {}, 41)) < 1_000_000


def test_modules_are_counted_apart_and_put_together() -> None:
    """Ten of them have 9**10 cut sets: the work is that of ten, not of their product."""
    rng = random.Random(7)
    one = tree_of(rng, events=20, gates=12)

    def copies(count: int) -> Tree:
        gates = {"top": Gate("and", tuple(f"c{n}-g0" for n in range(count)))} if count > 1 else {}
        for n in range(count):
            for name, gate in one.gates.items():
                gates[f"c{n}-{name}"] = Gate(gate.kind, tuple(f"c{n}-{i}" for i in gate.inputs), gate.k)
        events = tuple(f"c{n}-{event}" for n in range(count) for event in one.events)
        return Tree("top" if count > 1 else "c0-g0", gates, events)

    single, ten = everything(copies(1)), everything(copies(10))
    assert single.cut_sets is not None
    assert ten.cut_sets == single.cut_sets**10
    assert steps(lambda: everything(copies(10))) < 14 * steps(lambda: everything(copies(1)))


SCRIPT = """
import random
from made_up_trees import tree_of
from test_faulttree_budget import SMALL, everything, pairs
for found in (everything(tree_of(random.Random(3), 40, 30)), everything(pairs(40), SMALL)):
    print(found.by_order, found.known_order, found.probability, found.importance())
    print(found.path_sets_listed(20), list(found.sets(max_order=2)))
"""


def test_no_answer_depends_on_how_names_are_hashed() -> None:
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1])])
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(answers) == 1


MEMORY = """
import random
from pathlib import Path
from made_up_trees import tree_of
from test_faulttree_budget import everything
found = everything(tree_of(random.Random(1), events=200, gates=200, shared=0.7))
assert not found.complete
print(next(line.split()[1] for line in Path("/proc/self/status").open() if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process its own peak")
def test_memory_stays_bounded_over_budget() -> None:
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1])])
    run = subprocess.run(
        [sys.executable, "-c", MEMORY],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(run.stdout) < 150_000
