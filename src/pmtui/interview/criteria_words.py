"""The words of the checklist: labels, and the sentence that says what is missing."""

from __future__ import annotations

from typing import Any

from pmtui import content
from pmtui.interview.choices import short
from pmtui.interview.question import Criterion

_WHAT_LIMIT = 60


class Item:
    """A line of the checklist while it is worked out: the first thing found missing is what it says.

    Args:
        group: Where its words stand: `step` or `success`.
        name: Its id.
        begun: Whether anything towards it stands in the file.
        begin: The field to go to when it is not begun; empty where what is missing says it all.
        alike: The id of the step whose sentences it shares; its own when empty.
    """

    def __init__(self, group: str, name: str, *, begun: bool, begin: str, alike: str = "") -> None:
        words = content.toml("guide/criteria.toml")
        self._own: dict[str, Any] = words[group][name]
        self._shared: dict[str, Any] = words["step"][alike] if alike else {}
        self._name, self._begun = name, begun
        self._missing: list[tuple[str, str]] = []
        if begin and not begun:
            self.lacks("begin", begin)

    def lacks(self, key: str, path: str, **known: str) -> None:
        """Note something missing: the key of its sentence, the field to go to, what fills its gaps."""
        sentence = self._own.get(key) or self._shared[key]
        told = {name: short(value, _WHAT_LIMIT) for name, value in known.items()}
        for name, value in told.items():
            sentence = sentence.replace("{" + name + "}", value)
        self._missing.append((sentence, path))

    def take_over(self, other: Criterion) -> None:
        """Lack what another line of the checklist lacks."""
        if not other.met:
            self._missing.append((other.missing, other.path))

    def done(self) -> Criterion:
        """Return the line as it stands."""
        sentence, path = self._missing[0] if self._missing else ("", "")
        met = not self._missing
        return Criterion(self._name, self._own["label"], met, self._begun, sentence, path)


def sentence(group: str, key: str, **known: str) -> str:
    """Return a sentence of the checklist's words with its gaps filled."""
    words: str = content.toml("guide/criteria.toml")[group][key]
    for name, value in known.items():
        words = words.replace("{" + name + "}", short(value, _WHAT_LIMIT))
    return words
