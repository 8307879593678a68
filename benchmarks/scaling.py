"""How fast the checks are, and how their cost grows with the text.

Usage: python benchmarks/scaling.py [FOLDER]

Prints the median of checking one field of 300 characters, of a postmortem of 20 kB, and of texts of 1, 10,
100 and 1000 kB, each with its cost per kB as a ratio to that of 10 kB: near 1 is linear. Texts are taken
from the folder, such as one of real reports; without one, the examples of the project are repeated.
No text is known from before: nothing is taken from what is remembered of texts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pmtui.checks import check, check_text, lint
from pmtui.model import tomlform
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


def median(act: Callable[[object], object], warm: list[object], inputs: list[object]) -> float:
    """Return the median time of `act` over the inputs, in milliseconds.

    What is read once (packs, patterns, words) is read before, by acting on other texts; no input is known
    from before, so that nothing is taken from what is remembered of texts.
    """
    memory.forget()
    for each in warm:
        act(each)
    taken = []
    for each in inputs:
        start = time.perf_counter()
        act(each)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _check_text(pm: Postmortem, path: str, text: object) -> object:
    return check_text(pm, path, str(text), NOW)


def _lint(text: object) -> object:
    return list(lint.findings(str(text), "any", lines=False, now=NOW))


def field_cost(text: str) -> None:
    """Print the cost of one field, for each role."""
    nobody, lines = Postmortem(id="2026-01-01-benchmark"), " ".join(text.split())
    texts: list[object] = [lines[at : at + FIELD] for at in range(0, min(len(lines), 200 * FIELD), FIELD)]
    for path in ("summary", "causes.root.new", "action.new", "impact.note"):
        act = partial(_check_text, nobody, path)
        cost = median(act, texts[::2], texts[1::2])
        typed = [str(each)[: FIELD - 20 + n] for each in texts[1:40:4] for n in range(20)]
        key = median(act, texts[::2], list[object](typed))
        print(
            f"one field of {FIELD} characters, {path}: {cost:.3f} ms, and {key:.3f} ms for a key at its end"
        )


def postmortem_cost() -> None:
    """Print the cost of a whole postmortem, grown to 20 kB by repeating the rows of an example."""
    example, pm = (files.read(path).pm for path in sorted(EXAMPLES.glob("*.toml"))[:2])
    while len(tomlform.dumps(pm)) < POSTMORTEM:
        number = len(pm.timeline)
        more = tuple(row.model_copy(update={"id": f"{row.id}-{number}"}) for row in pm.timeline)
        pm = pm.model_copy(update={"timeline": pm.timeline + more})
    size = len(tomlform.dumps(pm))
    check(pm, NOW)
    taken = []
    for _ in range(9):
        memory.forget()
        check(example, NOW)
        start = time.perf_counter()
        check(pm, NOW)
        taken.append((time.perf_counter() - start) * 1000)
    print(f"a postmortem of {size / 1000:.0f} kB: {statistics.median(taken):.1f} ms")


def growth(text: str) -> None:
    """Print the cost of texts of growing size, and its ratio per kB."""
    base = 0.0
    for size in (1, 10, 100, 1000):
        wanted = size * 1000
        grown = (text * (wanted // len(text) + 1))[:wanted]
        # every line of prose differs, so that no sentence is known from before; fences stay what they are
        lines = enumerate(grown.split("\n"))
        grown = "\n".join(f"{line} {number}" if line[:1].isalpha() else line for number, line in lines)
        cost = statistics.median(median(_lint, [text[:5000]], [grown]) for _ in range(3))
        per_kb = cost / (len(grown) / 1000)
        base = per_kb if size == 10 else base
        ratio = f"{per_kb / base:.2f}" if base else "-"
        print(f"{size:5} kB: {cost:9.1f} ms, {per_kb:.3f} ms per kB, ratio {ratio}")


if __name__ == "__main__":
    raise SystemExit(main())
