"""A postmortem as one HTML page: nothing is loaded, nothing runs, the drawings are in it as SVG."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from pmtui import content
from pmtui.drawing.svg import fish, ladder, timeline, tree
from pmtui.drawing.svg.letters import visible
from pmtui.drawing.svg.sheet import STYLE, Sheet
from pmtui.errors import ContentError
from pmtui.exporters.document import Document
from pmtui.exporters.links import pieces
from pmtui.model.postmortem import Postmortem

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

TEMPLATE = "templates/postmortem.html.j2"
DEEPEST = 6
"""Lists are indented up to this depth; what stands deeper is shown at it, with its full number."""
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


class Drawings:
    """The drawings of a postmortem, each made when the template asks for it."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    @property
    def style(self) -> Markup:
        """The style sheet of all drawings."""
        return _markup(STYLE)

    def timeline(self) -> Markup:
        """Return the timeline as SVG."""
        return _bands(timeline.sheet(self._doc.pm))

    def ladder(self) -> Markup:
        """Return the whys as SVG."""
        return _bands(ladder.sheet(self._doc.pm.causes))

    def fish(self) -> Markup:
        """Return the fishbone as SVG."""
        return _bands(fish.sheet(self._doc.pm.causes, lambda bone: self._doc.word("bone", bone)))

    def tree(self) -> Markup:
        """Return the fault tree as SVG."""
        return _bands(tree.sheet(self._doc.pm.causes))


def render(pm: Postmortem, now: datetime) -> str:
    """Return the postmortem as a whole HTML page, ending in one newline.

    Args:
        pm: The postmortem.
        now: The moment of the export, for what is overdue.

    Raises:
        ContentError: The template is broken.
    """
    from jinja2 import TemplateError

    doc = Document(pm, now)
    try:
        text = _template().render(doc=doc, pm=pm, draw=Drawings(doc))
    except TemplateError as error:
        raise ContentError(f"does not work as a template: {error}", where=TEMPLATE) from None
    return re.sub(r"\n\s*\n", "\n", text).strip("\n") + "\n"


@cache
def _template() -> Template:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True, finalize=_finalize
    )
    environment.filters.update(prose=_prose, breaks=_breaks, plain=_plain, depth=_depth)
    return environment.from_string(content.text(TEMPLATE))


def _finalize(value: Any) -> Any:
    """Escape what a template puts out without a filter of ours, so that forgetting one is safe."""
    return value if hasattr(value, "__html__") else _breaks(value)


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)


def _bands(drawn: Sheet) -> Markup:
    return _markup("\n".join(drawn.bands()))


def _plain(value: Any) -> Markup:
    """Return a text on one line, escaped, without links."""
    from markupsafe import escape

    return escape(" ".join(visible(str(value)).split()))


def _prose(value: Any) -> Markup:
    """Return a text as paragraphs that keep their line breaks, with its addresses as links."""
    return _markup("\n".join(f"<p>{_inline(part)}</p>" for part in _paragraphs(value)))


def _breaks(value: Any) -> Markup:
    """Return a text for inside a line or a cell, its lines broken, with its addresses as links."""
    return _markup("<br><br>".join(_inline(part) for part in _paragraphs(value)))


def _depth(value: int) -> int:
    """Return the depth at which a list's item is shown."""
    return min(value, DEEPEST)


def _paragraphs(value: Any) -> list[str]:
    lines = [line.strip() for line in visible(_LINE_ENDS.sub("\n", str(value))).split("\n")]
    parts = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    return [part for part in parts if part]


def _inline(text: str) -> Markup:
    from markupsafe import Markup, escape

    out: list[Markup] = []
    for plain, url in pieces(text):
        out.append(Markup("<br>\n").join(escape(part) for part in plain.split("\n")))
        if url:
            out.append(Markup('<a href="{0}" rel="noreferrer noopener">{0}</a>').format(url))
    return Markup("").join(out)
