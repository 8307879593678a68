"""TOML text taken apart into sections and assignments, so that a part can be changed and the rest stays.

It reads text that `tomllib` has accepted, and keeps every character: `render` of what `sections` gives is
the text again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pmtui.text.patterns import regex

Keys = tuple[str, ...]
Place = tuple[str | int, ...]
"""Where a table stands: its keys, and for a row its number from 0 after the key of its table."""

_BLANKS = regex(r"[ \t]*")
_KEY = regex(r"""(?:"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++|[ \t.]++)++""")
_BARE_KEYS = regex(r"[A-Za-z0-9_-]++(?:[ \t]*+\.[ \t]*+[A-Za-z0-9_-]++)*+")
_TRIPLE_END = regex(r'\\.|"""', re.DOTALL)
_QUOTE_END = regex(r'\\.|"', re.DOTALL)
_INSIDE = regex(r"[\"'\[\]{}#]")
_QUOTE_OR_HASH = regex(r"[\"'#]")
_BARE_END = regex(r"[#\n]")
_BETWEEN = regex(r"[,\]}#\n]")


@dataclass(eq=False)
class Assignment:
    """A key and its value, as written.

    Attributes:
        key: The key's parts, more than one where it is dotted.
        before: From the start of the line to the value.
        value: The value's text.
        after: From the value to the end of the line, with a comment that stands there.
        inside: The comments within the value.
    """

    key: Keys
    before: str
    value: str
    after: str
    inside: tuple[str, ...] = ()

    def render(self) -> str:
        """Return the text."""
        return self.before + self.value + self.after

    def comments(self) -> list[str]:
        """Return the comments in and behind the value."""
        return [*self.inside, *_comment(self.after)]


@dataclass(eq=False)
class Section:
    """A table's header and the assignments under it; the first one of a text has no header.

    Attributes:
        place: Where the table stands.
        lead: The blank lines and comments right above the header.
        head: The header's line.
        body: Assignments, and the lines between them: blank ones and comments.
        gone: Whether only its comments are left.
    """

    place: Place
    lead: str = ""
    head: str = ""
    body: list[Assignment | str] = field(default_factory=list)
    gone: bool = False

    def render(self) -> str:
        """Return the text."""
        if self.gone:
            return "".join(f"\n{comment}" for comment in self.comments()) + ("\n" if self.comments() else "")
        return self.lead + self.head + "".join(_text(item) for item in self.body)

    def comments(self) -> list[str]:
        """Return all comments, in order."""
        found = [comment for line in self.lead.splitlines() for comment in _comment(line)]
        if self.head:
            found += _comment(self.head[header_end(self.head) :])
        for item in self.body:
            found += item.comments() if isinstance(item, Assignment) else _comment(item)
        return found

    def assignments(self) -> Iterator[Assignment]:
        """Give the assignments in order."""
        return (item for item in self.body if isinstance(item, Assignment))


def sections(text: str) -> list[Section]:
    """Return the sections of a TOML text that is valid and has Unix line ends."""
    found = [Section(())]
    rows: dict[Place, int] = {}
    at = 0
    while at < len(text):
        mark = _after_blanks(text, at)
        end = _line_end(text, mark)
        if text[mark : mark + 1] in ("", "#", "\n"):
            found[-1].body.append(text[at:end])
        elif text[mark] == "[":
            line = text[at:end]
            found.append(Section(_place(line, rows), _taken_lead(found[-1].body), line))
        else:
            one = _assignment(text, at, mark)
            found[-1].body.append(one)
            end = at + len(one.render())
        at = end
    return found


def render(parts: list[Section]) -> str:
    """Return the text of sections."""
    return "".join(part.render() for part in parts)


def comments(parts: list[Section]) -> list[str]:
    """Return all comments of the sections, in order, each with its `#`."""
    return [comment for part in parts for comment in part.comments()]


def has_comments(text: str) -> bool:
    """Say whether a text holds comments; one that is no TOML may be said to."""
    at = 0
    while (found := _QUOTE_OR_HASH.search(text, at)) is not None:
        if found[0] == "#":
            return True
        try:
            at = _string_end(text, found.start())
        except ValueError:
            return True
    return False


def value_end(text: str, at: int) -> int:
    """Return where the value that begins at `at` ends; inside of brackets at the next mark between values."""
    if text[at] in "\"'[{":
        return _value_end(text, at)[0]
    found = _BETWEEN.search(text, at)
    return found.start() if found else len(text)


