"""Sentences with their place in the text. A line, a bullet and a heading are sentences of their own.

Works in one pass over any text; what is longer than `LONGEST` is cut at a space where there is one.
"""

from __future__ import annotations

from pmtui.text.patterns import regex
from pmtui.values import dataclass

LONGEST = 800
"""The longest sentence, in characters: more is cut, so that no text makes the checks slow."""

_LINE = regex(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_LEAD = regex(r"[ \t]{0,40}(?:(?:[-*+\u2022\u25e6>#|]{1,6}|\d{1,3}[.)]|\[[ xX]\])[ \t]{1,40}){0,3}")
_STOP = regex(r"[.!?\u2026]{1,6}[\"'\u201d\u2019)\]_*]{0,3}(?=\s)")
_ABBREVIATIONS = frozenset(
    (
        *(
            "e.g",
            "i.e",
            "vs",
            "etc",
            "approx",
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "inc",
            "ltd",
            "no",
            "nr",
            "st",
        ),
        *(
            "cf",
            "al",
            "ca",
            "fig",
            "sec",
            "min",
            "max",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
        ),
        *("sept", "oct", "nov", "dec", "a.m", "p.m", "u.s"),
    )
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where it starts in the text, in characters."""

    text: str
    start: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text` in order, without bullets, numbering and surrounding space."""
    out: list[Sentence] = []
    for line in _LINE.finditer(text):
        lead = _LEAD.match(text, line.start(), line.end())
        _split_line(text, lead.end() if lead else line.start(), line.end(), out)
    return tuple(out)


def _split_line(text: str, start: int, end: int, out: list[Sentence]) -> None:
    here = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, here, stop.start(), stop.end(), end):
            _cut(text, here, stop.end(), out)
            here = stop.end()
    _cut(text, here, end, out)


def _ends_sentence(text: str, start: int, mark: int, after: int, end: int) -> bool:
    if text[mark] != ".":
        return True
    word_at = max(text.rfind(" ", max(start, mark - 20), mark) + 1, start)
    word = text[word_at:mark].strip("(\"'[").lower()
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    following = text[after : min(after + 8, end)].lstrip()
    return not following or not following[0].islower()


def _cut(text: str, start: int, end: int, out: list[Sentence]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = space if space > 0 else start + LONGEST
        out.append(Sentence(text[start:at], start))
        start = at
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        out.append(Sentence(text[start:end], start))
