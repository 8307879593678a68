"""Modules by the package that they belong to, held against a budget."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping

HEAD_ROOM = 0.05
"""How much more than its number a budget allows: Python's own modules differ a little by its version."""

NEVER = {"sqlite3", "http", "xml", "unittest", "multiprocessing"}
"""What no budget has room for, though it comes with Python."""

WHAT_TO_DO = """\
A budget of modules is exceeded: {what}.
{trouble}
Find the one that is new (git stash, run this test, compare), and import it in the function that needs it
instead of at the top of a file. Where it is needed from the start, raise the number in
tests/budgets/test_modules_loaded.py and say in docs/performance.md what it brought."""


def package(module: str) -> str:
    """Return the package that a module belongs to; `python` for what comes with the interpreter."""
    top = module.partition(".")[0]
    own = top in sys.stdlib_module_names or top.startswith("_sysconfigdata")
    return "python" if own else top


def by_package(modules: Iterable[str]) -> dict[str, list[str]]:
    """Return the modules of each package, sorted."""
    found: dict[str, list[str]] = {}
    for module in sorted(modules):
        found.setdefault(package(module), []).append(module)
    return found


def allowed(number: int) -> int:
    """Return how many modules a budget of that number allows."""
    return number + math.ceil(number * HEAD_ROOM)


def exceeded(modules: Iterable[str], budget: Mapping[str, int]) -> list[str]:
    """Return a sentence for each package that is over its budget, or that has none.

    Args:
        modules: What was loaded.
        budget: The number of modules by package; a package that is not named may not be loaded at all.
    """
    modules = list(modules)
    trouble = []
    for name, found in by_package(modules).items():
        if name not in budget:
            trouble.append(f"{name} must not be loaded: {' '.join(found)}")
        elif len(found) > allowed(budget[name]):
            most = allowed(budget[name])
            trouble.append(f"{len(found)} modules of {name}, at most {most}: {' '.join(found)}")
    tops = {module.partition(".")[0] for module in modules}
    trouble.extend(f"{name} must not be loaded" for name in sorted(tops & NEVER))
    return trouble


def hold(what: str, modules: Iterable[str], budget: Mapping[str, int]) -> None:
    """Fail, and say what to do, where more was loaded than the budget allows."""
    trouble = exceeded(modules, budget)
    assert not trouble, WHAT_TO_DO.format(what=what, trouble="\n".join(trouble))
