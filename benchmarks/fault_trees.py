"""How fast fault trees are analysed: a folder of Open-PSA models, each in its own process, and live edits.

Usage: python benchmarks/fault_trees.py FOLDER [--runs N]

Each model that is one coherent tree is read and analysed whole. Printed are the milliseconds until the cut
sets are counted, and until their counts by order, single points, path sets and probability are there, too
(the fastest of the runs); how many times a fixed piece of work that is, so that machines and hours can be
compared; the seconds of the whole process; and its peak of memory. Where the folder has a `manifest.json`,
counts are held against it. Last come made-up trees of 100 events: what an edit of one costs.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

BARS = {"chinese": 0.010, "isp9606": 0.100, "baobab1": 0.5, "das9209": 0.100}
"""The most seconds until all cut sets are counted."""
MOST_MEMORY = 150.0
MOST_SECONDS = 2.0
LIVE_BAR = 0.020


def main() -> int:
    """Print the figures; return 1 where a bar is missed or a count is wrong, else 0."""
    parser = argparse.ArgumentParser(description="How fast fault trees are analysed.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3, help="runs of each tree, of which the fastest counts")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measured(options.folder)))
        return 0
    files = sorted(options.folder.glob("*.xml"))
    if not files:
        print(f"{options.folder}: no model (*.xml)", file=sys.stderr)
        return 2
    print(f"{'tree':10} {'count':>9} {'whole':>9} {'x unit':>7} {'process':>8} {'peak':>7}  what it says")
    published = _published(options.folder)
    verdicts = [_line(path, options.runs, published.get(path.name)) for path in files]
    verdicts.append(_live(options.runs))
    missed = [verdict for verdict in verdicts if verdict]
    print("\n".join(["", *missed]) if missed else "\nevery bar is met, and every count is as published")
    return int(bool(missed))


def _published(folder: Path) -> dict[str, Any]:
    manifest = folder / "manifest.json"
    rows = json.loads(manifest.read_text())["trees"] if manifest.exists() else []
    return {row["file"]: row.get("relibmss_0_21_1") for row in rows}


def _line(path: Path, runs: int, published: dict[str, Any] | None) -> str:
    """Print one tree's line; return what is wrong with it, or nothing."""
    best: dict[str, Any] = {}
    for _ in range(runs):
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, __file__, str(path), "--one"], capture_output=True, text=True, check=False
        )
        process = time.perf_counter() - start
        if run.returncode:
            print(f"{path.stem:10} {run.stderr.strip().splitlines()[-1]}")
            return f"{path.stem}: failed"
        found = json.loads(run.stdout) | {"process": process}
        if not best or found.get("whole", 0) < best.get("whole", 0):
            best = found
    if "refused" in best:
        print(f"{path.stem:10} refused: {best['refused']}")
        return ""
    times = (
        f"{best['count'] * 1000:6.1f} ms {best['whole'] * 1000:6.1f} ms {best['whole'] / best['unit']:7.2f}"
    )
    print(f"{path.stem:10} {times} {best['process']:6.2f} s {best['memory']:4.0f} MB  {best['says']}")
    return _verdict(path.stem, best, published)


def _verdict(name: str, best: dict[str, Any], published: dict[str, Any] | None) -> str:
    wrong = []
    if best["count"] > BARS.get(name, MOST_SECONDS):
        wrong.append(f"count takes {best['count']:.3f} s, bar {BARS.get(name, MOST_SECONDS)} s")
    if best["process"] > MOST_SECONDS:
        wrong.append(f"process takes {best['process']:.2f} s, bar {MOST_SECONDS} s")
    if best["memory"] > MOST_MEMORY:
        wrong.append(f"peak {best['memory']:.0f} MB, bar {MOST_MEMORY:.0f} MB")
    if published and best["cut_sets"] not in (None, published["minimal_cut_sets"]):
        wrong.append(f"{best['cut_sets']} cut sets, published {published['minimal_cut_sets']}")
    if published and best["path_sets"] not in (None, published["minimal_path_sets"]):
        wrong.append(f"{best['path_sets']} path sets, published {published['minimal_path_sets']}")
    return f"{name}: {'; '.join(wrong)}" if wrong else ""


