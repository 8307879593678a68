"""The words and marks of a sentence, with their place."""

from __future__ import annotations

import re
from typing import NamedTuple

from pmtui.text.people.lexicon import Lexicon

_WORD = re.compile(r"@?[^\W_]+(?:['\u2019.\-][^\W_]+)*|`[^`\n]{0,80}`|[^\w\s]")
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


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of `text`; "we'd" becomes two tokens, "didn't" stays one."""
    out: list[Token] = []
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        low = word.lower().replace("\u2019", "'")
        clitic = next((tail for tail in _CLITICS if low.endswith(tail)), "") if "'" in low else ""
        if clitic and len(low) > len(clitic):
            cut = end - len(clitic)
            out.append(Token(text[start:cut], low[: -len(clitic)], start, cut))
            out.append(Token(text[cut:end], clitic, cut, end))
        else:
            out.append(Token(word, low, start, end))
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
