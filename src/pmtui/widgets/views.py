"""The views of a step, by their digits, with the one in front marked."""

from __future__ import annotations

from textual.content import Content

from pmtui.widgets.shown import Shown


class ViewsLine(Shown):
    """A line such as ` 1 5 Whys   2 Fishbone ...`; the view in front is reversed."""

    DEFAULT_CSS = "ViewsLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._labels: tuple[str, ...] = ()
        self._here = ""

    def show(self, labels: tuple[str, ...], here: str) -> None:
        """Show the labels of the views, `here` the one in front."""
        self._labels, self._here = labels, here
        self.refit()

    def words(self, width: int, height: int) -> Content:  # noqa: ARG002 - one row
        """Return the line; in a narrow one the digits stand without blanks between."""
        gap = "  " if width >= 60 else ""
        parts: list[tuple[str, str]] = [(" ", "")]
        for place, label in enumerate(self._labels, 1):
            parts += [(f" {place} {label} ", "reverse bold" if label == self._here else ""), (gap, "")]
        return Content.assemble(*parts)
