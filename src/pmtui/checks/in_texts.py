"""What is found in the texts of a postmortem, one by one; it stays known for as long as a text stands.

So a check costs what the text costs that was typed in, however many others there are. Kept is what belongs to
the postmortem that was checked last, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from pmtui.checks import depth, fishbone, gaps, numbers, smart, tone
from pmtui.checks.blame import findings as blame
from pmtui.checks.fields import Prose, Role, event_fields, fields_beside_the_timeline, role_of
from pmtui.checks.finding import Finding
from pmtui.checks.rules import own as own_rules
from pmtui.text import memory
from pmtui.text.by_row import ByRow

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem, TimelineEvent

_Names = frozenset[str]


def findings(pm: Postmortem, now: datetime) -> tuple[Finding, ...]:
    """Return what is found in each text of a postmortem, gaps that are left to fill among it."""
    names, found = blame.names_of(pm.people), list[Finding]()
    for prose, alone in _LAST.look(pm, names):
        found += alone
        found += _beside(pm, prose.path, prose.text, prose.role, now)
    return (*found, *chain.from_iterable(_ROWS(pm.timeline, names)))


def text_findings(pm: Postmortem, path: str, text: str, now: datetime) -> Iterator[Finding]:
    """Yield what is found in one text, as if it stood at `path`, but for gaps that are left to fill."""
    role = role_of(path)
    yield from _alone(blame.names_of(pm.people), path, text, role)
    yield from _beside(pm, path, text, role, now)


def _alone(names: _Names, path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield what a text shows by itself, given the names of the people who are listed."""
    yield from blame.text_findings(names, path, text, role)
    yield from tone.text_findings(path, text, role)
    if role == "cause":
        yield from depth.text_findings(path, text, role)
        yield from fishbone.text_findings(path, text, role)
    yield from own_rules.text_findings(path, text, role)


def _beside(pm: Postmortem, path: str, text: str, role: Role, now: datetime) -> Iterator[Finding]:
    """Yield what a text shows beside the other fields of the postmortem."""
    yield from numbers.text_findings(pm, path, text, role)
    if role == "action":
        yield from smart.text_findings(pm, path, text, now.date())


def _kept(names: _Names, prose: Prose) -> tuple[Finding, ...]:
    alone = _alone(names, prose.path, prose.text, prose.role)
    return (*alone, *gaps.text_findings(prose.path, prose.text))


def _row(event: TimelineEvent, names: _Names) -> tuple[Finding, ...]:
    return tuple(chain.from_iterable(_kept(names, prose) for prose in event_fields(event)))


_ROWS = ByRow(_row)


class _Last:
    """What the texts of the last postmortem show by themselves, those of the timeline aside."""

    def __init__(self) -> None:
        self._found: tuple[_Names, dict[Prose, tuple[Finding, ...]]] = (frozenset(), {})
        memory.on_forgetting(self.forget)

    def forget(self) -> None:
        self._found = (frozenset(), {})

    def look(self, pm: Postmortem, names: _Names) -> Iterator[tuple[Prose, tuple[Finding, ...]]]:
        """Yield each text with its findings."""
        for_names, known = self._found
        if for_names != names:
            known = {}
        found: dict[Prose, tuple[Finding, ...]] = {}
        for prose in fields_beside_the_timeline(pm):
            here = known.get(prose)
            found[prose] = _kept(names, prose) if here is None else here
        self._found = (names, found)
        yield from found.items()


_LAST = _Last()
