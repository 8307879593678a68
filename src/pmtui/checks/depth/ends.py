"""Where the ladder ends, what shows it, and whether it was read back: each rung in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.depth.shape import PROBLEM, Shape
from pmtui.checks.depth.texts import blames, is_about_a_person, is_one_word, is_outside, is_surface
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import whole

if TYPE_CHECKING:
    from pmtui.model.postmortem import Causes, Why

ENOUGH_WHYS = 5
"""A rule of thumb: fewer are enough where the ladder says why it stops."""
SHALLOW = 3
"""A ladder of fewer whys that does not say why it stops is warned about; from here on it is a hint."""
_SHOWN = 60


def rung(why: Why, depth: int, shape: Shape, systemic: frozenset[str]) -> Iterator[Finding]:
    """Yield what a rung shows at its place.

    Args:
        why: The rung.
        depth: How many whys lead to it.
        shape: The ladder.
        systemic: The ids of what a root cause was drawn from, those that blame somebody aside.
    """
    path, text = f"causes.why.{why.id}", why.because
    if not text.strip():
        return
    is_end = why.id in shape.ends
    if is_one_word(text):
        yield rules.rule("depth.one-word").finding(f"{path}.because", span=whole(text))
    if is_end:
        yield from _end(why, depth, shape, ended=bool(why.stop) or why.id in systemic)
    if any(item.strip() for item in why.evidence):
        return
    if is_end and why.stop != "no-evidence":
        yield rules.rule("depth.no-evidence").finding(f"{path}.evidence")
    elif not is_end and why.confidence != "guess":
        yield rules.rule("depth.link-unshown").finding(f"{path}.evidence")


def _end(why: Why, depth: int, shape: Shape, *, ended: bool) -> Iterator[Finding]:
    path, text = f"causes.why.{why.id}", why.because
    at_person = is_about_a_person(text)
    if at_person:
        yield rules.rule("depth.person").finding(f"{path}.because", span=whole(text))
    elif depth < ENOUGH_WHYS and not ended:
        what = f"{_NUMBERS[depth]} why{'s' if depth > 1 else ''} deep, and nothing says why it ends here."
        severity = "warning" if depth < SHALLOW else "hint"
        yield rules.rule("depth.too-few").finding(f"{path}.stop", severity=severity, what=what)
    elif depth > 1 and (unread := _unread(why, shape)):
        yield _therefore(unread, shape)
    if is_surface(text) and not at_person:
        yield rules.rule("depth.surface").finding(f"{path}.because", "cause", span=whole(text))
    if is_outside(text) and not why.stop:
        yield rules.rule("depth.outside").finding(f"{path}.because", "cause", span=whole(text))


_NUMBERS = ("No", "One", "Two", "Three", "Four")


# -- therefore (W10) --------------------------------------------------------------------------------------


def _unread(why: Why, shape: Shape) -> Why | None:
    """Return the first rung on the way up, from an end, of whose link nobody has said how sure it is."""
    way = [why, *(shape.rungs[each] for each in shape.above(*why.explains))]
    return next((each for each in way if each.confidence is None and each.because.strip()), None)


def _therefore(why: Why, shape: Shape) -> Finding:
    above = next((words for each in why.explains if (words := shape.words_of(each).strip())), "")
    rule = rules.rule("depth.therefore")
    path = f"causes.why.{why.id}.confidence"
    if not above:
        return rule.finding(path)
    what = f"Read it upwards: {_short(why.because)}, therefore {_lower(_short(above))}."
    return rule.finding(path, what=what)


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in ("The", "A", "An", "No", "It") else text


# -- what the roots say of the ladder ---------------------------------------------------------------------


def systemic(causes: Causes) -> frozenset[str]:
    """Return the ids of what a root cause was drawn from, where it does not blame somebody."""
    return frozenset(ref for root in causes.root if not blames(root.what) for ref in root.from_)


__all__ = ["ENOUGH_WHYS", "PROBLEM", "rung", "systemic"]
