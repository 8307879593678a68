"""Addresses of the web in what people typed, so that an export can make links of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_URL = re.compile(r"https?://[^\s<>\"`|\\^{}]+")
_TRAILING = ".,;:!?'*_~]"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Give `text` as pairs of plain text and the address (http or https) after it, which is "" at the end.

    Linear in the text. The marks of the sentence around an address are no part of it.
    """
    done = 0
    for match in _URL.finditer(text):
        url = _without_trailing_marks(match[0])
        if url.endswith("://"):
            continue
        yield text[done : match.start()], url
        done = match.start() + len(url)
    yield text[done:], ""


def _without_trailing_marks(url: str) -> str:
    """Return `url` without the marks that belong to the sentence around it."""
    unopened = url.count(")") - url.count("(")
    end = len(url)
    while end and (url[end - 1] in _TRAILING or (url[end - 1] == ")" and unopened > 0)):
        unopened -= url[end - 1] == ")"
        end -= 1
    return url[:end]
