"""What a postmortem is turned into: one file, one function, registered here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmtui.errors import UsageError

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that postmortems are exported to.

    Attributes:
        id: Its name on the command line, such as `md`.
        label: Its name for people.
        suffix: How its files end, with the dot.
        render: Turns a postmortem into the document; the second argument is the moment of the export.
    """

    id: str
    label: str
    suffix: str
    render: Callable[[Postmortem, datetime], str]


# Each is loaded when it is wanted: what a fault tree is written with needs none of them.
def _markdown(pm: Postmortem, now: datetime) -> str:
    from pmtui.exporters import markdown

    return markdown.render(pm, now)


def _html(pm: Postmortem, now: datetime) -> str:
    from pmtui.exporters import html

    return html.render(pm, now)


EXPORTERS: Mapping[str, Exporter] = {
    exporter.id: exporter
    for exporter in (
        Exporter("md", "Markdown", ".md", _markdown),
        Exporter("html", "HTML", ".html", _html),
    )
}
"""The formats by their id. A new one is a file beside `markdown.py` and a line here."""


def export(pm: Postmortem, to: str, now: datetime) -> str:
    """Return the document that `pm` becomes in the format `to`, a key of `EXPORTERS`.

    Raises:
        UsageError: There is no such format.
    """
    exporter = EXPORTERS.get(to)
    if exporter is None:
        known = ", ".join(sorted(EXPORTERS))
        raise UsageError(f"no format is called {to!r}", remedy=f"There are: {known}.")
    return exporter.render(pm, now)
