"""An answer beside others: what it explains, what lies above that, and what the actions would add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.depth.likeness import likeness, says_the_same, stems, words
from pmtui.checks.depth.shape import PROBLEM, Shape
from pmtui.checks.depth.texts import is_about_a_person
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import whole
from pmtui.text.by_row import ByRow
from pmtui.text.patterns import regex
from pmtui.text.people.words import tokens

if TYPE_CHECKING:
    from pmtui.model.postmortem import Causes, Postmortem, TimelineEvent, Why

_LEAP = 0.05
"""Below this likeness an answer shares nothing with what it explains."""
_NEW = 0.75
"""So much of an answer is told nowhere else in the postmortem where it leaps."""
_TELLING = 3
_LONGEST_ABSENCE = 8
_FIRST = regex(r"[^\W\d_][\w-]{0,30}")


def repeats(parents: tuple[str, ...], text: str, path: str, shape: Shape) -> Iterator[Finding]:
    """Yield that an answer says what it is to explain in other words (W15), or what stands above that (W3).

    Args:
        parents: What it explains: ids of whys, or `problem`.
        text: The answer.
        path: The path of its field, or its entry line.
        shape: The ladder that it stands in.
    """
    if any(says_the_same(text, shape.words_of(parent)) for parent in parents):
        yield rules.rule("depth.restates").finding(path, span=whole(text))
        return
    further = [each for each in shape.above(*parents) if each not in parents]
    same = next((each for each in further if says_the_same(text, shape.words_of(each))), None)
    if same is not None:
        what = f"This says the same as why {shape.numbers.get(same, same)}."
        yield rules.rule("depth.circle").finding(path, what=what, span=whole(text))
    elif PROBLEM not in parents and says_the_same(text, shape.causes.problem):
        yield rules.rule("depth.circle").finding(
            path, what="This says the same as the problem.", span=whole(text)
        )


def leaps(pm: Postmortem, shape: Shape) -> Iterator[Finding]:
    """Yield answers that share nothing with what they explain, and are told of nowhere else (W13).

    Good ladders change their words at most steps, so that much is asked before one is named: the answer lies
    beneath another why, nothing shows it, and most of its words stand nowhere else.
    """
    apart = [why for why in pm.causes.why if _stands_apart(why, shape)]
    asked = frozenset[str]().union(*(stems(why.because) for why in apart))
    often = _told(pm, asked) if apart else Counter[str]()
    for why in apart:
        mine = stems(why.because)
        if sum(often[each] < 2 for each in mine) >= _NEW * len(mine):
            path = f"causes.why.{why.id}.because"
            yield rules.rule("depth.leap").finding(path, span=whole(why.because))


def _stands_apart(why: Why, shape: Shape) -> bool:
    parents = [each for each in why.explains if each in shape.rungs]
    if why.evidence or not parents or len(stems(why.because)) < _TELLING or is_about_a_person(why.because):
        return False
    return all(likeness(why.because, shape.words_of(each)) < _LEAP for each in parents)


def _told(pm: Postmortem, asked: frozenset[str]) -> Counter[str]:
    """Return in how many texts each of some stems is told: rows, lead-up, problem, factors, answers."""
    causes = pm.causes
    texts = [causes.problem, causes.trigger, causes.lead_up, causes.known_before, pm.title]
    texts += [factor.what for factor in causes.factor] + [why.because for why in causes.why]
    told = [asked & stems(text) for text in texts]
    return Counter(chain.from_iterable(chain(told, _IN_ROWS(pm.timeline, asked))))


def _in_row(event: TimelineEvent, asked: frozenset[str]) -> frozenset[str]:
    return asked & stems(event.what)


_IN_ROWS = ByRow(_in_row)


# -- the absence of a fix ---------------------------------------------------------------------------------


def absences(text: str, path: str, added: dict[str, frozenset[str]]) -> Iterator[Finding]:
    """Yield that a cause is nothing but the absence of what an action adds (W14).

    Args:
        text: The cause.
        path: The path of its field.
        added: What the actions add, as stems, by the words of the action.
    """
    absent = stems_of_absence(text)
    if absent and any(absent <= each for each in added.values()):
        yield rules.rule("depth.absent-fix").finding(path, span=whole(text))


def stems_of_absence(text: str) -> frozenset[str]:
    """Return the stems of what a cause says is not there, as in "No canary"; empty for other causes."""
    said = [token.low for token in tokens(text[:200]) if token.is_word]
    if not 1 < len(said) <= _LONGEST_ABSENCE or not words("absence") & set(said):
        return frozenset()
    return stems(text) - frozenset().union(*(stems(word) for word in words("absence")))


def added_by_actions(pm: Postmortem) -> dict[str, frozenset[str]]:
    """Return what the actions add, as stems, by their words; dropped ones aside."""
    found: dict[str, frozenset[str]] = {}
    for action in pm.action:
        first = _FIRST.search(action.what[:60])
        if action.status != "dropped" and first and first[0].lower() in words("adds"):
            found[action.what] = stems(action.what)
    return found


# -- while it is typed ------------------------------------------------------------------------------------


def entry_findings(causes: Causes, path: str, text: str, target: str = "") -> Iterator[Finding]:
    """Yield what an answer shows beside what it is to explain, while it is typed into an entry line.

    Args:
        causes: The causes so far.
        path: The entry line: `causes.why.new`, or one of its kin, which explain the problem.
        text: The answer as it stands.
        target: The id of the why that it explains, where the screen has one chosen, or `problem`; without it,
            the last one that has not ended.
    """
    shape = Shape(causes)
    if path != "causes.why.new":
        target = PROBLEM
    elif target not in shape.rungs and target != PROBLEM:
        target = _open_end(causes, shape)
    yield from repeats((target,), text, path, shape)


def _open_end(causes: Causes, shape: Shape) -> str:
    """Return the id of the last rung that nothing explains and that has not ended, else `problem`."""
    ends = (
        why for why in reversed(causes.why) if why.id in shape.ends and not why.stop and why.because.strip()
    )
    last = next(ends, None)
    return last.id if last is not None else PROBLEM
