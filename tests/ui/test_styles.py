"""The style sheets: each selector under a type of ours, nothing that moves, themes that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from pmtui._assets import examples_dir, styles_dir
from pmtui.themes import THEMES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "pmtui"
SHEETS = sorted(styles_dir().glob("*.tcss"))
OURS = {
    name
    for folder in ("widgets", "screens", ".")
    for path in (SOURCE / folder).glob("**/*.py" if folder != "." else "app.py")
    for name in re.findall(r"^class (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def top_level_selectors(sheet: str) -> list[str]:
    """Return the selectors of the rules that are not nested in others."""
    text = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    selectors, depth, begin = [], 0, 0
    for at, character in enumerate(text):
        if character == "{":
            if depth == 0:
                selectors += [part.strip() for part in text[begin:at].split(",")]
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                begin = at + 1
    return selectors


def test_the_folders_are_there() -> None:
    assert SHEETS
    assert examples_dir().name == "examples"


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_each_selector_stands_under_a_type_of_ours(path: Path) -> None:
    for selector in top_level_selectors(path.read_text(encoding="utf-8")):
        types = re.findall(r"(?<![\w.#:&-])[A-Z]\w*", selector)
        assert set(types) & OURS, f"{path.name}: {selector}"


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_nothing_moves_and_no_box_needs_block_characters(path: Path) -> None:
    sheet = path.read_text(encoding="utf-8")
    assert "transition" not in sheet and "blink" not in sheet
    assert not re.search(r"border[\w-]*:\s*(tall|wide|round|thick|panel)", sheet)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.1, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(colour).normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_that_words_have_can_be_read(theme: Theme) -> None:
    assert theme.background
    for name in ("foreground", "primary", "secondary", "warning", "error", "success", "accent"):
        assert contrast(getattr(theme, name), theme.background) >= 4.5, name


def test_there_is_a_dark_and_a_light_theme() -> None:
    assert {(theme.name, theme.dark) for theme in THEMES} == {("pmtui-dark", True), ("pmtui-light", False)}
