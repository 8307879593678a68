"""A widget that stands still while others change.

For each frame Textual asks the widgets on the screen for their lines, changed or not, and works out borders
and backgrounds of each again: with a dozen of them that is a good part of what a key costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip


class Still(Widget):
    """Hands out the lines that it drew last until it is to be drawn again, or its styles change."""

    _drawn_lines: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines, as they were drawn last where nothing has changed since."""
        drawn = self._drawn_lines
        if drawn is None or drawn[0] != crop:
            drawn = self._drawn_lines = (crop, super().render_lines(crop))
        return drawn[1]

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Draw again."""
        self._drawn_lines = None
        return super().refresh(*regions, **how)

    def notify_style_update(self) -> None:
        """Draw again in other styles."""
        self._drawn_lines = None
        super().notify_style_update()
