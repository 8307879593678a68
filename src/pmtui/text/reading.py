"""What reading a text comes to: understood, or refused with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.model.postmortem import Precision


Span = tuple[int, int]
"""Start and end (exclusive) of a part of a text, in characters."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that was not understood, or could be read in two ways.

    Attributes:
        reason: Why, in words for the person who typed it, with what to type instead.
        span: The part of the text that it is about.
    """

    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Bounded(Refused):
    """A time that bounds an action and leaves its day open: a month, a sprint, a recurrence.

    Where a day is wanted it is refused, its reason the question for the day.
    """


@dataclass(frozen=True, slots=True)
class Ambiguous(Bounded):
    """A date that can be read in two ways, such as 03/04/2026: it bounds an action, its day stays open."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as a person gave it.

    Attributes:
        at: The moment, or the earlier end of its range, in UTC.
        until: The later end where a range was given, in UTC.
        precision: How exactly it is known.
        span: The part of the text that was read.
    """

    at: datetime
    precision: Precision
    span: Span
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due, and the part of the text it was read from."""

    day: date
    span: Span


@dataclass(frozen=True, slots=True)
class Owner:
    """A named person, and the part of the text it was read from."""

    name: str
    span: Span
