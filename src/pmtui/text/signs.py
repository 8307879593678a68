"""Patterns of sign words: words from which something is guessed, and always shown as a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOT_DENIED = r"(?<!\bno )(?<!\bnot )(?<!\bnever )(?<!\bwithout )"


def sign_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of `words` that is not denied; a "_" at a word's end stands for any ending."""
    forms = (
        re.escape(word[:-1]) + r"[\w-]*" if word.endswith("_") else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"{_NOT_DENIED}(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)
