"""Which findings are shown while a text is typed: none about a word that is not finished yet.

What is shown already stays as it is while the next word grows, so that nothing flickers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pmtui.widgets.fields.spans import alike

if TYPE_CHECKING:
    from pmtui.checks.finding import Finding

_IN_WORDS = frozenset("'\u2019-_@")


def word_being_typed(text: str, caret: int) -> tuple[int, int] | None:
    """Return start and end of the word that the caret stands in or right behind; None for no word."""
    if not 0 < caret <= len(text) or not _in_word(text[caret - 1]):
        return None
    start, end = caret, caret
    while start > 0 and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return start, end


def shown_while_typing(
    found: Sequence[Finding], shown: Sequence[Finding], before: str, text: str, word: tuple[int, int]
) -> tuple[Finding, ...]:
    """Return the findings to show while a word is typed, in the order of `found`, then what stays.

    Args:
        found: What is found in the text as it stands.
        shown: What is shown now, with spans in `before`.
        before: The text in which `shown` was found.
        text: The text as it stands.
        word: Start and end of the word being typed.
    """
    kept: list[Finding] = []
    left = [(finding, _span_after(finding, before, text)) for finding in shown]
    for finding in found:
        same = next((pair for pair in left if _is_same(pair, finding)), None)
        if same is not None:
            left.remove(same)
            # Its words may speak of the word that still grows: they are renewed when that is ended.
            kept.append(replace(same[0], span=finding.span))
        elif not _touches(finding.span, word):
            kept.append(finding)
    # One that is not found any more, far from the word: what is typed now may bring it back.
    kept += [replace(f, span=span) for f, span in left if span and not _touches(span, word)]
    return tuple(kept)


def is_at(finding: Finding, text: str, caret: int) -> bool:
    """Return whether the caret stands in what a finding is about, or right behind it.

    A span from end to end is no place of its own: the cursor is in it wherever it stands.
    """
    if finding.span is None or finding.span[1] - finding.span[0] >= len(text.strip(" \n.")):
        return False
    return finding.span[0] <= caret <= finding.span[1]


def at_caret(findings: Sequence[Finding], text: str, caret: int) -> Finding | None:
    """Return the finding that holds the caret, else one right before it, else the first; None for none."""
    at = [finding for finding in findings if is_at(finding, text, caret)]
    inside = (finding for finding in at if finding.span is not None and caret < finding.span[1])
    return next(inside, None) or next(iter(at), None) or next(iter(findings), None)


def _in_word(character: str) -> bool:
    return character.isalnum() or character in _IN_WORDS


def _touches(span: tuple[int, int] | None, word: tuple[int, int]) -> bool:
    """Return whether a span touches the word; what is about the whole text does."""
    return span is None or (span[0] <= word[1] and word[0] <= span[1])


def _is_same(pair: tuple[Finding, tuple[int, int] | None], finding: Finding) -> bool:
    old, span = pair
    if (old.rule, old.path) != (finding.rule, finding.path):
        return False
    return span is None or finding.span is None or span[0] == finding.span[0]


def _span_after(finding: Finding, before: str, text: str) -> tuple[int, int] | None:
    """Return where a span of `before` lies in `text`; None for the whole, and where the change touches it."""
    if finding.span is None or before == text:
        return finding.span
    start, end = finding.span
    head, tail = alike(before, text)
    if end <= head:
        return finding.span
    by = len(text) - len(before)
    return (start + by, end + by) if start >= len(before) - tail else None
