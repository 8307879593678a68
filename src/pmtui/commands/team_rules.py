"""The rules that hold for a command: read once, before it looks at any text. Loads no screen."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pmtui.checks.rules import book as rulebook
from pmtui.commands import as_path, output
from pmtui.store import team_rules


def put_in_force(library: Path, named: Iterable[str] | None) -> None:
    """Put the team's rules in force; what is left out of them is said on stderr, and the command goes on.

    Args:
        library: The folder of postmortems, whose `rules/` is looked at.
        named: What was named with `--rules`.

    Raises:
        FileError: A file or folder that was named is not there, or the settings are broken.
    """
    book = team_rules.load(library, [as_path(name) for name in named or ()], os.environ)
    rulebook.put_in_force(book)
    for trouble in book.troubles:
        output.complain(trouble)
