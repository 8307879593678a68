"""What git calls the versions of a merge: it says so from 2.44 on; for `git merge` it is worked out."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace

from pmtui.store import git
from pmtui.store.gitmerge import Names

_HEAD = re.compile(r"GITHEAD_([0-9a-f]{40}|[0-9a-f]{64})")
_UNTOLD = re.compile(r"%[SXY]")  # what an older git hands on as it stands


def names(told: Sequence[str]) -> Names:
    """Return the names of base, ours and theirs.

    Args:
        told: What the driver was given for %S, %X and %Y; may be shorter.
    """
    known = [name for name in told if name and not _UNTOLD.fullmatch(name)]
    return Names(*known) if len(known) == 3 else _worked_out()


def _worked_out() -> Names:
    """Return the names in `git merge` and `git pull`, which leave word of it in the environment."""
    heads = [(found[1], name) for key, name in os.environ.items() if (found := _HEAD.fullmatch(key))]
    if len(heads) != 1:
        return Names(ours="HEAD")
    [(commit, branch)] = heads
    return replace(_with_base(commit), ours="HEAD", theirs=branch)


def _with_base(commit: str) -> Names:
    bases = git.run("merge-base", "--all", "HEAD", commit).text.split()
    if not bases:
        return Names("empty tree")
    if len(bases) > 1:
        return Names("merged common ancestors")
    return Names(git.run("rev-parse", "--short", bases[0]).text or bases[0])
