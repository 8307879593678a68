"""How many cells a character takes, where all terminals agree about it."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, combining, east_asian_width

_PLAIN = (
    (0x00A0, 0x02FF),  # Latin, phonetic letters
    (0x0370, 0x058F),  # Greek, Cyrillic, Armenian
    (0x10A0, 0x10FF),  # Georgian
    (0x1200, 0x13FF),  # Ethiopic, Cherokee
    (0x1D00, 0x1DBF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x200A),
    (0x2010, 0x205E),
    (0x2070, 0x2BFF),  # signs, arrows, mathematics, boxes, blocks, shapes
    (0xFF61, 0xFF9D),  # half-width katakana
    (0xFFE8, 0xFFEE),
    (0xFFFD, 0xFFFD),
)
"""Ranges of characters that are drawn one by one: no script that joins, reorders or stacks them."""
_WIDE = (
    (0x3000, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
)
"""Ranges of the characters of East Asia that have taken two cells ever since."""
_EMOJI = frozenset(
    "‼⁉™ℹ↔↕↖↗↘↙↩↪⌚⌛⌨⏏⏩⏪⏫⏬⏭⏮⏯⏰⏱⏲⏳⏸⏹⏺Ⓜ▶◀◻◼◽◾☀☁☂☃☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸☹☺♀♂♈♉♊♋♌♍♎♏♐♑♒♓♟♠♣♥♦♨♻♾♿⚒⚓⚔⚕⚖⚗⚙⚛⚜"
    "⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰⛱⛲⛳⛴⛵⛷⛸⛹⛺⛽✂✅✈✉✊✋✌✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓❔❕❗❣❤➕➖➗➡➰➿⤴⤵⬅⬆⬇⬛⬜⭐⭕〰〽㊗㊙"
)
"""Characters that some terminals draw as pictures of two cells."""


@lru_cache(maxsize=4096)
def cells(character: str, ambiguous_agreed: bool = True) -> int:
    """Return the number of cells that a character takes in every terminal: 1 or 2, or 0 where they differ.

    Args:
        character: One character.
        ambiguous_agreed: Whether the characters that are wide in some East Asian settings (boxes, dots,
            arrows) are taken to be narrow, as nearly all terminals have them.
    """
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return 1
    if category(character)[0] in "MC" or category(character) in {"Zl", "Zp"} or character in _EMOJI:
        return 0
    width = east_asian_width(character)
    if _within(code, _WIDE):
        return 2 if width in "WF" else 0
    if _within(code, _PLAIN) and width not in "WF":
        return 1 if ambiguous_agreed or width != "A" else 0
    return 0


def joins(character: str) -> bool:
    """Return whether a character, or one behind it, may become a part of what stands before it."""
    return (
        combining(character) != 0
        or category(character) in {"Mn", "Mc", "Me", "Cc", "Cf", "Cn", "Cs", "Zl", "Zp"}
        or 0x1F1E6 <= ord(character) <= 0x1F1FF
        or 0x1F3FB <= ord(character) <= 0x1F3FF
        or 0x1100 <= ord(character) <= 0x11FF
    )


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
