"""What the actions break of the fault tree, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from pmtui import content
from pmtui.analysis.causes.breaking import Breaking
from pmtui.model.postmortem import Postmortem

_LONGEST = 48
"""How much of a base event is said, in characters."""
_MOST = 4
"""How many base events are named before the rest is counted."""


def sentences(pm: Postmortem, found: Breaking) -> tuple[str, ...]:
    """Return what the actions break, which single points are left, and the smallest addition.

    Args:
        pm: The postmortem.
        found: What its actions break.
    """
    said = _Said(pm)
    if found.refused:
        return (said("refused", why=found.refused),)
    if found.combinations == 0:
        return (said("impossible"),)
    return tuple(filter(None, (_broken(said, found), *_left(said, found))))


def _broken(said: _Said, found: Breaking) -> str:
    """Return the sentence about the combinations broken and left."""
    actions = said.many("actions", found.actions, count=found.actions) if found.actions else ""
    nothing, smallest = said("nothing"), said.names(found.open_sets[0]) if found.open_sets else ""
    words = {"actions": actions, "nothing": nothing, "set": "{" + smallest + "}"}
    if found.combinations is None or found.left is None:
        return said("uncounted" if found.actions else "uncounted_none", **words)
    if not found.left:
        return said.many("whole", found.combinations, all=f"{found.combinations:,}", **words)
    numbers = {"all": f"{found.combinations:,}", "left": f"{found.left:,}"}
    if not found.broken:
        return said.many("none", found.left, **numbers, **words)
    return said.many("some", found.left, broken=f"{found.broken:,}", **numbers, **words)


def _left(said: _Said, found: Breaking) -> tuple[str, str]:
    points, more = found.single_points, found.addition or ()
    told = said.many("points", len(points), count=len(points), points=said.names(points)) if points else ""
    if found.left is not None and found.left == 1 and len(found.open_sets[0]) == 1:
        told = ""  # it was named as the one that is open
    return told, said.many("addition", len(more), addition=said.names(more)) if more else ""


class _Said:
    """The words of guide/coverage.toml, filled in."""

    def __init__(self, pm: Postmortem) -> None:
        self._words: dict[str, str] = content.toml("guide/coverage.toml")["breaking"]
        self._events = {event.id: " ".join(event.what.split()) or event.id for event in pm.causes.event}

    def __call__(self, name: str, **words: object) -> str:
        return self._words[name].format(**words).replace("….", "…")

    def many(self, name: str, number: int, **words: object) -> str:
        return self(f"{name}_one" if number == 1 else f"{name}_many", **words)

    def names(self, events: Sequence[str]) -> str:
        """Return base events in words, the first few of them, and how many there are more."""
        known = [_short(self._events.get(event, event).rstrip(".")) for event in events]
        named = known[:_MOST]
        shown = ("; " if any("," in words for words in named) else ", ").join(named)
        return shown + (self("more", count=len(known) - _MOST) if len(known) > _MOST else "")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 2].rsplit(" ", 1)[0].rstrip(",;:") + " …"
