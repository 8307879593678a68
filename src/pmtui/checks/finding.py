"""A finding: what a check has to say about a postmortem."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmtui.values import dataclass

Severity = Literal["error", "warning", "hint"]
"""error: the method names it as wrong; warning: probably wrong; hint: worth a look, claims nothing."""


class Rewrite(NamedTuple):
    """Words that are offered for a part of a text; the text itself is shared, however long it is."""

    text: str
    start: int
    end: int
    words: str

    def within(self, before: str, after: str) -> Rewrite:
        """Return the same for a text that has more before it and behind it."""
        start, end = self.start + len(before), self.end + len(before)
        return Rewrite(before + self.text + after, start, end, self.words)

    def done(self) -> str:
        """Return the whole text with the words in it."""
        return self.text[: self.start] + self.words + self.text[self.end :]


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
        rewrite: What is offered for a part of the text, in the writer's own words, gaps as ⟨words⟩ to type
            over; None where nothing is offered.
    """

    rule: str
    severity: Severity
    path: str
    what: str
    why: str
    next: str
    span: tuple[int, int] | None = None
    rewrite: Rewrite | None = None

    @property
    def replacement(self) -> str | None:
        """The field's whole text with the offered rewrite in it; None where nothing is offered."""
        return None if self.rewrite is None else self.rewrite.done()
