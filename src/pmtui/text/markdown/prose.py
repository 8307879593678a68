"""What Markdown says in words: its paragraphs, list items, headings and rows, each as a passage.

Code, block quotes, comments, front matter and tables' rulers are passed over. It reads any text, in one
pass; where the text is no Markdown, its paragraphs are still paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pmtui.text.markdown import marks
from pmtui.text.markdown.inline import plain
from pmtui.text.markdown.passages import Kind, Passage, joined

_DEEPEST = 8
"""List marks in one line that are taken for marks."""


def passages(text: str, *, keep_code: bool = False) -> Iterator[Passage]:
    """Yield the passages of a Markdown text, in order.

    Args:
        text: The text, with any line ends.
        keep_code: Whether the words of code inside a line are kept; else each is a word that says nothing.
    """
    for passage in _Reader(text, keep_code).passages():
        if passage.text and not passage.text.isspace():
            yield passage


def lines(text: str) -> Iterator[Passage]:
    """Yield each line of a text that is not blank as a passage, whatever stands in it."""
    for found in marks.LINE.finditer(text):
        if found[1] and not found[1].isspace():
            yield Passage(found[1], "line", (0,), (found.start(),))


class _Reader:
    """The blocks of one text, line by line.

    Attributes:
        ready: The passages that are complete.
        open: The lines of the one that is not: start, end, and what joins it to the line before.
        kind: What that one is.
        hard: Whether its last line ends with a break that is meant.
        lists: The columns in which the items begin that the line stands in, outermost first.
        fence: What began the code that the line stands in; empty outside.
        quoted: Whether a line of words would go on with a block quote.
        table: Whether a line with bars would go on with a table.
    """

    def __init__(self, text: str, keep_code: bool) -> None:
        self.text = text
        self.keep_code = keep_code
        self.at = 0
        self.ready: list[Passage] = []
        self.open: list[tuple[int, int, str]] = []
        self.kind: Kind = "paragraph"
        self.hard = False
        self.lists: list[int] = []
        self.fence = ""
        self.quoted = self.table = False

    def passages(self) -> Iterator[Passage]:
        self.at = marks.front_matter_end(self.text)
        while self.at < len(self.text):
            found = marks.LINE.match(self.text, self.at)
            assert found is not None
            start, end = found.span(1)
            self.at = found.end()
            self._line(start, end)
            if self.ready:
                yield from self.ready
                self.ready.clear()
        self._flush()
        yield from self.ready

    def _give(self, lines: list[tuple[int, int, str]], kind: Kind) -> None:
        self.ready.append(plain(joined(self.text, lines, kind), keep_code=self.keep_code))

    def _flush(self, kind: Kind | None = None) -> None:
        if self.open:
            self._give(self.open, kind or self.kind)
            self.open = []
        self.kind, self.hard = "paragraph", False

    def _line(self, start: int, end: int) -> None:
        mark = marks.after_blanks(self.text, start, end)
        if self.fence and self._in_fence(start, mark, end):
            return
        if mark == end:
            self._flush()
            self.quoted = self.table = False
        else:
            self._block(mark, end, marks.width(self.text, start, mark))

    def _in_fence(self, start: int, mark: int, end: int) -> bool:
        """Return whether a line is code; the end of the item that holds the code ends it."""
        if mark < end and self.lists and marks.width(self.text, start, mark) < self.lists[-1]:
            self.fence = ""
            return False
        if marks.closes(self.text, mark, end, self.fence):
            self.fence = ""
        return True

    def _block(self, mark: int, end: int, indent: int) -> None:
        """Read a line whose first character is at `mark`, in the column `indent`."""
        for _ in range(_DEEPEST):
            mark = self._after_html(mark, end)
            if mark >= end:
                return
            if not self.open:
                self._leave_lists(indent)
                if indent - (self.lists[-1] if self.lists else 0) >= marks.TAB:
                    return  # indented code
            if self._is_special(mark, end):
                return
            item = marks.MARKER.match(self.text, mark, end)
            if item is None or not self._may_begin(item):
                break
            self._flush()
            self._leave_lists(indent)
            self.kind, self.quoted = "item", False
            gap = len(item["gap"])
            indent += len(item["mark"]) + (gap if gap <= marks.TAB else 1)
            self.lists.append(indent)
            mark = item.end()
            if mark == end:
                return
        if not self.quoted:
            self._words(mark, end)

    def _leave_lists(self, indent: int) -> None:
        while self.lists and indent < self.lists[-1]:
            self.lists.pop()

    def _may_begin(self, item: re.Match[str]) -> bool:
        """Return whether a list item may begin here: in a paragraph only a bullet or the number 1."""
        in_paragraph = bool(self.open) and self.kind == "paragraph" and not self.lists
        return not in_paragraph or item["number"] in (None, "1")

    # -- lines that are no words ------------------------------------------------------------------------

    def _is_special(self, mark: int, end: int) -> bool:
        """Read a line that is no item and no words; return whether it is such a line."""
        text, first = self.text, self.text[mark]
        if first.isalpha() and not self.table:
            return False
        if first == ">":
            self._flush()
            self.quoted = bool(text[mark:end].strip("> \t"))
        elif first == "#" and (found := marks.HEADING.match(text, mark, end)):
            self._heading(found.end(), end)
        elif first in "`~" and (fence := marks.FENCE.match(text, mark, end)):
            self._flush()
            self.fence, self.quoted = fence[0], False
        elif first in "-*_=|:" and self._is_ruler(mark, end):
            pass
        elif first == "|" or (self.table and text.find("|", mark, end) >= 0):
            self._row(mark, end)
        elif first == ":" and text.startswith(":::", mark):
            self._flush()
        elif first == "[" and not self.open and marks.DEFINITION.match(text, mark, end):
            pass
        elif first == "[" and not self.open and (note := marks.FOOTNOTE.match(text, mark, end)):
            self._words(note.end(), end)
        else:
            return False
        return True

    def _heading(self, start: int, end: int) -> None:
        self._flush()
        self.quoted = False
        words = self.text[start:end].rstrip()
        opened = words.rstrip("#")
        if not opened or opened[-1] in " \t":
            words = opened.rstrip()
        if words:
            self._give([(start, start + len(words), "")], "heading")

    def _after_html(self, mark: int, end: int) -> int:
        """Pass over comments and blocks of raw text; return where the line goes on, or its end."""
        while mark < end and self.text[mark] == "<" and (after := marks.html_end(self.text, mark)):
            self._flush()
            if after > end:
                self.at = after
                return end
            mark = marks.after_blanks(self.text, after, end)
        return mark

    def _is_ruler(self, mark: int, end: int) -> bool:
        """Read a line of marks alone: a break, the underline of a heading, a table's ruler."""
        kinds = set(self.text[mark:end]) - {" ", "\t"}
        if not kinds <= set("-*_=|:"):
            return False
        if "|" in kinds and "-" in kinds and kinds <= set("|-:"):
            self._table_ruler()
            return True
        if len(kinds) != 1:
            return False
        line = self.text[mark:end].strip()
        underline = bool(self.open) and self.kind == "paragraph" and not self.quoted
        if underline and kinds <= {"=", "-"} and len(line) > 1 and " " not in line:
            self._flush("heading")
            return True
        count = len(line) - line.count(" ") - line.count("\t")
        if count < 3 or kinds & {"=", ":", "|"}:
            return False
        self._flush()
        self.quoted = False
        return True

    # -- tables -----------------------------------------------------------------------------------------

    def _table_ruler(self) -> None:
        head = self.open.pop() if self.open else None
        self._flush()
        self.table = True
        if head is not None:
            self._head(head[0], head[1])

    def _row(self, start: int, end: int) -> None:
        self._flush()
        self.quoted = False
        following = marks.LINE.match(self.text, self.at)
        if following and marks.is_table_ruler(following[1]):
            self._head(start, end)
        else:
            self._give([(start, end, "")], "row")

    def _head(self, start: int, end: int) -> None:
        """Give the row that names a table's columns."""
        self._give([(start, end, "")], "row")
        self.ready.append(replace(self.ready.pop(), kind="heading"))

    # -- words ------------------------------------------------------------------------------------------

    def _words(self, start: int, end: int) -> None:
        """Take the words of a line into the open paragraph or item."""
        stop = end
        while stop > start and self.text[stop - 1] in " \t":
            stop -= 1
        broken = self.hard or bool(marks.NEW_LINE_MEANT.match(self.text, start, stop))
        self.hard = end - stop >= 2
        if stop == start:
            return
        if self.text[stop - 1] == "\\":
            stop, self.hard = stop - 1, True
        self.open.append((start, stop, "\n" if broken else " "))
