"""False alarms on running text: findings per 1,000 words of whole reports, by rule, with samples to read.

Usage: python benchmarks/reports.py FOLDER [--context any] [--samples 5] [--all]

Every file of the folder is read as `pmtui lint` reads it. Blame above a hint is what claims to be blame;
there should be at most one such finding in 1,000 words.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from pmtui.checks import lint
from pmtui.checks.finding import Finding

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AROUND = 60
"""How many characters of the text are shown on either side of a sample."""


def main() -> int:
    """Print the figures; return 0, or 2 where the folder has no files."""
    parser = argparse.ArgumentParser(description="Findings per 1,000 words of whole reports.")
    parser.add_argument("folder", type=Path, help="a folder of texts")
    parser.add_argument("--context", default="any", choices=lint.CONTEXTS)
    parser.add_argument("--samples", type=int, default=5, help="how many findings of a rule are shown")
    parser.add_argument("--all", action="store_true", help="show every finding above a hint")
    options = parser.parse_args()
    files = (
        sorted(path for path in options.folder.iterdir() if path.is_file()) if options.folder.is_dir() else []
    )
    if not files:
        print(f"{options.folder}: no files", file=sys.stderr)
        return 2
    words, found = 0, defaultdict[tuple[str, str], list[str]](list)
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        words += len(text.split())
        for finding in lint.findings(text, options.context, lines=False, now=NOW):
            found[finding.rule, finding.severity].append(f"{path.name}: {shown(text, finding)}")
    claims = sum(len(each) for (rule, severity), each in found.items() if is_claim(rule, severity))
    print(f"{len(files)} reports, {words} words")
    print(f"blame above a hint: {claims}, {1000 * claims / words:.2f} in 1,000 words\n")
    for (rule, severity), each in sorted(found.items()):
        print(f"{rule} ({severity}): {len(each)}, {1000 * len(each) / words:.2f} in 1,000 words")
        whole = options.all and severity != "hint"
        for sample in each if whole else random.Random(1).sample(each, min(options.samples, len(each))):
            print(f"    {sample}")
    return 0


def is_claim(rule: str, severity: str) -> bool:
    """Return whether a finding claims that something is blame."""
    return rule.startswith("blame.") and severity != "hint"


def shown(text: str, finding: Finding) -> str:
    """Return the place of a finding with what stands around it, in one line."""
    start, end = finding.span or (0, 0)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}[[{text[start:end]}]]{after}".split())


if __name__ == "__main__":
    raise SystemExit(main())
