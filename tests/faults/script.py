"""Scripts of typing: random, but the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from faults.model import ENTRIES, FIELDS, Op

PLAIN = (
    *("queue", "worker", "stands", "still", "mails", "wait", "nobody", "sees", "it", "on", "the", "board"),
    *("because", "that", "shows", "what", "runs", "disk", "was", "full", "for", "an", "hour", "and", "then"),
)
ONE_BY_ONE = (
    *PLAIN,
    *("größer", "café", "naïve", "очередь", "待ち行列", "ουρά", "“so”", "–", "€"),
)
"""Words of many alphabets, each character of which is one code point."""
WORDS = (*ONE_BY_ONE, "cre\u0300me")
PLACES = (*FIELDS, *ENTRIES)


class Script:
    """What one person types: into several fields, with corrections, arrows, pastes and undo.

    Args:
        seed: The same seed gives the same script.
        length: About how many characters it types.
        stray: Whether a byte that is not UTF-8 comes among them.
        minute: The minute of the day of its first row in the timeline, so that rows come in order.
        words: What it chooses its words from.
    """

    def __init__(
        self,
        seed: int,
        length: int,
        *,
        stray: bool = False,
        minute: int = 0,
        words: Sequence[str] = WORDS,
    ) -> None:
        self.rng = random.Random(seed)
        self.length = length
        self.stray = stray
        self.minute = minute
        self.words = words

    def ops(self) -> list[Op]:
        """Return everything that is done, in order."""
        found: list[Op] = []
        places = self.rng.sample(PLACES, 3 if self.length > 60 else 2)
        for at, place in enumerate(places):
            share = self.length // len(places)
            found.append(Op("visit", place))
            found += self._entries(place, share) if place in ENTRIES else self._prose(place, share)
            if self.stray and at == 0 and place != "action.new":
                found += [*self._typed(" a"), Op("bytes", "\ufffd"), *self._typed("b")]
            self._rest(found)
        return found

    def _prose(self, place: str, length: int) -> Iterator[Op]:
        several = place in ("summary", "impact.note")
        yield Op("key", "C-End")
        while length > 0:
            words = " ".join(self.rng.choices(self.words, k=self.rng.randint(1, 5))) + " "
            length -= len(words)
            chance = self.rng.random()
            if chance < 0.15:
                lines = self.rng.randint(1, 3) if several else 1
                yield Op("paste", "\n".join([words] * lines).rstrip(" "), self._pause())
                continue
            yield from self._typed(words)
            if chance < 0.35:
                yield from self._corrected(words)
            if several and chance > 0.85:
                yield Op("enter", pause=self._pause())

    def _entries(self, place: str, length: int) -> Iterator[Op]:
        yield Op("key", "C-End")
        while length > 0:
            words = " ".join(self.rng.choices(PLAIN, k=self.rng.randint(2, 5)))
            length -= len(words)
            if place == "timeline.new":
                yield from self._typed(f"2026-03-02 {self.minute // 60:02}:{self.minute % 60:02} ")
                self.minute += 1
            yield from self._typed(words)
            if self.rng.random() < 0.3:
                yield from self._corrected(words)
            if length <= 0 and self.rng.random() < 0.5:
                return  # the line is left as it stands
            yield Op("enter", pause=self._pause())
            if place == "action.new":
                return  # what is asked next is no text
            if place == "timeline.new" and self.rng.random() < 0.3:
                yield Op("undo", pause=self._pause())
                yield Op("redo", pause=self._pause())

    def _typed(self, words: str) -> Iterator[Op]:
        burst = self.rng.random() < 0.3
        for character in words:
            yield Op("type", character, 0.0 if burst else self._pause())

    def _corrected(self, words: str) -> Iterator[Op]:
        """Take some of the last word back and type it anew, or change a letter within it."""
        count = self.rng.randint(1, min(4, len(words)))
        if self.rng.random() < 0.5:
            for _ in range(count):
                yield Op("key", "BS", self._pause())
            yield from self._typed(words[-count:])
            return
        for _ in range(count):
            yield Op("key", "Left")
        yield Op("type", self.rng.choice("abcü日"), self._pause())
        yield Op("key", "C-End")

    def _pause(self) -> float:
        return self.rng.choice((0.0, 0.0, 0.01, 0.02, 0.03, 0.06, 0.15))

    def _rest(self, ops: list[Op]) -> None:
        ops[-1] = Op(ops[-1].kind, ops[-1].what, self.rng.uniform(0, 0.4))
