"""`pmtui lint` beside other checkers of prose on the same text, in one run, as whole processes.

Usage: python benchmarks/side_by_side.py FOLDER [--kb 1000] [--runs 3] [--also "proselint check {file}" ...]

The texts of the folder are put together and cut at the size. proselint, alex and write-good are run where
they are found on the PATH; `--also` names other commands, `{file}` is the text. They are no dependencies of
pmtui. What is printed: the median time of each, and how many times that of pmtui it is.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KNOWN = ("proselint check {file}", "alex {file}", "write-good {file}")


def main() -> int:
    """Print the times; return 0, or 2 where the folder has no text."""
    parser = argparse.ArgumentParser(description="pmtui lint beside other checkers of prose.")
    parser.add_argument("folder", type=Path, help="a folder of Markdown")
    parser.add_argument("--kb", type=int, default=1000, help="size of the text")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--also", action="append", default=[], help="another command, with {file}")
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.md")) or sorted(options.folder.glob("*"))
    text = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    if not text.strip():
        print(f"{options.folder}: no text", file=sys.stderr)
        return 2
    size = options.kb * 1000
    text = (text * (size // len(text) + 1))[:size]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.md"
        file.write_text(text, encoding="utf-8")
        ours = [sys.executable, "-m", "pmtui", "lint", str(file)]
        commands = [ours, *(found for line in (*KNOWN, *options.also) if (found := command(line, file)))]
        print(f"{file.stat().st_size / 1000:.0f} kB, {options.runs} runs each, median")
        base = 0.0
        for each in commands:
            cost, lines = timed(each, options.runs)
            base = base or cost
            name = "pmtui lint" if each is ours else Path(each[0]).name
            print(f"{name:12} {cost:7.2f} s  {cost / base:6.1f} times, {lines} lines of output")
    return 0


def command(line: str, file: Path) -> list[str]:
    """Return the command of a line with the file in it; empty where the program is not found."""
    words = [word.replace("{file}", str(file)) for word in shlex.split(line)]
    if shutil.which(words[0]) is None:
        print(f"{words[0]}: not found on the PATH, left out", file=sys.stderr)
        return []
    return words


def timed(words: list[str], runs: int) -> tuple[float, int]:
    """Return the median time of a command in seconds, and how many lines it printed."""
    taken, lines = [], 0
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(words, capture_output=True, check=False)
        taken.append(time.perf_counter() - start)
        lines = done.stdout.count(b"\n") + done.stderr.count(b"\n")
    return statistics.median(taken), lines


if __name__ == "__main__":
    raise SystemExit(main())
