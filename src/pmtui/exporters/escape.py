"""Escaping for Markdown: what people typed shows as they typed it (CommonMark and GitHub's tables).

Every function is linear in its text. A URL stays a link; line breaks stay; the blanks at the ends of lines
go, and control characters are made visible.
"""

from __future__ import annotations

import re

from pmtui.exporters.links import pieces

_INLINE = re.compile(
    r"[\\`*\[\]<|]"  # code, emphasis, links, HTML, cells
    r"|_+|~|\$"
    r"|&(?=#?[A-Za-z0-9]{1,32};)"  # what would be read as an entity
    r"|(?<![^\s])#+(?=\s|$)"  # a heading's marks, before and after its text
)
_BLOCK = re.compile(
    r"(?=[>])"
    r"|(?=[-+](?:\s|$))"  # a list
    r"|(?=-[-\s:|\\]*$)|(?==+\s*$)|(?=:-)"  # a rule, an underlined heading, a table's second row
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_LINE_ENDS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def prose(text: str, prefix: str = "") -> str:
    """Return `text` as Markdown paragraphs that keep their line breaks.

    Args:
        text: What was typed.
        prefix: What each line after the first begins with: the indent of a list's item, or "> ".
    """
    paragraphs: list[list[str]] = [[]]
    for line in _lines(text):
        if line:
            paragraphs[-1].append(_line_start(_inline(line)))
        elif paragraphs[-1]:
            paragraphs.append([])
    between = f"\n{prefix.rstrip()}\n{prefix}"
    return between.join(f"\\\n{prefix}".join(lines) for lines in paragraphs if lines)


def line(text: str) -> str:
    """Return `text` as one line of Markdown, safe at a line's start and inside it."""
    return _line_start(_inline(" ".join(_lines(text)).strip()))


def cell(text: str) -> str:
    """Return `text` as a table's cell: one line of Markdown, with its line breaks as `<br>`."""
    return "<br>".join(_inline(part) for part in "\n".join(_lines(text)).strip().split("\n"))


def fenced(text: str, language: str) -> str:
    """Return `text`, which holds no control characters but line ends, as a block of code in `language`."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _lines(text: str) -> list[str]:
    return [_visible(part).strip() for part in _LINE_ENDS.sub("\n", text).split("\n")]


def _visible(text: str) -> str:
    return _CONTROL.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 9:
        return " "
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 127 else "\N{REPLACEMENT CHARACTER}"


def _line_start(escaped: str) -> str:
    if _BLOCK.match(escaped):
        return "\\" + escaped
    return _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(escaped) else escaped


def _inline(text: str) -> str:
    return "".join(_plain(plain) + (f"<{url}>" if url else "") for plain, url in pieces(text))


def _plain(text: str) -> str:
    return _INLINE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    mark, text, start, end = match[0], match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if mark[0] == "_":
        inside_a_word = before.isalnum() and after.isalnum()
        return mark if inside_a_word else "\\_" * len(mark)
    opens_only = not before or before.isspace()
    if opens_only and (mark == "$" or (mark == "~" and after.isdigit())):
        return mark  # "$20,000", "~22:30": nothing ends what it would begin, as every other one is escaped
    return "\\" + mark