def _measured(path: Path) -> dict[str, Any]:
    """Return one tree's figures, measured in this process."""
    from pmtui.analysis.faulttree.analysis import analyse
    from pmtui.analysis.faulttree.tree import TreeError
    from pmtui.importers import mef

    try:
        tree = mef.read(path).tree
    except TreeError as refused:
        return {"refused": refused.what}
    start = time.perf_counter()
    found = analyse(tree)
    cut_sets, by_order = found.cut_sets, found.by_order
    count = time.perf_counter() - start
    single, path_sets, probability = found.single_points, found.path_sets, found.probability
    whole = time.perf_counter() - start
    if cut_sets is None:
        says = f"all cut sets up to order {found.known_order} ({sum(by_order or ()):,}); more exist"
    else:
        says = f"{cut_sets:,} cut sets"
    paths = "path sets not counted" if path_sets is None else f"{path_sets:,} path sets"
    chance = "" if probability is None else f", Q {probability:.6g}"
    return {
        "count": count,
        "whole": whole,
        "unit": _unit(),
        "memory": _peak(),
        "cut_sets": cut_sets,
        "path_sets": path_sets,
        "says": f"{says}, {len(single)} single, {paths}{chance}",
    }


def _peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) / 1024 for line in status.open() if line.startswith("VmHWM"))


def _unit() -> float:
    """Return the seconds of a fixed piece of work of the same kind: look up what is known, or put it in."""
    start = time.perf_counter()
    known: dict[int, int] = {}
    for number in range(100_000):
        key = number * 2_654_435_761 % 1_048_573
        if known.get(key) is None:
            known[key] = number
    return time.perf_counter() - start


def _live(runs: int) -> str:
    """Print what an edit of a made-up tree of 100 events costs; return what is wrong, or nothing."""
    from pmtui.analysis.faulttree.analysis import analyse
    from pmtui.analysis.faulttree.coverage import coverage

    trees = [_tree_of_100(seed) for seed in range(20)]

    def edit(tree: Any) -> None:
        found = analyse(tree)
        _ = found.cut_sets, found.by_order, found.single_points, found.path_sets, found.probability
        found.importance()
        covered = coverage(tree, tree.events[:5], before=found)
        _ = covered.broken_sets, covered.open_sets, covered.open_single_points, covered.smallest_addition

    print("\nan edit of a made-up tree of 100 events: analysis, importance, coverage by five actions")
    costs = {}
    for what, given in (("no probabilities", False), ("probabilities", True)):
        chosen = trees if given else [replace(tree, probabilities={}) for tree in trees]
        seconds = sorted(min(_seconds(edit, tree) for _ in range(runs)) for tree in chosen)
        costs[what] = seconds[len(seconds) // 2]
        print(
            f"  {what:17} median {seconds[len(seconds) // 2] * 1000:5.1f} ms, "
            f"least {seconds[0] * 1000:5.1f}, most {seconds[-1] * 1000:5.1f} ms, of {len(seconds)} trees"
        )
    slow = [what for what, cost in costs.items() if cost > LIVE_BAR]
    return f"an edit takes more than {LIVE_BAR * 1000:.0f} ms: {', '.join(slow)}" if slow else ""


def _seconds(act: Callable[[Any], None], tree: Any) -> float:
    start = time.perf_counter()
    act(tree)
    return time.perf_counter() - start


@dataclass(slots=True)
class _Names:
    """Names that are still to be used, and how many gates there are."""

    events: list[str]
    gates: int = 1


def _tree_of_100(seed: int) -> Any:
    """Return a tree of 100 events and about 60 gates as people draw them: a tenth of the inputs shared."""
    from pmtui.analysis.faulttree.tree import Gate, Tree

    rng = random.Random(seed)
    names = tuple(f"e{number}" for number in range(100))
    left = _Names([*names])
    gates: dict[str, Gate] = {}
    waiting = ["g0"]
    while waiting:
        name = waiting.pop(0)
        inputs = dict.fromkeys(_input(rng, left, names, waiting) for _ in range(rng.randint(2, 4)))
        kind = rng.choices(["or", "and", "atleast"], [6, 3, 1])[0]
        if kind == "atleast" and len(inputs) > 2:
            gates[name] = Gate("atleast", tuple(inputs), 2)
        else:
            gates[name] = Gate("and" if kind == "and" else "or", tuple(inputs))
    return Tree("g0", gates, names, {}, {name: rng.choice([0.001, 0.01, 0.1]) for name in names})


def _input(rng: random.Random, left: _Names, names: tuple[str, ...], waiting: list[str]) -> str:
    shared = rng.random() < 0.1
    if left.gates < 60 and (not waiting or (not shared and rng.random() < 0.5)):
        waiting.append(f"g{left.gates}")
        left.gates += 1
        return waiting[-1]
    return left.events.pop() if left.events and not shared else rng.choice(names)


if __name__ == "__main__":
    sys.exit(main())
