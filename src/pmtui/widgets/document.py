"""The Markdown of a postmortem as lines to read, and the pane that shows it beside the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import padded, plain, wrapped
from pmtui.widgets.reader import BLANK, Reader, paragraph

COMFORTABLE = 16
"""A column narrower than this and than its longest word is hard to read: rows are told one by one then."""
NARROWEST = 8
"""Cells that a column keeps, however little room there is."""

_BULLET = re.compile(r"( {0,12}(?:[-*+]|\d{1,3}[.)]) (?:\[[ x]\] )?)(.*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r":?-{3,}:?")


class DocumentPane(Reader, can_focus=False):
    """The document as it stands, without the keyboard; it follows the section that is being written."""

    DEFAULT_CSS = "DocumentPane { height: 1fr; width: 40; display: none; }"

    def __init__(self) -> None:
        super().__init__(lambda width: markdown_lines(self._document, width))
        self._document = ""
        self._sections: tuple[str, ...] = ()

    def show_document(self, document: str, *sections: str) -> None:
        """Show a document, with the section under the first of these headings in sight that there is."""
        changed, self._document = document != self._document, document
        moved, self._sections = sections != self._sections, sections
        if changed:
            self.rewrap()
        if changed or moved:
            self._to_section()

    def on_resize(self) -> None:
        """Wrap the text anew, with the same section in sight."""
        super().on_resize()
        self._to_section()

    def _to_section(self) -> None:
        where = {str(line.text): at for at, line in enumerate(self.lines)}
        self.scroll_to_line(next((where[section] for section in self._sections if section in where), 0))


def markdown_lines(document: str, width: int) -> list[BoardLine]:
    """Return Markdown as lines to read: headings stand out, lists hang, tables are set in columns."""
    lines: list[BoardLine] = []
    code = False
    rows = document.splitlines()
    at = 0
    while at < len(rows):
        row = rows[at].rstrip()
        at += 1
        if row.lstrip().startswith("```"):
            code = not code
            lines.append(_line(row, "dim"))
        elif code or row.startswith("    "):
            lines.append(_line(row if code else _told(row)))
        elif row.startswith("|"):
            end = next((n for n in range(at, len(rows)) if not rows[n].startswith("|")), len(rows))
            lines += table_lines(rows[at - 1 : end], width)
            at = end
        elif row.startswith("#"):
            lines += _heading(_told(row), width)
        elif bullet := _BULLET.fullmatch(row):
            lines += paragraph(_told(_unbroken(bullet[2])), width, indent=bullet[1])
        elif row.startswith(">"):
            lines += paragraph(_told(row.lstrip("> ")), width, indent="> ", style="dim")
        elif row.startswith("<!--"):
            lines += paragraph(row, width, style="dim")
        else:
            inner = row[: len(row) - len(row.lstrip())]
            lines += paragraph(_told(_unbroken(row)), width, indent=inner) if row else [BLANK]
    return lines


def table_lines(rows: Sequence[str], width: int) -> list[BoardLine]:
    """Return a table of Markdown as lines: in columns where they have room, else row by row."""
    cells = [_cells(row) for row in rows]
    cells = [row for row in cells if not all(_RULE_CELL.fullmatch(cell) for cell in row)]
    if not cells:
        return []
    header, body = cells[0], cells[1:]
    columns = max(len(row) for row in cells)
    natural = [max(cell_len(row[n]) if n < len(row) else 0 for row in cells) for n in range(columns)]
    room = width - 2 * (columns - 1)
    widths = _fitted(natural, room)
    torn = sum(widths) > room or any(widths[n] < _longest_word(cells, n) for n in range(columns))
    if columns > 2 and torn:
        return [line for row in body for line in _told_row(header, row, width)]
    said = [line for row in body for line in _in_columns(row, widths)]
    head = _in_columns(header, widths) if any(header) else []
    return [_line(text, "dim") for text in head] + [_line(text) for text in said]


def _cells(row: str) -> list[str]:
    parts = _BETWEEN_CELLS.split(row.strip())
    return [plain(_told(part.strip())) for part in parts[1 : -1 if not parts[-1] else None]]


def _fitted(natural: list[int], room: int) -> list[int]:
    """Return widths of columns that fit into `room`: the widest give way, never below the narrowest."""
    widths = list(natural)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _longest_word(cells: Sequence[Sequence[str]], column: int) -> int:
    """Return the cells of the longest word of a column, which is not to be torn apart."""
    said = (row[column] for row in cells if column < len(row))
    return min(max((cell_len(word) for text in said for word in text.split()), default=0), COMFORTABLE)


def _in_columns(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    parts = [wrapped(cell, width) for cell, width in zip(row, widths, strict=False)]
    for n in range(max(map(len, parts), default=0)):
        shown = [part[n] if n < len(part) else "" for part in parts]
        yield "  ".join(padded(text, width) for text, width in zip(shown, widths, strict=False)).rstrip()


def _told_row(header: Sequence[str], row: Sequence[str], width: int) -> Iterator[BoardLine]:
    """Yield a row of many columns: its first two cells as its name, then each other that says anything."""
    named = "  ".join(cell for cell in row[:2] if cell)
    yield from paragraph(named, width, style="open")
    for name, cell in list(zip(header, row, strict=False))[2:]:
        if cell:
            yield from paragraph(f"{name}: {cell}", width, indent="  ")


def _heading(words: str, width: int) -> list[BoardLine]:
    return paragraph(words, width, style="heading")


def _line(text: str, style: str = "") -> BoardLine:
    return BoardLine(text=plain(text), style=style, selectable=False)


def _unbroken(text: str) -> str:
    """Return a line without the stroke at its end that keeps the next one apart: here each is a line."""
    return text[:-1] if text.endswith("\\") and not text.endswith("\\\\") else text


def _told(text: str) -> str:
    """Return Markdown's text without the strokes that only keep signs from acting."""
    return _ESCAPED.sub(r"\1", text)
