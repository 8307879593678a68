"""Our two themes; with 16 colours or none, Textual's own `ansi-dark` and `ansi-light` serve.

The colours are few and plain: they fall on different ones of the 256 and of the 16, and no meaning hangs on
them alone.
"""

from __future__ import annotations

from textual.theme import Theme

_QUIET = {
    "block-cursor-text-style": "bold reverse",
    "input-selection-background": "#005f87",
    "input-selection-foreground": "#ffffff",
    "screen-selection-background": "#005f87",
    "screen-selection-foreground": "#ffffff",
}

DARK = Theme(
    name="pmtui-dark",
    primary="#5fafd7",
    secondary="#87afaf",
    warning="#ffaf00",
    error="#ff5f5f",
    success="#87d787",
    accent="#5fd7d7",
    foreground="#dadada",
    background="#121212",
    surface="#121212",
    panel="#1c1c1c",
    dark=True,
    variables=_QUIET,
)
LIGHT = Theme(
    name="pmtui-light",
    primary="#005f87",
    secondary="#005f5f",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    accent="#005f87",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#ffffff",
    panel="#eeeeee",
    dark=False,
    variables=_QUIET,
)

THEMES: tuple[Theme, ...] = (DARK, LIGHT)
