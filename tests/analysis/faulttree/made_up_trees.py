"""Made-up trees of a wanted size, the same ones for the same seed."""

from __future__ import annotations

import random

from pmtui.analysis.faulttree.tree import Gate, Tree


def tree_of(rng: random.Random, events: int, gates: int, shared: float = 0.15) -> Tree:
    """Return a tree grown from the top down: a gate takes a few new gates, new events, and some of before."""
    names = [f"e{number}" for number in range(events)]
    made: dict[str, Gate] = {}
    waiting, fresh, next_gate = ["g0"], list(names), 1
    while waiting:
        name = waiting.pop(0)
        inputs: list[str] = []
        for _ in range(rng.randint(2, 4)):
            if next_gate < gates and rng.random() < 0.6:
                inputs.append(f"g{next_gate}")
                waiting.append(inputs[-1])
                next_gate += 1
            elif fresh and rng.random() > shared:
                inputs.append(fresh.pop(rng.randrange(len(fresh))))
            else:
                inputs.append(rng.choice(names))
        inputs = list(dict.fromkeys(inputs))
        kind = rng.choice(["and", "or", "or", "or", "atleast"])
        if kind == "atleast" and len(inputs) > 2:
            made[name] = Gate("atleast", tuple(inputs), rng.randint(2, len(inputs) - 1))
        else:
            made[name] = Gate("and" if kind == "and" else "or", tuple(inputs))
    return Tree("g0", made, tuple(names), {}, {name: rng.choice([0.001, 0.01, 0.1]) for name in names})
