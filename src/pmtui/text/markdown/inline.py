"""The marks inside a paragraph of Markdown taken out of it, so that it reads as it is shown.

Emphasis, links' brackets and targets, images, tags and comments go; code in backticks stays one word. Each
pattern is bounded and starts at a mark that it does not take in again: the cost grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmtui.text.markdown.passages import Edit, Passage
from pmtui.text.patterns import regex

_LONGEST_CODE = 78
"""Characters of code in backticks that are kept, so that it reads as one word."""

_TARGET = r"\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)"
_MARK = regex(
    rf"""
    (?=[\\`!\[\]<&*_~|]|https?:|[\ \t]{{2}})(?:
    (?P<escape>\\[!-/:-@\[-`{{-~])
  | (?P<ticks>`{{4,100000}})
  | (?P<code>```[^\n]{{1,300}}?```(?!`)|``[^\n]{{1,300}}?``(?!`)|`[^`\n]{{1,300}}`)
  | (?P<image>!\[[^\[\]\n]{{0,300}}\](?:{_TARGET}|\[[^\[\]\n]{{0,100}}\])?)
  | (?P<link>\[(?=[^\[\]\n]{{1,300}}\][(\[]|!\[)
      |\]{_TARGET}|\]\[[^\[\]\n]{{0,100}}\])
  | (?P<footnote>\[\^[^\[\]\s]{{1,40}}\])
  | (?P<comment><!--)
  | (?P<address><?https?://[^\s<>()\[\]|]{{1,2000}}(?:\([^\s<>()\[\]|]{{0,100}}\))?>?(?<![.,;:!?'"]))
  | (?P<tag></?[A-Za-z][^<>\n]{{0,300}}>)
  | (?P<entity>&(?:nbsp|amp|lt|gt|quot|apos|\#39);)
  | (?P<emphasis>(?<![\w\\])(?:\*{{1,3}}|_{{1,3}}|~~)(?=\S)|(?<=\S)(?:\*{{1,3}}|_{{1,3}}|~~)(?!\w))
  | (?P<spaces>[ \t]{{2,100000}})
  | (?P<cell>\|)
    )
    """,
    re.VERBOSE,
)
_ANY_MARK = regex(r"[\\`\[\]<*_~&|]|https?://|[ \t]{2}")
_BREAKING = regex(
    r"</?(?:br|p|li|ul|ol|tr|td|th|div|h[1-6]|summary|details|table|blockquote)\b", re.IGNORECASE
)
_ENTITIES = {"nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'"}
_INSIDE = regex(r"[^\W_]{1,100}|[\s`]")


def plain(passage: Passage, *, keep_code: bool) -> Passage:
    """Return a passage without its marks.

    Args:
        passage: A paragraph, item, heading or row as written.
        keep_code: Whether the words of code are kept; else each is a word that says nothing.
    """
    if not _ANY_MARK.search(passage.text):
        return passage
    return passage.edited(_edits(passage.text, row=passage.kind == "row", keep_code=keep_code))


def _edits(text: str, *, row: bool, keep_code: bool) -> Iterator[Edit]:
    at, closes = 0, True
    while found := _MARK.search(text, at):
        start, at = found.span()
        kind = found.lastgroup
        if kind == "code":
            yield from _code(text, start, at, keep=keep_code)
        elif kind == "cell":
            if row:
                yield start, at, "\n"
        elif kind == "escape":
            yield start, start + 1, ""
        elif kind == "comment":
            end = text.find("-->", at) if closes else -1
            closes = end >= 0
            if closes:
                at = _behind_space(text, start, end + 3)
                yield start, at, ""
        elif kind != "ticks":
            instead = _instead(kind, found[0])
            at = at if instead else _behind_space(text, start, at)
            yield start, at, instead


def _instead(kind: str | None, mark: str) -> str:
    if kind == "entity":
        return _ENTITIES[mark[1:-1]]
    if kind == "tag":
        return "\n" if _BREAKING.match(mark) else ""
    return " " if kind == "spaces" else ""


def _behind_space(text: str, start: int, end: int) -> int:
    """Return the end of what goes, with the space behind it where there is one before it too."""
    return end + 1 if text[start - 1 : start] in ("", " ") and text[end : end + 1] == " " else end


def _code(text: str, start: int, end: int, *, keep: bool) -> Iterator[Edit]:
    """Yield the edits that make one word of code: one tick on each side, and inside not too much."""
    inside = text[start:end].strip("`")
    first = text.index(inside, start)
    last = first + len(inside.rstrip())
    first += len(inside) - len(inside.lstrip())
    stop = max(first, min(last, first + _LONGEST_CODE))
    yield start, first, "`"
    if not keep:
        for found in _INSIDE.finditer(text, first, stop):
            yield *found.span(), "_" if found[0] == "`" or found[0].isspace() else "x" * len(found[0])
    yield stop, end, "`"
