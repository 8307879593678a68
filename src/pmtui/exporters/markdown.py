"""A postmortem as Markdown: CommonMark, with the tables that GitHub and most wikis read."""

from __future__ import annotations

import html
import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from pmtui import content
from pmtui.errors import ContentError
from pmtui.exporters import escape
from pmtui.exporters.document import Document
from pmtui.exporters.labels import common
from pmtui.exporters.sketches import Sketch
from pmtui.model.postmortem import Postmortem

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "templates/postmortem.md.j2"


class _Escaped(str):
    """Text that is Markdown already."""

    __slots__ = ()


def render(pm: Postmortem, now: datetime) -> str:
    """Return the postmortem as Markdown, ending in one newline, no line ending in a blank.

    Args:
        pm: The postmortem.
        now: The moment of the export, for what is overdue.

    Raises:
        ContentError: The template is broken.
    """
    from jinja2 import TemplateError

    try:
        text = _template().render(doc=Document(pm, now), pm=pm)
    except TemplateError as error:
        raise ContentError(f"does not work as a template: {error}", where=TEMPLATE) from None
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


@cache
def _template() -> Template:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, finalize=_finalize
    )
    environment.filters.update(prose=_prose, line=_line, row=_row, quote=_quote, item=_item, notes=_notes)
    environment.filters.update(rule=_rule, sketch=_sketch)
    return environment.from_string(content.text(TEMPLATE))


def _finalize(value: Any) -> Any:
    """Escape what a template puts out without a filter of ours, so that forgetting one is safe."""
    return value if isinstance(value, _Escaped) else _line(value)


def _prose(value: Any) -> _Escaped:
    return _Escaped(escape.prose(str(value)))


def _quote(value: Any) -> _Escaped:
    return _Escaped("> " + escape.prose(str(value), "> "))


def _item(value: Any) -> _Escaped:
    """Return a text as the words of a list's item."""
    return _Escaped(escape.prose(str(value), "  "))


def _notes(pairs: list[tuple[str, Any]]) -> _Escaped:
    """Return labelled texts as further lines of a list's item; those without text are left out."""
    lines = [f"{label}: {escape.prose(str(text), '  ')}" for label, text in pairs if text]
    return _Escaped("".join(f"\\\n  {line}" for line in lines))


def _line(value: Any) -> _Escaped:
    return _Escaped(escape.line(str(value)))


def _cell(value: Any) -> _Escaped:
    return _Escaped(escape.cell(str(value)))


def _row(cells: list[Any]) -> _Escaped:
    """Return the cells as a table's row; text that is Markdown already is left as it is."""
    shown = (cell if isinstance(cell, _Escaped) else _cell(cell) for cell in cells)
    return _Escaped(f"| {' | '.join(shown)} |")


def _rule(head: list[Any]) -> _Escaped:
    return _Escaped(f"| {' | '.join('---' for _ in head)} |")


def _sketch(sketch: Sketch) -> _Escaped:
    """Return a drawing as a block of code, and beneath it, folded, the same for programs that draw it."""
    said = common("diagram")
    folded = [
        f"<details>\n<summary>{html.escape(said[each.kind])}</summary>\n\n"
        f"{escape.fenced(each.source, each.language)}\n\n</details>"
        for each in sketch.diagrams
    ]
    return _Escaped("\n\n".join([escape.fenced(sketch.text, "text"), *folded]))
