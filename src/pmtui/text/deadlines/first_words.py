"""Phrases found by the word that they begin with, so that at one place of a text only a few are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from pmtui.text.patterns import regex

T = TypeVar("T")

FIGURE = "0"
"""Stands for any figure."""
_FIRST = regex(r"(?:the[^\S\n]){0,2}(?:very[^\S\n])?(?:(?P<word>[^\W\d_]+)|[0-9])", re.IGNORECASE)
"""The first word of a phrase, behind those that can stand before any."""


class ByFirstWord(Generic[T]):
    """Phrases in an order, with the words that each can begin with behind "the" and "very".

    A word is all the letters that stand together: "q" begins Q2, "eoq" EOQ.
    """

    __slots__ = ("_all", "_by_word")

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """Take each phrase behind its words, which stand apart by spaces, in lower case."""
        listed = tuple(phrases)
        self._all = tuple(phrase for _, phrase in listed)
        by_word: dict[str, list[T]] = {}
        for words, phrase in listed:
            for word in dict.fromkeys(words.split()):
                by_word.setdefault(word, []).append(phrase)
        self._by_word = {word: tuple(found) for word, found in by_word.items()}

    def at(self, text: str, position: int) -> tuple[T, ...]:
        """Return the phrases that can begin at a position of a text, in their order."""
        found = _FIRST.match(text, position)
        if found is None:
            return ()
        word = (found["word"] or FIGURE).lower()
        # "ſunday" is a Sunday to a pattern that ignores case
        return self._by_word.get(word, ()) if word.isascii() else self._all
