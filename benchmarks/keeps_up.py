"""Everything that pmtui promises about speed, bytes and memory, measured in one run and told as Markdown.

Usage: python benchmarks/keeps_up.py [--tools DIR] [--runs N] [--only start,keys,...] [--json OUT]

DIR (../shared/tools) holds ptyperf.py, which runs programs on a pseudo-terminal, and floor.py, the smallest
Textual program with an Input and a TextArea: figures are multiples of the floor's, measured in turns with it.
Exit status: 0 where every limit is met, 1 where one is not, 2 where something to measure with is missing.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from keeps_up_figures import FIGURES, GROWING
from keeps_up_plan import GROUPS, NAMES, SIZES
from keeps_up_run import PMTUI, Bench, load
from keeps_up_table import growth_table, rows, table, value

TOOLS = ("ptyperf.py", "floor.py")
HERE = Path(__file__).resolve().parent


def main() -> int:
    """Measure and print; return the exit status."""
    asked = arguments()
    if lacks := missing(asked.tools):
        print("\n".join(lacks), file=sys.stderr)
        return 2
    began, load_before = time.monotonic(), os.getloadavg()[0]
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="pmtui-keeps-up-") as folder:
        bench = Bench(asked.tools.resolve(), Path(folder), dict(asked.env))
        for group in GROUPS:
            if group.name in asked.only:
                with timed(group.name):
                    results[group.name] = bench.measure(group, asked.runs, asked.max_foreign)
        if "commands" in asked.only:
            with timed("commands"):
                results["commands"] = bench.commands()
    inside = {}
    if "growth" in results:
        with timed("growth in the process"):
            inside = in_process()
    measured = rows(FIGURES, results)
    about = machine(asked.runs, load_before, dict(asked.env))
    minutes = (time.monotonic() - began) / 60
    print(told(about, minutes), *failures(results), sep="\n")
    if measured:
        print(table(measured), end="\n\n")
    if "growth" in results:
        print(growth_table(SIZES, grown(results)), end="\n\n")
        if inside:
            print(growth_table(SIZES, inside), end="\n\n")
    if asked.json:
        kept = {
            "machine": about,
            "figures": [
                {
                    "what": row.figure.what,
                    "ours": row.ours,
                    "theirs": row.theirs,
                    "ratio": row.ratio,
                    "met": row.met,
                }
                for row in measured
            ],
            "growth in the process": inside,
            "results": results,
        }
        asked.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return 1 if any(row.met is False for row in measured) or list(failures(results)) else 0


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say what is being measured, and how long it took, to whoever waits."""
    began = time.monotonic()
    print(f"{what} ...", end=" ", file=sys.stderr, flush=True)
    yield
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tools", type=Path, default=HERE.parents[1] / "shared" / "tools", metavar="DIR")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="medians are of so many runs")
    parser.add_argument("--only", type=_names, default=NAMES, metavar="GROUP,...", help=", ".join(NAMES))
    parser.add_argument("--env", type=_variable, action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--json", type=Path, metavar="OUT", help="all that was measured goes into this file")
    parser.add_argument(
        "--max-foreign",
        type=float,
        default=0.4,
        metavar="CORES",
        help="repeat a run while others use more of the machine; 0 takes it as it is",
    )
    return parser.parse_args()


def _names(written: str) -> list[str]:
    names = written.split(",")
    if unknown := set(names) - set(NAMES):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {', '.join(NAMES)}")
    return names


def _variable(written: str) -> tuple[str, str]:
    name, sign, content = written.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"{written}: write NAME=VALUE")
    return name, content


def missing(tools: Path) -> list[str]:
    """Return what there is nothing to measure with, a sentence each."""
    lacks = [
        f"{tools / name} is missing: give its folder with --tools"
        for name in TOOLS
        if not (tools / name).is_file()
    ]
    if importlib.util.find_spec("pyte") is None:
        lacks.append("pyte is missing: pip install pyte")
    if not PMTUI.is_file():
        lacks.append(f"{PMTUI} is missing: install pmtui for this Python (make)")
    return lacks


def machine(runs: int, load_before: float, environ: dict[str, str]) -> dict[str, Any]:
    """Return what the figures depend on."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return {
        "date": time.strftime("%Y-%m-%d"),
        "cpu": cpu[1] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "textual": importlib.metadata.version("textual"),
        "load": f"{load_before:.2f} before, {os.getloadavg()[0]:.2f} after",
        "runs": runs,
        "environ": environ,
    }


def told(about: dict[str, Any], minutes: float) -> str:
    """Return the lines above the tables."""
    extra = "".join(f", {name}={content}" for name, content in about["environ"].items())
    return (
        f"{about['date']}: {about['cpu']}, {about['cores']} cores, load {about['load']};\n"
        f"Python {about['python']}, textual {about['textual']}; "
        f"80x24, medians of {about['runs']} runs{extra}; took {minutes:.1f} minutes.\n"
        'Beside it is floor.py; "without blink": floor.py with cursor_blink off, '
        "as it has no switch of its own.\n"
    )


def failures(results: dict[str, Any]) -> list[str]:
    """Return a line for each program that failed or whose runs are incomplete."""
    return [
        f"FAILED: {group}, {name}: {trouble.partition(' the screen matched')[0].partition(' for ')[0]}"
        for group, peers in results.items()
        for name, peer in peers.items()
        if (trouble := peer.get("error") or peer.get("warning"))
    ]


def grown(results: dict[str, Any]) -> dict[str, list[float | None]]:
    """Return each figure that is watched for growth, for each size."""
    return {what: [value(results, "growth", (str(size), path)) for size in SIZES] for what, path in GROWING}


def in_process() -> dict[str, list[float | None]]:
    """Return the figures of growth.py, where it is there: those that need no terminal."""
    script = HERE / "growth.py"
    found: dict[str, list[float | None]] = {}
    for one in load(script).figures(SIZES) if script.is_file() else ():
        found.setdefault(f"{one.what}, processor ms", []).append(one.milliseconds)
    return found


if __name__ == "__main__":
    sys.exit(main())
