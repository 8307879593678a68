"""Phrases of the rule packs: what they mean, and how they are found without trying each on each sentence.

In a phrase words stand in order; `a/b` is either, `*` the rest of a word, `_` any word, `...` up to three
words. Of each word the first letters are its key: only phrases whose keys all stand in a sentence are tried
on it, and they are looked up by the key of their longest word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pmtui.text.patterns import regex

KEY = 4
"""The letters of a word that make its key; a shorter word is its own."""
_CUTS = regex(rf"(?<!\w)\w{{1,{KEY}}}")
_RUNS = regex(r"\w+")
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


def straight(sentence: str) -> str:
    """Return a sentence with straight apostrophes, as long as it was."""
    return sentence if sentence.isascii() else sentence.translate(_STRAIGHT)


@lru_cache(maxsize=256)
def keys_of(sentence: str) -> frozenset[str]:
    """Return the keys of the words of a sentence."""
    return frozenset(_CUTS.findall(sentence.lower()))


class Phrases:
    """The phrases of one rule, ready to be looked for; a pattern is compiled when it is first needed.

    Attributes:
        texts: The phrases, as they are written.
        keys: One of these stands in each sentence in which a phrase with a key is found.
        keyless: Whether there are phrases without a key, to be tried on every sentence.
    """

    __slots__ = ("_keyless", "_needed", "_patterns", "_places", "keyless", "keys", "texts")

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self._places: dict[str, list[int]] = {}
        self._keyless: list[int] = []
        self._needed: list[tuple[frozenset[str], ...]] = []
        for place, text in enumerate(self.texts):
            needed = phrase_keys(text)
            self._needed.append(needed)
            for key in needed[0] if needed else ():
                self._places.setdefault(key, []).append(place)
            if not needed:
                self._keyless.append(place)
        self._patterns: dict[int, re.Pattern[str]] = {}
        self.keys = frozenset(self._places)
        self.keyless = bool(self._keyless)

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.texts)

    def search(self, sentence: str) -> tuple[int, int] | None:
        """Return where the first of the phrases stands in `sentence`, in characters; None for nowhere.

        Args:
            sentence: One sentence, with straight apostrophes.
        """
        keys = keys_of(sentence)
        places = {place for key in self.keys & keys for place in self._places[key]}
        found: tuple[int, int] | None = None
        for place in sorted(places.union(self._keyless)):
            if any(keys.isdisjoint(needed) for needed in self._needed[place]):
                continue
            match = self._pattern(place).search(sentence)
            if match is not None and (found is None or match.start() < found[0]):
                found = match.span()
        return found

    def _pattern(self, place: int) -> re.Pattern[str]:
        pattern = self._patterns.get(place)
        if pattern is None:
            pattern = self._patterns[place] = re.compile(source([self.texts[place]]), re.IGNORECASE)
        return pattern


def compiled(phrases: list[str]) -> re.Pattern[str] | None:
    """Return one pattern for phrases, linear in the text; None for no phrases."""
    return re.compile(source(phrases), re.IGNORECASE) if phrases else None


def source(phrases: Iterable[str]) -> str:
    """Return the regular expression that finds one of the phrases."""
    alternatives = "|".join(_phrase(phrase.translate(_STRAIGHT)) for phrase in phrases)
    return rf"(?<![\w])(?:{alternatives})(?![\w])"


def _phrase(phrase: str) -> str:
    parts: list[str] = []
    for word in phrase.split():
        if word == "...":
            parts.append(r"(?:[\w'-]{1,24}[ \t]{1,3}){0,3}")
            continue
        choices = "|".join(_word(choice) for choice in word.split("/"))
        parts.append(f"(?:{choices})" + r"[ \t,]{1,3}")
    return "".join(parts).removesuffix(r"[ \t,]{1,3}")


def _word(word: str) -> str:
    if word == "_":
        return r"[\w'-]{1,24}"
    if word == "n't":
        return r"\w{1,8}n't"
    return re.escape(word).replace(r"\*", r"\w{0,20}")


# -- keys -------------------------------------------------------------------------------------------------


def phrase_keys(phrase: str) -> tuple[frozenset[str], ...]:
    """Return, for each word of a phrase with a key, the keys of which one stands wherever the phrase does.

    The longest word is the first; a word with alternatives has the key of each. Empty where none has a key.
    """
    found: list[tuple[int, frozenset[str]]] = []
    for word in phrase.translate(_STRAIGHT).lower().split():
        runs = [_longest_run(choice) for choice in word.split("/")]
        if shortest := min(map(len, runs)):
            found.append((shortest, frozenset(run[:KEY] for run in runs)))
    return tuple(keys for _, keys in sorted(found, key=lambda each: -each[0]))


def _longest_run(word: str) -> str:
    """Return the longest run of letters in a word of a phrase whose key is sure; empty for none."""
    if word in ("_", "...", "n't"):
        return ""
    sure = [""]
    for run in _RUNS.finditer(word):
        begins = not word[: run.start()].endswith("*")
        ends = word[run.end() : run.end() + 1] != "*"
        if begins and (ends or len(run[0]) >= KEY):
            sure.append(run[0])
    return max(sure, key=len)
