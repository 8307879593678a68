"""How much two answers have in common: the stems of their words, without those that mean nothing alone."""

from __future__ import annotations

from functools import cache

from pmtui import content
from pmtui.text.memory import remembered
from pmtui.text.people.words import tokens

LONGEST_TEXT = 600
"""How far into an answer its words are read, in characters."""
SAME = 0.6
"""From this likeness on two answers say the same."""
_FEWEST = 2
"""An answer of fewer telling words is too short to say that it repeats another."""


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of words of the pack."""
    return frozenset(content.toml("rules/depth.toml")["words"][key])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("endings"), key=len, reverse=True))


def stem(word: str) -> str:
    """Return a word in lower case without its ending, the same for `cache`, `caches`, `cached`, `caching`."""
    for ending in _endings():
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= 3
            and not (ending == "y" and word[-2] in "aeiou")
        ):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word


@remembered(2048)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the telling words of a text."""
    said = (
        token.low.strip("`") for token in tokens(text[:LONGEST_TEXT]) if len(token.low) > 1 or token.is_word
    )
    return frozenset(stem(word) for word in said if word and word not in words("fillers"))


@remembered(2048)
def denies(text: str) -> bool:
    """Return whether a text says that something was not so."""
    said = _said(text)
    return not said.isdisjoint(words("denials")) or any(word.endswith("n't") for word in said)


def likeness(one: str, other: str) -> float:
    """Return how much two texts share, from 0 to 1: the stems in both, of the stems in either (Jaccard)."""
    mine, theirs = stems(one), stems(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def says_the_same(answer: str, other: str) -> bool:
    """Return whether an answer says the same as another text, in other words.

    A claim and its denial do not, nor does an answer that adds how: "on each deploy", "by hand".
    """
    if len(stems(answer)) < _FEWEST or likeness(answer, other) < SAME or denies(answer) != denies(other):
        return False
    return (_said(answer) & words("how")) <= _said(other)


@remembered(2048)
def _said(text: str) -> frozenset[str]:
    return frozenset(token.low for token in tokens(text[:LONGEST_TEXT]) if token.is_word)
