"""How fast the checks are, and how their cost grows with the text.

Usage: python benchmarks/scaling.py [FOLDER]

Prints the median of checking one field of 300 characters, of a postmortem of 20 kB, and of texts of 1, 10,
100 and 1000 kB, each with its cost per kB as a ratio to that of 10 kB: near 1 is linear. Texts are taken
from the folder, such as one of real reports; without one, the examples of the project are repeated.
Nothing is taken from a cache: each repetition begins with an empty memory.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pmtui.checks import check, check_text, lint
from pmtui.model.postmortem import Postmortem
from pmtui.store import files
from pmtui.text import memory

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FIELD, POSTMORTEM = 300, 20_000  # characters


def main() -> int:
    """Print the figures; return 0, or 2 where there is no text."""
    text = all_of(Path(sys.argv[1])) if len(sys.argv) > 1 else all_of(EXAMPLES)
    if not text.strip():
        print("no text in the folder", file=sys.stderr)
        return 2
    field_cost(text)
    postmortem_cost()
    growth(text)
    return 0


def all_of(folder: Path) -> str:
    """Return the texts of a folder, one after another."""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*")))


def median(act: Callable[[object], object], inputs: list[object]) -> float:
    """Return the median time of `act` over the inputs, in milliseconds, each with an empty memory."""
    taken = []
    act(inputs[0])
    for each in inputs:
        memory.forget()
        act(inputs[0])  # the rules are read anew, once, outside of the time that is taken
        start = time.perf_counter()
        act(each)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def field_cost(text: str) -> None:
    """Print the cost of one field, for each role."""
    nobody, lines = Postmortem(id="2026-01-01-benchmark"), " ".join(text.split())
    texts: list[object] = [lines[at : at + FIELD] for at in range(0, min(len(lines), 60 * FIELD), FIELD)]
    for path in ("summary", "causes.root.new", "action.new", "impact.note"):
        cost = median(lambda each, path=path: check_text(nobody, path, str(each), NOW), texts)  # type: ignore[misc]
        print(f"one field of {FIELD} characters, {path}: {cost:.3f} ms")


def postmortem_cost() -> None:
    """Print the cost of a whole postmortem, grown to 20 kB by repeating the rows of an example."""
    pm = files.read(sorted(EXAMPLES.glob("*.toml"))[0]).pm
    while len(pm.model_dump_json()) < POSTMORTEM:
        number = len(pm.timeline)
        more = tuple(row.model_copy(update={"id": f"{row.id}-{number}"}) for row in pm.timeline)
        pm = pm.model_copy(update={"timeline": pm.timeline + more})
    size = len(pm.model_dump_json())
    print(f"a postmortem of {size / 1000:.0f} kB: {median(lambda each: check(each, NOW), [pm] * 9):.1f} ms")  # type: ignore[arg-type]


def growth(text: str) -> None:
    """Print the cost of texts of growing size, and its ratio per kB."""
    base = 0.0
    for size in (1, 10, 100, 1000):
        wanted = size * 1000
        grown = (text * (wanted // len(text) + 1))[:wanted]
        # every repetition differs, so that no sentence is known from before
        grown = "\n".join(f"{line} {number}" for number, line in enumerate(grown.split("\n")))
        cost = median(lambda each: list(lint.findings(str(each), "any", lines=False, now=NOW)), [grown] * 3)
        per_kb = cost / (len(grown) / 1000)
        base = per_kb if size == 10 else base
        ratio = f"{per_kb / base:.2f}" if base else "-"
        print(f"{size:5} kB: {cost:9.1f} ms, {per_kb:.3f} ms per kB, ratio {ratio}")


if __name__ == "__main__":
    raise SystemExit(main())
