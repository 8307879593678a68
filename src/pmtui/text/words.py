"""The words and marks of a sentence, with their place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmtui.text.lexicon import Lexicon

_WORD = re.compile(r"@?[^\W_]+(?:['\u2019.\-][^\W_]+)*|`[^`\n]{0,80}`|[^\w\s]")
_CLITICS = ("'s", "'d", "'ve", "'re", "'ll", "'m")


@dataclass(frozen=True, slots=True)
class Token:
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


def is_auxiliary(low: str, lex: Lexicon) -> bool:
    """Return whether a word is a form of be, have or do, or a modal."""
    grammar = lex.grammar
    return low in grammar["be"] or low in grammar["have"] or low in grammar["do"] or low in grammar["modals"]
