"""A widget of fixed height whose words are worked out from values and its width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from pmtui.widgets.still import Still

if TYPE_CHECKING:
    from textual.geometry import Size


class Shown(Still):
    """Shows words; drawn again only where the words that come of new values differ."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._drawn = Content("")

    def words(self, width: int, height: int) -> Content:
        """Return what to show in `width` by `height` cells."""
        raise NotImplementedError

    def refit(self) -> None:
        """Draw again if the words have changed."""
        if not self.size.width:
            return  # not laid out yet: the first drawing works the words out
        words = self.words(self.size.width, self.size.height)
        if not words.is_same(self._drawn):
            self._drawn = words
            self.refresh()

    def render(self) -> Content:
        """Draw the words."""
        self._drawn = self.words(self.size.width, self.size.height)
        return self._drawn

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Take all the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the height in rows where the style sheet leaves it open."""
        return max(self.words(width, 0).plain.count("\n") + 1, 1)
