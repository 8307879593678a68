"""The question that makes a vague action specific, by what it wishes for: `[[ask]]` in rules/smart.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from pmtui import content
from pmtui.text.patterns import regex

_WORDS = regex(r"[^\W\d_]{2,30}")


@cache
def _asks() -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    asks: list[dict[str, Any]] = content.toml("rules/smart.toml")["ask"]
    return tuple(
        (frozenset(ask.get("kinds", ())), frozenset(ask.get("about", ())), ask["next"]) for ask in asks
    )


def question(kind: str, text: str) -> str:
    """Return the question to a vague action; empty where none fits better than the rule's own.

    Args:
        kind: What kind of wish it is, as `find_wish` says.
        text: The action, as far as it is looked at.
    """
    words = frozenset(word.lower() for word in _WORDS.findall(text))
    for kinds, about, asked in _asks():
        if (not kinds or kind in kinds) and (not about or about & words):
            return asked
    return ""
