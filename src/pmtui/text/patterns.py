"""Patterns that are compiled when they are first used.

Python compiles a regular expression slowly, a long one in milliseconds. A command uses few of those that its
modules hold, so that they cost nothing until then; from then on they cost what any pattern does.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Pattern:
    """A pattern whose methods are those of the compiled one, once it has been needed."""

    __slots__ = (*_METHODS, "flags", "pattern")

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern: a method is asked for that is not there yet."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, but compile it when it is first used; a broken one raises only then."""
    return cast("re.Pattern[str]", _Pattern(pattern, flags))


_ALIKE = str.maketrans("\u017f\u212a\u0130\u0131", "skii")


def our_letters(text: str) -> str:
    """Return a text with s, k and i for other letters that a pattern which ignores case takes for them."""
    return text if text.isascii() else text.translate(_ALIKE)
