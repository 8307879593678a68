"""What findings look like: for people, for programs, for code scanning, for GitHub's pages."""

from __future__ import annotations

import os
from dataclasses import dataclass

from pmtui.checks.finding import Finding

FORMATS = ("text", "json", "sarif", "github")


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, and where in a file it is.

    Attributes:
        path: The file, as it was named.
        field: The field's path as `--at` takes it; None where the file is no postmortem.
        finding: What was found.
        start: Line and column of its first character, both from 1, columns in characters.
        end: Line and column behind its last character.
    """

    path: str
    field: str | None
    finding: Finding
    start: tuple[int, int]
    end: tuple[int, int]


def as_text(path: str) -> str:
    """Return a path that any program can read: bytes of a name that are no text are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")