def key_at(text: str, at: int) -> tuple[Keys, int]:
    """Return the key that is written at `at`, and where it ends."""
    end = _key_end(text, at)
    return _keys(text[at:end]), end


def _text(item: Assignment | str) -> str:
    return item if isinstance(item, str) else item.render()


def _comment(line: str) -> list[str]:
    """Return the comment that is all of `line` but white space, as a list of one, or none."""
    stripped = line.strip()
    return [stripped] if stripped.startswith("#") else []


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _taken_lead(body: list[Assignment | str]) -> str:
    """Take the comments right above a header, and the blanks above them, out of the body before it."""
    taken: list[str] = []
    blank = False
    while body and isinstance(body[-1], str):
        line = body[-1]
        if line.strip() and blank:
            break
        blank = blank or not line.strip()
        taken.append(line)
        body.pop()
    return "".join(reversed(taken))


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _keys(text: str) -> Keys:
    """Return the parts of a key as written, dotted or not."""
    text = text.strip()
    if _BARE_KEYS.fullmatch(text):
        return tuple(part.strip() for part in text.split("."))
    import tomllib

    here: object = tomllib.loads(f"{text} = 0")
    parts: list[str] = []
    while isinstance(here, dict):
        ((part, here),) = here.items()
        parts.append(part)
    return tuple(parts)


def _key_end(text: str, at: int) -> int:
    found = _KEY.match(text, at)
    return found.end() if found else at


def header_end(line: str) -> int:
    """Return where a header's brackets end in its line."""
    start = _after_blanks(line, 0)
    brackets = 2 if line.startswith("[[", start) else 1
    return _key_end(line, start + brackets) + brackets


def _place(line: str, rows: dict[Place, int]) -> Place:
    """Return where the table of a header stands; `rows` holds the last row of each table of rows so far."""
    start = _after_blanks(line, 0)
    brackets = 2 if line.startswith("[[", start) else 1
    names = _keys(line[start + brackets : _key_end(line, start + brackets)])
    place: Place = ()
    for name in names[:-1]:
        place = (*place, name)
        if place in rows:
            place = (*place, rows[place])
    place = (*place, names[-1])
    if brackets == 2:
        rows[place] = rows.get(place, -1) + 1
        place = (*place, rows[place])
    return place


def _assignment(text: str, at: int, mark: int) -> Assignment:
    key_end = _key_end(text, mark)
    start = _after_blanks(text, key_end + 1)
    end, inside = _value_end(text, start)
    return Assignment(
        _keys(text[mark:key_end]),
        text[at:start],
        text[start:end],
        text[end : _line_end(text, end)],
        tuple(inside),
    )


def _value_end(text: str, at: int) -> tuple[int, list[str]]:
    """Return where the value that begins at `at` ends, and the comments within it."""
    if text[at] in "\"'":
        return _string_end(text, at), []
    if text[at] not in "[{":
        found = _BARE_END.search(text, at)
        end = found.start() if found else len(text)
        return at + len(text[at:end].rstrip()), []
    depth = 0
    inside: list[str] = []
    while True:
        found = _INSIDE.search(text, at)
        if found is None:
            return len(text), inside
        at = found.start()
        mark = text[at]
        if mark in "\"'":
            at = _string_end(text, at)
            continue
        if mark == "#":
            end = _line_end(text, at)
            inside.append(text[at:end].strip())
            at = end
            continue
        depth += 1 if mark in "[{" else -1
        at += 1
        if depth == 0:
            return at, inside


def _string_end(text: str, at: int) -> int:
    """Return where the string that begins at `at` ends."""
    quote = text[at]
    if not text.startswith(quote * 3, at):
        if quote == "'":
            return text.index("'", at + 1) + 1
        return _basic_end(text, at + 1, _QUOTE_END)
    end = text.index("'''", at + 3) + 3 if quote == "'" else _basic_end(text, at + 3, _TRIPLE_END)
    for _ in range(2):  # up to two quotes may stand right before the closing three
        if text.startswith(quote, end):
            end += 1
    return end


def _basic_end(text: str, at: int, ending: re.Pattern[str]) -> int:
    while (found := ending.search(text, at)) is not None:
        at = found.end()
        if found[0][0] == '"':
            return at
    return len(text)
