"""A finding: what a check has to say about a postmortem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]
"""error: the method names it as wrong; warning: probably wrong; hint: worth a look, claims nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, about one field.

    Attributes:
        rule: The rule's stable id, such as `blame.role-fault`; it means one thing.
        severity: How sure the method is that it is wrong.
        path: The field's path as `--at` takes it, such as `causes.why.why-1.because`.
        what: What was found, in one sentence.
        why: Why it matters, in one sentence.
        next: A question or the next words: what to do about it.
        span: Start and end (exclusive) in the field's text, in characters; None for the whole field.
        replacement: The field's whole text with the offered rewrite in it, in the writer's own words, gaps
            as ⟨words⟩ to type over; None where nothing is offered.
    """

    rule: str
    severity: Severity
    path: str
    what: str
    why: str
    next: str
    span: tuple[int, int] | None = None
    replacement: str | None = None
