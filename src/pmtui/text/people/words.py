"""The words and marks of a sentence, with their place."""

from __future__ import annotations

from typing import NamedTuple

from pmtui.text.memory import remembered
from pmtui.text.patterns import regex
from pmtui.text.people.lexicon import Lexicon

_WORD = regex(r"@?[^\W_]+(?:['\u2019.\-][^\W_]+)*|`[^`\n]{0,80}`|[^\w\s]")
_CLITICS = ("'s", "'d", "'ve", "'re", "'ll", "'m")


class Token(NamedTuple):
    """A word, a piece of code in backticks or a mark, with its place in the text in characters."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a mark or a piece of code."""
        return self.text[0].isalnum() or self.text[0] in "@'\u2019"


@remembered(512)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of `text`; "we'd" becomes two tokens, "didn't" stays one."""
    out: list[Token] = []
    lower = text.lower().replace("\u2019", "'")
    if len(lower) != len(text):  # a few letters grow when they are lowered
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("\u2019", "'")
    for match in _WORD.finditer(text):
        start, end = match.span()
        low = lower[start:end]
        if "'" in low:
            cut = end - next((len(tail) for tail in _CLITICS if low.endswith(tail)), 0)
            if start < cut < end:
                out.append(Token(text[start:cut], lower[start:cut], start, cut))
                start, low = cut, lower[cut:end]
        out.append(Token(text[start:end], low, start, end))
    return tuple(out)


def joined(words: tuple[Token, ...], lex: Lexicon) -> tuple[Token, ...]:
    """Return the tokens of a sentence, the team's entries of several words as one token each."""
    if not lex.joined:
        return words
    out: list[Token] = []
    here = 0
    while here < len(words):
        length = _joined_at(words, here, lex)
        out.append(_one(words[here : here + length]))
        here += length
    return tuple(out)


def _joined_at(words: tuple[Token, ...], here: int, lex: Lexicon) -> int:
    """Return how many tokens from here on are one entry; an "s" may follow its last word."""
    for parts in lex.joined.get(words[here].low, ()):
        found = tuple(token.low for token in words[here : here + len(parts)])
        if found == parts or (found[:-1] == parts[:-1] and found[-1:] == (f"{parts[-1]}s",)):
            return len(parts)
    return 1


def _one(words: tuple[Token, ...]) -> Token:
    if len(words) == 1:
        return words[0]
    low = " ".join(token.low for token in words)
    return Token(" ".join(token.text for token in words), low, words[0].start, words[-1].end)


def is_auxiliary(low: str, lex: Lexicon) -> bool:
    """Return whether a word is a form of be, have or do, or a modal."""
    return low in lex.auxiliaries
