"""The why-ladder in reading order: each rung once, beneath what it explains, with its number."""

from __future__ import annotations

from collections import defaultdict

from pmtui.model.postmortem import Causes, Why
from pmtui.values import dataclass

LEGS = (None, "happened", "not-caught", "slow")
"""The legs in the order of reading; a ladder without them comes first."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A why at its place in the ladder.

    Attributes:
        why: The rung.
        number: Its place, such as "1.2.1"; a rung met again keeps the number of its first place.
        depth: How far down it stands, from 0.
        again: Whether it has stood further up already; then what is beneath it is not repeated.
        new_leg: Whether its leg differs from that of the rung above it.
        above: The id of the rung it stands under; "" at the top.
    """

    why: Why
    number: str
    depth: int
    again: bool
    new_leg: bool
    above: str


def rungs(causes: Causes) -> tuple[Rung, ...]:
    """Return the ladder from the problem down; a circle ends where it closes, and no rung is lost."""
    known = {why.id for why in causes.why}
    beneath: dict[str, list[Why]] = defaultdict(list)
    tops: list[Why] = []
    for why in causes.why:
        parents = [other for other in dict.fromkeys(why.explains) if other in known]
        for parent in parents:
            beneath[parent].append(why)
        if not parents or "problem" in why.explains:
            tops.append(why)
    out: list[Rung] = []
    numbers: dict[int, str] = {}  # by the record itself: two rungs of one id are two rungs
    tops.sort(key=lambda why: LEGS.index(why.leg))
    for top in [*tops, *causes.why]:  # the second part finds what only a circle holds
        if id(top) not in numbers:
            first = str(sum(rung.depth == 0 for rung in out) + 1)
            _descend(top, first, beneath, numbers, out)
    return tuple(out)


def _descend(
    top: Why, first: str, beneath: dict[str, list[Why]], numbers: dict[int, str], out: list[Rung]
) -> None:
    waiting: list[tuple[Why, str, int, str | None, str]] = [(top, first, 0, None, "")]
    while waiting:
        why, number, depth, leg_above, above = waiting.pop()
        again = id(why) in numbers
        number = numbers.setdefault(id(why), number)
        new_leg = why.leg is not None and why.leg != leg_above
        out.append(Rung(why, number, depth, again, new_leg, above))
        if not again:
            below = [
                (child, f"{number}.{place}", depth + 1, why.leg or leg_above, why.id)
                for place, child in enumerate(beneath[why.id], 1)
            ]
            waiting += reversed(below)
