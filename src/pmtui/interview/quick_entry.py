"""Quick entry: one line is enough, and what was understood of it is shown beneath the field.

Nothing is guessed in silence: each entry's `shown` names what was understood, and marks a guess as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmtui.interview.action_entry import ActionEntry, parse_action
from pmtui.interview.event_entry import EventEntry, parse_event
from pmtui.interview.pasted import parse_block
from pmtui.text.patterns import regex
from pmtui.values import dataclass

__all__ = [
    "ActionEntry",
    "EventEntry",
    "FactorEntry",
    "NotDoingEntry",
    "PersonEntry",
    "parse_action",
    "parse_block",
    "parse_event",
    "parse_factor",
    "parse_not_doing",
    "parse_person",
]

_PERSON = regex(
    r"(?P<name>[^,;(|]{1,80}?)[^\S\n]*(?:[,;|]|[^\S\n][-–—][^\S\n]|\((?=[^()]*\)$))(?P<role>.{1,200})",
    re.DOTALL,
)
_BECAUSE = regex(
    r"[^\S\n]*[,;:.–—-]?[^\S\n]*(?<![\w-])(?:because|reason:|why:)[^\S\n]+|[^\S\n]+[–—-][^\S\n]+|[;:][^\S\n]+",
    re.IGNORECASE,
)
_LIKELY = regex(r"[^\S\n]*(?:\(likely\)|!)$", re.IGNORECASE)
_BONE = regex(r"[^\S\n]*(?P<bone>[^:\n]{2,30}?)[^\S\n]*:[^\S\n]*")


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody who was there, and their role."""

    name: str
    role: str = ""

    def shown(self, zone: str = "") -> tuple[str, ...]:
        """Return name and role."""
        del zone
        return (self.name, self.role) if self.role else (self.name, "no role given")


@dataclass(frozen=True, slots=True)
class NotDoingEntry:
    """What was decided against, and why."""

    what: str
    why: str = ""

    def shown(self, zone: str = "") -> tuple[str, ...]:
        """Return what, and why or that no reason is given."""
        del zone
        return (self.what, f"because {self.why}" if self.why else "no reason given")


@dataclass(frozen=True, slots=True)
class FactorEntry:
    """A contributing factor, its bone (empty where none is named), and whether it is marked likely."""

    bone: str
    what: str
    likely: bool = False

    def shown(self, zone: str = "") -> tuple[str, ...]:
        """Return the bone, or that none is named; the factor; and the mark."""
        del zone
        pieces = (self.bone or "no bone named", self.what)
        return (*pieces, "likely") if self.likely else pieces


def parse_person(line: str) -> PersonEntry:
    """Return name and role from `Dana Reyes, incident commander` or `Dana Reyes (incident commander)`."""
    bare = line.strip()
    found = _PERSON.fullmatch(bare)
    if not found:
        return PersonEntry(bare)
    return PersonEntry(
        found["name"].strip(), found["role"].strip(" )") if "(" in bare else found["role"].strip()
    )


def parse_not_doing(line: str) -> NotDoingEntry:
    """Return what was decided against and why, from `multi-region, because the cost is 10 times the loss`."""
    bare = line.strip()
    cuts = list(_BECAUSE.finditer(bare))
    because = next(
        (cut for cut in cuts if re.search(r"[a-z]", cut.group(), re.IGNORECASE)), cuts[0] if cuts else None
    )
    if because is None or not bare[: because.start()].strip():
        return NotDoingEntry(bare)
    return NotDoingEntry(bare[: because.start()].strip(" ,;"), bare[because.end() :].strip())


def parse_factor(line: str, bones: Sequence[str]) -> FactorEntry:
    """Return bone and factor from `process: config is not reviewed`; `!` at its end marks it likely."""
    bare = line.strip()
    likely = _LIKELY.search(bare)
    if likely and likely.start() > 0:
        bare = bare[: likely.start()].rstrip()
    named = _BONE.match(bare[:80])
    bone = _bone(named["bone"], bones) if named else ""
    what = bare[named.end() :] if named and bone else bare
    return FactorEntry(bone, what, bool(likely and likely.start() > 0))


def _bone(name: str, bones: Sequence[str]) -> str:
    lower = name.lower()
    exact = [bone for bone in bones if bone.lower() == lower]
    near = [bone for bone in bones if len(lower) >= 2 and bone.lower().startswith(lower)]
    return exact[0] if exact else near[0] if len(near) == 1 else ""
