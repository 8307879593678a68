"""What pmtui and vim with its swap file lose when they end in the middle of typing, side by side.

Usage: python tests/faults/side_by_side.py [--runs 200] [--length 60] [--seed N] [--without-vim]

Random scripts are typed into the real programs in a pseudo-terminal; each is ended in each of the ways, and
what is found afterwards is compared, character for character, with what was on the screen. `lost` counts
characters that had been on the screen for 250 ms or longer, `young` the others: those nobody is promised.
It takes some five seconds a run.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults import vim
from faults.kills import Chain, Result, table, troubles
from faults.script import ONE_BY_ONE
from faults.ways import WAYS

SWAPS = {"vim": vim.DEFAULTS, "vim, keenest": vim.KEENEST}


def main() -> int:
    """Print the tables; return 1 where pmtui lost something or damaged a file."""
    parser = argparse.ArgumentParser(description="What pmtui and vim lose, side by side.")
    parser.add_argument("--runs", type=int, default=200, help="how often pmtui is ended, in all ways")
    parser.add_argument("--length", type=int, default=60, help="about how many characters are typed a run")
    parser.add_argument("--seed", type=int, default=0, help="the same seed types the same")
    parser.add_argument("--without-vim", action="store_true")
    options = parser.parse_args()
    seed = options.seed or secrets.randbelow(10**6)
    makes = [WAYS[number % len(WAYS)] for number in range(options.runs)]
    found: dict[str, list[Result]] = {}
    with tempfile.TemporaryDirectory(prefix="pmtui-kills-") as folder:
        chain = Chain(Path(folder) / "pmtui", seed, ONE_BY_ONE)
        found["pmtui"] = chain.run(makes, options.length, _progress)
        if vim.there() and not options.without_vim:
            for name, swap in SWAPS.items():
                home = Path(folder) / name.replace(", ", "-")
                found[name] = vim.runs(home, seed, makes, options.length, swap, _progress)
    print(f"\n\npmtui, seed {seed}\n{table(found['pmtui'])}\n")  # noqa: T201
    if len(found) > 1:
        print(side_by_side(found))  # noqa: T201
        print("\n".join(f"{name}: set {swap}" for name, swap in SWAPS.items()))  # noqa: T201
    print(troubles(found["pmtui"]))  # noqa: T201
    return int(bool(troubles(found["pmtui"])))


def side_by_side(found: Mapping[str, Sequence[Result]]) -> str:
    """Return a table of what each program lost of how many characters; - where it has no such way."""
    ways = [*dict.fromkeys(one.way for one in found["pmtui"]), "all"]
    lines = [f"{'lost of typed':40}" + "".join(f"{name:>17}" for name in found)]
    for way in ways:
        cells = [[one for one in mine if way in (one.way, "all")] for mine in found.values()]
        lines.append(f"{way:40}" + "".join(f"{_cell(cell):>17}" for cell in cells))
    return "\n".join(lines)


def _cell(mine: Sequence[Result]) -> str:
    return f"{sum(one.lost for one in mine)} of {sum(one.typed for one in mine)}" if mine else "-"


def _progress(result: Result) -> None:
    print("." if not (result.lost or result.damaged) else "!", end="", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
