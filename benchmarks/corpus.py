"""All figures of the checks over a folder of labelled sentences and reports, with every miss.

Usage: python benchmarks/corpus.py FOLDER [--misses build|check|all|none]

The folder holds `blame*.jsonl`, `actions*.jsonl`, `impact*.jsonl` and a folder `reports` of whole texts, as
far as they are there; each is given to the command of its kind beside this one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the commands one after another; return the worst of their statuses, or 2 where there is nothing."""
    parser = argparse.ArgumentParser(description="All figures of the checks over labelled sentences.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", default="build", choices=["build", "check", "all", "none"])
    options = parser.parse_args()
    runs = [
        [f"{kind}.py", str(path), "--misses", options.misses]
        for kind in ("blame", "actions", "impact")
        for path in sorted(options.folder.glob(f"{kind}*.jsonl"))
    ]
    if (options.folder / "reports").is_dir():
        runs.append(["reports.py", str(options.folder / "reports")])
    if not runs:
        print(f"{options.folder}: no labelled sentences and no reports", file=sys.stderr)
        return 2
    worst = 0
    for name, *arguments in runs:
        print(f"\n== {name} {arguments[0]}", flush=True)
        worst = max(
            worst, subprocess.run([sys.executable, str(HERE / name), *arguments], check=False).returncode
        )
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
