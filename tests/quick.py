"""Keys for tests of screens, each pressed when the one before has been taken, without waiting for time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

HOPS = 5
"""How often all queues are emptied after a key: it goes from the app to the screen to the widget, and what it
means takes the same way back."""


def quicken(pilot: Pilot[Any]) -> None:
    """Let `pilot.press` wait for messages: Textual's own waits 40 ms of real time and more for each key."""
    pilot.app._press_keys = partial(_press_keys, pilot)  # type: ignore[method-assign]


async def _press_keys(pilot: Pilot[Any], names: Iterable[str]) -> None:
    for name in names:
        await pilot.app._post_message(key_event(name))
        for _ in range(HOPS):
            await pilot._wait_for_screen()
        pilot.app.screen._on_timer_update()


def key_event(name: str) -> events.Key:
    """Return what a key's name means to Textual."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(key, character)
