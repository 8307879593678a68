"""The words that a team adds to the lexicon: its roles, teams, systems and people. None until it is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from pmtui.text import memory
from pmtui.values import dataclass

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class TeamWords:
    """Words of a team, in lower case with straight apostrophes; one may be several words with a space.

    Attributes:
        roles: Who does what: "release captain".
        teams: People as a body: "payments crew".
        systems: Machines that are called like people or roles: "watson", "butler".
        names: Names of people.
        not_people: Words that the lexicon takes for people, and that are none here.
    """

    roles: Words = frozenset()
    teams: Words = frozenset()
    systems: Words = frozenset()
    names: Words = frozenset()
    not_people: Words = frozenset()

    def __or__(self, other: TeamWords) -> TeamWords:
        """Return the words of both."""
        return TeamWords(*(getattr(self, key) | getattr(other, key) for key in KEYS))

    def joined(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Return those of several words, by their first one, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for parts in self._of_several():
            found.setdefault(parts[0], []).append(parts)
        return {first: tuple(sorted(rest, key=lambda p: (-len(p), p))) for first, rest in found.items()}

    def _of_several(self) -> Iterator[tuple[str, ...]]:
        for key in KEYS:
            for words in getattr(self, key):
                if " " in words:
                    yield tuple(words.split())


KEYS = tuple(each.name for each in fields(TeamWords))
NONE = TeamWords()
_in_force = NONE


def present() -> TeamWords:
    """Return the words that are in force."""
    return _in_force


def put_in_force(words: TeamWords) -> None:
    """Set the words for the whole process, and forget what was read without them."""
    global _in_force  # a reading of text depends on it everywhere, as on the lexicon itself
    if words != _in_force:
        _in_force = words
        memory.forget()
